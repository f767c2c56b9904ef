"""Wording: numbers with their noun, rankings and changes, right in every number and case."""

from collections.abc import Sequence
from typing import Final

from imreport import german
from imreport.disclosure import Cell, ReleasedTable
from imreport.presentation.texts import value_text

NOTHING: Final = "Für diesen Zeitraum gibt es keine veröffentlichten Werte."
FEW: Final = "Veröffentlicht sind nur einzelne Werte."
SINGULAR: Final = {
    "Gespräche": "Gespräch",
    "Integrationspläne": "Integrationsplan",
    "Nennungen": "Nennung",
    "Personen": "Person",
    "Stellen": "Stelle",
    "Weiterleitungen": "Weiterleitung",
}


Time = tuple[str, float]
"""When a number was what."""


def counted(number: float, unit: str, *, decimals: int = 0) -> str:
    """Print a number with its noun.

    Example:
        >>> counted(1, "Gespräche"), counted(0, "Gespräche"), counted(22.1, "VZÄ", decimals=2)
        ('1 Gespräch', '0 Gespräche', '22,10 VZÄ')
    """
    noun = SINGULAR.get(unit, unit) if number == 1 else unit
    return f"{german.number(number, decimals)} {noun}".rstrip()


def shown_parts(table: ReleasedTable) -> list[Cell]:
    """Return the parts with a published value above zero, largest first."""
    return sorted((cell for cell in table.cells if not cell.is_total and cell.number), key=lambda c: -(c.number or 0))


def nothing(table: ReleasedTable) -> str:
    """Say that there is nothing to say: nothing is shown above zero, or too little."""
    return FEW if shown_parts(table) else NOTHING


def some_hidden(table: ReleasedTable) -> bool:
    """Whether a part is hidden: it may be larger than every shown one."""
    return any(cell.is_hidden for cell in table.cells if not cell.is_total)


def named(cell: Cell, decimals: int = 0) -> str:
    """Name a category with its number."""
    return f"{cell.labels[0]} ({value_text(cell.value, decimals)})"


def with_values(cells: Sequence[Cell], decimals: int = 0) -> str:
    """List categories with their numbers."""
    return german.listing([named(cell, decimals) for cell in cells])


def then(first: str, following: str) -> str:
    """End a ranking: what comes first, and what comes then if anything does."""
    return f"{first}, dann {following}." if following else f"{first}."


def changed(subject: str, times: tuple[Time, Time], *, unit: str, decimals: int = 0) -> str:
    """Say how a number changed between two times, each given as when and how much.

    Example:
        >>> changed("Die Zahl", (("2018", 7), ("2021", 27)), unit="Stellen")
        'Die Zahl stieg von 7 Stellen (2018) auf 27 (2021).'
    """
    (once, one), (now, other) = times
    if german.number(one, decimals) == german.number(other, decimals):
        return f"{subject} lag {once} und {now} bei {counted(one, unit, decimals=decimals)}."
    word = "stieg" if other > one else "sank"
    begin = f"{subject} {word} von {counted(one, unit, decimals=decimals)} ({once})"
    return f"{begin} auf {german.number(other, decimals)} ({now})."
