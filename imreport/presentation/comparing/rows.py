"""Rows of a comparison: a number now and then, the difference and the change in percent, and what is notable."""

from collections.abc import Iterator, Sequence
from typing import Final

from imreport import german
from imreport.disclosure import Release, Value
from imreport.disclosure.comparison import NOTABLE_PERCENT, SMALLEST_BASE, Change
from imreport.indicators import TOTAL
from imreport.presentation.grid import Entry, Grid, Row
from imreport.presentation.protection import SECRET, legend
from imreport.presentation.texts import value_text

RULE: Final = (
    f"Auffällig ist eine Änderung ab {NOTABLE_PERCENT} Prozent, die größer ist, als der Zufall erwarten lässt."
)
NO_PERCENT: Final = f"{german.EMPTY} = kein Prozentwert bei weniger als {SMALLEST_BASE} Fällen im Vergleich."
MONTHLY: Final = "im Monat"
PER_MONTH: Final = (
    f"Differenz {MONTHLY}: Weil die Zeiträume nicht gleich lang sind, ist sie dort die der Monatsdurchschnitte."
)
REST: Final = "„Übrige“ sind in den beiden Zeiträumen nicht dieselben; verglichen werden sie deshalb nicht."
NAMED: Final = 3


def header(names: tuple[str, str], found: Sequence[Change]) -> tuple[str, ...]:
    """Return the headings of the columns of numbers."""
    difference = f"Differenz {MONTHLY}" if all(change.is_per_month for change in found) else "Differenz"
    return (*names, difference, "Veränderung")


def row(name: str, change: Change, *, decimals: int, mixed: bool = False) -> Row:
    """Print one change; among others that are not per month, one that is says so."""
    each = f" {MONTHLY}" if mixed and change.is_per_month and change.difference is not None else ""
    entries = (
        Entry(value_text(change.now, decimals), number(change.now)),
        Entry(value_text(change.then, decimals), number(change.then)),
        Entry(f"{_difference(change, decimals)}{each}", change.difference),
        Entry(percent_text(change), change.percent, share=True),
    )
    return Row(name, entries, TOTAL in change.keys[-1:])


def number(value: Value) -> float | None:
    """Return a number, None where it is hidden."""
    return value if isinstance(value, int | float) else None


def _difference(change: Change, decimals: int) -> str:
    places = max(decimals, 1) if change.is_per_month else decimals
    return SECRET if change.difference is None else signed(change.difference, places)


def percent_text(change: Change) -> str:
    """Print the change in percent with its sign."""
    if change.difference is None:
        return SECRET
    return german.EMPTY if change.percent is None else f"{signed(change.percent)}{german.NBSP}%"


def signed(value: float, decimals: int = 0) -> str:
    """Print a difference with its sign.

    Example:
        >>> signed(12), signed(-1234.5, 1), signed(0, 1)
        ('+12', '−1.234,5', '0,0')
    """
    text = german.number(abs(value), decimals)
    if not text.strip("0,"):
        return text
    return f"{'+' if value > 0 else german.MINUS}{text}"


def notable(found: Sequence[Change]) -> str:
    """Name the notable changes in a sentence, the greatest first."""
    ranked = sorted((change for change in found if change.is_notable), key=lambda change: -abs(change.percent or 0))
    if not ranked:
        return "Keine Änderung ist auffällig."
    named = [f"{change.labels[-1]} ({percent_text(change)})" for change in ranked[:NAMED]]
    more = " am stärksten" if len(ranked) > len(named) else ""
    return f"Auffällig geändert {'haben' if len(named) > 1 else 'hat'} sich{more}: {german.listing(named)}."


def rest(found: Sequence[Change], *, decimals: int) -> Row | None:
    """Return the row of what is in the total, but in none of the categories that both have; None if there is nothing.

    Its numbers are of different categories, so that there is no change.
    """
    whole = [change for change in found if set(change.keys) == {TOTAL}]
    parts = [change for change in found if TOTAL not in change.keys[-1:]]
    if not whole or not parts:
        return None
    now = _left(whole[0].now, [change.now for change in parts], decimals=decimals)
    then = _left(whole[0].then, [change.then for change in parts], decimals=decimals)
    if now is None or then is None or min(now, then) < 0 or not now + then:
        return None
    empty = Entry(german.EMPTY)
    return Row("Übrige", (*(Entry(german.number(value, decimals), value) for value in (now, then)), empty, empty))


def _left(whole: Value, parts: Sequence[Value], *, decimals: int) -> float | None:
    """Return what parts leave of a whole; None if one of them is hidden."""
    total, known = number(whole), [number(value) for value in parts]
    if total is None or None in known:
        return None
    return round(total - sum(value or 0 for value in known), decimals or None)


def remarks(release: Release, found: Sequence[Change], *, grid: Grid) -> Iterator[str]:
    """Yield what a reader must know about the changes of a grid."""
    if any(change.is_per_month for change in found):
        yield PER_MONTH
    yield RULE
    if any(german.EMPTY in line.texts for line in grid.rows):
        yield NO_PERCENT
    yield from legend(release, grid)
