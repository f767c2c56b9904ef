"""Marking: which cells must be hidden for what they are, before anything is hidden for the sake of others."""

from collections.abc import Collection, Iterator, Mapping, Sequence
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
    """Return the cells of the lines in which everybody falls into one sensitive category, which counts as small."""
    found: dict[Keys, Count] = {}
    for parts, total in lines(counts, axis):
        everybody = {total.value, *([whole.of(total.keys).value] if whole else [])}
        telling = [part for part in parts if part.keys[axis] not in (*residual, OTHER)]
        tells = {part.keys for part in telling if part.value in everybody and part.value > 0}
        if tells and not total.small:
            found |= {p.keys: replace(p, withheld=True, small=p.small or p.keys in tells) for p in parts}
    return found


def show_what_follows(counts: Sequence[Count]) -> list[Count]:
    """Show the withheld cells that a reader can calculate: they tell of nobody, and a hidden cell must not follow.

    Args:
        counts: The cells as they would be printed; even rounded ones say no more with them.
    """
    found = by_keys(counts)
    axes = range(len(counts[0].keys) if any(count.withheld for count in counts) else 0)
    while follows := {c.keys: c for axis in axes for c in _following(found, axis)}:
        found |= {keys: replace(count, hidden=False, withheld=False) for keys, count in follows.items()}
    return list(found.values())


def _following(counts: Mapping[Keys, Count], axis: int) -> Iterator[Count]:
    """Yield the withheld cells that are the only unknown of a line that adds up."""
    for parts, total in lines(counts, axis):
        unknown = [count for count in (*parts, total) if count.hidden or count.percent_only]
        if len(unknown) == 1 and sum(part.value for part in parts) == total.value:
            yield from (count for count in unknown if count.withheld and not count.small)


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
