"""Chance: seeded random choices that are the same on every platform.

Everything rests on ``random.Random.random()``, whose stream is documented as stable, and on additions, multiplications
and divisions, which IEEE 754 rounds the same everywhere; no power or logarithm of the platform's library is used. Sums
of floats are ``math.fsum``: the built-in ``sum`` rounds differently from Python 3.12 on.
"""

from collections.abc import Callable, Sequence
from math import fsum
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Chance:
    """A stream of random choices from one seed."""

    def __init__(self, seed: int) -> None:
        """Start the stream of a seed."""
        self.unit = Random(seed).random
        """The next number in [0, 1)."""

    def happens(self, probability: float) -> bool:
        """Tell whether an event of this probability happens."""
        return self.unit() < probability

    def between(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return low + int(self.unit() * (high - low + 1))

    def pick(self, items: Sequence[T]) -> T:
        """One of the items."""
        return items[int(self.unit() * len(items))]

    def weighted(self, items: Sequence[T], weights: Sequence[float]) -> T:
        """One of the items, with a chance proportional to its weight; at least one weight is positive."""
        point = self.unit() * fsum(weights)
        for item, weight in zip(items, weights, strict=True):
            point -= weight
            if point < 0:
                return item
        return next(item for item, weight in zip(items, weights, strict=True) if weight > 0)

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """The items in random order (Fisher and Yates)."""
        cards = list(items)
        for last in range(len(cards) - 1, 0, -1):
            other = int(self.unit() * (last + 1))
            cards[last], cards[other] = cards[other], cards[last]
        return cards

    def ranked(self, items: Sequence[T], weight: Callable[[T], float]) -> list[T]:
        """The items in random order, those of a high (positive) weight rather first.

        The first n are a sample with chances about proportional to the weights (sequential Poisson sampling,
        Ohlsson 1998).
        """
        ranks = [self.unit() / weight(item) for item in items]
        return [items[place] for place in sorted(range(len(items)), key=ranks.__getitem__)]


def apportion(total: int, weights: Sequence[float]) -> list[int]:
    """Share a total among weights in whole numbers, by largest remainders; a weight of zero gets nothing."""
    whole = fsum(weights)
    shares = [total * weight / whole for weight in weights]
    counts = [int(share) for share in shares]
    by_remainder = sorted(range(len(weights)), key=lambda place: counts[place] - shares[place])
    for place in by_remainder[: total - sum(counts)]:
        counts[place] += 1
    return counts
