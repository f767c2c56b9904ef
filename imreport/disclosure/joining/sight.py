"""Sights: a population as it is seen through several views, and the parts that its tables divide it into.

Tables that share no column are tied by nothing but the number of units in common, so their columns need not be crossed:
each group of columns that some table crosses is a part, with base cells of its own. That loses nothing, because tables
with equal totals can always be combined to one (``ties`` says what is equal).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from imreport.cases import Scope
from imreport.indicators import OTHER, TOTAL, Dimension, Indicator, Population

Place = Mapping[str, str]
"""Column → category."""

TIMES: Final = ("month", "year", "era")
"""The kinds of dimensions whose categories follow from the day."""
STOCKS: Final = ("clients_in_care", "posts")
"""The views whose units are counted on a day."""
NOW: Final = "stichtag"
"""The moment of posts that a table without moments is about: the reference date."""


@dataclass(frozen=True)
class View:
    """One sight of a population.

    Attributes:
        scope: What it is cut to.
        moment: What the view of posts calls the reference date; empty for other units.
        edition: Where the export has changed since an edition: the number of that edition, 0 for the export as it is.
    """

    scope: Scope
    moment: str = ""
    edition: int = 0

    @property
    def day(self) -> date:
        """The day on which a stock is counted."""
        return self.scope.as_of


@dataclass(frozen=True)
class Part:
    """Columns that some table crosses, and what their cells are told apart by in time.

    Attributes:
        columns: The columns; those of the part that all others are tied to are none.
        times: The columns of times that stand beside them in some table.
    """

    columns: tuple[str, ...] = ()
    times: tuple[str, ...] = ()

    @property
    def all_columns(self) -> list[str]:
        """All columns that its places are made of."""
        return [*self.times, *self.columns]

    def holds(self, columns: Sequence[str]) -> bool:
        """Whether a table with these columns, without times, is a sum of its cells."""
        return bool(columns) == bool(self.columns) and set(columns) <= set(self.columns)


@dataclass(frozen=True)
class BaseCell:
    """Units that stand in the same place in every view.

    Attributes:
        places: Per view the categories they are in, None where the view does not show them.
        units: How many there are, or what they weigh.
        part: The columns that it tells apart.
    """

    places: tuple[Place | None, ...]
    units: int
    part: Part = Part()


@dataclass(frozen=True)
class Sight:
    """A population as it is seen through several views.

    Attributes:
        population: What is counted.
        tables: The dimensions of each of its tables, in all views together.
        views: The scope of this report first, then those of earlier editions.
        known: Column → the categories that some table names.
    """

    population: Population
    tables: tuple[tuple[Dimension, ...], ...]
    views: tuple[View, ...]
    known: Mapping[str, frozenset[str]]

    @cached_property
    def dimensions(self) -> dict[str, Dimension]:
        """Column → dimension; moments are views of their own."""
        return {d.column: d for table in self.tables for d in table if d.kind != "moment"}

    @cached_property
    def columns(self) -> list[str]:
        """All columns."""
        return list(self.dimensions)

    @cached_property
    def times(self) -> list[str]:
        """The columns whose categories follow from the day."""
        return [column for column, dimension in self.dimensions.items() if dimension.kind in TIMES]

    @property
    def is_stock(self) -> bool:
        """Whether units are counted on a day rather than over a period."""
        return self.population.view in STOCKS

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The parts; the first one tells times apart only and ties the others, where there is something to tie."""
        groups = self._groups()
        crossed = [Part(tuple(group), tuple(self._times_of(group))) for group in groups]
        bare = any(not codes_of(table) for table in self.tables)
        return (Part((), tuple(self.times)), *crossed) if bare or len(crossed) != 1 else tuple(crossed)

    def _groups(self) -> list[list[str]]:
        """Return the columns of codes, those together that stand in one table or roll up to one another."""
        linked = [set(codes_of(table)) for table in self.tables]
        linked += [{d.column, d.rolls_up} for d in self.dimensions.values() if d.rolls_up in self.dimensions]
        groups: list[set[str]] = []
        for link in filter(None, linked):
            near = [group for group in groups if group & link]
            groups = [*(group for group in groups if group not in near), link.union(*near)]
        return [[column for column in self.columns if column in group] for group in groups]

    def _times_of(self, group: Sequence[str]) -> Iterator[str]:
        beside = {d.column for table in self.tables if set(codes_of(table)) & set(group) for d in table}
        yield from (column for column in self.times if column in beside)

    def queries(self) -> dict[str, tuple[str, Scope]]:
        """Return, per view, the query for its units, whose they are and where they stand."""
        own = self.population
        columns = ", ".join(dict.fromkeys([own.unit, own.person, *self.columns, *([own.weight] if own.weight else [])]))
        return {
            f"view_{n}": (f"select distinct {columns} from {own.view}{_moment(view)}", view.scope)
            for n, view in enumerate(self.views)
        }


def _moment(view: View) -> str:
    return f" where moment = '{view.moment}'" if view.moment else ""


def day_of(moment: str, scope: Scope) -> date:
    """Return the day of a moment: beginn, stichtag (also of tables without moments), or a day between them (ISO)."""
    if moment in ("", NOW):
        return scope.as_of
    return scope.start if moment == "beginn" else date.fromisoformat(moment)


def codes_of(dimensions: Sequence[Dimension]) -> list[str]:
    """Return the columns of dimensions that neither follow from the day nor are moments."""
    return [d.column for d in dimensions if d.kind not in (*TIMES, "moment")]


def known_categories(tables: Sequence[tuple[Indicator, Sequence[Sequence[str]]]]) -> dict[str, frozenset[str]]:
    """Return column → categories for tables, given as their indicators and the categories of their cells."""
    found: dict[str, set[str]] = {}
    for indicator, cells in tables:
        for keys in cells:
            for column, key in zip(indicator.columns, keys, strict=True):
                found.setdefault(column, set()).update({key} - {TOTAL, OTHER})
    return {column: frozenset(keys) for column, keys in found.items()}
