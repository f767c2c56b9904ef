"""Selecting: which published cells a chart or table shows, in which order, and what is summed up to "Andere"."""

from typing import Final

from imreport.disclosure import HIDDEN, PUBLISHED, Cell, Hidden, ReleasedTable, Value
from imreport.indicators import OTHER, TOTAL

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


def _rank(cell: Cell) -> tuple[int, bool, float]:
    key = "rest" if cell.residual and cell.keys[0] != OTHER else cell.keys[0]
    return LAST.get(key, 0), cell.is_hidden, -(cell.number or 0)


def top(table: ReleasedTable, count: int) -> tuple[tuple[Cell, ...], tuple[Cell, ...]]:
    """Split the parts of a stock table into the named ones and one cell "Andere" for the rest.

    The rest is what is missing to the published total, so that nothing unpublished enters it.

    Args:
        table: A one-dimensional stock table: each person is in one category.
        count: How many categories are named.

    Returns:
        The cells to show, "Andere" last if there is a rest; and the published cells that went into it.
    """
    shown = parts(table)
    named = tuple(cell for cell in shown if cell.keys[0] not in LAST and not cell.is_hidden)[:count]
    rest = tuple(cell for cell in shown if cell not in named)
    if len(rest) < 2:
        return shown, ()
    total = table.cell(TOTAL)
    value, shares = _missing(total, named), _rest_shares(total, named)
    return (*named, Cell((OTHER,), ("Andere",), value, PUBLISHED, shares, residual=True)), rest


def _missing(total: Cell, named: tuple[Cell, ...]) -> Value:
    return HIDDEN if total.number is None else total.number - sum(cell.number or 0 for cell in named)


def _rest_shares(total: Cell, named: tuple[Cell, ...]) -> dict[str, Value | None]:
    value = _missing(total, named)
    if isinstance(value, Hidden) or not total.number:
        return dict.fromkeys(total.shares, HIDDEN)
    whole = int(100 * value / total.number + 0.5)
    return {key: None if share is None else whole for key, share in total.shares.items()}
