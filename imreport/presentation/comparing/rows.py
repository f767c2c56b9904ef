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
PER_MONTH: Final = "Weil die Zeiträume nicht gleich lang sind, ist die Differenz die der Monatsdurchschnitte."
NAMED: Final = 3


def header(names: tuple[str, str], found: Sequence[Change]) -> tuple[str, ...]:
    """Return the headings of the columns of numbers."""
    difference = "Differenz im Monat" if all(change.is_per_month for change in found) else "Differenz"
    return (*names, difference, "Veränderung")


def row(name: str, change: Change, *, decimals: int) -> Row:
    """Print one change."""
    entries = (
        Entry(value_text(change.now, decimals), number(change.now)),
        Entry(value_text(change.then, decimals), number(change.then)),
        Entry(_difference(change, decimals), change.difference),
        Entry(_percent(change), change.percent, share=True),
    )
    return Row(name, entries, TOTAL in change.keys[-1:])


def number(value: Value) -> float | None:
    """Return a number, None where it is hidden."""
    return value if isinstance(value, int | float) else None


def _difference(change: Change, decimals: int) -> str:
    places = max(decimals, 1) if change.is_per_month else decimals
    return SECRET if change.difference is None else signed(change.difference, places)


def _percent(change: Change) -> str:
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
    named = [f"{change.labels[-1]} ({_percent(change)})" for change in ranked[:NAMED]]
    more = " am stärksten" if len(ranked) > len(named) else ""
    return f"Auffällig geändert {'haben' if len(named) > 1 else 'hat'} sich{more}: {german.listing(named)}."


def remarks(release: Release, found: Sequence[Change], *, grid: Grid) -> Iterator[str]:
    """Yield what a reader must know about the changes of a grid."""
    if any(change.is_per_month for change in found):
        yield PER_MONTH
    yield RULE
    if any(german.EMPTY in line.texts for line in grid.rows):
        yield NO_PERCENT
    yield from legend(release, grid)
