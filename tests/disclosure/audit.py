"""An audit of our own protection that shares no code with it: what follows from sums with bounds, by scipy."""

from collections.abc import Mapping, Sequence

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

Terms = Mapping[int, int]
Known = tuple[Terms, float, float]
"""A sum of unknowns and the bounds between which a reader knows it."""

ENDLESS = float("inf")
MANY = 100_000
"""More than any cell here holds; a sum that can reach it has no upper bound."""


class Audit:
    """What can be said of unknown numbers from zero, of which some sums are known."""

    def __init__(self, size: int, known: Sequence[Known]) -> None:
        self.size = size
        rows = [(row, cell, factor) for row, (terms, *_) in enumerate(known) for cell, factor in terms.items()]
        places, cells, factors = zip(*rows, strict=True)
        matrix = csr_array((np.array(factors, float), (places, cells)), shape=(len(known), size))
        self.limits = LinearConstraint(matrix, [low for _, low, _ in known], [high for _, _, high in known])
        self._tables: list[np.ndarray] = []

    def check(self, truth: Sequence[int]) -> None:
        """Take the true numbers as one possibility; they must agree with everything that is known."""
        sums = self.limits.A @ np.array(truth, float)
        wrong = np.nonzero((sums < np.array(self.limits.lb) - 1e-6) | (sums > np.array(self.limits.ub) + 1e-6))[0]
        assert not len(wrong), f"{len(wrong)} printed numbers are not true, the first: {sums[wrong[0]]}"
        self._tables.append(np.array(truth, float))

    def is_exact(self, terms: Terms) -> bool:
        """Whether only one whole number is possible for a sum."""
        if self._spread(terms) > 1 - 1e-6:
            return False
        low, high = self.interval(terms, whole=False)
        return high - low < 1 - 1e-6 or len(set(self.interval(terms))) == 1

    def _spread(self, terms: Terms) -> float:
        """How far the possibilities that are known already differ in a sum."""
        values = [sum(factor * table[cell] for cell, factor in terms.items()) for table in self._tables]
        return max(values) - min(values) if values else 0.0

    def interval(self, terms: Terms, *, whole: bool = True) -> tuple[float, float]:
        """The lowest and the highest value of a sum, among whole numbers or all."""
        low, high = (self._end(terms, sign, whole=whole) for sign in (1, -1))
        return low, high

    def _end(self, terms: Terms, sign: int, *, whole: bool) -> float:
        costs = np.zeros(self.size)
        costs[list(terms)] = [sign * factor for factor in terms.values()]
        done = milp(costs, integrality=np.full(self.size, whole), bounds=Bounds(0, MANY), constraints=self.limits)
        assert done.status == 0, done.message
        if whole:
            self._tables.append(np.round(done.x))
        return -sign * ENDLESS if -done.fun >= MANY else float(round(sign * done.fun, 6))
