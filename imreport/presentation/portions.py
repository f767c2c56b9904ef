"""Portions: what a published number is of the published total of its row or column, in whole percent."""

from typing import Final

from imreport.disclosure import HIDDEN, Cell, Hidden, ReleasedTable, Value
from imreport.indicators import TOTAL
from imreport.presentation.texts import share_text, value_text

SMALLEST_BASE: Final = 20
"""Below it a percentage would say nothing."""


def portion(table: ReleasedTable, cell: Cell, axis: int) -> Value | None:
    """Return the share of a cell in the total of its category along one of two dimensions.

    Returns:
        Whole percent; hidden where the cell or the total is; None where the total is too small to say anything.
    """
    total = table.cell(*(key if place == axis else TOTAL for place, key in enumerate(cell.keys)))
    return percentage(cell.value, total.value)


def percentage(part: Value, whole: Value) -> Value | None:
    """Return a share in whole percent, hidden where a number is, None on too small a base."""
    if isinstance(part, Hidden) or isinstance(whole, Hidden):
        return HIDDEN
    return int(100 * part / whole + 0.5) if whole >= SMALLEST_BASE else None


def with_share(cell: Cell, share: Value | None, decimals: int = 0) -> str:
    """Print a number with its share behind it: "734 (42 %)"; one that is hidden or has none stands alone."""
    text = value_text(cell.value, decimals)
    return text if share is None or isinstance(share, Hidden) or cell.is_hidden else f"{text} ({share_text(share)})"
