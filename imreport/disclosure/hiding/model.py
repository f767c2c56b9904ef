"""The model of what a reader knows: every number of all tables is a statement about the finest base cells.

Unknown to the reader are the base cells, whole numbers. A printed number fixes a sum of them; a hidden one is known to
be at least 1, because zeros are printed; a number that is printed nowhere says nothing, but must not be calculable
either. Rounded numbers and percentages are known to lie between two bounds. Tables that share people, sums, merged
categories and earlier editions are nothing but further statements.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import product

Terms = Mapping[int, int]
"""Base cell → coefficient."""

Bounds = tuple[int | None, int | None]
"""Lowest and highest value, None where there is no bound."""


class Fate(StrEnum):
    """What may become of a statement."""

    OPEN = "open"
    """It is printed unless protection hides it."""
    SHOWN = "shown"
    """It is printed whatever happens: published earlier, or a total that stays."""
    HIDDEN = "hidden"
    """It is not printed: too small, hidden earlier, or never meant for print."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One number that readers see or might calculate.

    Attributes:
        name: What it says, for messages and for its secret cost.
        terms: The base cells it adds up.
        value: Its true value.
        fate: What may become of it.
        shown: What a reader knows of it where it is printed; the value itself unless it is rounded.
        veiled: What a reader knows of it where it is hidden: from 1 where zeros are printed.
        cost: What hiding it costs.
    """

    name: str
    terms: Terms
    value: int
    fate: Fate = Fate.OPEN
    shown: Bounds = (None, None)
    veiled: Bounds = (1, None)
    cost: float = 1.0

    @property
    def can_hide(self) -> bool:
        """Whether protection may hide it; a zero is never hidden, because a hidden cell is at least 1."""
        return self.fate is Fate.OPEN and self.value > 0

    def known(self, *, hidden: bool) -> Bounds:
        """Return what a reader knows of it."""
        return self.veiled if hidden else self.shown


def exactly(value: int) -> Bounds:
    """Return the bounds of a number that is printed as it is."""
    return value, value


def within(value: int, bounds: Bounds) -> bool:
    """Whether a value lies between two bounds."""
    low, high = bounds
    return (low is None or low <= value) and (high is None or value <= high)


@dataclass(frozen=True, slots=True)
class Target:
    """What must stay possible for one statement, in the eyes of a reader or of an insider.

    Attributes:
        statement: Index of the protected statement.
        low: Every value from here …
        high: … to here must stay possible.
        insider: Index of the statement that the attacker knows, because nobody but him stands behind it.
    """

    statement: int
    low: int
    high: int
    insider: int | None = None

    def view(self, hidden: frozenset[int]) -> frozenset[int]:
        """Return what is hidden from the one who attacks it: an insider knows the number behind which he is alone."""
        return hidden - {self.insider} if self.insider is not None else hidden


@dataclass(frozen=True)
class Problem:
    """Statements about common base cells.

    Attributes:
        base: The true base cells; none is below zero.
        statements: All statements, printed or not.
    """

    base: tuple[int, ...]
    statements: tuple[Statement, ...]

    def value(self, terms: Terms, base: Sequence[int] | None = None) -> int:
        """Add up base cells, by default the true ones."""
        cells = self.base if base is None else base
        return sum(factor * cells[cell] for cell, factor in terms.items())

    @cached_property
    def fixed_hidden(self) -> frozenset[int]:
        """The statements that are hidden whatever happens."""
        return frozenset(n for n, statement in enumerate(self.statements) if statement.fate is Fate.HIDDEN)

    @cached_property
    def hideable(self) -> frozenset[int]:
        """The statements that protection may hide."""
        return frozenset(n for n, statement in enumerate(self.statements) if statement.can_hide)

    @cached_property
    def ceiling(self) -> int:
        """A number that no base cell needs to exceed to show what is possible."""
        return sum(self.base) + sum(abs(statement.value) for statement in self.statements) // 2 + 100

    @cached_property
    def _ties(self) -> dict[int, tuple[int, frozenset[int]]]:
        """Base cell → the equality that it stands in, and the base cells on the other side; a sum has no other side.

        How many wholes units make up (factor of their size) is no other side.
        """
        found: dict[int, tuple[int, frozenset[int]]] = {}
        for number, statement in enumerate(self.statements):
            others = frozenset(cell for cell, factor in statement.terms.items() if factor == -1)
            found |= {cell: (number, others) for cell, factor in statement.terms.items() if others and factor > 0}
        return found

    def share(self, one: int, other: int) -> bool:
        """Whether the same units may stand behind two statements."""
        own, others = (self.statements[n].terms.keys() for n in (one, other))
        if own & others:
            return True
        pairs = product(*({self._ties.get(cell, (-1, frozenset({cell}))) for cell in cells} for cells in (own, others)))
        return any(tie != second and whole & rest for (tie, whole), (second, rest) in pairs)

    def known(self, hidden: frozenset[int]) -> list[tuple[Terms, Bounds]]:
        """Return what a reader knows when these statements are hidden, as sums with bounds."""
        return [(s.terms, s.known(hidden=n in hidden)) for n, s in enumerate(self.statements)]
