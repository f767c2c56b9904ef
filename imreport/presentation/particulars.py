"""Particulars: what must be said of some Kennzahlen alone: years cut off, lines without cases, who bears the costs."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from imreport import german
from imreport.disclosure import Release, ReleasedTable
from imreport.presentation.select import AREAS, idle

IDLE_NOTE: Final = "Nicht gezeigt, weil 0: „{label}“."
FOREIGN_NOTE: Final = "Gebiete ohne Fall sind nicht gezeigt."
STATE_NOTE: Final = "Das Land trägt {percent} der Personalkosten."


def particulars(release: Release, table: ReleasedTable) -> Iterator[str]:
    """Yield the notes that a Kennzahl needs for what it is broken down by."""
    dimensions = table.indicator.dimensions
    if any(dimension.kind == "year" for dimension in dimensions):
        yield from _years(release)
    yield from (IDLE_NOTE.format(label=label) for _, label in idle(table))
    if release.parameters.has_area and [dimension.key for dimension in dimensions] in AREAS:
        yield from (FOREIGN_NOTE for _ in [1] if any(cell.number == 0 and not cell.is_total for cell in table.cells))
    yield from _state(table)


def _years(release: Release) -> Iterator[str]:
    """Say which years are in the period in part only, where there are several."""
    start, end = release.parameters.scope.start, release.parameters.scope.end
    if start.year == end.year:
        return
    cut = [f"{start.year} nur ab {_without_year(start)}"] if (start.month, start.day) != (1, 1) else []
    cut += [f"{end.year} nur bis {_without_year(end)}"] if (end.month, end.day) != (12, 31) else []
    if cut:
        yield f"{', '.join(cut)}."


def _without_year(day: date) -> str:
    return german.long_day(day).removesuffix(f" {day.year}")


def _state(table: ReleasedTable) -> Iterator[str]:
    """Say which part of the costs of staff the state bears."""
    shown = {cell.keys[0]: cell.number for cell in table.cells if table.key == "kosten_jahr"}
    state, staff = shown.get("land"), shown.get("personal")
    if state is not None and staff:
        share = round(100 * state / staff, 1)
        yield STATE_NOTE.format(percent=f"{german.number(share, 0 if share == int(share) else 1)}{german.NBSP}%")
