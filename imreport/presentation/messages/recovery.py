"""Dip and recovery: the lowest month since the cut, and when the average of the year before was reached again."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from imreport import german
from imreport.disclosure import Cell, Release, ReleasedTable

YEAR: Final = 12
WORDS: Final = {
    3: "drei",
    4: "vier",
    5: "fünf",
    6: "sechs",
    7: "sieben",
    8: "acht",
    9: "neun",
    10: "zehn",
    11: "elf",
    12: "zwölf",
}
"""How many months before the cut an average may be of, in words: fewer than three say nothing."""


def recovery(release: Release, table: ReleasedTable) -> str:
    """Compare the months since the cut with the average of up to twelve months before it.

    Returns:
        One sentence; nothing where the cut is outside the period, or a month that matters is hidden or incomplete.
    """
    cells = _whole_months(release, table)
    cut = f"{release.parameters.scope.cut:%Y-%m}"
    before, since = [c for c in cells if c.keys[0] < cut][-YEAR:], [c for c in cells if c.keys[0] >= cut]
    if not release.parameters.cut_inside or len(before) not in WORDS or not since:
        return ""
    if any(cell.is_hidden for cell in (*before, *since)) or not any(cell.number for cell in before):
        return ""
    average = sum(cell.number or 0 for cell in before) / len(before)
    return _sentence(release, since, average=average, basis=f"der {WORDS[len(before)]} Monate davor")


def _whole_months(release: Release, table: ReleasedTable) -> list[Cell]:
    """Return the months that lie in the period as a whole."""
    scope = release.parameters.scope
    return [
        cell
        for cell in table.cells
        if not cell.is_total
        and (first := date.fromisoformat(f"{cell.keys[0]}-01")) >= scope.start
        and (first + timedelta(days=31)).replace(day=1) - timedelta(days=1) <= scope.end
    ]


def _sentence(release: Release, since: Sequence[Cell], *, average: float, basis: str) -> str:
    cut, whole = german.month(release.parameters.scope.cut), german.number(average)
    lowest = min(since, key=lambda cell: cell.number or 0)
    if (lowest.number or 0) >= average:
        return f"Seit {cut} lag kein Monat unter dem Durchschnitt {basis} ({whole})."
    least = f"Seit {cut} waren es im {_month(lowest)} am wenigsten ({german.number(lowest.number or 0)})"
    again = next((c for c in since[since.index(lowest) :] if (c.number or 0) >= average), None)
    if again is None:
        return f"{least}; der Durchschnitt {basis} ({whole}) wurde seither nicht wieder erreicht."
    reached = german.number(again.number or 0)
    return f"{least}; im {_month(again)} war der Durchschnitt {basis} ({whole}) wieder erreicht ({reached})."


def _month(cell: Cell) -> str:
    return german.month(date.fromisoformat(f"{cell.keys[0]}-01"))
