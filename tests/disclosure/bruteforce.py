"""Trying everything: all tables that a reader thinks possible, for tables small enough."""

from collections.abc import Iterator, Sequence

from imreport.disclosure.hiding.model import Problem, within


def shares(total: int, places: int) -> Iterator[tuple[int, ...]]:
    """All ways to give a number of units to places."""
    if places == 1:
        yield (total,)
        return
    for first in range(total + 1):
        yield from ((first, *rest) for rest in shares(total - first, places - 1))


def possible(problem: Problem, hidden: frozenset[int]) -> Iterator[tuple[int, ...]]:
    """All tables that agree with what is known, where the sum of all base cells is."""
    yield from (t for t in shares(sum(problem.base), len(problem.base)) if agrees(problem, hidden, t))


def agrees(problem: Problem, hidden: frozenset[int], table: Sequence[int]) -> bool:
    known = [(s.terms, s.veiled if n in hidden else s.shown) for n, s in enumerate(problem.statements)]
    return all(within(sum(f * table[cell] for cell, f in terms.items()), bounds) for terms, bounds in known)


def extremes(problem: Problem, hidden: frozenset[int]) -> list[tuple[int, int]]:
    """For every statement the lowest and the highest value that a reader thinks possible."""
    tables = list(possible(problem, hidden))
    values = [[problem.value(s.terms, table) for table in tables] for s in problem.statements]
    return [(min(column), max(column)) for column in values]
