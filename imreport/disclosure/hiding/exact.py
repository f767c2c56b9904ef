"""The cheapest pattern: cutting planes after Fischetti and Salazar (Management Science 47, 2001), for small problems.

A master problem chooses what to hide. A linear program per target asks how far it can move then; where that is not far
enough, its dual prices say which statements would help, and that becomes a condition of the master. Limits are numbers
of statements, rounds and nodes, never seconds; where they are reached, the greedy pattern stays.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from imreport.disclosure.hiding.model import Problem, Target
from imreport.disclosure.hiding.solver import TINY, Array, Matrix, is_optimal, new_program, room, silent_solver

MOST_STATEMENTS: Final = 400
MOST_WORK: Final = 400_000_000
"""Linear programs times their base cells times their statements, until the search is given up."""
MOST_ROUNDS: Final = 60
GAP: Final = 0.05
"""How much dearer than the cheapest a pattern may be: the proof of the last percents takes most of the time."""


@dataclass(frozen=True)
class Cut:
    """A condition: the hidden among these statements, weighted, must add up to 1."""

    statements: Array
    weights: Array


def cheapest(problem: Problem, targets: Sequence[Target]) -> frozenset[int] | None:
    """Return the cheapest pattern, within ``GAP``, that lets every target move; None where a limit comes first."""
    if len(problem.hideable) > MOST_STATEMENTS:
        return None
    master, separator = _Master(problem), _Separator(problem)
    chosen: Array | None = None
    for round_ in range(MOST_ROUNDS):
        chosen = master.choose()
        if chosen is None or separator.work > MOST_WORK:
            return None
        cuts = list(separator.cuts(targets, chosen))
        if not cuts and master.whole:
            return problem.fixed_hidden | {n for n in problem.hideable if chosen[n] > 0.5}
        if not cuts or round_ == MOST_ROUNDS // 2:
            master.make_whole()
        master.add(cuts)
    return None


class _Master:
    """Chooses what to hide at the least cost under the conditions found so far."""

    def __init__(self, problem: Problem) -> None:
        import numpy as np

        self.whole, self.size = False, len(problem.statements)
        self._solver = silent_solver()
        hidden = np.array([float(n in problem.fixed_hidden) for n in range(self.size)])
        can = np.array([float(s.can_hide) for s in problem.statements])
        program = new_program(columns=self.size, rows=0)
        program.col_cost_ = np.array([s.cost if s.can_hide else 0.0 for s in problem.statements])
        program.col_lower_, program.col_upper_ = hidden, hidden + can
        self._solver.passModel(program)

    def choose(self) -> Array | None:
        """Return, per statement, how far it is hidden: 0 to 1, whole once ``make_whole`` was called."""
        import numpy as np

        self._solver.run()
        if not is_optimal(self._solver):
            return None
        values = np.array(self._solver.getSolution().col_value)
        return np.round(values) if self.whole else values

    def make_whole(self) -> None:
        """Allow only hidden or shown from now on."""
        import highspy
        import numpy as np

        kinds = np.full(self.size, highspy.HighsVarType.kInteger)
        self._solver.changeColsIntegrality(self.size, np.arange(self.size, dtype=np.int32), kinds)
        self._solver.setOptionValue("mip_rel_gap", GAP)
        self.whole = True

    def add(self, cuts: Iterable[Cut]) -> None:
        """Add conditions."""
        for cut in cuts:
            self._solver.addRow(1.0, float("inf"), len(cut.statements), cut.statements, cut.weights)


class _Separator:
    """Finds conditions that a choice does not meet."""

    def __init__(self, problem: Problem) -> None:
        import numpy as np

        self.problem, self.size, self.width = problem, len(problem.statements), len(problem.base)
        self.matrix, self.work = Matrix([s.terms for s in problem.statements]), 0
        self.downs, self.ups = np.array([room(problem, s) for s in problem.statements]).T
        self.open = np.array([s.can_hide for s in problem.statements])
        self.base = np.array(problem.base, dtype=float)
        self._solver = silent_solver()
        program = new_program(columns=self.width, rows=self.size)
        program.col_cost_ = np.zeros(self.width)
        program.col_lower_, program.col_upper_ = -self.base, np.full(self.width, float(problem.ceiling))
        program.row_lower_ = program.row_upper_ = np.zeros(self.size)
        self.matrix.put(program)
        self._solver.passModel(program)

    def cuts(self, targets: Iterable[Target], chosen: Array) -> Iterator[Cut]:
        """Yield a condition for every target and side that cannot move far enough."""
        import numpy as np

        share = np.where(self.open, chosen, 1.0)
        self._rows = (-self.downs * share, self.ups * share)
        for n in range(self.size):
            self._solver.changeRowBounds(n, self._rows[0][n], self._rows[1][n])
        for target in targets:
            here = self.problem.statements[target.statement].value
            for side, distance in ((1, target.high - here), (-1, here - target.low)):
                if distance > 0:
                    yield from self._cut(target, side=side, distance=float(distance), share=share)

    def _cut(self, target: Target, *, side: int, distance: float, share: Array) -> Iterator[Cut]:
        import numpy as np

        reached, prices, limits = self._move(target, side=side, distance=distance)
        if reached >= distance - 1e-4:
            return
        gains = np.where(prices < 0, -prices * self.ups, prices * self.downs)
        gains[np.abs(prices) < TINY] = 0.0
        own = abs(prices[target.statement]) * distance
        gains[[n for n in (target.statement, target.insider) if n is not None]] = 0.0
        rest = distance - limits - own - float(gains[~self.open].sum())
        weights = np.where(self.open, np.minimum(gains, rest), 0.0)
        places = np.nonzero(weights > TINY)[0].astype(np.int32)
        if rest > TINY and float(weights[places] @ share[places]) < rest - TINY:
            yield Cut(places, weights[places] / rest)

    def _move(self, target: Target, *, side: int, distance: float) -> tuple[float, Array, float]:
        """Move a target as far as it can; return how far, the price of each statement, and what the base cells add."""
        import numpy as np

        n, solver = target.statement, self._solver
        solver.changeColsCost(
            self.width, np.arange(self.width, dtype=np.int32), self.matrix.objective(n, self.width, sign=-side)
        )
        limits = {n: (-self.downs[n], distance) if side > 0 else (-distance, self.ups[n])}
        if target.insider is not None:
            limits[target.insider] = (0.0, 0.0)
        for row, bounds in limits.items():
            solver.changeRowBounds(row, *bounds)
        solver.run()
        self.work += self.width * self.size
        solution, reached = solver.getSolution(), -solver.getObjectiveValue()
        for row in limits:
            solver.changeRowBounds(row, self._rows[0][row], self._rows[1][row])
        reduced = np.array(solution.col_dual)
        return reached, np.array(solution.row_dual), float(np.maximum(reduced, 0.0) @ self.base)
