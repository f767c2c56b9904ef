"""Messages about two dimensions: which share changed or differs most, which pair is most frequent."""

from typing import Final, NamedTuple

from imreport import german
from imreport.disclosure import Cell, Release, ReleasedTable
from imreport.indicators import TOTAL
from imreport.presentation.messages.wording import NOTHING, counted, nothing, shown_parts, some_hidden, then
from imreport.presentation.select import ALL, LAST, Line, along, crossing, lines
from imreport.presentation.texts import only_share, share_of, value_text

NOT_COMPARABLE: Final = "Davor und danach lassen sich mit den veröffentlichten Werten nicht vergleichen."


class Change(NamedTuple):
    """A category, and its cells in the first and in the last part, which have one share each."""

    label: str
    first: Cell
    last: Cell

    @property
    def points(self) -> int:
        """The difference of the shares in percentage points."""
        one, other = only_share(self.first), only_share(self.last)
        return other - one if isinstance(one, int) and isinstance(other, int) else 0

    @property
    def shares(self) -> tuple[str, str]:
        """Both shares as they are printed."""
        return _share(self.first), _share(self.last)


def eras(release: Release, table: ReleasedTable) -> str:
    """Compare the share of the category that changed most with the cut."""
    pairs = [(table.cell("vorher", key), table.cell("seither", key)) for key, _ in along(table, 1)]
    changes = [Change(since.labels[1], before, since) for before, since in pairs if _have_shares(before, since)]
    if not changes:
        return NOT_COMPARABLE if shown_parts(table) else NOTHING
    most = max(changes, key=lambda change: abs(change.points))
    since, (one, other) = most.last.labels[0], most.shares
    if not most.points:
        return f"Der Anteil „{most.label}“ blieb {since} bei {other}."
    return f"Der Anteil „{most.label}“ {_verb(most)} {since} von {one} auf {other}."


def changed_shares(release: Release, table: ReleasedTable) -> str:
    """Compare the share of the category that changed most between the first and the last year."""
    (once, now), changes = _changes(table)
    if not changes:
        return totals(release, table)
    most, title = max(changes, key=lambda change: abs(change.points)), table.indicator.shares[0].title
    if not most.points:
        return f"Der {title} ist überall gleich geblieben ({once} und {now})."
    one, other = most.shares
    begin = f"Am stärksten änderte sich „{most.label}“: Der {title} {_verb(most)}"
    return f"{begin} von {one} ({once}) auf {other} ({now})."


def differing_shares(release: Release, table: ReleasedTable) -> str:
    """Name the category whose share differs most between two forms."""
    (one, other), changes = _changes(table)
    if not changes:
        return totals(release, table)
    most, title = max(changes, key=lambda change: abs(change.points)), table.indicator.shares[0].title
    if not most.points:
        return f"Der {title} ist überall gleich ({one} und {other})."
    first, second = most.shares
    begin = f"Am stärksten unterscheidet sich „{most.label}“: Der {title} beträgt"
    return f"{begin} {first} ({one}) und {second} ({other})."


def _have_shares(*cells: Cell) -> bool:
    return all(isinstance(only_share(cell), int) for cell in cells)


def _share(cell: Cell) -> str:
    return share_of(cell, next(iter(cell.shares)))


def _verb(change: Change) -> str:
    return "stieg" if change.points > 0 else "sank"


def _changes(table: ReleasedTable) -> tuple[tuple[str, str], list[Change]]:
    """Return the names of the first and last part along the first dimension, and the shares that both have."""
    ends = along(table, 0)
    if len(ends) < 2:
        return ("", ""), []
    found = []
    for line in lines(table, 1):
        one, other = (crossing(table, line, other=Line("", (key,)), axis=1) for key in (ends[0][0], ends[-1][0]))
        if _have_shares(one, other) and not line.residual and line.keys[0] not in LAST:
            found.append(Change(line.label, one, other))
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
