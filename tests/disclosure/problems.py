"""Problems for the protection: from the files of known cases, and from tables with all their margins."""

import itertools
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from imreport.disclosure.hiding.model import Bounds, Fate, Problem, Statement, Target, exactly
from imreport.disclosure.joining.joint import ANYTHING, secret_factor
from imreport.disclosure.rule import Rule

FOLDER = Path(__file__).with_name("cases")
Case = Mapping[str, Any]
Terms = dict[int, int]
Asked = tuple[Problem, list[Target], frozenset[int]]
"""A problem, what must stay possible in it, and the statements behind which there is one person."""


def load(name: str) -> Case:
    """A case by its file."""
    return dict(json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8")))


def names(*, key: str) -> list[str]:
    """The cases that have something to say of a key."""
    return [path.stem for path in sorted(FOLDER.glob("*.json")) if key in load(path.stem)]


def terms_of(case: Case, cell: Sequence[Any]) -> Terms:
    """The base cells that a cell adds up."""
    return {n: 1 for n, (*keys, _) in enumerate(case["counts"]) if all(map(_fits, keys, cell))}


def _fits(key: str, wanted: str | list[str] | None) -> bool:
    return wanted is None or key == wanted or (isinstance(wanted, list) and key in wanted)


def base_of(case: Case) -> tuple[int, ...]:
    return tuple(count for *_, count in case["counts"])


def as_published(case: Case) -> Problem:
    """What was printed, and the cells that are attacked, printed or not."""
    base, veiled = base_of(case), (case["veiled_from"], None)
    printed = [(terms_of(case, p["cell"]), p["shown"], p.get("printed", True)) for p in case["published"]]
    attacked = [terms_of(case, entry["cell"]) for entry in case["intervals"]]
    silent = [terms for terms in attacked if terms not in [known for known, *_ in printed]]
    made = [_printed(base, terms, shown=shown, veiled=veiled if p else ANYTHING) for terms, shown, p in printed]
    return Problem(base, (*made, *(_printed(base, terms, shown=False, veiled=ANYTHING) for terms in silent)))


def _printed(base: Sequence[int], terms: Terms, *, shown: bool, veiled: Bounds) -> Statement:
    value = sum(base[cell] for cell in terms)
    return Statement(str(sorted(terms)), terms, value, Fate.SHOWN if shown else Fate.HIDDEN, exactly(value), veiled)


def to_protect(case: Case, *, standard: str = "spanne", each: float | None = None) -> Asked:
    """The same tables before protection: small cells hidden, the largest total shown, everything else open.

    Args:
        case: The case.
        standard: What must stay possible of small cells.
        each: What hiding a cell costs; by default more for larger ones.
    """
    rule = Rule(case["threshold"], standard=standard)  # type: ignore[arg-type]
    cells = [(terms_of(case, p["cell"]), p.get("printed", True)) for p in case["published"]]
    return asked(base_of(case), cells, rule=rule, veiled_from=case["veiled_from"], each=each)


def asked(
    base: Sequence[int],
    cells: Sequence[tuple[Terms, bool]],
    *,
    rule: Rule,
    veiled_from: int = 1,
    each: float | None = None,
) -> Asked:
    """A problem over cells, given as their base cells and whether they are printed; those of everybody stay."""
    statements, targets = [], []
    for number, (terms, printed) in enumerate(cells):
        value = sum(base[cell] for cell in terms)
        fate = _fate(value, rule, printed=printed, whole=len(terms) == len(base))
        if 0 < value < rule.threshold:
            targets.append(Target(number, *rule.range_of(value, persons=True)))
        veiled = (veiled_from, None) if printed else ANYTHING
        name = str(sorted(terms))
        price = (1 + value) * secret_factor(rule.salt, name) if each is None else each
        statements.append(Statement(name, terms, value, fate, exactly(value), veiled, price))
    alone = frozenset(target.statement for target in targets if statements[target.statement].value == 1)
    return Problem(tuple(base), tuple(statements)), targets, alone


def _fate(value: int, rule: Rule, *, printed: bool, whole: bool) -> Fate:
    if not printed or 0 < value < rule.threshold:
        return Fate.HIDDEN
    return Fate.SHOWN if whole else Fate.OPEN


def margins(shape: Sequence[int], *, tables: Sequence[Sequence[int]] | None = None) -> list[tuple[Terms, bool]]:
    """The cells of tables over common base cells, given as the dimensions each crosses, with all their totals."""
    axes = range(len(shape))
    places = list(itertools.product(*map(range, shape)))
    crossed = [tuple(axes)] if tables is None else tables
    wanted = dict.fromkeys(key for table in crossed for key in _keys(shape, table))
    return [({n: 1 for n, place in enumerate(places) if all(map(_is_in, place, key))}, True) for key in wanted]


def _keys(shape: Sequence[int], table: Sequence[int]) -> Iterator[tuple[int | None, ...]]:
    options = [[None, *range(size)] if axis in table else [None] for axis, size in enumerate(shape)]
    yield from itertools.product(*options)


def _is_in(place: int, wanted: int | None) -> bool:
    return wanted is None or place == wanted
