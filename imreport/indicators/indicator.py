"""What an indicator (Kennzahl) is: title, unit, basis, dimensions, shares, and the function that computes it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, Literal

from imreport.cases import CaseTables, CodeLists, Scope
from imreport.german import month, short_month

if TYPE_CHECKING:
    import pandas as pd

TOTAL: Final = "gesamt"
"""The category that stands for all others of its dimension together."""

OTHER: Final = "andere"
"""The category that small categories are merged into."""


@dataclass(frozen=True, slots=True)
class Population:
    """What is counted: the units of a view. Indicators of one population share their units, so they tell of each other.

    Attributes:
        view: The view of views.sql.
        unit: The column that identifies a unit.
        person: The column that identifies the person behind a unit.
        weight: The column that is added up instead of counting units, in hundredths; empty to count.
        part_of: For units that are properties of others (Mehrfachnennungen): the column that identifies those.
        threshold: The smallest number of persons behind a published count of it; 0 for the report's.
    """

    view: str
    unit: str
    person: str = "client_id"
    weight: str = ""
    part_of: str = ""
    threshold: int = 0


@dataclass(frozen=True, slots=True)
class Dimension:
    """One dimension (Merkmal) of an indicator.

    Attributes:
        column: Its column in frames.
        key: Its German key in kennzahlen.csv and passages.
        title: Its German name as a table heading.
        kind: Where its categories come from: a code list, the months or years of the period, before and after the
        cut, or
            the two moments start and reference date.
        codes: For ``codes``, the name of the code list.
        complete: Whether categories without a case are shown as 0.
        foldable: Whether small categories may be merged into "Andere".
        sensitive: Whether it harms a whole group to be known to fall into one category.
        rolls_up: The column of the finer dimension whose codes name these categories as their parents.
    """

    column: str
    key: str
    title: str
    kind: Literal["codes", "month", "year", "era", "moment"] = "codes"
    codes: str = ""
    complete: bool = True
    foldable: bool = False
    sensitive: bool = False
    rolls_up: str = ""

    def categories(self, codes: CodeLists, scope: Scope) -> list[str]:
        """Return the keys of all categories in the order of display; "Ohne Angabe" of a code list comes last."""
        match self.kind:
            case "month":
                return [f"{day.year}-{day.month:02}" for day in _months(scope)]
            case "year":
                return [str(year) for year in range(scope.start.year, scope.end.year + 1)]
            case "era":
                return ["vorher", "seither"]
            case "moment":
                return ["beginn", "stichtag"]
            case _:
                return [code.key for code in codes[self.codes]]

    def label(self, key: str, codes: CodeLists, *, scope: Scope) -> str:
        """Return what readers see for a category."""
        if key in _COMMON:
            return _COMMON[key]
        match self.kind:
            case "codes":
                return codes[self.codes].label(key)
            case "month":
                return short_month(date.fromisoformat(f"{key}-01"))
            case "era":
                return f"{'vor' if key == 'vorher' else 'seit'} {month(scope.cut)}"
            case _:
                return _MOMENTS.get(key, key)


_COMMON: Final = {TOTAL: "Gesamt", OTHER: "Andere"}
_MOMENTS: Final = {"beginn": "zu Beginn des Zeitraums", "stichtag": "am Stichtag"}


def _months(scope: Scope) -> list[date]:
    first, last = (day.year * 12 + day.month - 1 for day in (scope.start, scope.end))
    return [date(number // 12, number % 12 + 1, 1) for number in range(first, last + 1)]


@dataclass(frozen=True, slots=True)
class Share:
    """A percentage that is published beside the values of an indicator.

    Attributes:
        key: Its German key, ``anteil_…``.
        title: Its German name as a table heading.
        of: The indicator whose value is the base (100 %).
        within: The dimensions that the base keeps; over all others it is the total.
    """

    key: str
    title: str
    of: str
    within: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Indicator:
    """One entry of the registry.

    Attributes:
        key: Its German key: what passages, tables and charts ask for.
        title: Its German title.
        short: Its German name in a few words, fit for the tab of a sheet.
        unit: What one unit of its value is, in the plural.
        basis: ``flow`` over the period or ``stock`` at the reference date.
        chapter: Key of the chapter it belongs to.
        population: What it counts.
        dimensions: What it is broken down by.
        compute: Returns one row per cell, totals included: a column per dimension, ``value``, ``persons`` and
        ``households``
            (distinct, behind the cell), ``largest`` (the events of the person with the most, 0 for stocks).
        shares: The percentages that are published with it.
        decimals: How many decimals its value has.
        follows: The indicator whose hidden cells are hidden here too, because it measures the same units otherwise.
        whole: Whether it is published whole or not at all, because its cells are linked with others by balances.
        source: The German title of the table that it is counted from.
        note: What a reader must know to read it right.
    """

    key: str
    title: str
    short: str
    unit: str
    basis: Literal["flow", "stock"]
    chapter: str
    population: Population
    dimensions: tuple[Dimension, ...]
    compute: Callable[[CaseTables, Scope], "pd.DataFrame"]
    shares: tuple[Share, ...] = ()
    decimals: int = 0
    follows: str = ""
    whole: bool = False
    source: str = ""
    note: str = ""

    @property
    def columns(self) -> list[str]:
        """The dimension columns of its frames."""
        return [dimension.column for dimension in self.dimensions]
