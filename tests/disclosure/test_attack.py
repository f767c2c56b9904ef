"""The attacker without a solver, against trying all tables."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imreport.disclosure.hiding import attack
from imreport.disclosure.hiding.attack import SearchLimitError, interval, is_witness, unproved
from imreport.disclosure.hiding.model import Bounds, Fate, Problem, Statement, Target, exactly
from imreport.disclosure.joining.joint import ANYTHING

from .bruteforce import agrees, extremes, possible
from .problems import margins

many = settings(deadline=None, max_examples=80, derandomize=True)
FATES = [Fate.SHOWN, Fate.HIDDEN]


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """Sums of up to five cells, the sum of all of them shown, others exact, rounded, or hidden in several ways."""
    base = tuple(draw(st.lists(st.integers(0, 4), min_size=2, max_size=5)))
    cells = st.dictionaries(st.integers(0, len(base) - 1), st.sampled_from([1, 1, 1, 2]), min_size=1)
    sums = draw(st.lists(cells, max_size=5))
    whole = statement(base, dict.fromkeys(range(len(base)), 1), Fate.SHOWN, veiled=ANYTHING)
    return Problem(base, (whole, *(draw(statements(base, terms)) for terms in sums)))


@st.composite
def statements(draw: st.DrawFn, base: Sequence[int], terms: dict[int, int]) -> Statement:
    value = sum(factor * base[cell] for cell, factor in terms.items())
    veiled = draw(st.sampled_from([(1, None) if value else (0, None), ANYTHING]))
    made = statement(base, terms, draw(st.sampled_from(FATES)), veiled=veiled)
    rounded = (max(0, value - draw(st.integers(0, 2))), value + draw(st.integers(0, 2)))
    return draw(st.sampled_from([made, Statement("", terms, value, made.fate, rounded, veiled)]))


def statement(base: Sequence[int], terms: dict[int, int], fate: Fate, *, veiled: Bounds) -> Statement:
    value = sum(factor * base[cell] for cell, factor in terms.items())
    return Statement("", terms, value, fate, exactly(value), veiled)


@many
@given(problems())
def test_intervals_are_those_of_all_possible_tables(problem: Problem) -> None:
    for number, bounds in enumerate(extremes(problem, problem.fixed_hidden)):
        assert interval(problem, problem.fixed_hidden, statement=number) == bounds


@many
@given(problems(), st.data())
def test_a_witness_is_a_possible_table(problem: Problem, data: st.DataObject) -> None:
    table = data.draw(st.tuples(*[st.integers(-1, 5)] * len(problem.base)))
    expected = min(table) >= 0 and agrees(problem, problem.fixed_hidden, table)
    assert is_witness(problem, problem.fixed_hidden, table=table) == expected


@many
@given(problems(), st.data())
def test_an_insider_sees_more(problem: Problem, data: st.DataObject) -> None:
    hidden = sorted(problem.fixed_hidden)
    own = data.draw(st.sampled_from(hidden)) if hidden else 0
    view = Target(0, 0, 0, insider=own).view(problem.fixed_hidden)
    assert view == problem.fixed_hidden - {own}
    assert interval(problem, view, statement=len(problem.statements) - 1) == extremes(problem, view)[-1]


@many
@given(problems(), st.data())
def test_proved_is_what_possible_tables_show(problem: Problem, data: st.DataObject) -> None:
    number = data.draw(st.integers(0, len(problem.statements) - 1))
    low, high = interval(problem, problem.fixed_hidden, statement=number)
    wish = Target(number, data.draw(st.integers(0, 6)), data.draw(st.integers(0, 6)))
    tables = list(possible(problem, problem.fixed_hidden))
    left = unproved(problem, problem.fixed_hidden, targets=[wish], witnesses=tables)
    assert (left == []) == (low is not None and high is not None and low <= wish.low and wish.high <= high)


def line(*values: int, shown: frozenset[int] = frozenset()) -> Problem:
    """A total that is shown and parts of which only some are."""
    base = values
    parts = [({n: 1}, Fate.SHOWN if n in shown else Fate.HIDDEN) for n in range(len(base))]
    made = [statement(base, terms, fate, veiled=(1, None)) for terms, fate in parts]
    whole = statement(base, dict.fromkeys(range(len(base)), 1), Fate.SHOWN, veiled=ANYTHING)
    return Problem(base, (*made, whole))


def test_tables_that_do_not_add_up_prove_nothing() -> None:
    problem = line(2, 3, 10, shown=frozenset({2}))
    wish = [Target(0, 1, 4)]
    proof = [(1, 4, 10), (4, 1, 10)]
    assert unproved(problem, problem.fixed_hidden, targets=wish, witnesses=proof) == []
    for wrong in [(1, 4, 9), (1, 4, 10, 0), (4, 0, 11), (1, 3, 10)]:
        assert unproved(problem, problem.fixed_hidden, targets=wish, witnesses=[wrong, proof[1]]) == wish


def test_what_an_insider_does_not_see_is_no_proof_for_him() -> None:
    """Who is the 1 knows that a table with 2 in his cell is wrong."""
    problem = line(1, 2, 3, 10, shown=frozenset({3}))
    wish = Target(1, 2, 3, insider=0)
    assert unproved(problem, problem.fixed_hidden, targets=[wish], witnesses=[(2, 3, 1, 10)]) == [wish]
    assert unproved(problem, problem.fixed_hidden, targets=[wish], witnesses=[(1, 3, 2, 10)]) == []


def test_without_a_total_a_hidden_cell_has_no_upper_bound() -> None:
    base = (3, 4)
    made = [statement(base, {n: 1}, Fate.HIDDEN, veiled=(1, None)) for n in range(2)]
    problem = Problem(base, tuple(made))
    assert interval(problem, problem.fixed_hidden, statement=0) == (1, None)


def test_contradicting_statements_are_an_error() -> None:
    base = (3, 4)
    wrong = Statement("", {0: 1}, 3, Fate.SHOWN, exactly(9))
    whole = statement(base, {0: 1, 1: 1}, Fate.SHOWN, veiled=ANYTHING)
    with pytest.raises(ValueError, match="contradict"):
        interval(Problem(base, (wrong, whole)), frozenset(), statement=0)


def test_a_search_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attack, "MOST_NODES", 1)
    base = (9, 8, 7, 6, 5, 4, 3, 2, 1)
    made = [statement(base, terms, FATES[len(terms) == 1], veiled=(1, None)) for terms, _ in margins((3, 3))]
    problem = Problem(base, tuple(made))
    hidden = next(iter(problem.fixed_hidden))
    with pytest.raises(SearchLimitError):
        interval(problem, problem.fixed_hidden, statement=hidden)
