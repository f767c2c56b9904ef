"""Messages about two dimensions: which share changed or differs most, which pair is most frequent."""

from typing import Final

from imreport import german
from imreport.disclosure import Cell, Release, ReleasedTable
from imreport.indicators import TOTAL
from imreport.presentation.messages.wording import NOTHING, counted, nothing, shown_parts, some_hidden, then
from imreport.presentation.select import ALL, LAST, Line, along, crossing, lines
from imreport.presentation.texts import only_share, value_text

NOT_COMPARABLE: Final = "Davor und danach lassen sich mit den veröffentlichten Werten nicht vergleichen."

Change = tuple[str, int, int]
"""A category with its share in the first and in the last part."""


def eras(release: Release, table: ReleasedTable) -> str:
    """Compare the share of the category that changed most with the cut."""
    pairs = [(table.cell("vorher", key), table.cell("seither", key)) for key, _ in along(table, 1)]
    changes = [
        (since.labels, before.shares["anteil"], since.shares["anteil"])
        for before, since in pairs
        if isinstance(before.shares["anteil"], int) and isinstance(since.shares["anteil"], int)
    ]
    if not changes:
        return NOT_COMPARABLE if shown_parts(table) else NOTHING
    labels, one, other = max(changes, key=lambda change: abs(change[2] - change[1]))
    if one == other:
        return f"Der Anteil „{labels[1]}“ blieb {labels[0]} bei {german.percent(other)}."
    word = "stieg" if other > one else "sank"
    return f"Der Anteil „{labels[1]}“ {word} {labels[0]} von {german.percent(one)} auf {german.percent(other)}."


def changed_shares(release: Release, table: ReleasedTable) -> str:
    """Compare the share of the category that changed most between the first and the last year."""
    (once, now), changes = _changes(table)
    if not changes:
        return totals(release, table)
    name, one, other = max(changes, key=lambda change: abs(change[2] - change[1]))
    title = table.indicator.shares[0].title
    if one == other:
        return f"Der {title} ist überall gleich geblieben ({once} und {now})."
    word = "stieg" if other > one else "sank"
    begin = f"Am stärksten änderte sich „{name}“: Der {title} {word}"
    return f"{begin} von {german.percent(one)} ({once}) auf {german.percent(other)} ({now})."


def differing_shares(release: Release, table: ReleasedTable) -> str:
    """Name the category whose share differs most between two forms."""
    (one, other), changes = _changes(table)
    if not changes:
        return totals(release, table)
    name, first, second = max(changes, key=lambda change: abs(change[2] - change[1]))
    title = table.indicator.shares[0].title
    if first == second:
        return f"Der {title} ist überall gleich ({one} und {other})."
    begin = f"Am stärksten unterscheidet sich „{name}“: Der {title} beträgt"
    return f"{begin} {german.percent(first)} ({one}) und {german.percent(second)} ({other})."


def _changes(table: ReleasedTable) -> tuple[tuple[str, str], list[Change]]:
    """Return the names of the first and last part along the first dimension, and the shares that both have."""
    ends = along(table, 0)
    if len(ends) < 2:
        return ("", ""), []
    found = []
    for line in lines(table, 1):
        one, other = (
            only_share(crossing(table, line, other=Line("", (key,)), axis=1)) for key in (ends[0][0], ends[-1][0])
        )
        if isinstance(one, int) and isinstance(other, int) and not line.residual and line.keys[0] not in LAST:
            found.append((line.label, one, other))
    return (ends[0][1], ends[-1][1]), found


def totals(release: Release, table: ReleasedTable) -> str:
    """Name the most frequent categories of the second dimension, over all of the first."""
    cells = [crossing(table, line, other=ALL, axis=1) for line in lines(table, 1)]
    shown = sorted((cell for cell in cells if cell.number and not cell.residual), key=lambda c: -(c.number or 0))
    if not shown:
        return nothing(table)
    among = " unter den gezeigten Werten" if any(cell.is_hidden for cell in cells) else ""
    return then(f"Am häufigsten{among}: {_quoted(shown[0])}", german.listing([_quoted(cell) for cell in shown[1:3]]))


def _quoted(cell: Cell) -> str:
    return f"„{cell.labels[1]}“ ({value_text(cell.value)})"


def leading(release: Release, table: ReleasedTable) -> str:
    """Name the pair that occurs most often, residual categories apart."""
    inner = [cell for cell in table.cells if not cell.is_total and cell.number]
    telling = [cell for cell in inner if not cell.residual and not LAST.keys() & set(cell.keys)] or inner
    if not telling:
        return nothing(table)
    most = max(telling, key=lambda cell: cell.number or 0)
    begin = "Unter den gezeigten Werten führte am häufigsten" if some_hidden(table) else "Am häufigsten führte"
    return f"{begin} „{most.labels[0]}“ zu „{most.labels[1]}“ ({value_text(most.value)} Mal)."


def movement(release: Release, table: ReleasedTable) -> str:
    """Say how many came into care and for how many it ended."""
    arrived, ended = table.cell("neu").number, table.cell(TOTAL, "beendet").number
    if arrived is None or ended is None or not arrived + ended:
        return totals(release, table)
    came = "kam" if arrived == 1 else "kamen"
    begin = f"Im Berichtszeitraum {came} {counted(arrived, 'Personen')} neu in Betreuung"
    return f"{begin}; für {counted(ended, 'Personen')} endete sie."
