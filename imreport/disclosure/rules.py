"""The protection rule: which cells of a Kennzahl may be published. The simple rule for now, table by table.

1. A cell with 1 to threshold − 1 persons behind it is too small; so is an event nobody can be found behind.
2. Where small categories may be merged, they go into "Andere", and with them the next larger ones until it is large
enough.
3. A small cell that remains is hidden.
4. No line, its total included, keeps exactly one hidden cell: the smallest other cell of the line is hidden with it.
5. Where divers and ohne Angabe together are too small, gender is shown in whole percent only; on fewer than 100
persons per
   unit of the threshold not even so, because a whole percentage would give the count away.

It judges persons only, one table at a time; docs/methodik.md says what it does not promise. ``protect`` is the seam:
what replaces this rule takes the same frames and returns the same cells.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING, Final

from imreport.indicators import OTHER, TOTAL, Indicator

if TYPE_CHECKING:
    import pandas as pd

Keys = tuple[str, ...]
GENDER: Final = "gender"
SMALL_GENDERS: Final = ("divers", "ohne_angabe")
PERCENT_BASE: Final = 100


@dataclass(frozen=True, slots=True)
class Count:
    """One cell before publication: its categories, value, the persons behind it, and what became of it."""

    keys: Keys
    value: float
    persons: int
    hidden: bool = False
    merged: bool = False
    percent_only: bool = False


def protect(
    frames: "Mapping[str, pd.DataFrame]", indicators: Mapping[str, Indicator], *, threshold: int
) -> dict[str, list[Count]]:
    """Decide for every cell of every Kennzahl whether it may be published.

    Args:
        frames: Kennzahl to its frame, as ``tabulate`` gives it.
        indicators: Kennzahl to its description.
        threshold: The smallest number of persons that may stand behind a published count.

    Returns:
        Kennzahl to its cells, in the order of the frame; merged categories are gone, "Andere" stands before the total.
    """
    return {
        key: protect_table(_counts(frame, indicators[key]), indicators[key], threshold=threshold)
        for key, frame in frames.items()
    }


def protect_table(counts: list[Count], indicator: Indicator, *, threshold: int) -> list[Count]:
    """Apply the rule to the cells of one Kennzahl."""
    if indicator.columns == [GENDER]:
        return _protect_gender(counts, threshold)
    if len(indicator.dimensions) == 1 and indicator.dimensions[0].foldable:
        counts = _fold(counts, threshold, additive=indicator.basis == "stock")
    counts = [replace(count, hidden=_small(count, threshold)) for count in counts]
    return _hide_partners(counts)


def _counts(frame: "pd.DataFrame", indicator: Indicator) -> list[Count]:
    rows = frame[[*indicator.columns, "value", "persons"]].itertuples(index=False)
    return [Count(tuple(row[:-2]), row[-2], row[-1]) for row in rows]


def _small(count: Count, threshold: int) -> bool:
    return count.value > 0 and count.persons < threshold


def _fold(counts: list[Count], threshold: int, *, additive: bool) -> list[Count]:
    """Merge the small categories, and with them the next larger ones until "Andere" is large enough.

    Persons behind several categories of a flow may be the same, so the merged persons are at least the largest part.
    """
    parts = sorted((c for c in counts if c.keys[0] != TOTAL and c.value > 0), key=lambda c: (c.value, c.keys))
    merged = [count for count in parts if _small(count, threshold)]
    larger = [count for count in parts if not _small(count, threshold)]
    if not merged:
        return counts
    while larger and _persons(merged, additive=additive) < threshold:
        merged.append(larger.pop(0))
    gone = {count.keys for count in merged}
    other = Count((OTHER,), sum(c.value for c in merged), _persons(merged, additive=additive), merged=True)
    kept = [count for count in counts if count.keys not in gone]
    return [*kept[:-1], other, kept[-1]]


def _persons(counts: list[Count], *, additive: bool) -> int:
    return (sum if additive else max)(count.persons for count in counts)


def _hide_partners(counts: list[Count]) -> list[Count]:
    """Give every cell that is hidden alone in its line a companion, until there is no such cell.

    A line is all cells that differ along one dimension, its total included: each of them follows from the others.
    The companion is the smallest part that has a case; where there is none, the total.
    """
    cells = {count.keys: count for count in counts}
    while candidates := next(_companions(cells), None):
        companion = min(candidates, key=lambda count: (count.persons, count.keys))
        cells[companion.keys] = replace(companion, hidden=True)
    return list(cells.values())


def _companions(cells: Mapping[Keys, Count]) -> Iterator[list[Count]]:
    """Yield, for each line with exactly one hidden cell, the cells that could be hidden with it."""
    for *parts, total in _lines(cells):
        if sum(count.hidden for count in (*parts, total)) == 1:
            yield [count for count in parts if not count.hidden and count.value > 0] or [total]


def _lines(cells: Mapping[Keys, Count]) -> Iterator[list[Count]]:
    """Yield every line of the table: its parts, and last its total."""
    width = len(next(iter(cells), ()))
    for axis, keys in product(range(width), [keys for keys in cells if TOTAL in keys]):
        if keys[axis] == TOTAL:
            yield [*(count for other, count in cells.items() if _is_part(other, keys, axis=axis)), cells[keys]]


def _is_part(keys: Keys, total: Keys, *, axis: int) -> bool:
    """Whether a cell differs from a total along one axis only."""
    return keys[axis] != TOTAL and all(a == b for n, (a, b) in enumerate(zip(keys, total, strict=True)) if n != axis)


def _protect_gender(counts: list[Count], threshold: int) -> list[Count]:
    """Apply rule 5, and the general rule where it is not needed."""
    few = sum(count.persons for count in counts if count.keys[0] in SMALL_GENDERS)
    total = next((count.persons for count in counts if count.keys == (TOTAL,)), 0)
    if not 0 < few < threshold:
        return _hide_partners([replace(count, hidden=_small(count, threshold)) for count in counts])
    if total < PERCENT_BASE * threshold:
        return [replace(c, hidden=c.value > 0 and (c.keys != (TOTAL,) or _small(c, threshold))) for c in counts]
    return [_in_percent(count, threshold) for count in counts]


def _in_percent(count: Count, threshold: int) -> Count:
    if count.keys == (TOTAL,) or count.value == 0:
        return count
    return replace(count, hidden=True, percent_only=not _small(count, threshold) and count.keys[0] not in SMALL_GENDERS)
