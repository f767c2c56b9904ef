"""Joining: all sheets of a population become one problem, so that nothing follows from two of them together."""

import hashlib
import hmac
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from imreport.disclosure.counts import Count, Keys
from imreport.disclosure.hiding.model import Bounds, Fate, Problem, Statement, Target, exactly
from imreport.disclosure.hiding.suppress import reachable
from imreport.disclosure.joining.sheets import Sheet, Terms, cost_of, fate_of, unnamed
from imreport.disclosure.joining.sight import BaseCell
from imreport.disclosure.joining.ties import ties
from imreport.disclosure.joining.wholes import Wholes, to_wholes
from imreport.disclosure.rule import Rule

AT_LEAST_ONE: Final[Bounds] = (1, None)
ANYTHING: Final[Bounds] = (None, None)
FROM_ZERO: Final[Bounds] = (0, None)

Origin = tuple[Sheet, Keys]


@dataclass(frozen=True)
class Joint:
    """A problem with what it was made from.

    Attributes:
        problem: The statements.
        targets: What must stay possible.
        alone: Statements behind which there is one person.
        origins: Statement → the sheet and the cell it comes from; silent statements have none.
        subjects: Statement → the Kennzahl that it is about, silent ones too.
    """

    problem: Problem
    targets: tuple[Target, ...]
    alone: frozenset[int]
    origins: Mapping[int, Origin]
    subjects: Mapping[int, str]

    def cells(self, numbers: Iterable[int]) -> Iterator[Origin]:
        """Yield the cells of sheets that statements come from."""
        yield from (self.origins[number] for number in numbers if number in self.origins)

    def about(self, targets: Iterable[Target]) -> set[str]:
        """Return the Kennzahlen that targets are about."""
        return {self.subjects[target.statement] for target in targets if target.statement in self.subjects}

    def exposed_before(self, targets: Iterable[Target]) -> Iterator[Target]:
        """Yield the targets that cannot be protected even if this report shows nothing at all."""
        targets = tuple(targets)
        earlier = Problem(self.problem.base, tuple(self._without_own()))
        for target, left in zip(targets, reachable(earlier, map(self._doubted, targets)), strict=True):
            if left.low == left.high:
                yield target

    def _doubted(self, target: Target) -> Target:
        """Return a target that asks for any doubt at all, whatever could be reached of it before."""
        here = self.problem.statements[target.statement].value
        return replace(target, low=here - 1, high=here + 1)

    def _without_own(self) -> Iterator[Statement]:
        for number, s in enumerate(self.problem.statements):
            own = number in self.origins and not self.origins[number][0].edition
            yield replace(s, fate=Fate.HIDDEN, veiled=ANYTHING) if own else s


@dataclass
class Builder:
    """Collects statements about base cells, and what must stay possible.

    Attributes:
        cells: The base cells.
        rule: How small counts are protected.
    """

    cells: Sequence[BaseCell]
    rule: Rule
    statements: list[Statement] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)
    alone: set[int] = field(default_factory=set)
    origins: dict[int, Origin] = field(default_factory=dict)
    subjects: dict[int, str] = field(default_factory=dict)

    def add(self, statement: Statement, target: tuple[int, int] | None = None) -> int:
        """Add a statement and, if it is to be protected, the values that must stay possible."""
        number = len(self.statements)
        self.statements.append(statement)
        if target is not None:
            self.targets.append(Target(number, *target))
        return number

    def add_sheet(self, sheet: Sheet, *, stays: bool) -> None:
        """Add the cells of a sheet of this report.

        Args:
            sheet: The sheet.
            stays: Whether its grand total is printed whatever happens.

        Raises:
            ValueError: Its numbers are not the sums of the base cells; a bug.
        """
        terms = sheet.terms(self.cells)
        for count in sheet.counts:
            own, value = terms.get(count.keys, {}), sheet.value(count)
            if sum(self.cells[cell].units for cell in own) != value:
                raise ValueError(f"{sheet.name(count.keys)} is not the sum of its base cells.")
            fate = fate_of(count, sheet, stays=stays)
            veiled = FROM_ZERO if count.withheld or sheet.is_rounded else AT_LEAST_ONE
            price = cost_of(count, sheet) * secret_factor(self.rule.salt, sheet.name(count.keys))
            statement = Statement(sheet.name(count.keys), own, value, fate, sheet.bounds(count), veiled, price)
            number = self.add(statement, self._target(count, sheet, value=value))
            self._note(number, sheet, keys=count.keys)
            if count.persons == 1:
                self.alone.add(number)
        self._add_unnamed(sheet, terms)

    def _note(self, number: int, sheet: Sheet, *, keys: Keys) -> None:
        self.origins[number], self.subjects[number] = (sheet, keys), sheet.indicator.key

    def add_withheld(self, sheet: Sheet) -> None:
        """Add the small cells of a sheet that are not printed at all; they must not be calculable from others."""
        terms = sheet.terms(self.cells)
        for count in sheet.counts:
            if count.small and count.keys in terms:
                own = terms[count.keys]
                value = sum(self.cells[cell].units for cell in own)
                statement = Statement(sheet.name(count.keys), own, value, Fate.HIDDEN, veiled=ANYTHING)
                number = self.add(statement, self._target(count, sheet, value=value) if value else None)
                self._note(number, sheet, keys=count.keys)

    def _add_unnamed(self, sheet: Sheet, terms: Mapping[Keys, Terms]) -> None:
        """Add the cells that a sheet leaves out: they are 0, or rounded to it."""
        for keys in unnamed(sheet, terms):
            value = sum(self.cells[cell].units for cell in terms[keys])
            target = (value - 1, value + 1) if value and not sheet.edition else None
            self.add(Statement(sheet.name(keys), terms[keys], value, Fate.SHOWN, sheet.absent), target)

    def add_earlier(self, sheet: Sheet, *, small: frozenset[Keys]) -> None:
        """Add the cells of a sheet of an earlier edition: what was shown stays known, what was hidden stays hidden.

        Args:
            sheet: The sheet.
            small: Which of its hidden cells are small in themselves.
        """
        terms = sheet.terms(self.cells)
        for count in sheet.counts:
            own = terms.get(count.keys, {})
            value = sum(self.cells[cell].units for cell in own)
            fate = Fate.HIDDEN if count.hidden else Fate.SHOWN
            bounds = sheet.bounds(count) if not count.hidden else ANYTHING
            veiled = AT_LEAST_ONE if value else FROM_ZERO
            target = self._range(value, sheet, keys=count.keys) if count.keys in small and value else None
            number = self.add(Statement(sheet.name(count.keys), own, value, fate, bounds, veiled), target)
            self._note(number, sheet, keys=count.keys)
        self._add_unnamed(sheet, terms)

    def _range(self, value: int, sheet: Sheet, *, keys: Keys) -> tuple[int, int]:
        persons = sheet.indicator.basis == "stock" and sheet.factor == 1
        return to_wholes(self.rule.range_of(value, persons=persons, unit=sheet.factor), sheet.indicator, keys=keys)

    def _target(self, count: Count, sheet: Sheet, *, value: int) -> tuple[int, int] | None:
        """Return what must stay possible for a small cell; of a line that is withheld, any other value."""
        if not count.small:
            return None
        if count.withheld:
            return value, value + 1
        if sheet.is_rounded:
            return max(0, value - 1), value + 1
        return self._range(value, sheet, keys=count.keys)

    def build(self, wholes: Iterable[Wholes] = ()) -> Joint:
        """Return the problem; base cells that no statement tells apart become one.

        Args:
            wholes: Base cells whose units are together some wholes; how many, is one more unknown.
        """
        for terms in ties(self.cells):
            self.add(Statement("die Zahl der Einheiten", terms, 0, Fate.SHOWN, exactly(0)))
        units = [cell.units for cell in self.cells]
        for own in wholes:
            self._add_wholes(own, sum(units[cell] for cell in own.cells), place=len(units))
            units.append(own.number)
        groups = _groups(self.statements, len(units))
        base = tuple(sum(units[cell] for cell in members) for members in groups)
        place = {cell: number for number, members in enumerate(groups) for cell in members}
        statements = tuple(_over(statement, place) for statement in self.statements)
        return Joint(Problem(base, statements), tuple(self.targets), frozenset(self.alone), self.origins, self.subjects)

    def _add_wholes(self, own: Wholes, units: int, *, place: int) -> None:
        """Add that units are not fewer than their wholes at least have, nor more than they have at most."""
        for size, bounds in ((own.least, FROM_ZERO), (own.most, (None, 0))):
            terms = {**dict.fromkeys(own.cells, 1), place: -size}
            self.add(Statement("ganze Haushalte", terms, units - size * own.number, Fate.SHOWN, bounds))


def _groups(statements: Sequence[Statement], size: int) -> list[list[int]]:
    """Return the base cells, those together that stand in the same statements; those in none are left out."""
    members: list[list[tuple[int, int]]] = [[] for _ in range(size)]
    for number, statement in enumerate(statements):
        for cell, factor in statement.terms.items():
            members[cell].append((number, factor))
    groups: dict[tuple[tuple[int, int], ...], list[int]] = {}
    for cell, signature in enumerate(members):
        if signature:
            groups.setdefault(tuple(signature), []).append(cell)
    return list(groups.values())


def _over(statement: Statement, place: Mapping[int, int]) -> Statement:
    terms = {place[cell]: factor for cell, factor in statement.terms.items()}
    return replace(statement, terms=terms)


def secret_factor(salt: bytes, name: str) -> float:
    """Return a factor between 0.5 and 2 that only the holder of the salt can know.

    A reader who could run the same optimisation on every possible table would learn from what was not chosen
    (Minami and Abe, Algorithms 12(8), 2019); with secret costs he cannot.
    """
    digest = hmac.new(salt, name.encode(), hashlib.sha256).digest()
    return float(0.5 + 1.5 * int.from_bytes(digest[:6], "big") / 2**48)
