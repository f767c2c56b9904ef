"""Dip and recovery: the lowest month since the cut, and when the average of the year before was reached again."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from imreport import german
from imreport.disclosure import Cell, Release, ReleasedTable
from imreport.parameters import Parameters

YEAR: Final = 12
FEWEST: Final = 3
"""An average of fewer months says nothing."""


@dataclass(frozen=True, slots=True)
class Course:
    """How the months went on since the cut.

    Attributes:
        lowest: The month with the fewest.
        again: The first month after it that reached the average before the cut; None if there is none.
        average: That average.
        months: How many months it is of.
    """

    lowest: Cell
    again: Cell | None
    average: float
    months: int

    @property
    def has_dip(self) -> bool:
        """Whether a month was below the average."""
        return (self.lowest.number or 0) < self.average


def course(parameters: Parameters, table: ReleasedTable) -> Course | None:
    """Compare the months since the cut with the average of up to twelve months before it.

    Returns:
        None where the cut is outside the period, or a month that matters is hidden or incomplete.
    """
    cells, cut = _whole_months(parameters, table), f"{parameters.scope.cut:%Y-%m}"
    before, since = [c for c in cells if c.keys[0] < cut][-YEAR:], [c for c in cells if c.keys[0] >= cut]
    if not parameters.cut_inside or len(before) < FEWEST or not since:
        return None
    if any(cell.is_hidden for cell in (*before, *since)) or not any(cell.number for cell in before):
        return None
    average = sum(cell.number or 0 for cell in before) / len(before)
    lowest = min(since, key=lambda cell: cell.number or 0)
    again = next((c for c in since[since.index(lowest) :] if (c.number or 0) >= average), None)
    return Course(lowest, again, average, len(before))


def recovery(release: Release, table: ReleasedTable) -> str:
    """Say in one sentence how the months went on since the cut; nothing where that is not known."""
    found = course(release.parameters, table)
    return _sentence(release, found) if found else ""


def _whole_months(parameters: Parameters, table: ReleasedTable) -> list[Cell]:
    """Return the months that lie in the period as a whole."""
    scope = parameters.scope
    return [
        cell
        for cell in table.cells
        if not cell.is_total
        and (first := date.fromisoformat(f"{cell.keys[0]}-01")) >= scope.start
        and (first + timedelta(days=31)).replace(day=1) - timedelta(days=1) <= scope.end
    ]


def _sentence(release: Release, found: Course) -> str:
    cut, whole = german.month(release.parameters.scope.cut), german.number(found.average)
    basis = f"der {german.numeral(found.months)} Monate davor"
    if not found.has_dip:
        return f"Seit {cut} lag kein Monat unter dem Durchschnitt {basis} ({whole})."
    least = f"Seit {cut} waren es im {_month(found.lowest)} am wenigsten ({german.number(found.lowest.number or 0)})"
    if found.again is None:
        return f"{least}; der Durchschnitt {basis} ({whole}) wurde seither nicht wieder erreicht."
    reached = german.number(found.again.number or 0)
    return f"{least}; im {_month(found.again)} war der Durchschnitt {basis} ({whole}) wieder erreicht ({reached})."


def _month(cell: Cell) -> str:
    return german.month(date.fromisoformat(f"{cell.keys[0]}-01"))
