"""Withholding: what it takes to make rounded numbers safe; they are audited like others.

Rounding alone is not safe: four teams of 2 and their total of 8 print as 0, 0, 0, 0 and 10, and only one table fits.
Where a small number would follow exactly, the cheapest number that stands in the way is withheld.
"""

from collections.abc import Sequence

from imreport.disclosure.hiding.model import Problem, Target
from imreport.disclosure.hiding.solver import TINY, Reader
from imreport.disclosure.hiding.suppress import Pattern, certify, reachable


def withhold(problem: Problem, targets: Sequence[Target]) -> Pattern:
    """Find which rounded numbers must be withheld so that no small one is certain.

    Args:
        problem: The statements, with what a reader knows of rounded numbers.
        targets: The small numbers, each with a neighbouring value that would do.
    """
    hidden = problem.fixed_hidden
    for whole in (False, True):  # fractions find most of it, and quickly
        hidden = _withheld(problem, targets, hidden=hidden, whole=whole)
    left = tuple(reachable(problem, targets, hidden=hidden, whole=True))
    return Pattern(hidden, left, (), certify(problem, hidden, targets=left))


def _withheld(problem: Problem, targets: Sequence[Target], *, hidden: frozenset[int], whole: bool) -> frozenset[int]:
    """Return the pattern with what must be withheld besides, as far as fractions or whole numbers show."""
    reader = Reader(problem, hidden, whole=whole)
    while certain := next((target for target in targets if _is_certain(reader, target)), None):
        choice = _cheapest(problem, reader, target=certain, hidden=hidden)
        if choice is None:
            break
        hidden |= {choice}
        reader.see(hidden)
    return hidden


def _is_certain(reader: Reader, target: Target) -> bool:
    highest, lowest = (reader.extreme(target.statement, side=side) for side in (1, -1))
    return highest is not None and lowest is not None and highest[0] - lowest[0] < 1 - TINY


def _cheapest(problem: Problem, reader: Reader, *, target: Target, hidden: frozenset[int]) -> int | None:
    """Return the cheapest number whose withholding leaves the target in doubt; else the cheapest near it."""
    open_ = sorted(problem.hideable - hidden)
    near = [n for n in open_ if problem.share(target.statement, n)]
    near.sort(key=lambda n: (problem.statements[n].cost, n))
    for candidate in near:
        reader.see(hidden | {candidate})
        if not _is_certain(reader, target):
            return candidate
    return near[0] if near else None
