"""Suppression: which further statements must be hidden so that the small ones stay uncertain.

Greedy first: target by target, the cheapest change of the whole table that moves it, by a linear program; what moves is
hidden. Then whatever can be shown again is shown, the dearest first. ``exact`` improves on that where the problem is
small. Every bound that is promised comes with a whole-numbered table that has it, checked by ``attack``.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil, floor
from typing import Final

from imreport.disclosure.hiding.attack import unproved
from imreport.disclosure.hiding.exact import cheapest
from imreport.disclosure.hiding.model import Fate, Problem, Target
from imreport.disclosure.hiding.moves import Moves, sides, urgency
from imreport.disclosure.hiding.solver import TINY, Array, Reader, Spread

ROUNDS: Final = 20
"""How often the pattern is widened against insiders before it is given up."""
SIDES: Final = (1, -1)
Table = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """What is hidden, and the proof that it is enough.

    Attributes:
        hidden: Indices of the hidden statements.
        targets: What stays possible: the targets, those that cannot be reached reduced to what can.
        unreachable: Targets that no pattern can reach in full, as they were asked for.
        witnesses: Whole-numbered tables, each in agreement with all that is shown, that show every bound.
    """

    hidden: frozenset[int]
    targets: tuple[Target, ...]
    unreachable: tuple[Target, ...]
    witnesses: tuple[Table, ...]

    @property
    def exposed(self) -> tuple[Target, ...]:
        """The targets of which only the true value is possible."""
        return tuple(target for target in self.targets if target.low == target.high)


def cost(problem: Problem, hidden: Iterable[int]) -> float:
    """Return what a pattern costs beyond what is hidden anyway."""
    return sum(problem.statements[n].cost for n in hidden if problem.statements[n].fate is Fate.OPEN)


def suppress(
    problem: Problem, targets: Sequence[Target], *, alone: Iterable[int] = (), is_exact: bool = True
) -> Pattern:
    """Find what must be hidden.

    Args:
        problem: The statements.
        targets: What must stay possible.
        alone: Statements behind which there is one person, who may attack the others.
        is_exact: Whether to look for the cheapest pattern where the problem is small.

    Returns:
        The pattern and its proof. A target whose bounds coincide with the truth cannot be protected at all.
    """
    reduced = list(_either_side(problem, targets, reduced=list(reachable(problem, targets))))
    unreachable = tuple(
        wish for wish, got in zip(targets, reduced, strict=True) if got.high - got.low < wish.high - wish.low
    )
    alone, asked, hidden = tuple(alone), reduced, problem.fixed_hidden
    for _ in range(ROUNDS):
        hidden = _choose(problem, asked, is_exact=is_exact)
        more = [target for target in insiders(problem, hidden, targets=reduced, alone=alone) if target not in asked]
        if not more:
            break
        asked = asked + more
    return _proved(problem, hidden, targets=asked, unreachable=unreachable)


def _either_side(problem: Problem, targets: Sequence[Target], *, reduced: Sequence[Target]) -> Iterator[Target]:
    """Yield the reduced targets; where only some doubt was asked for, one value more or one less will do."""
    for wish, got in zip(targets, reduced, strict=True):
        here = problem.statements[wish.statement].value
        any_doubt = (wish.low, wish.high) == (here, here + 1)
        fewer = [replace(wish, low=here - 1, high=here)] if any_doubt and got.low == got.high else []
        yield next(reachable(problem, fewer), got)


def _choose(problem: Problem, targets: Sequence[Target], *, is_exact: bool) -> frozenset[int]:
    """Return the cheapest pattern that is found: the greedy one, or the exact one where it is cheaper."""
    quick = clean(problem, greedy(problem, targets), targets=targets)
    best = cheapest(problem, targets) if is_exact and quick != problem.fixed_hidden else None
    return best if best is not None and cost(problem, best) < cost(problem, quick) else quick


def _proved(
    problem: Problem, hidden: frozenset[int], *, targets: Sequence[Target], unreachable: tuple[Target, ...]
) -> Pattern:
    """Prove a pattern by whole-numbered tables.

    Where only fractions reached a bound, widen it, reduce the targets to what whole numbers can reach, and show again
    what the widening hid for nothing.
    """
    witnesses = certify(problem, hidden, targets=targets)
    missing = unproved(problem, hidden, targets=targets, witnesses=witnesses)
    if not missing:
        return Pattern(hidden, tuple(targets), unreachable, witnesses)
    most = problem.fixed_hidden | problem.hideable
    for table in certify(problem, most, targets=missing):
        hidden |= {
            n
            for n in problem.hideable
            if problem.value(problem.statements[n].terms, table) != problem.statements[n].value
        }
    whole = list(reachable(problem, targets, hidden=hidden, whole=True))
    fewer = tuple(wish for wish, got in zip(targets, whole, strict=True) if wish != got)
    hidden = clean(problem, hidden, targets=whole, whole=True)
    return Pattern(hidden, tuple(whole), (*unreachable, *fewer), certify(problem, hidden, targets=whole))


def reachable(
    problem: Problem, targets: Iterable[Target], *, hidden: frozenset[int] | None = None, whole: bool = False
) -> Iterator[Target]:
    """Yield the targets, reduced to what stays possible.

    Args:
        problem: The statements.
        targets: What is asked for.
        hidden: What is hidden; by default everything that can be.
        whole: Whether to search among whole numbers only.
    """
    most = problem.fixed_hidden | problem.hideable if hidden is None else hidden
    reader = Reader(problem, most, whole=whole)
    for target in targets:
        reader.see(target.view(most))
        highest, lowest = (reader.extreme(target.statement, side=side) for side in SIDES)
        here = problem.statements[target.statement].value
        low = here if lowest is None else min(here, max(target.low, ceil(lowest[0] - TINY)))
        high = here if highest is None else max(here, min(target.high, floor(highest[0] + TINY)))
        yield replace(target, low=low, high=high)


def greedy(problem: Problem, targets: Iterable[Target], *, start: frozenset[int] = frozenset()) -> frozenset[int]:
    """Return a pattern that lets every target move, not always the cheapest."""
    hidden = problem.fixed_hidden | start
    spread, shown = Spread(problem, hidden), Moves(problem)
    for target, side in sorted(sides(problem, targets), key=lambda pair: urgency(problem, pair[0], side=pair[1])):
        if shown.cover(target, side=side):
            continue
        found = spread.deviations(target, side=side)
        if found is None:
            continue  # the target was reduced to what a linear program can reach; whole numbers are checked at the end
        moved = {n for n in range(len(found)) if abs(found[n]) > TINY and problem.statements[n].can_hide} - hidden
        hidden |= moved
        spread.free(moved)
        shown.add(found + shown.truth)
    return hidden


def clean(
    problem: Problem, hidden: frozenset[int], *, targets: Iterable[Target], whole: bool = False
) -> frozenset[int]:
    """Show again what need not be hidden, the dearest first.

    Args:
        problem: The statements.
        hidden: The pattern.
        targets: What must stay possible.
        whole: Whether among whole numbers only.
    """
    reader, shown = Reader(problem, hidden, whole=whole), Moves(problem)
    asked = list(sides(problem, targets))
    for target, side in asked:
        _reach(reader, target, side=side, hidden=hidden, shown=shown)
    secondary = [n for n in hidden if problem.statements[n].fate is Fate.OPEN]
    for n in sorted(secondary, key=lambda n: (-problem.statements[n].cost, n)):
        fewer = hidden - {n}
        fresh = shown.without(n)
        if all(_reach(reader, target, side=side, hidden=fewer, shown=fresh) for target, side in asked):
            hidden, shown = fewer, fresh
    return hidden


def _reach(reader: Reader, target: Target, *, side: int, hidden: frozenset[int], shown: "Moves") -> bool:
    """Whether a target still moves, by a table known already or a new one."""
    if shown.cover(target, side=side):
        return True
    reader.see(target.view(hidden))
    table = reader.reaches(target, side=side)
    if table is not None:
        shown.add(reader.matrix.rows(table))
    return table is not None


def insiders(
    problem: Problem, hidden: frozenset[int], *, targets: Iterable[Target], alone: Iterable[int]
) -> Iterator[Target]:
    """Yield further targets: what somebody who is alone behind a hidden number could calculate exactly of others.

    Args:
        problem: The statements.
        hidden: The pattern that is attacked.
        targets: What is protected against everybody.
        alone: Hidden statements behind which there is one person.
    """
    protected = {target.statement for target in targets if target.low < target.high}
    reader, seen = Reader(problem, hidden), Moves(problem)
    for own in sorted(set(alone) & hidden):
        reader.see(hidden - {own})
        fitting = seen.without(own)
        for other in sorted(protected - {own}):
            # who shares people with a statement knows of himself, not of others
            if not problem.share(own, other) and _is_exact(reader, other, tables=fitting):
                yield from _uncertain(problem, other, insider=own)
        seen.join(fitting)


def _is_exact(reader: Reader, statement: int, *, tables: "Moves") -> bool:
    """Whether a statement has only one value in the reader's eyes."""
    for side in SIDES:
        if tables.differ(statement):
            return False
        found = reader.extreme(statement, side=side)
        if found is not None:
            tables.add(reader.matrix.rows(found[1]))
    return not tables.differ(statement)


def _uncertain(problem: Problem, statement: int, *, insider: int) -> Iterator[Target]:
    """Yield the first target that leaves an insider in doubt of a statement and can be reached, if there is one."""
    here = problem.statements[statement].value
    wishes = [Target(statement, here, here + 1, insider), Target(statement, here - 1, here, insider)]
    yield from [target for target in reachable(problem, wishes) if target.low < target.high][:1]


def certify(problem: Problem, hidden: frozenset[int], *, targets: Iterable[Target]) -> tuple[Table, ...]:
    """Return whole-numbered tables that show every bound of the targets; as few as the search comes across."""
    readers = Reader(problem, hidden), Reader(problem, hidden, whole=True)
    shown, tables = Moves(problem), list[Table]()
    for target, side in sorted(sides(problem, targets), key=lambda pair: urgency(problem, pair[0], side=pair[1])):
        if shown.cover(target, side=side):
            continue
        found = next(_whole(readers, target, side=side, hidden=hidden), None)
        if found is not None:
            tables.append(tuple(round(float(cell)) for cell in found))
            shown.add(readers[0].matrix.rows(found.round()))
    return tuple(tables)


def _whole(readers: Iterable[Reader], target: Target, *, side: int, hidden: frozenset[int]) -> Iterator[Array]:
    """Yield whole-numbered tables that show a bound; the quick reader's table is often whole already."""
    for reader in readers:
        reader.see(target.view(hidden))
        table = reader.reaches(target, side=side)
        if table is not None and abs(table - table.round()).max() < TINY:
            yield table
