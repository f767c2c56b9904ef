"""Recoding: coarser categories before anything is hidden, because that costs the reader least.

Small categories are merged into "Andere", with the next larger ones until it is large enough. Where divers and ohne
Angabe are too few, the report's rule says what happens: whole percentages only, or one category for both.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import product
from typing import Final

from imreport.disclosure.counts import Count
from imreport.disclosure.rule import Rule
from imreport.indicators import OTHER, TOTAL, Indicator

GENDER: Final = "gender"
SMALL_GENDERS: Final = ("divers", "ohne_angabe")
PERCENT_BASE: Final = 100
"""Persons per unit of the threshold from which a whole percentage does not give the count away."""

Merge = Callable[[Indicator, Sequence[Count]], Count]
"""Counts the units, persons and households behind several categories together."""


def merge_counts(indicator: Indicator, parts: Sequence[Count]) -> Count:
    """Merge categories without asking the case tables.

    Persons behind several categories of a flow may be the same, so there are at least as many as behind the largest.
    """
    joined = sum if indicator.basis == "stock" else max
    return Count(
        keys=(OTHER,),
        value=sum(part.value for part in parts),
        persons=joined(part.persons for part in parts),
        households=joined(part.households for part in parts),
        largest=sum(part.largest for part in parts),
        merged=True,
    )


def recode(counts: list[Count], indicator: Indicator, *, rule: Rule, merge: Merge = merge_counts) -> list[Count]:
    """Return the cells with coarser categories where finer ones are too small; "Andere" stands before the total."""
    if indicator.columns == [GENDER]:
        return _recode_gender(counts, indicator, rule=rule, merge=merge)
    if len(indicator.dimensions) == 1 and indicator.dimensions[0].foldable:
        return _fold(counts, indicator, rule=rule, merge=merge)
    return counts


def small_categories(
    counts: Sequence[Count], indicator: Indicator, *, rule: Rule, merge: Merge = merge_counts
) -> dict[str, list[str]]:
    """Return, for a Kennzahl of several dimensions, column → the categories to merge, as in a table of that column."""
    found: dict[str, list[str]] = {}
    for axis, dimension in enumerate(indicator.dimensions):
        line = replace(indicator, dimensions=(dimension,))
        own = [replace(c, keys=(c.keys[axis],)) for c in counts if {*c.keys[:axis], *c.keys[axis + 1 :]} == {TOTAL}]
        kept = {count.keys for count in _fold(own, line, rule=rule, merge=merge)} if dimension.foldable else set()
        gone = [count.keys[0] for count in own if count.keys not in kept] if dimension.foldable else []
        found |= {dimension.column: gone} if gone else {}
    return found


def with_others(counts: Sequence[Count], finer: Sequence[Count], *, merged: Sequence[Sequence[str]]) -> list[Count]:
    """Return the cells of a table that was counted with merged categories, in its old order, "Andere" before totals.

    Args:
        counts: The cells with merged categories.
        finer: The cells without.
        merged: Per dimension the categories that were merged.
    """
    axes = []
    for axis, gone in enumerate(merged):
        kept = [key for key in dict.fromkeys(count.keys[axis] for count in finer) if key not in gone]
        axes.append([*kept[:-1], *([OTHER] if gone else []), *kept[-1:]])
    found = {count.keys: count for count in counts}
    return [replace(found.get(keys, Count(keys, 0, 0)), merged=OTHER in keys) for keys in product(*axes)]


def follow(counts: list[Count], indicator: Indicator, *, leader: Sequence[Count]) -> list[Count]:
    """Return the cells of a Kennzahl with the categories merged that are merged in the one that it follows."""
    kept = {count.keys for count in leader if not count.merged}
    parts = [count for count in counts if count.keys not in kept]
    if len(kept) == len(leader) or not parts:
        return counts
    *own, total = [count for count in counts if count.keys in kept]
    return [*own, merge_counts(indicator, parts), total]


def _fold(counts: list[Count], indicator: Indicator, *, rule: Rule, merge: Merge) -> list[Count]:
    parts = sorted((c for c in counts if c.keys[0] != TOTAL and c.value > 0), key=lambda c: (c.value, c.keys))
    small = [count for count in parts if rule.is_small(count)]
    larger = [count for count in parts if not rule.is_small(count)]
    if not small:
        return counts
    other = replace(merge(indicator, small), merged=True)
    while larger and rule.is_small(other):
        small.append(larger.pop(0))
        other = replace(merge(indicator, small), merged=True)
    gone = {count.keys for count in small}
    kept = [count for count in counts if count.keys not in gone]
    return [*kept[:-1], other, kept[-1]]


def _recode_gender(counts: list[Count], indicator: Indicator, *, rule: Rule, merge: Merge) -> list[Count]:
    few = [count for count in counts if count.keys[0] in SMALL_GENDERS and count.value > 0]
    total = next((count for count in counts if count.is_total), None)
    if not any(rule.is_small(count) for count in few) or total is None:
        return counts
    if rule.genders == "zusammenfassen" and not rule.is_small(merge(indicator, few)):
        kept = [count for count in counts if count not in few and count.keys[0] not in SMALL_GENDERS]
        return [*kept[:-1], replace(merge(indicator, few), merged=True), kept[-1]]
    if sum(count.persons for count in few) >= rule.threshold or total.persons < PERCENT_BASE * rule.threshold:
        return counts
    return [_in_percent(count, rule) for count in counts]


def _in_percent(count: Count, rule: Rule) -> Count:
    if count.is_total or count.value == 0 or count.keys[0] in SMALL_GENDERS:
        return count
    return replace(count, percent_only=not rule.is_small(count))
