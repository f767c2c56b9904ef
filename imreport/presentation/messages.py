"""Messages: the one sentence that a chart is drawn for, written by rule from the published cells."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from imreport import german
from imreport.disclosure import Cell, Release, ReleasedTable
from imreport.presentation.select import parts
from imreport.presentation.texts import value_text

NOTHING: Final = "Für diesen Zeitraum gibt es keine veröffentlichten Werte."
NAMED_MONTHS: Final = 3


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


def _most(table: ReleasedTable) -> str:
    """Begin a ranking; a hidden value may be larger than every shown one."""
    hidden = any(cell.is_hidden for cell in table.cells if not cell.is_total)
    return "Am häufigsten unter den gezeigten Werten" if hidden else "Am häufigsten"


def _ranking(release: Release, table: ReleasedTable) -> str:
    """Name the most frequent category and the next two, residual categories apart."""
    ranked = [cell for cell in shown_parts(table) if not cell.residual and cell.keys[0] != "ohne_angabe"]
    if not ranked:
        return NOTHING
    first, *following = ranked[:3]
    text = f"{_most(table)}: {_named(first)}"
    return f"{text}, dann {_with_values(following)}." if following else f"{text}."


def _topics(release: Release, table: ReleasedTable) -> str:
    """Name the residual category beside the most frequent ones, where it is the largest."""
    ranked = shown_parts(table)
    if ranked and ranked[0].residual:
        named = [cell for cell in ranked if not cell.residual][:3]
        first = f"{_most(table)}: {_named(ranked[0])}"
        return f"{first}, dann {_with_values(named)}." if named else f"{first}."
    return _ranking(release, table)


def _months(release: Release, table: ReleasedTable) -> str:
    """Name the months with the most and the fewest; where a month is hidden, the most among the shown ones only."""
    cells = [cell for cell in table.cells if not cell.is_total]
    numbers = {cell.number or 0.0 for cell in cells if not cell.is_hidden}
    if not any(numbers):
        return NOTHING
    if len(numbers) == 1:
        return f"{_conversations(max(numbers))} {_in_months(max(numbers), cells)}."
    hidden = any(cell.is_hidden for cell in cells)
    begin = "Unter den gezeigten Monaten die meisten Gespräche" if hidden else "Die meisten Gespräche"
    most = f"{begin} {_in_months(max(numbers), cells)} ({german.number(max(numbers))})"
    if hidden:
        return f"{most}."
    return f"{most}, die wenigsten {_in_months(min(numbers), cells)} ({german.number(min(numbers))})."


def _conversations(number: float) -> str:
    return f"{german.number(number)} {'Gespräch' if number == 1 else 'Gespräche'}"


def _in_months(number: float, cells: Sequence[Cell]) -> str:
    """Name the months with a number of consultations; many months are only counted."""
    months = [german.month(date.fromisoformat(f"{c.keys[0]}-01")) for c in cells if c.number == number]
    if len(months) > NAMED_MONTHS:
        return f"in {len(months)} Monaten"
    return german.listing([f"im {month}" for month in months])


def _gender(release: Release, table: ReleasedTable) -> str:
    shares = [(cell.labels[0], cell.shares["anteil"]) for cell in parts(table)]
    texts = [f"{german.percent(share)} {label}" for label, share in shares if isinstance(share, int) and share]
    return f"Von den Klientinnen und Klienten sind {german.listing(texts)}." if texts else _ranking(release, table)


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
