"""Messages: the one sentence that a chart is drawn for, written by rule from the published cells."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from imreport import german
from imreport.disclosure import Cell, Release, ReleasedTable
from imreport.presentation.select import parts
from imreport.presentation.texts import value_text

NOTHING: Final = "Für diesen Zeitraum gibt es keine veröffentlichten Werte."


def message(release: Release, table: ReleasedTable) -> str:
    """Return the message of a Kennzahl's chart."""
    return _MESSAGES.get(table.key, _ranking)(release, table)


def shown_parts(table: ReleasedTable) -> list[Cell]:
    """Return the parts with a published value above zero, largest first."""
    return sorted((cell for cell in table.cells if not cell.is_total and cell.number), key=lambda c: -(c.number or 0))


def _with_values(cells: Sequence[Cell]) -> str:
    return german.listing([_named(cell) for cell in cells])


def _named(cell: Cell) -> str:
    return f"{cell.labels[0]} ({value_text(cell.value)})"


def _ranking(release: Release, table: ReleasedTable) -> str:
    """Name the most frequent category and the next two, residual categories apart."""
    ranked = [cell for cell in shown_parts(table) if not cell.residual]
    if not ranked:
        return NOTHING
    first, *following = ranked[:3]
    text = f"Am häufigsten: {_named(first)}"
    return f"{text}, dann {_with_values(following)}." if following else f"{text}."


def _topics(release: Release, table: ReleasedTable) -> str:
    """Name the residual category beside the most frequent ones, where it is the largest."""
    ranked = shown_parts(table)
    if ranked and ranked[0].residual:
        named = [cell for cell in ranked if not cell.residual][:3]
        first = f"Am häufigsten: {_named(ranked[0])}"
        return f"{first}, dann {_with_values(named)}." if named else f"{first}."
    return _ranking(release, table)


def _months(release: Release, table: ReleasedTable) -> str:
    ranked = shown_parts(table)
    if not ranked:
        return NOTHING
    most, least = ranked[0], ranked[-1]
    if len(ranked) == 1 or most.number == least.number:
        return f"{value_text(most.value)} Gespräche im {_month(most)}."
    high, low = (f"{_month(cell)} ({value_text(cell.value)})" for cell in (most, least))
    return f"Die meisten Gespräche im {high}, die wenigsten im {low}."


def _month(cell: Cell) -> str:
    return german.month(date.fromisoformat(f"{cell.keys[0]}-01"))


def _gender(release: Release, table: ReleasedTable) -> str:
    shares = [(cell.labels[0], cell.shares["anteil"]) for cell in parts(table)]
    texts = [f"{german.percent(share)} {label}" for label, share in shares if isinstance(share, int) and share]
    return f"Von den Klientinnen und Klienten sind {german.listing(texts)}." if texts else NOTHING


def _eras(release: Release, table: ReleasedTable) -> str:
    """Compare the share of the channel that changed most."""
    pairs = [(table.cell("vorher", key), table.cell("seither", key)) for key in _second_keys(table)]
    changes = [
        (abs(after - before), cell_after.labels, before, after)
        for cell_before, cell_after in pairs
        if isinstance(before := cell_before.shares["anteil"], int)
        and isinstance(after := cell_after.shares["anteil"], int)
    ]
    if not changes:
        return NOTHING
    _, labels, before, after = max(changes, key=lambda change: change[0])
    if after == before:
        return f"Der Anteil „{labels[1]}“ blieb {labels[0]} bei {german.percent(after)}."
    word = "stieg" if after > before else "sank"
    return f"Der Anteil „{labels[1]}“ {word} {labels[0]} von {german.percent(before)} auf {german.percent(after)}."


def _second_keys(table: ReleasedTable) -> list[str]:
    return list(dict.fromkeys(cell.keys[1] for cell in table.cells if cell.keys[1] != "gesamt"))


_MESSAGES: Final[dict[str, Callable[[Release, ReleasedTable], str]]] = {
    "themen": _topics,
    "weiterleitungen": _topics,
    "gespraeche_monat": _months,
    "geschlecht": _gender,
    "kanaele": _eras,
}
