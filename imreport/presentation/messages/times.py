"""Messages about time: months, years, moments, half-years, and what happened after the cut."""

from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise
from typing import Final

from imreport import german
from imreport.disclosure import Cell, Release, ReleasedTable
from imreport.presentation.messages.recovery import recovery
from imreport.presentation.messages.wording import changed, counted, nothing, some_hidden

NAMED_MONTHS: Final = 3
EXACT: Final = 10
"""Averages below it have one decimal."""


def months(release: Release, table: ReleasedTable) -> str:
    """Name the months with the most and the fewest, and say what happened after the cut."""
    return " ".join(filter(None, (_most_and_fewest(table), recovery(release, table))))


def _most_and_fewest(table: ReleasedTable) -> str:
    """Name the months with the most and the fewest; where a month is hidden, the most among the shown ones only."""
    cells = [cell for cell in table.cells if not cell.is_total]
    numbers = {cell.number or 0.0 for cell in cells if not cell.is_hidden}
    if not any(numbers):
        return nothing(table)
    if len(numbers) == 1:
        return f"{counted(max(numbers), table.indicator.unit)} {_in_months(max(numbers), cells)}."
    hidden = some_hidden(table)
    begin = "Unter den gezeigten Monaten die meisten Gespräche" if hidden else "Die meisten Gespräche"
    most = f"{begin} {_in_months(max(numbers), cells)} ({german.number(max(numbers))})"
    if hidden:
        return f"{most}."
    return f"{most}, die wenigsten {_in_months(min(numbers), cells)} ({german.number(min(numbers))})."


def _in_months(number: float, cells: Sequence[Cell]) -> str:
    """Name the months with a number of consultations; many months are only counted."""
    found = [german.month(date.fromisoformat(f"{c.keys[0]}-01")) for c in cells if c.number == number]
    if len(found) > NAMED_MONTHS:
        return f"in {len(found)} Monaten"
    return german.listing([f"im {month}" for month in found])


Teller = Callable[[Release, ReleasedTable], str]


def moments(subject: str, *, unit: str = "") -> Teller:
    """Return what tells how a stock changed from the first moment to the last; the subject may say its unit."""

    def tell(release: Release, table: ReleasedTable) -> str:
        scope, indicator = release.parameters.scope, table.indicator
        days = {"beginn": german.day(scope.start), "stichtag": german.day(scope.as_of)}
        shown = [(f"am {days.get(c.keys[0], c.labels[0])}", c.number) for c in table.cells if c.number is not None]
        if not any(number for _, number in shown):
            return nothing(table)
        if len(shown) == 1 or shown[0][0] == shown[-1][0]:
            when, number = shown[-1]
            return f"{subject} lag {when} bei {counted(number, unit, decimals=indicator.decimals)}."
        return changed(subject, (shown[0], shown[-1]), unit=unit, decimals=indicator.decimals)

    return tell


def years(subject: str) -> Teller:
    """Return what tells how a flow changed from the first year to the last, per month: years may be incomplete."""

    def tell(release: Release, table: ReleasedTable) -> str:
        unit = table.indicator.unit
        cells = [
            table.cell(key) for key in dict.fromkeys(cell.keys[0] for cell in table.cells if cell.keys[0] != "gesamt")
        ]
        shown = [(cell.keys[0], cell.number) for cell in cells if cell.number is not None]
        if not any(number for _, number in shown):
            return nothing(table)
        first, last = shown[0], shown[-1]
        if len(shown) == 1:
            return f"Im Jahr {first[0]} {'war' if first[1] == 1 else 'waren'} es {counted(first[1], unit)}."
        if not release.parameters.whole_months:
            most = max(shown, key=lambda year: year[1])
            return f"Die meisten {unit} im Jahr {most[0]} ({german.number(most[1])})."
        one, other = (number / _months_of(int(year), release) for year, number in (first, last))
        decimals = 0 if min(one, other) >= EXACT else 1
        return changed(f"{subject} im Monat", ((first[0], one), (last[0], other)), unit="", decimals=decimals)

    return tell


def _months_of(year: int, release: Release) -> int:
    """Return how many months of a year are in the period."""
    scope = release.parameters.scope
    return german.months_between(max(scope.start, date(year, 1, 1)), min(scope.end, date(year, 12, 31)))


def funded(release: Release, table: ReleasedTable) -> str:
    """Say how much is funded at first, when most of it ends, and when nothing is funded any more."""
    shown = [cell for cell in table.cells if not cell.is_total and cell.number is not None]
    if not any(cell.number for cell in shown):
        return nothing(table)
    first = shown[0]
    last = next((cell for cell in shown if not cell.number), shown[-1])
    text = f"Am Ende des {_genitive(first)} sind {_size(first, table)} gefördert"
    if last is first:
        return f"{text}."
    end = f"am Ende des {_genitive(last)} {f'noch {_size(last, table)}' if last.number else 'keine mehr'}"
    before, after = max(pairwise(shown), key=lambda pair: (pair[0].number or 0) - (pair[1].number or 0))
    if after is last or (before.number or 0) <= (after.number or 0) or some_hidden(table):
        return f"{text}, {end}."
    fall = f"am Ende des {_genitive(after)} sinken sie von {german.number(before.number or 0, 2)}"
    rest = f"am Ende des {_genitive(last)} auf {german.number(last.number or 0, 2)}"
    return f"{text}; {fall} auf {german.number(after.number or 0, 2)}, {rest}."


def _genitive(half_year: Cell) -> str:
    return half_year.labels[0].replace("Halbjahr", "Halbjahrs")


def _size(cell: Cell, table: ReleasedTable) -> str:
    return counted(cell.number or 0, table.indicator.unit, decimals=table.indicator.decimals)
