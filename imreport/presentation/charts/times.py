"""Time: months, years, moments and half-years as columns or steps."""

from dataclasses import replace
from datetime import date

from imreport import german
from imreport.disclosure import Cell, Release, ReleasedTable
from imreport.presentation.charts.sketch import Sketch
from imreport.presentation.drawing import Form, Plan
from imreport.presentation.grid import Series
from imreport.presentation.texts import value_text


def by_month(release: Release, released: ReleasedTable, *, named: int) -> Sketch:
    """Draw a column per month, with a line where the sources change and at the cut."""
    cells = _parts(released)
    keys = [cell.keys[0] for cell in cells]
    plan = Plan(
        "column",
        tuple(str(int(key[5:])) for key in keys),
        (Series(released.indicator.unit, tuple(cell.number for cell in cells)),),
        (tuple(value_text(cell.value) for cell in cells),),
        (False,) * len(cells),
        groups=tuple(key[:4] for key in keys),
        marks=tuple((keys.index(f"{first:%Y-%m}"), text) for first, text in _marks(release)),
    )
    return plan, released.cells, _breaks_note(release)


def _marks(release: Release) -> list[tuple[date, str]]:
    """Return the days that divide the months, with what happened: a change of the recording, the cut."""
    marks = _breaks(release)
    if release.parameters.cut_inside:
        marks.append((release.parameters.scope.cut, f"seit {german.month(release.parameters.scope.cut)}"))
    return sorted(marks)


def _breaks(release: Release) -> list[tuple[date, str]]:
    """Return the days on which the recording changed: another source, or a fact of bericht.toml that says so."""
    scope = release.parameters.scope
    sources = [
        (date.fromisoformat(first), f"Erfassungsbruch: ab hier {name}") for first, name in release.breaks.items()
    ]
    stated = [(date.fromisoformat(fact["wert"]), fact["bruch"]) for fact in release.facts.values() if fact.get("bruch")]
    inside = [
        (first, f"{what} seit {german.month(first)}") for first, what in stated if scope.start < first <= scope.end
    ]
    return sorted([*sources, *inside])


def _breaks_note(release: Release) -> tuple[str, ...]:
    days = list(dict.fromkeys(german.long_day(first) for first, _ in _breaks(release)))
    if not days:
        return ()
    return (f"Erfassungsbruch am {german.listing(days)}: davor und danach nur eingeschränkt vergleichbar.",)


def by_moment(release: Release, released: ReleasedTable, *, named: int) -> Sketch:
    """Draw a column per moment, named by its day."""
    scope = release.parameters.scope
    days = {"beginn": german.day(scope.start), "stichtag": german.day(scope.as_of)}
    cells = _parts(released)
    names = tuple(days.get(cell.keys[0], cell.labels[0]) for cell in cells)
    return replace(_plan("column", cells, released=released), categories=names), released.cells, ()


def by_half_year(release: Release, released: ReleasedTable, *, named: int) -> Sketch:
    """Draw a line of steps over half-years."""
    cells = _parts(released)
    plan = replace(
        _plan("step", cells, released=released), categories=tuple(f"{cell.keys[0][-1]}. Hj." for cell in cells)
    )
    return replace(plan, groups=tuple(cell.keys[0][:4] for cell in cells)), released.cells, ()


def by_year(release: Release, released: ReleasedTable, *, named: int) -> Sketch:
    """Draw a column per year."""
    return _plan("column", _parts(released), released=released), released.cells, ()


def _plan(form: Form, cells: tuple[Cell, ...], *, released: ReleasedTable) -> Plan:
    indicator = released.indicator
    return Plan(
        form,
        tuple(cell.labels[0] for cell in cells),
        (Series(indicator.unit, tuple(cell.number for cell in cells)),),
        (tuple(value_text(cell.value, indicator.decimals) for cell in cells),),
        (False,) * len(cells),
    )


def _parts(released: ReleasedTable) -> tuple[Cell, ...]:
    return tuple(cell for cell in released.cells if not cell.is_total)
