"""Selecting: which published cells a chart or table shows, in which order, and what is summed up to "Andere"."""

from dataclasses import dataclass, replace
from typing import Final

from imreport.disclosure import HIDDEN, PUBLISHED, SECRET, Cell, Hidden, ReleasedTable, Value
from imreport.indicators import OTHER, TOTAL

AREAS: Final = (["team"], ["verband"], ["gemeinde"])
"""The dimensions of the Kennzahlen that are broken down by areas alone."""
BEFORE: Final = "vorher"
LAST: Final = {"rest": 1, OTHER: 2, "ohne_angabe": 3, TOTAL: 4}


def parts(table: ReleasedTable) -> tuple[Cell, ...]:
    """Return the cells of a one-dimensional table without its total.

    Foldable dimensions come most frequent first, hidden cells after the shown ones in the order of the code list, then
    residual categories, "Andere" and "Ohne Angabe"; other dimensions keep their own order.
    """
    cells = tuple(cell for cell in table.cells if not cell.is_total)
    if not table.indicator.dimensions[0].foldable:
        return cells
    return tuple(sorted(cells, key=_rank))


def own_parts(table: ReleasedTable, *, area: bool) -> tuple[Cell, ...]:
    """Return the same; where the report is about a part of the county, without the areas that have no case."""
    cells = parts(table)
    if not area or [dimension.key for dimension in table.indicator.dimensions] not in AREAS:
        return cells
    return tuple(cell for cell in cells if cell.number != 0) or cells


def _rank(cell: Cell) -> tuple[int, bool, float]:
    key = "rest" if cell.residual and cell.keys[0] != OTHER else cell.keys[0]
    return LAST.get(key, 0), cell.is_hidden, -(cell.number or 0)


def top(table: ReleasedTable, count: int) -> tuple[tuple[Cell, ...], tuple[Cell, ...]]:
    """Split the parts of a stock table into the named ones and one cell "Übrige" for the rest.

    The rest is what is missing to the published total, so that nothing unpublished enters it.

    Args:
        table: A one-dimensional stock table: each person is in one category.
        count: How many categories are named.

    Returns:
        The cells to show, "Übrige" last if there is a rest; and the published cells that went into it.
    """
    shown = parts(table)
    named = tuple(cell for cell in shown if cell.keys[0] not in LAST and not cell.is_hidden)[:count]
    rest = tuple(cell for cell in shown if cell not in named)
    if len(rest) < 2:
        return shown, ()
    total = table.cell(TOTAL)
    value, shares = _missing(total, named), _rest_shares(total, named)
    return (*named, Cell((OTHER,), ("Übrige",), value, PUBLISHED, shares, residual=True)), rest


def _missing(total: Cell, named: tuple[Cell, ...]) -> Value:
    return HIDDEN if total.number is None else total.number - sum(cell.number or 0 for cell in named)


def _rest_shares(total: Cell, named: tuple[Cell, ...]) -> dict[str, Value | None]:
    value = _missing(total, named)
    if isinstance(value, Hidden) or not total.number:
        return dict.fromkeys(total.shares, HIDDEN)
    whole = int(100 * value / total.number + 0.5)
    return {key: None if share is None else whole for key, share in total.shares.items()}


def along(table: ReleasedTable, axis: int) -> list[tuple[str, str]]:
    """Return (key, label) of the categories along one dimension without the total, in order."""
    return [pair for pair in dict.fromkeys((c.keys[axis], c.labels[axis]) for c in table.cells) if pair[0] != TOTAL]


def idle(table: ReleasedTable) -> list[tuple[str, str]]:
    """Return (key, label) of what was there before the period where that was nothing: the programme began with it."""
    dimensions = table.indicator.dimensions
    if len(dimensions) < 2 or dimensions[0].kind != "codes" or dimensions[0].codes != "herkunft":
        return []
    cells = [cell for cell in table.cells if cell.keys[0] == BEFORE]
    return [(BEFORE, cells[0].labels[0])] if cells and all(cell.number == 0 for cell in cells) else []


@dataclass(frozen=True, slots=True)
class Line:
    """A category along one of two dimensions, or several of them together ("Übrige")."""

    label: str
    keys: tuple[str, ...]
    residual: bool = False


def lines(table: ReleasedTable, axis: int, *, most: int = 0) -> list[Line]:
    """Return the categories along one of two dimensions, in the order of ``parts`` by their totals.

    Args:
        table: A two-dimensional table.
        axis: The dimension.
        most: How many lines there may be; the smallest become "Übrige". 0 for no limit.
    """
    without = [pair for pair in idle(table) if axis == 0]
    totals = [_total(table, key, axis=axis) for key, label in along(table, axis) if (key, label) not in without]
    if table.indicator.dimensions[axis].foldable:
        totals.sort(key=lambda cell: _rank(replace(cell, keys=(cell.keys[axis],))))
    found = [Line(cell.labels[axis], (cell.keys[axis],), cell.residual) for cell in totals]
    if not most or len(found) <= most:
        return found
    named = [line for line in found if not line.residual and line.keys[0] not in LAST][: most - 2]
    kept = [*named, *(line for line in found if line.residual and line.keys[0] not in LAST)]
    rest = tuple(key for line in found if line not in kept for key in line.keys)
    return [*kept, Line("Übrige", rest, residual=True)]


ALL: Final = Line("Gesamt", (TOTAL,))


def crossing(table: ReleasedTable, line: Line, *, other: Line, axis: int) -> Cell:
    """Return the cell where two lines cross; of several categories together their sum.

    Where one of them is hidden, the sum is what the others leave of a published total.

    Args:
        table: A two-dimensional table.
        line: A line along ``axis``.
        other: A line along the other dimension.
        axis: The dimension of ``line``.
    """
    pair = (line, other) if axis == 0 else (other, line)
    cell = table.cell(*(one.keys[0] for one in pair))
    if len(line.keys) == len(other.keys) == 1:
        return cell
    value = _value(table, pair)
    labels, status = tuple(one.label for one in pair), SECRET if isinstance(value, Hidden) else PUBLISHED
    return replace(cell, labels=labels, value=value, status=status, shares={}, residual=True)


def _value(table: ReleasedTable, pair: tuple[Line, Line]) -> Value:
    numbers = [table.cell(first, second).number for first in pair[0].keys for second in pair[1].keys]
    if None not in numbers:
        return round(sum(number or 0 for number in numbers), table.indicator.decimals)
    left = (_left(table, pair, axis=axis) for axis in (0, 1) if len(pair[axis].keys) > 1)
    return next((value for value in left if not isinstance(value, Hidden)), HIDDEN)


def _left(table: ReleasedTable, pair: tuple[Line, Line], *, axis: int) -> Value:
    """Return what the total along a dimension leaves when all other categories are taken from it."""
    others = [Line(label, (key,)) for key, label in along(table, axis) if key not in pair[axis].keys]
    cells = [crossing(table, one, other=pair[1 - axis], axis=axis) for one in (ALL, *others)]
    if any(cell.is_hidden for cell in cells):
        return HIDDEN
    total, *rest = (cell.number or 0 for cell in cells)
    return round(total - sum(rest), table.indicator.decimals)


def _total(table: ReleasedTable, key: str, *, axis: int) -> Cell:
    return table.cell(*((key, TOTAL) if axis == 0 else (TOTAL, key)))
