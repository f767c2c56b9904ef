"""Moves: tables that a reader thinks possible, remembered so that no bound is asked for twice."""

from collections.abc import Iterable, Iterator

from imreport.disclosure.hiding.model import Problem, Target
from imreport.disclosure.hiding.solver import TINY, Array


class Moves:
    """Tables that a reader thinks possible, as the values of all statements."""

    def __init__(self, problem: Problem) -> None:
        import numpy as np

        self.truth: Array = np.array([statement.value for statement in problem.statements], dtype=float)
        self._tables: list[Array] = [self.truth]

    def add(self, values: Array) -> None:
        """Add a table."""
        self._tables.append(values)

    def join(self, others: "Moves") -> None:
        """Add the tables of others that are not here yet."""
        here = set(map(id, self._tables))
        self._tables += [table for table in others._tables if id(table) not in here]

    def cover(self, target: Target, *, side: int) -> bool:
        """Whether one of the tables shows the bound of a target on one side."""
        end = target.high if side > 0 else target.low
        return any(
            side * table[target.statement] >= side * end - TINY and self._agrees(table, target.insider)
            for table in self._tables
        )

    def _agrees(self, table: Array, statement: int | None) -> bool:
        return statement is None or abs(float(table[statement] - self.truth[statement])) < TINY

    def differ(self, statement: int) -> bool:
        """Whether the tables give a statement different values."""
        return any(abs(float(table[statement] - self.truth[statement])) > 0.5 for table in self._tables)

    def without(self, statement: int) -> "Moves":
        """Return only the tables that hold when a statement is shown."""
        fewer = object.__new__(Moves)
        fewer.truth, fewer._tables = self.truth, [t for t in self._tables if self._agrees(t, statement)]
        return fewer


def sides(problem: Problem, targets: Iterable[Target]) -> Iterator[tuple[Target, int]]:
    """Yield every target with the sides to which it must be able to move."""
    for target in targets:
        here = problem.statements[target.statement].value
        if target.high > here:
            yield target, 1
        if target.low < here:
            yield target, -1


def urgency(problem: Problem, target: Target, *, side: int) -> tuple[int, int, int]:
    """Order: the longest way first, then the largest statement, then its place."""
    here = problem.statements[target.statement].value
    distance = target.high - here if side > 0 else here - target.low
    return -distance, -here, target.statement
