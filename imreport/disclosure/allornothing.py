"""All or nothing: tables of which everything is published, or all totals, or nothing, and what stands in its place.

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
    """Return the cells of a table: all of them, the totals of all its lines, or none.

    Totals of one dimension alone would not be safe: other tables and earlier reports print who was there at the
    beginning and at the end, and the difference is who came and went.

    Args:
        counts: The cells, the small ones marked.
        indicator: The Kennzahl.
        rule: What is too small.
        earlier: What earlier editions published of it.
        secret: The kinds of units whose number the report hides elsewhere; the table would give it away.
    """
    known = list(_known(earlier))
    wrong = {count.keys for count in counts if count.small or _is_near(count, known, rule=rule)}
    for shown in () if indicator.population.unit in secret else _choices(counts):
        found = [] if wrong & {*shown} else _without(counts, indicator, shown=shown, rule=rule)
        if found:
            return found
    return nothing(counts, indicator)


def _choices(counts: Sequence[Count]) -> Iterator[Collection[Keys]]:
    """Yield what may be shown of a table: everything, or all totals."""
    keys = [count.keys for count in counts]
    yield keys
    if len(keys[0]) > 1:
        yield [own for own in keys if TOTAL in own]


def _without(counts: Sequence[Count], indicator: Indicator, *, shown: Collection[Keys], rule: Rule) -> list[Count]:
    """Return the cells with all others hidden; what follows exactly is shown too; none if that gives a small one away.

    The bounds of a cell from the totals of its lines are those of Fréchet; for two dimensions no others follow.
    """
    totals = {count.keys: count.value for count in counts if count.keys in shown}
    found = list[Count]()
    for count in counts:
        low, high = _bounds(count.keys, totals)
        persons = indicator.population.unit == indicator.population.person
        least, most = rule.range_of(int(count.value), persons=persons) if count.small else (low, high)
        if low > least or high < most:
            return []
        hidden = count.keys not in shown and (low < high or count.small)
        found.append(replace(count, hidden=hidden, withheld=hidden))
    return found


def _bounds(keys: Keys, totals: Mapping[Keys, float]) -> tuple[float, float]:
    """Return what a reader knows of a cell from the totals that are shown."""
    if keys in totals:
        return totals[keys], totals[keys]
    whole = totals[(TOTAL,) * len(keys)]
    alone = [tuple(key if place == axis else TOTAL for place, key in enumerate(keys)) for axis in range(len(keys))]
    known = [totals[own] for own in alone]
    return max(0, sum(known) - (len(keys) - 1) * whole), min(known)


def nothing(counts: Sequence[Count], indicator: Indicator) -> list[Count]:
    """Return the cells of a table of which nothing is published; of incomplete lists not even what occurs."""
    lists = [axis for axis, dimension in enumerate(indicator.dimensions) if not dimension.complete]
    kept = [count for count in counts if all(count.keys[axis] == TOTAL for axis in lists)]
    others = [replace(count, keys=_with_other(count.keys, lists), merged=True) for count in kept if lists]
    return [replace(count, hidden=True, withheld=True, percent_only=False) for count in (*others, *kept)]


def _with_other(keys: Keys, axes: Sequence[int]) -> Keys:
    return tuple(OTHER if axis in axes else key for axis, key in enumerate(keys))


def _is_near(count: Count, known: Sequence[Mapping[Keys, float]], *, rule: Rule) -> bool:
    """Whether a cell differs from what was shown before by so few that the difference tells of them."""
    return any(0 < abs(count.value - shown.get(count.keys, count.value)) < rule.threshold for shown in known)


def _known(earlier: Sequence[Earlier]) -> Iterator[dict[Keys, float]]:
    """Yield what was shown before: every table, and the sum of those of one period in several areas."""
    periods: dict[tuple[date, date], list[dict[Keys, float]]] = {}
    for table in earlier:
        shown = {count.keys: count.value for count in table.counts() if not count.hidden}
        periods.setdefault((table.scope.start, table.scope.end), []).append(shown)
    for tables in periods.values():
        yield from tables
        yield {keys: sum(table.get(keys, 0) for table in tables) for keys in tables[0]}
