"""Base cells: the finest cells that all tables of a population are sums of, with the units in them.

What a base cell is, follows from where it stands in each view. Cells that could hold units are there even where none
do, because a reader does not know that.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import product

from imreport.cases import CaseTables, CodeLists, Scope
from imreport.disclosure.joining.areas import UNKNOWN, Areas, coarser, shows
from imreport.disclosure.joining.sight import BaseCell, Part, Place, Sight, View
from imreport.indicators import Dimension

_Frozen = tuple[tuple[tuple[str, str], ...] | None, ...]
_Spot = tuple[Part, _Frozen]


def base_cells(cases: CaseTables, sight: Sight) -> list[BaseCell]:
    """Return the base cells of a population: all that could hold units, and how many they hold."""
    counted = dict(_counted(cases, sight))
    possible = dict.fromkeys(_possible(sight, cases.codes), 0)
    return [
        BaseCell(tuple(_thaw(place) for place in places), n, part)
        for (part, places), n in (possible | counted).items()
    ]  # fmt: skip


def _freeze(places: Iterable[Place | None]) -> _Frozen:
    return tuple(None if place is None else tuple(sorted(place.items())) for place in places)


def _thaw(place: tuple[tuple[str, str], ...] | None) -> Place | None:
    return None if place is None else dict(place)


def _counted(cases: CaseTables, sight: Sight) -> Iterator[tuple[_Spot, int]]:
    """Yield where units stand, and how many stand there."""
    unit, own, views = sight.population.unit, sight.population.weight, range(len(sight.views))
    weight = f"round(100 * {own})" if own else "1"
    packed = ", ".join(f"{_packed(part.all_columns)} as part_{n}" for n, part in enumerate(sight.parts))
    what = f"distinct {unit} as unit, {weight} as weight, {packed}"
    stacked = " union all ".join(f"select {what}, {n} as view from view_{n}" for n in views)
    spots = [(f"max(part_{p}) filter (view = {n})", f"spot_{p}_{n}") for p in range(len(sight.parts)) for n in views]
    seen = ", ".join(f"{how} as {name}" for how, name in spots)
    final = f"""with stacked as ({stacked}),
    units as materialized (select unit, max(weight) as weight, {seen} from stacked group by unit)
    {" union all ".join(_spots(part, views) for part in range(len(sight.parts)))} order by all"""
    for number, *places, units in cases.sql_of_scopes(sight.queries(), final).itertuples(index=False):
        part = sight.parts[number]
        yield (part, _freeze(_unpacked(place, part.all_columns) for place in places)), int(units)


def _spots(part: int, views: Iterable[int]) -> str:
    """Return the query that counts the units by where they stand in a part."""
    names = ", ".join(f"spot_{part}_{n}" for n in views)
    return f"select {part} as part, {names}, cast(sum(weight) as bigint) as units from units group by {names}"


def _packed(columns: Sequence[str]) -> str:
    return f"concat_ws(chr(31), {', '.join(columns)})" if columns else "''"


def _unpacked(place: object, columns: Sequence[str]) -> Place | None:
    return dict(zip(columns, place.split("\x1f"), strict=False)) if isinstance(place, str) else None


def _possible(sight: Sight, codes: CodeLists) -> Iterator[_Spot]:
    """Yield every place where units could stand, as far as a reader can tell."""
    areas = Areas(sight.views, codes)
    for part in sight.parts:
        whens = list(_runs(sight.views) if sight.is_stock else _times(sight, part))
        whats = list(_combinations(sight, part, areas=areas))
        for area in areas:
            shown = [shows(view.scope, area) for view in sight.views]
            here = [what for what in whats if areas.holds(area, what)]
            for when in whens:
                if any(a and w is not None for a, w in zip(shown, when, strict=True)):
                    yield from ((part, places) for places in _spread(when, shown, whats=here))


def _spread(
    when: Sequence[Place | None], shown: Sequence[bool], *, whats: Iterable[Place]
) -> Iterator[_Frozen]:  # fmt: skip
    for what in whats:
        yield _freeze(None if w is None or not a else {**w, **what} for w, a in zip(when, shown, strict=True))


def _runs(views: Sequence[View]) -> Iterator[tuple[Place | None, ...]]:
    """Yield, for every uninterrupted stay, the views on whose day it is there."""
    days = sorted({view.day for view in views})
    for first, last in ((a, b) for a in days for b in days if a <= b):
        yield tuple({} if first <= view.day <= last else None for view in views)


def _times(sight: Sight, part: Part) -> Iterator[tuple[Place | None, ...]]:
    """Yield, for every stretch of days that no view tells apart, its month, year and era in each view."""
    times = [sight.dimensions[column] for column in part.times]
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


def _combinations(sight: Sight, part: Part, *, areas: Areas) -> Iterator[Place]:
    """Yield every combination of a part's categories; a coarser one follows from the finer."""
    own = {column: sight.dimensions[column] for column in part.columns}
    rolled = {column: d for column, d in own.items() if d.rolls_up in own}
    parents = {
        column: coarser(areas.codes, finer=own[d.rolls_up].codes, name=d.codes) for column, d in rolled.items()
    }  # fmt: skip
    finest = {c: sorted({*sight.known.get(c, ()), *areas.named(c)}) for c in own if c not in rolled}
    for values in product(*finest.values()):
        place = dict(zip(finest, values, strict=True))
        yield place | {column: parents[column].get(place[d.rolls_up], UNKNOWN) for column, d in rolled.items()}
