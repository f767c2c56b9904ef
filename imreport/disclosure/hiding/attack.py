"""The attacker: what a reader can calculate, and proofs that he cannot. Whole numbers, plain Python, no solver.

``interval`` searches the lowest and highest value that a statement can have. ``is_witness`` checks a table that
somebody offers as possible, by adding it up. Protection that comes with a witness for every bound is proved by
addition, whatever program found it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from imreport.disclosure.hiding.model import Bounds, Problem, Target, Terms, within

MOST_NODES: Final = 20_000
"""How many partial tables a search looks at before it gives up."""

Row = tuple[list[tuple[int, int]], int | None, int | None]


class SearchLimitError(Exception):
    """The search for a bound was given up."""


@dataclass
class _Box:
    """Bounds of all base cells; high may be open."""

    low: list[int]
    high: list[int | None]

    def copy(self) -> "_Box":
        return _Box(self.low.copy(), self.high.copy())


def interval(problem: Problem, hidden: frozenset[int], *, statement: int) -> Bounds:
    """Return the lowest and highest value that a statement can have for a reader, None where there is no bound.

    An insider's view is the same with less hidden.

    Args:
        problem: The statements.
        hidden: Which of them are hidden.
        statement: The one that is attacked.

    Raises:
        SearchLimitError: The table is too large for this search.
    """
    search = _Search(problem, hidden)
    terms = problem.statements[statement].terms
    lowest = -search.highest({cell: -factor for cell, factor in terms.items()})
    return lowest, search.highest(terms) if search.is_limited(terms) else None


def is_witness(problem: Problem, hidden: frozenset[int], *, table: Sequence[int]) -> bool:
    """Whether a table of base cells agrees with everything a reader knows."""
    if len(table) != len(problem.base) or any(cell < 0 for cell in table):
        return False
    return all(within(problem.value(terms, table), bounds) for terms, bounds in problem.known(hidden))


def unproved(
    problem: Problem, hidden: frozenset[int], *, targets: Iterable[Target], witnesses: Iterable[Sequence[int]]
) -> list[Target]:
    """Return the targets for which no valid witness tables show that both of its bounds are possible."""
    valid = [problem.base, *(table for table in witnesses if is_witness(problem, hidden, table=table))]
    return [target for target in targets if not _is_shown(problem, target, tables=valid)]


def _is_shown(problem: Problem, target: Target, *, tables: Sequence[Sequence[int]]) -> bool:
    """Whether tables show both bounds; for an insider only those that agree with what he knows."""
    terms = problem.statements[target.statement].terms
    own = None if target.insider is None else problem.statements[target.insider]
    fitting = [t for t in tables if own is None or problem.value(own.terms, t) == own.value]
    values = [problem.value(terms, table) for table in fitting]
    return min(values) <= target.low and target.high <= max(values)


class _Search:
    """Depth-first search over the base cells, narrowing their bounds by what is known of sums."""

    def __init__(self, problem: Problem, hidden: frozenset[int]) -> None:
        self.rows: list[Row] = [
            (list(terms.items()), low, high)
            for terms, (low, high) in problem.known(hidden)
            if (low, high) != (None, None)
        ]
        self.truth = problem.base
        self.start = _Box([0] * len(problem.base), [None] * len(problem.base))
        if not _narrow(self.start, self.rows):
            raise ValueError("The statements contradict each other.")

    def is_limited(self, terms: Terms) -> bool:
        """Whether narrowing found an upper bound of a sum."""
        return all(factor < 0 or self.start.high[cell] is not None for cell, factor in terms.items())

    def highest(self, terms: Terms) -> int:
        """Return the highest value of a sum by bisection: whether it can be at least so much, is monotone."""
        reached = sum(factor * self.truth[cell] for cell, factor in terms.items())
        limit = sum(_end(self.start, cell, factor=factor) for cell, factor in terms.items())
        while reached < limit:
            middle = (reached + limit + 1) // 2
            if self._possible(terms, middle):
                reached = middle
            else:
                limit = middle - 1
        return reached

    def _possible(self, terms: Terms, least: int) -> bool:
        rows = [*self.rows, (list(terms.items()), least, None)]
        stack, nodes = [self.start.copy()], 0
        while stack:
            nodes += 1
            if nodes > MOST_NODES:
                raise SearchLimitError
            box = stack.pop()
            if not _narrow(box, rows):
                continue
            cell = _widest(box, rows)
            if cell is None:
                return True
            stack += _halves(box, cell)
        return False


def _narrow(box: _Box, rows: Sequence[Row]) -> bool:
    """Narrow the bounds until nothing changes; False where a sum cannot be met."""
    changed = True
    while changed:
        changed = False
        for terms, low, high in rows:
            before = [(box.low[cell], box.high[cell]) for cell, _ in terms]
            if high is not None:
                _cap(box, terms, most=high)
            if low is not None:
                _cap(box, [(cell, -factor) for cell, factor in terms], most=-low)
            after = [(box.low[cell], box.high[cell]) for cell, _ in terms]
            if any(end is not None and end < start for start, end in after):
                return False
            changed = changed or after != before
    return True


def _cap(box: _Box, terms: list[tuple[int, int]], *, most: int) -> None:
    """Narrow the cells of a sum that is at most so much; a sum that must be more empties a cell."""
    ends = [(factor * box.low[cell] if factor > 0 else _scaled(box.high[cell], factor)) for cell, factor in terms]
    unlimited = [place for place, end in enumerate(ends) if end is None]
    if len(unlimited) > 1:
        return
    least = sum(end for end in ends if end is not None)
    for place, (cell, factor) in enumerate(terms):
        if unlimited in ([], [place]):
            _limit(box, cell, factor=factor, room=most - (least - (ends[place] or 0)))


def _scaled(value: int | None, factor: int) -> int | None:
    return None if value is None else factor * value


def _limit(box: _Box, cell: int, *, factor: int, room: int) -> None:
    """Apply ``factor * cell <= room``."""
    end = box.high[cell]
    if factor > 0:
        box.high[cell] = room // factor if end is None else min(end, room // factor)
    else:
        box.low[cell] = max(box.low[cell], -(room // -factor))


def _end(box: _Box, cell: int, *, factor: int) -> int:
    end = box.high[cell] if factor > 0 else box.low[cell]
    if end is None:
        raise ValueError("A sum without a bound has no highest value.")
    return factor * end


def _or(value: int | None, otherwise: int) -> int:
    return otherwise if value is None else value


def _widest(box: _Box, rows: Sequence[Row]) -> int | None:
    """Return a cell that is not settled yet; None where the lowest values of all cells fulfil every sum."""
    if all(within(sum(f * box.low[c] for c, f in terms), (low, high)) for terms, low, high in rows):
        return None
    widths = [
        (_or(high, low + 1_000_000) - low, cell) for cell, (low, high) in enumerate(zip(box.low, box.high, strict=True))
    ]
    width, cell = max(widths)
    return cell if width else None


def _halves(box: _Box, cell: int) -> list[_Box]:
    upper, lower = box.copy(), box.copy()
    middle = (box.low[cell] + _or(box.high[cell], 2 * box.low[cell] + 16)) // 2
    lower.high[cell], upper.low[cell] = middle, middle + 1
    return [upper, lower]
