"""The solver: linear programs over the base cells with HiGHS; one thread, no clock: equal inputs give equal answers.

``Reader`` finds how far a statement can move in a reader's eyes. ``Spread`` finds the cheapest way to let it move:
which further statements must be hidden for that.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from imreport.disclosure.hiding.model import Fate, Problem, Statement, Target, Terms

MOST_NODES: Final = 5_000
"""Nodes of a branch-and-bound search before it is given up; a number of nodes, because seconds differ by machine."""
TINY: Final = 1e-6

Array = Any  # numpy array; numpy is heavy and only imported where it is used


class Matrix:
    """Sums of base cells, row by row, as HiGHS takes them."""

    def __init__(self, rows: Sequence[Terms]) -> None:
        import numpy as np

        self.start = np.cumsum([0, *map(len, rows)], dtype=np.int32)
        self.index = np.array([cell for terms in rows for cell in terms], dtype=np.int32)
        self.factor = np.array([factor for terms in rows for factor in terms.values()], dtype=float)

    def rows(self, points: Array) -> Array:
        """Return the value of every statement for one table of base cells."""
        import numpy as np

        sums = np.concatenate([[0.0], np.cumsum(self.factor * points[self.index])])
        return sums[self.start[1:]] - sums[self.start[:-1]]

    def put(self, program: Any, *, mirrored: int = 0) -> None:
        """Make them the rows of a linear program; mirrored, every cell has a second column that counts against it."""
        import numpy as np

        rows = program.a_matrix_
        rows.start_, rows.index_, rows.value_ = self.start, self.index, self.factor
        if mirrored:
            rows.start_ = 2 * self.start
            rows.index_ = np.concatenate([np.concatenate([part, part + mirrored]) for part in self._split(self.index)])
            rows.value_ = np.concatenate([np.concatenate([part, -part]) for part in self._split(self.factor)])

    def _split(self, values: Array) -> list[Array]:
        """Return the part of each row."""
        import numpy as np

        return np.split(values, self.start[1:-1])

    def objective(self, statement: int, width: int, *, sign: int) -> Array:
        """Return the costs by which the solver minimises ``sign`` times a statement."""
        import numpy as np

        span = slice(self.start[statement], self.start[statement + 1])
        costs = np.zeros(width)
        costs[self.index[span]] = sign * self.factor[span]
        return costs


def silent_solver() -> Any:
    """Return a HiGHS instance that prints nothing and uses one thread.

    The class behind ``highspy.Highs``: the public one prints a banner to stdout while it is made.
    """
    from highspy._core import _Highs

    solver = _Highs()
    for option, value in {"output_flag": False, "threads": 1, "random_seed": 1, "mip_max_nodes": MOST_NODES}.items():
        solver.setOptionValue(option, value)
    return solver


def is_optimal(solver: Any) -> bool:
    """Whether the last run ended with a proven optimum."""
    import highspy

    return bool(solver.getModelStatus() == highspy.HighsModelStatus.kOptimal)


def bounds(problem: Problem, statement: Statement, *, hidden: bool) -> tuple[float, float]:
    """Return what a reader knows of a statement, with infinite numbers where there is no bound."""
    low, high = statement.known(hidden=hidden)
    return (-float(problem.ceiling) if low is None else low), (float(problem.ceiling) if high is None else high)


class Reader:
    """How far every statement can move in the eyes of somebody who sees what is not hidden."""

    def __init__(self, problem: Problem, hidden: frozenset[int], *, whole: bool = False) -> None:
        import highspy
        import numpy as np

        self.problem, self.hidden = problem, hidden
        self.matrix = Matrix([s.terms for s in problem.statements])
        self.width = len(problem.base)
        self._columns = np.arange(self.width, dtype=np.int32)
        self._solver = silent_solver()
        program = new_program(columns=self.width, rows=len(problem.statements))
        program.col_cost_, program.col_lower_ = np.zeros(self.width), np.zeros(self.width)
        program.col_upper_ = np.full(self.width, float(problem.ceiling))
        limits = [bounds(problem, s, hidden=n in hidden) for n, s in enumerate(problem.statements)]
        program.row_lower_, program.row_upper_ = np.array([b[0] for b in limits]), np.array([b[1] for b in limits])
        self.matrix.put(program)
        if whole:
            program.integrality_ = [highspy.HighsVarType.kInteger] * self.width
        self._solver.passModel(program)

    def see(self, hidden: frozenset[int]) -> None:
        """Look at another pattern of hidden statements."""
        for n in sorted(hidden ^ self.hidden):
            low, high = bounds(self.problem, self.problem.statements[n], hidden=n in hidden)
            self._solver.changeRowBounds(n, low, high)
        self.hidden = hidden

    def extreme(self, statement: int, *, side: int) -> tuple[float, Array] | None:
        """Return the highest (side 1) or lowest (side −1) value of a statement and a table that has it."""
        import numpy as np

        costs = self.matrix.objective(statement, self.width, sign=-side)
        self._solver.changeColsCost(self.width, self._columns, costs)
        self._solver.run()
        if not is_optimal(self._solver):
            return None
        table = np.array(self._solver.getSolution().col_value)
        return float(-side * (costs @ table)), table

    def reaches(self, target: Target, *, side: int) -> Array | None:
        """Return a table that shows the bound of a target on one side; None if there is none."""
        found = self.extreme(target.statement, side=side)
        end = target.high if side > 0 else target.low
        if found is None or side * found[0] < side * end - TINY:
            return None
        return found[1]


class Spread:
    """The cheapest change of the whole table that moves one statement as far as asked.

    Per base cell its deviation, per statement its deviation up and down; a statement that is not hidden yet pays for
    every unit. What deviates must be hidden.
    """

    def __init__(self, problem: Problem, hidden: frozenset[int]) -> None:
        import numpy as np

        self.problem, self.n, self.cells = problem, len(problem.statements), len(problem.base)
        self.matrix = Matrix([s.terms for s in problem.statements])
        self.rooms = [room(problem, s) for s in problem.statements]
        self._solver = silent_solver()
        program = new_program(columns=self.cells + 2 * self.n, rows=self.n)
        program.col_lower_ = np.concatenate([-np.array(problem.base, dtype=float), np.zeros(2 * self.n)])
        downs, ups = np.array([r[0] for r in self.rooms]), np.array([r[1] for r in self.rooms])
        program.col_upper_ = np.concatenate([np.full(self.cells, float(problem.ceiling)), ups, downs])
        program.col_cost_ = np.concatenate([np.zeros(self.cells), *[self._prices(hidden)] * 2])
        self._put(program)
        self._solver.passModel(program)

    def _prices(self, hidden: frozenset[int]) -> Array:
        import numpy as np

        costs = [s.cost if s.can_hide and n not in hidden else 0.0 for n, s in enumerate(self.problem.statements)]
        return np.array(costs)

    def _put(self, program: Any) -> None:
        """Put in, for every statement: sum of deviations − up + down = 0."""
        import numpy as np

        index: list[int] = []
        factor: list[float] = []
        for n, statement in enumerate(self.problem.statements):
            index += [*statement.terms, self.cells + n, self.cells + self.n + n]
            factor += [*statement.terms.values(), -1.0, 1.0]
        rows = program.a_matrix_
        rows.start_ = (self.matrix.start + 2 * np.arange(self.n + 1)).astype(np.int32)
        rows.index_, rows.value_ = np.array(index, dtype=np.int32), np.array(factor)

    def free(self, hidden: Iterable[int]) -> None:
        """Let statements that are hidden now deviate without cost."""
        for n in hidden:
            self._solver.changeColCost(self.cells + n, 0.0)
            self._solver.changeColCost(self.cells + self.n + n, 0.0)

    def deviations(self, target: Target, *, side: int) -> Array | None:
        """Return how every statement deviates when one moves to the bound of a target; None if it cannot."""
        import numpy as np

        here = self.problem.statements[target.statement].value
        distance = target.high - here if side > 0 else here - target.low
        changes = self._demand(target.statement, distance, side=side) | self._nail(target.insider)
        for column, limits in changes.items():
            self._solver.changeColBounds(column, *limits)
        self._solver.run()
        solved = np.array(self._solver.getSolution().col_value) if is_optimal(self._solver) else None
        for column in changes:
            self._solver.changeColBounds(column, 0.0, self._limit(column))
        return None if solved is None else solved[self.cells : -self.n] - solved[-self.n :]

    def _demand(self, statement: int, distance: int, *, side: int) -> dict[int, tuple[float, float]]:
        up, down = self.cells + statement, self.cells + self.n + statement
        moved, still = (up, down) if side > 0 else (down, up)
        return {moved: (float(distance), max(self._limit(moved), float(distance))), still: (0.0, 0.0)}

    def _nail(self, statement: int | None) -> dict[int, tuple[float, float]]:
        if statement is None:
            return {}
        return {self.cells + statement: (0.0, 0.0), self.cells + self.n + statement: (0.0, 0.0)}

    def _limit(self, column: int) -> float:
        statement = column - self.cells
        return self.rooms[statement][1] if statement < self.n else self.rooms[statement - self.n][0]


def room(problem: Problem, statement: Statement) -> tuple[float, float]:
    """Return how far down and up a statement may move if it is hidden or can be, else within what is shown."""
    low, high = bounds(problem, statement, hidden=statement.can_hide or statement.fate is Fate.HIDDEN)
    return max(statement.value - low, 0.0), max(high - statement.value, 0.0)


def new_program(*, columns: int, rows: int) -> Any:
    """Return an empty linear program of that size."""
    import highspy
    import numpy as np

    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = columns, rows
    program.row_lower_ = program.row_upper_ = np.zeros(rows)
    program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    return program
