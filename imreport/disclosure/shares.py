"""Shares: whole percentages of published bases; none on a base below 20, none of or on a hidden value."""

from collections.abc import Mapping
from typing import Final

from imreport.disclosure.counts import Count
from imreport.disclosure.hidden import HIDDEN, Value
from imreport.indicators import INDICATORS, TOTAL, Indicator, Share

SMALLEST_BASE: Final = 20

Counts = Mapping[str, Mapping[tuple[str, ...], Count]]


def shares_of(
    count: Count, indicator: Indicator, *, counts: Counts, smallest: float = SMALLEST_BASE
) -> dict[str, Value | None]:
    """Return the shares of one cell: whole percent, hidden, or None where it would say nothing.

    Args:
        count: The cell.
        indicator: The Kennzahl it belongs to.
        counts: Kennzahl to categories to cell, for the bases.
        smallest: The base below which a share would say nothing.
    """
    return {
        share.key: _share(count, share, indicator=indicator, counts=counts, smallest=smallest)
        for share in indicator.shares
    }


def _share(count: Count, share: Share, *, indicator: Indicator, counts: Counts, smallest: float) -> Value | None:
    base = _base(count, share, indicator=indicator, counts=counts)
    if base is None or (count.hidden and not count.percent_only) or base.hidden:
        return HIDDEN
    own = (key for column, key in zip(indicator.columns, count.keys, strict=True) if column not in share.within)
    if share.of != indicator.key and TOTAL in own:
        return None  # more than one mention for each base unit: a total above 100 % says nothing
    if base.value < smallest:
        return None
    return int(100 * count.value / base.value + 0.5)


def _base(count: Count, share: Share, *, indicator: Indicator, counts: Counts) -> Count | None:
    own = dict(zip(indicator.columns, count.keys, strict=True))
    columns = indicator.columns if share.of == indicator.key else INDICATORS[share.of].columns
    return counts[share.of].get(
        tuple(own.get(column, TOTAL) if column in share.within else TOTAL for column in columns)
    )
