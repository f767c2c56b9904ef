"""All or nothing: tables that are published whole or not at all, and what stands in place of one that is not.

Some tables are linked by balances rather than by sums (clients of the beginning, new, ended, of the end): hiding single
cells of them does not help. Others cannot be protected in any other way.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from imreport.disclosure.counts import Count, Keys
from imreport.disclosure.joining.editions import Earlier
from imreport.disclosure.rule import Rule
from imreport.indicators import OTHER, TOTAL, Indicator


def all_or_nothing(
    counts: Sequence[Count],
    indicator: Indicator,
    *,
    rule: Rule,
    earlier: Sequence[Earlier],
    secret: Collection[str],
) -> list[Count]:
    """Return the cells of a table, all of them hidden if one of them must be.

    Args:
        counts: The cells, the small ones marked.
        indicator: The Kennzahl.
        rule: What is too small.
        earlier: What earlier editions published of it.
        secret: The kinds of units whose number the report hides elsewhere; the table would give it away.
    """
    small = any(count.small for count in counts)
    near = any(_is_near(counts, known, rule=rule) for known in _known(earlier))
    if small or near or indicator.population.unit in secret:
        return nothing(counts, indicator)
    return list(counts)


def nothing(counts: Sequence[Count], indicator: Indicator) -> list[Count]:
    """Return the cells of a table of which nothing is published; of incomplete lists not even what occurs."""
    lists = [axis for axis, dimension in enumerate(indicator.dimensions) if not dimension.complete]
    kept = [count for count in counts if all(count.keys[axis] == TOTAL for axis in lists)]
    others = [replace(count, keys=_with_other(count.keys, lists), merged=True) for count in kept if lists]
    return [replace(count, hidden=True, withheld=True, percent_only=False) for count in (*others, *kept)]


def _with_other(keys: Keys, axes: Sequence[int]) -> Keys:
    return tuple(OTHER if axis in axes else key for axis, key in enumerate(keys))


def _known(earlier: Sequence[Earlier]) -> Iterator[dict[Keys, float]]:
    """Yield what was shown before: every table, and the sum of those of one period in several areas."""
    periods: dict[tuple[date, date], list[dict[Keys, float]]] = {}
    for table in earlier:
        shown = {count.keys: count.value for count in table.counts() if not count.hidden}
        periods.setdefault((table.scope.start, table.scope.end), []).append(shown)
    for tables in periods.values():
        yield from tables
        yield {keys: sum(table.get(keys, 0) for table in tables) for keys in tables[0]}


def _is_near(counts: Sequence[Count], known: Mapping[Keys, float], *, rule: Rule) -> bool:
    """Whether cells differ from known ones by so few that the difference tells of them."""
    return any(0 < abs(c.value - known[c.keys]) < rule.threshold for c in counts if c.keys in known)
