"""What an indicator (Kennzahl) is: title, unit, basis, what it counts, dimensions, shares."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from imreport.cases import CodeLists, Scope
from imreport.config import CostSection
from imreport.indicators.times import CATEGORIES, LABELS

TOTAL: Final = "gesamt"
"""The category that stands for all others of its dimension together."""

OTHER: Final = "andere"
"""The category that small categories are merged into."""


Values = Mapping[tuple[str, ...], float | None]
"""The keys of a cell, one per dimension → its value, None where it is hidden."""


@dataclass(frozen=True, slots=True)
class Given:
    """What an indicator is derived from.

    Attributes:
        published: The published values of other indicators.
        scope: What the report is about.
        costs: What things cost, if bericht.toml says so.
    """

    published: Mapping[str, Values]
    scope: Scope
    costs: CostSection | None = None


Derive = Callable[[Given], Values]
"""From what is published of others to the values of one."""


@dataclass(frozen=True, slots=True)
class Population:
    """What is counted: the units of a view. Indicators of one population share their units, so they tell of each other.

    The view also has ``household_id``.

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


NOTHING: Final = Population("", "")
"""The population of what is not counted but derived."""


@dataclass(frozen=True, slots=True)
class Dimension:
    """One dimension (Merkmal) of an indicator.

    Attributes:
        column: Its column in frames.
        key: Its German key in kennzahlen.csv and passages.
        title: Its German name as a table heading.
        kind: Where its categories come from: a code list, the months or years of the period, before and after the cut,
            moments (start, last days of half-years, reference date), half-years, or none but the total (``whole``).
        codes: For ``codes``, the name of the code list.
        broad: Whether entries of the code list that roll up to another of the same list are counted as that one.
        finer: Whether it tells such entries apart; without any, there is nothing to tell.
        complete: Whether categories without a case are shown as 0.
        foldable: Whether small categories may be merged into "Andere".
        sensitive: Whether it harms a whole group to be known to fall into one category.
        rolls_up: The column of the finer dimension whose codes name these categories as their parents.
        wholes: Of categories whose units are there together only, as persons in households of two: key, and the size of
            the smallest and largest such whole.
    """

    column: str
    key: str
    title: str
    kind: Literal["codes", "month", "year", "era", "moment", "half", "whole"] = "codes"
    codes: str = ""
    broad: bool = False
    finer: bool = False
    complete: bool = True
    foldable: bool = False
    sensitive: bool = False
    rolls_up: str = ""
    wholes: tuple[tuple[str, int, int], ...] = ()

    def categories(self, codes: CodeLists, scope: Scope) -> list[str]:
        """Return the keys of all categories in the order of display; "Ohne Angabe" of a code list comes last."""
        if self.kind in CATEGORIES:
            return CATEGORIES[self.kind](scope)
        return [code.key for code in codes.get(self.codes, ()) if not (self.broad and code.parent)]

    def label(self, key: str, codes: CodeLists, *, scope: Scope) -> str:
        """Return what readers see for a category."""
        if key in _COMMON:
            return _COMMON[key]
        if self.kind == "codes":
            return codes[self.codes].label(key)
        return LABELS[self.kind](key, scope) if self.kind in LABELS else key


_COMMON: Final = {TOTAL: "Gesamt", OTHER: "Andere"}


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
        dimensions: What it is broken down by.
        population: What it counts; ``NOTHING`` if it is derived.
        derive: Computes it from what is published of others, so that what is hidden there stays hidden here.
        inputs: The Kennzahlen that it is derived from.
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
    dimensions: tuple[Dimension, ...]
    population: Population = NOTHING
    derive: Derive | None = None
    inputs: tuple[str, ...] = ()
    shares: tuple[Share, ...] = ()
    decimals: int = 0
    follows: str = ""
    whole: bool = False
    source: str = ""
    note: str = ""

    @property
    def relation(self) -> str:
        """The SQL of its units: its view; of posts without a moment, those of the reference date."""
        own = self.population
        is_now = own.view == "posts" and "moment" not in self.columns
        return "(select * from posts where moment = 'stichtag') as posts" if is_now else own.view

    def lacking(self, codes: CodeLists) -> str:
        """Return, in German, what a county's code lists lack for it; empty if there is nothing."""
        for dimension in self.dimensions:
            if dimension.codes and dimension.codes not in codes:
                return f"es gibt kein Schlüsselverzeichnis „{dimension.codes}“"
            if dimension.finer and not codes[dimension.codes].has_levels:
                return f"das Schlüsselverzeichnis „{dimension.codes}“ kennt nichts Untergeordnetes"
        return ""

    @property
    def is_summed(self) -> bool:
        """Whether it grows with the length of the period: a flow of cases, no ratio, average or number of persons."""
        own = self.population
        return self.basis == "flow" and not (self.derive or own.weight or own.unit == own.person)

    @property
    def columns(self) -> list[str]:
        """The dimension columns of its frames."""
        return [dimension.column for dimension in self.dimensions]
