"""What holds for every pattern, tried on small random tables: by trying all tables, and by the audit."""

import subprocess
import sys
from collections.abc import Sequence
from itertools import chain, combinations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from imreport.disclosure.hiding import exact
from imreport.disclosure.hiding.attack import interval, unproved
from imreport.disclosure.hiding.exact import cheapest
from imreport.disclosure.hiding.model import Fate, Problem, Target
from imreport.disclosure.hiding.suppress import clean, cost, greedy, reachable, suppress
from imreport.disclosure.rule import Rule
from tests.conftest import ROOT

from .audit import ENDLESS, Audit
from .bruteforce import extremes
from .problems import Asked, asked, margins

SHAPES: dict[str, tuple[tuple[int, ...], list[tuple[int, ...]] | None]] = {
    "line": ((5,), None),
    "square": ((3, 3), None),
    "wide": ((4, 2), None),
    "cube": ((2, 2, 2), None),
    "linked": ((2, 2, 2), [(0, 1), (0, 2)]),
    "three linked": ((2, 3, 2), [(0, 1), (0, 2), (1, 2)]),
}
TINY: dict[str, tuple[tuple[int, ...], list[tuple[int, ...]] | None]] = {
    "line": ((4,), None),
    "square": ((2, 2), None),
    "wide": ((2, 3), None),
    "linked": ((2, 2, 2), [(0, 1), (0, 2)]),
}
VILLAGES = [(1,), (2,), (3,), (4,), (5,), (1, 2), (3, 4), (5,), (0, 1, 2), (3, 4, 5), tuple(range(6))]
"""Villages in communes, communes in teams, teams in the county: sums of their sums."""
SMALL_AND_LARGE = st.sampled_from([0, 0, 1, 1, 2, 3, 4, 6, 9, 20])

many = settings(deadline=None, max_examples=40, derandomize=True)


def tables(shapes: dict[str, tuple[tuple[int, ...], list[tuple[int, ...]] | None]]) -> st.SearchStrategy[Asked]:
    """Tables with all their margins, each base cell small or large."""
    return st.sampled_from(sorted(shapes)).flatmap(lambda name: filled(*shapes[name]))


def filled(shape: Sequence[int], crossed: list[tuple[int, ...]] | None) -> st.SearchStrategy[Asked]:
    cells = margins(shape, tables=crossed)
    size = max(max(terms) for terms, _ in cells) + 1
    counts = st.lists(SMALL_AND_LARGE, min_size=size, max_size=size)
    return st.tuples(counts, rules()).map(lambda drawn: asked(drawn[0], cells, rule=drawn[1]))


def rules() -> st.SearchStrategy[Rule]:
    standards = st.sampled_from(["spanne", "spanne", "genau"])
    return st.builds(Rule, st.sampled_from([3, 5]), standard=standards, salt=st.binary(min_size=1, max_size=2))


@st.composite
def hierarchies(draw: st.DrawFn) -> Asked:
    """Six villages, two or one to a commune, three to a team; a second division lies across them."""
    counts = draw(st.lists(SMALL_AND_LARGE, min_size=6, max_size=6))
    across = draw(st.sampled_from([(), ((0, 3), (1, 2, 4, 5)), ((2, 3),)]))
    cells = [(dict.fromkeys(members, 1), True) for members in dict.fromkeys([*VILLAGES, (0,), *across])]
    return asked(counts, cells, rule=draw(rules()))


def is_printed(made: Asked) -> bool:
    """Whether there is a grand total that may be shown; else the whole table is hidden."""
    return not any(len(s.terms) == len(made[0].base) and s.fate is Fate.HIDDEN for s in made[0].statements)


every_kind = st.one_of(tables(SHAPES), hierarchies()).filter(is_printed)


@many
@given(every_kind)
def test_every_small_cell_keeps_its_range_by_the_audit(made: Asked) -> None:
    problem, targets, alone = made
    pattern = suppress(problem, targets, alone=alone)
    audit = audit_of(problem, pattern.hidden)
    told = {target.statement for target in pattern.unreachable}
    for target in targets:
        low, high = audit.interval(problem.statements[target.statement].terms)
        assert (low <= target.low and target.high <= high) or target.statement in told
        assert low < high or target.statement in {exposed.statement for exposed in pattern.exposed}


def audit_of(problem: Problem, hidden: frozenset[int]) -> Audit:
    ends = [s.veiled if n in hidden else s.shown for n, s in enumerate(problem.statements)]
    lows = [-ENDLESS if low is None else low for low, _ in ends]
    highs = [ENDLESS if high is None else high for _, high in ends]
    sums = [statement.terms for statement in problem.statements]
    return Audit(len(problem.base), list(zip(sums, lows, highs, strict=True)))


@many
@given(every_kind)
def test_what_is_told_to_be_unreachable_is_so_with_everything_hidden(made: Asked) -> None:
    problem, targets, alone = made
    pattern = suppress(problem, targets, alone=alone)
    audit = audit_of(problem, problem.fixed_hidden | problem.hideable)
    for target in pattern.unreachable:
        low, high = audit.interval(problem.statements[target.statement].terms)
        assert target.low < low or high < target.high
    for target in pattern.exposed:
        low, high = audit.interval(problem.statements[target.statement].terms)
        assert low == high or target.insider is not None


@settings(many, max_examples=25)
@given(st.one_of(tables(TINY), tables({"cube": SHAPES["cube"]})).filter(is_printed))
def test_every_small_cell_keeps_its_range_by_trying_all_tables(made: Asked) -> None:
    problem, targets, alone = made
    assume(sum(problem.base) <= 14 or len(problem.base) <= 4)
    pattern = suppress(problem, targets, alone=alone)
    ends = extremes(problem, pattern.hidden)
    for target in pattern.targets:
        low, high = ends[target.statement]
        assert low <= target.low
        assert target.high <= high


@many
@given(every_kind)
def test_the_witnesses_prove_every_bound(made: Asked) -> None:
    problem, targets, alone = made
    pattern = suppress(problem, targets, alone=alone)
    assert unproved(problem, pattern.hidden, targets=pattern.targets, witnesses=pattern.witnesses) == []
    reached = {target.statement for target in pattern.targets}
    assert reached >= {target.statement for target in targets}


@many
@given(every_kind)
def test_zeros_and_the_grand_total_are_never_hidden(made: Asked) -> None:
    problem, targets, alone = made
    hidden = suppress(problem, targets, alone=alone).hidden
    assert hidden >= problem.fixed_hidden
    assert all(problem.statements[n].value > 0 for n in hidden)
    assert not [n for n in hidden if problem.statements[n].fate is Fate.SHOWN]


@many
@given(every_kind)
def test_nothing_is_hidden_where_nothing_is_small(made: Asked) -> None:
    problem, targets, alone = made
    assert suppress(problem, [], alone=()).hidden == problem.fixed_hidden
    assert targets or suppress(problem, targets, alone=alone).hidden == frozenset()


@many
@given(every_kind)
def test_the_exact_pattern_is_never_dearer_than_the_greedy_one(made: Asked) -> None:
    problem, targets, _ = made
    wanted = list(reachable(problem, targets))
    quick = clean(problem, greedy(problem, wanted), targets=wanted)
    best = cheapest(problem, wanted)
    assert best is not None
    assert cost(problem, best) <= cost(problem, quick) + 1e-6


@settings(many, max_examples=30)
@given(tables(TINY).filter(is_printed))
def test_the_exact_pattern_is_the_cheapest_of_all(made: Asked) -> None:
    problem, targets, _ = made
    assume(len(problem.hideable) <= 7)
    wanted = list(reachable(problem, targets))
    best = cheapest(problem, wanted)
    assert best is not None
    assert protects(problem, wanted, hidden=best)
    assert cost(problem, best) == pytest.approx(least(problem, wanted), abs=1e-6)


def least(problem: Problem, targets: list[Target]) -> float:
    """The cost of the cheapest pattern, by trying them in order of cost."""
    can = sorted(problem.hideable)
    patterns = chain.from_iterable(combinations(can, size) for size in range(len(can) + 1))
    for more in sorted(patterns, key=lambda more: cost(problem, more)):
        if protects(problem, targets, hidden=problem.fixed_hidden | set(more)):
            return cost(problem, more)
    raise AssertionError


def protects(problem: Problem, targets: list[Target], *, hidden: frozenset[int]) -> bool:
    """Whether a pattern leaves every value of the targets possible, by the solver-free attacker."""
    for target in targets:
        low, high = interval(problem, hidden, statement=target.statement)
        if (low or 0) > target.low or (high is not None and high < target.high):
            return False
    return True


@many
@given(every_kind)
def test_who_is_alone_in_a_cell_learns_no_other_exactly(made: Asked) -> None:
    """Except what no pattern could keep from him."""
    problem, targets, alone = made
    pattern = suppress(problem, targets, alone=alone)
    most = problem.fixed_hidden | problem.hideable
    for own in alone:
        seen, least = audit_of(problem, pattern.hidden - {own}), audit_of(problem, most - {own})
        for target in targets:
            terms = problem.statements[target.statement].terms
            if not terms.keys() & problem.statements[own].terms.keys() and len(set(seen.interval(terms))) == 1:
                assert len(set(least.interval(terms))) == 1


SQUARE: list[Sequence[int]] = [(3, 40, 25, 30, 2, 28, 22, 33, 4), (1, 9, 12, 11, 10, 2, 8, 13, 9)]


def hidden_of(counts: Sequence[int], *, salt: bytes) -> list[int]:
    """The pattern of a table of three by three."""
    problem, targets, alone = asked(list(counts), margins((3, 3)), rule=Rule(salt=salt))
    return sorted(suppress(problem, targets, alone=alone).hidden)


@pytest.mark.parametrize("counts", SQUARE)
def test_the_same_table_gives_the_same_pattern(counts: Sequence[int]) -> None:
    assert hidden_of(counts, salt=b"salz") == hidden_of(counts, salt=b"salz")


@pytest.mark.parametrize("seed", ["1", "2"])
def test_another_process_gives_the_same_pattern(seed: str) -> None:
    code = f"from {__name__} import SQUARE, hidden_of; print([hidden_of(c, salt=b'salz') for c in SQUARE])"
    environment = {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str([hidden_of(counts, salt=b"salz") for counts in SQUARE])


def test_another_salt_may_give_another_pattern() -> None:
    counts = (3, 20, 20, 20, 20, 20, 20, 20, 20)
    assert len({tuple(hidden_of(counts, salt=bytes([n]))) for n in range(8)}) > 1


@pytest.mark.parametrize("limit", ["MOST_STATEMENTS", "MOST_ROUNDS"])
def test_the_greedy_pattern_stays_where_the_exact_one_is_given_up(limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exact, limit, 1)
    problem, targets, _ = asked(list(SQUARE[0]), margins((3, 3)), rule=Rule())
    assert cheapest(problem, targets) is None
    assert not suppress(problem, targets).exposed
