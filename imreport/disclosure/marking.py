"""Marking: which cells must be hidden for what they are, before anything is hidden for the sake of others."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from imreport.disclosure.counts import Count, Keys, by_keys, lines
from imreport.disclosure.mentions import Whole
from imreport.disclosure.rule import Rule
from imreport.indicators import OTHER, Indicator


def mark(
    counts: Sequence[Count], indicator: Indicator, *, rule: Rule, residual: Collection[str], whole: Whole | None = None
) -> list[Count]:
    """Mark the small cells and the lines that tell of everybody in them.

    Args:
        counts: The cells of one Kennzahl.
        indicator: The Kennzahl.
        rule: What is too small.
        residual: Categories that say nothing of a person, such as "Anderes Thema".
        whole: For Mehrfachnennungen, what the units are properties of.
    """
    marked = by_keys([replace(count, small=rule.is_small(count)) for count in counts])
    for axis, dimension in enumerate(indicator.dimensions):
        if dimension.sensitive:
            own = whole if whole and whole.axis == axis else None
            marked |= _withheld(marked, axis, residual=residual, whole=own)
    return list(marked.values())


def _withheld(
    counts: Mapping[Keys, Count], axis: int, *, residual: Collection[str], whole: Whole | None
) -> dict[Keys, Count]:
    """Return the cells of the lines in which everybody falls into one sensitive category."""
    found: dict[Keys, Count] = {}
    for parts, total in lines(counts, axis):
        everybody = {total.value, *([whole.of(total.keys).value] if whole else [])}
        telling = [part for part in parts if part.keys[axis] not in (*residual, OTHER)]
        if not total.small and any(part.value in everybody and part.value > 0 for part in telling):
            found |= {part.keys: replace(part, withheld=True) for part in parts}
    return found


def mark_complements(counts: Sequence[Count], complements: Mapping[Keys, Count], *, rule: Rule) -> list[Count]:
    """Mark cells of Mehrfachnennungen that nearly everybody is in: who is not, follows from the number of all.

    They are protected like small ones, so that they do not follow from their own line either.

    Args:
        counts: The cells.
        complements: Categories → those without the one that may be named several times.
        rule: What is too small.
    """
    few = {keys for keys, without in complements.items() if rule.is_small(without)}
    return [replace(c, small=c.small or (c.keys in few and c.value > 0)) for c in counts]
