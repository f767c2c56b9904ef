"""Base cells: the finest cells that all tables of a population are sums of, with the units in them.

A population (consultations, clients …) is seen through views: the scope of this report, and those of earlier editions.
What a base cell is, follows from where it stands in each of them. Cells that could hold units are there even where none
do, because a reader does not know that.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations, product
from typing import TYPE_CHECKING, Final

from imreport.cases import CaseTables, CodeLists, Scope
from imreport.indicators import OTHER, TOTAL, Dimension, Indicator, Population

if TYPE_CHECKING:
    import pandas as pd

Place = Mapping[str, str]
"""Column → category."""

TIMES: Final = ("month", "year", "era")
"""The kinds of dimensions whose categories follow from the day."""


@dataclass(frozen=True)
class View:
    """One sight of a population.

    Attributes:
        scope: What it is cut to.
        moment: Of posts, the moment.
        edition: Where the export has changed since an edition: the number of that edition, 0 for the export as it is.
    """

    scope: Scope
    moment: str = ""
    edition: int = 0

    @property
    def day(self) -> date:
        """The day on which a stock is counted."""
        return self.scope.start if self.moment == "beginn" else self.scope.as_of

    def covers(self, team: str, commune: str) -> bool:
        """Whether the view shows an area; an empty name stands for all that no view names."""
        return self.scope.team in (None, team) and self.scope.commune in (None, commune)


@dataclass(frozen=True)
class BaseCell:
    """Units that stand in the same place in every view.

    Attributes:
        places: Per view the categories they are in, None where the view does not show them.
        units: How many there are, or what they weigh.
    """

    places: tuple[Place | None, ...]
    units: int


@dataclass(frozen=True)
class Sight:
    """A population as it is seen through several views.

    Attributes:
        population: What is counted.
        dimensions: What its tables break it down by, in all views together.
        views: The scope of this report first, then those of earlier editions.
        known: Column → the categories that some table names.
    """

    population: Population
    dimensions: tuple[Dimension, ...]
    views: tuple[View, ...]
    known: Mapping[str, frozenset[str]]

    @property
    def columns(self) -> list[str]:
        """The columns that a place is made of; moments are views of their own."""
        return [dimension.column for dimension in self.dimensions if dimension.kind != "moment"]

    @property
    def is_stock(self) -> bool:
        """Whether units are counted on a day rather than over a period."""
        return self.population.view in ("clients_in_care", "posts")

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


def base_cells(cases: CaseTables, sight: Sight) -> list[BaseCell]:
    """Return the base cells of a population: all that could hold units, and how many they hold."""
    counted = dict(_counted(cases, sight))
    possible = dict.fromkeys(_possible(sight, cases.codes), 0)
    return [BaseCell(tuple(_thaw(place) for place in places), n) for places, n in (possible | counted).items()]


_Frozen = tuple[tuple[tuple[str, str], ...] | None, ...]


def _freeze(places: Iterable[Place | None]) -> _Frozen:
    return tuple(None if place is None else tuple(sorted(place.items())) for place in places)


def _thaw(place: tuple[tuple[str, str], ...] | None) -> Place | None:
    return None if place is None else dict(place)


def _counted(cases: CaseTables, sight: Sight) -> Iterator[tuple[_Frozen, int]]:
    """Yield where units stand, and how many stand there."""
    unit, own = sight.population.unit, sight.population.weight
    weight = f"round(100 * {own})" if own else "1"
    what = f"distinct {unit} as unit, {weight} as weight, {_packed(sight.columns)} as place"
    stacked = " union all ".join(f"select {what}, {n} as view from view_{n}" for n in range(len(sight.views)))
    places = ", ".join(f"max(place) filter (view = {n}) as place_{n}" for n in range(len(sight.views)))
    names = ", ".join(f"place_{n}" for n in range(len(sight.views)))
    final = f"""select {names}, cast(sum(weight) as bigint) as units from (
      select unit, max(weight) as weight, {places} from ({stacked}) group by unit) group by {names} order by all"""
    for *seen, units in cases.sql_of_scopes(sight.queries(), final).itertuples(index=False):
        yield _freeze(_unpacked(place, sight.columns) for place in seen), int(units)


def _packed(columns: Sequence[str]) -> str:
    return f"concat_ws(chr(31), {', '.join(columns)})" if columns else "''"


def _unpacked(place: object, columns: Sequence[str]) -> Place | None:
    return dict(zip(columns, place.split("\x1f"), strict=False)) if isinstance(place, str) else None


def _possible(sight: Sight, codes: CodeLists) -> Iterator[_Frozen]:
    """Yield every place where units could stand, as far as a reader can tell."""
    whens = _runs(sight.views) if sight.is_stock else _times(sight)
    areas = dict.fromkeys(_areas(sight.views, codes))
    whats = list(_combinations(sight, codes))
    for when, area in product(whens, areas):
        for what in whats if any(a and w is not None for a, w in zip(area, when, strict=True)) else ():
            places = [None if w is None or not a else {**w, **what} for w, a in zip(when, area, strict=True)]
            yield _freeze(places)


def _runs(views: Sequence[View]) -> Iterator[tuple[Place | None, ...]]:
    """Yield, for every uninterrupted stay, the views on whose day it is there."""
    days = sorted({view.day for view in views})
    for first, last in ((a, b) for a in days for b in days if a <= b):
        yield tuple({} if first <= view.day <= last else None for view in views)


def _times(sight: Sight) -> Iterator[tuple[Place | None, ...]]:
    """Yield, for every stretch of days that no view tells apart, its month, year and era in each view."""
    times = [dimension for dimension in sight.dimensions if dimension.kind in TIMES]
    seen = dict.fromkeys(
        _freeze(_when(view.scope, day, times=times) for view in sight.views) for day in _breaks(sight.views)
    )
    yield from (tuple(_thaw(place) for place in places) for places in seen)


def _breaks(views: Sequence[View]) -> list[date]:
    """Return the first day of every stretch: of months, and where a view begins, ends or compares."""
    scopes = [view.scope for view in views]
    first, last = min(scope.start for scope in scopes), max(scope.end for scope in scopes)
    months = {date(n // 12, n % 12 + 1, 1) for n in range(first.year * 12 + first.month, last.year * 12 + last.month)}
    edges = {day for scope in scopes for day in (scope.start, scope.end + timedelta(1), scope.cut)}
    return sorted(day for day in months | edges if first <= day <= last)


def _when(scope: Scope, day: date, *, times: Iterable[Dimension]) -> Place | None:
    if not scope.start <= day <= scope.end:
        return None
    names = {
        "year": str(day.year),
        "month": f"{day.year}-{day.month:02}",
        "era": "vorher" if day < scope.cut else "seither",
    }
    return {dimension.column: names[dimension.kind] for dimension in times}


def _areas(views: Sequence[View], codes: CodeLists) -> Iterator[tuple[bool, ...]]:
    """Yield which views show an area, for every area that they tell apart; a commune lies where its code list says."""
    teams = {"", *(view.scope.team or "" for view in views)}
    communes = {"", *(view.scope.commune or "" for view in views)}
    homes = {code.key: code.parent for code in codes["gemeinden"]} if "gemeinden" in codes else {}
    for team, commune in product(sorted(teams), sorted(communes)):
        home = homes.get(commune, "")
        if not home or team == (home if home in teams else ""):
            yield tuple(view.covers(team, commune) for view in views)


def _combinations(sight: Sight, codes: CodeLists) -> Iterator[Place]:
    """Yield every combination of categories that does not depend on the day."""
    by_column = {d.column: d for d in sight.dimensions if d.kind == "codes"}
    coarser = [d for d in by_column.values() if d.rolls_up in by_column]
    parents = {code.key: code.parent for d in coarser for code in codes[by_column[d.rolls_up].codes]}
    finest = {column: sorted(sight.known.get(column, ())) for column, d in by_column.items() if d not in coarser}
    for values in product(*finest.values()):
        place = dict(zip(finest, values, strict=True))
        yield place | {d.column: parents.get(place[d.rolls_up], "ohne_angabe") or "ohne_angabe" for d in coarser}


def known_categories(tables: Iterable[tuple[Indicator, Iterable[Sequence[str]]]]) -> dict[str, frozenset[str]]:
    """Return column → categories for tables, given as their indicators and the categories of their cells."""
    found: dict[str, set[str]] = {}
    for indicator, cells in tables:
        for keys in cells:
            for column, key in zip(indicator.columns, keys, strict=True):
                found.setdefault(column, set()).update({key} - {TOTAL, OTHER})
    return {column: frozenset(keys) for column, keys in found.items()}


def count_pieces(cases: CaseTables, sight: Sight, *, groups: Sequence[Sequence[str]]) -> "pd.DataFrame":
    """Count the persons in every piece of a population that the views cut out, by some of its columns.

    Args:
        cases: The case tables.
        sight: The population and its views.
        groups: Sets of columns to count by; each with all its totals.

    Returns:
        ``in_0``, ``in_1`` … (1 where that view shows the piece, else empty), all columns of the sight with ``gesamt``
        where they are not told apart, and ``persons`` (distinct).
    """
    own, numbers = sight.population, range(len(sight.views))
    what = ", ".join([f"{own.unit} as unit", f"{own.person} as person", *sight.columns])
    stacked = " union all ".join(f"select {what}, {n} as view from view_{n}" for n in numbers)
    seen = ", ".join(f"max(1) filter (view = {n}) as in_{n}" for n in numbers)
    firsts = "".join(f", arg_min({column}, view) as {column}" for column in sight.columns)
    totals = "".join(f", coalesce({column}, '{TOTAL}') as {column}" for column in sight.columns)
    names = [f"in_{n}" for n in numbers]
    sets = dict.fromkeys(
        chosen for group in groups for size in range(len(group) + 1) for chosen in combinations(group, size)
    )
    grouping = ", ".join(f"({', '.join([*names, *chosen])})" for chosen in sets)
    final = f"""with stacked as ({stacked}),
    pieces as (select unit, {seen}{firsts} from stacked group by unit),
    owners as (select distinct unit, person from stacked)
    select {", ".join(names)}{totals}, count(distinct person) as persons
    from pieces join owners using (unit) group by grouping sets ({grouping}) order by all"""
    return cases.sql_of_scopes(sight.queries(), final)
