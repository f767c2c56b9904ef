"""An audit of our own protection that shares no code with it: what follows from sums with bounds, by scipy."""

from collections.abc import Mapping, Sequence

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

Terms = Mapping[int, int]
Known = tuple[Terms, float, float]
"""A sum of unknowns and the bounds between which a reader knows it."""

ENDLESS = float("inf")


class Audit:
    """What can be said of unknown numbers from zero, of which some sums are known."""

    def __init__(self, size: int, known: Sequence[Known]) -> None:
        self.size = size
        rows = [(row, cell, factor) for row, (terms, *_) in enumerate(known) for cell, factor in terms.items()]
        places, cells, factors = zip(*rows, strict=True)
        matrix = csr_array((np.array(factors, float), (places, cells)), shape=(len(known), size))
        self.limits = LinearConstraint(matrix, [low for _, low, _ in known], [high for _, _, high in known])

    def interval(self, terms: Terms, *, whole: bool = True) -> tuple[float, float]:
        """The lowest and the highest value of a sum, among whole numbers or all."""
        low, high = (self._end(terms, sign, whole=whole) for sign in (1, -1))
        return low, high

    def _end(self, terms: Terms, sign: int, *, whole: bool) -> float:
        costs = np.zeros(self.size)
        costs[list(terms)] = [sign * factor for factor in terms.values()]
        done = milp(costs, integrality=np.full(self.size, whole), bounds=Bounds(0, np.inf), constraints=self.limits)
        if done.status == 3:
            return -sign * ENDLESS
        assert done.status == 0, done.message
        return float(round(sign * done.fun, 6))
