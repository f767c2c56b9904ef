"""Rounding to multiples of 5: what is printed, and that no small number follows exactly from it."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imreport.cases import CaseTables
from imreport.config import Config
from imreport.disclosure import Release, release_cases
from imreport.disclosure.hiding.attack import interval
from imreport.disclosure.hiding.model import Fate, Problem, Statement, Target
from imreport.disclosure.hiding.withholding import withhold
from imreport.disclosure.rounding import known_of, rounded
from imreport.disclosure.rule import Rule
from imreport.indicators import INDICATORS
from imreport.parameters import Parameters

from .conftest import VILLAGE
from .tables import Cells, protected

ROUNDED = Rule(method="runden5")


def roundly(values: list[int], *, threshold: int = 5) -> tuple[Problem, list[Target]]:
    """A line of numbers and its total, all printed rounded; the small ones are to stay uncertain."""
    terms = [*({cell: 1} for cell in range(len(values))), dict.fromkeys(range(len(values)), 1)]
    numbers = [*values, sum(values)]
    statements = tuple(
        Statement(str(n), own, value, Fate.OPEN, known_of(value), (0, None), 1.0 + value)
        for n, (own, value) in enumerate(zip(terms, numbers, strict=True))
    )
    small = [n for n, value in enumerate(numbers) if 0 < value < threshold]
    return Problem(tuple(values), statements), [Target(n, max(0, numbers[n] - 1), numbers[n] + 1) for n in small]


@pytest.mark.parametrize(("value", "printed"), [(0, 0), (2, 0), (3, 5), (7, 5), (8, 10), (43240, 43240), (12, 10)])
def test_the_nearest_multiple_is_printed(value: int, printed: int) -> None:
    assert rounded(value) == printed


@pytest.mark.parametrize(("value", "known"), [(0, (0, 2)), (1, (0, 2)), (3, (3, 7)), (12, (8, 12))])
def test_a_reader_knows_a_rounded_number_to_within_two(value: int, known: tuple[int, int]) -> None:
    assert known_of(value) == known


def test_hundredths_are_rounded_to_five_whole_units() -> None:
    assert rounded(2210, 100) == 2000
    assert known_of(2210, 100) == (1750, 2250)


def test_four_teams_of_two_would_be_exact_and_are_not() -> None:
    """Printed 0, 0, 0, 0 and 10: only 2, 2, 2, 2 fits; known from the literature on conventional rounding."""
    problem, targets = roundly([2, 2, 2, 2])
    assert [interval(problem, frozenset(), statement=n) for n in range(4)] == [(2, 2)] * 4
    pattern = withhold(problem, targets)
    assert len(pattern.hidden) == 1
    assert all(interval(problem, pattern.hidden, statement=n) != (2, 2) for n in range(4))


@given(st.lists(st.integers(0, 9), min_size=2, max_size=5))
@settings(deadline=None, max_examples=60, derandomize=True)
def test_no_small_number_of_a_line_is_exact(values: list[int]) -> None:
    problem, targets = roundly(values)
    pattern = withhold(problem, targets)
    for target in targets:
        low, high = interval(problem, pattern.hidden, statement=target.statement)
        assert low != high, (values, target, sorted(pattern.hidden))


@given(st.lists(st.integers(0, 9), min_size=2, max_size=5))
@settings(deadline=None, max_examples=60, derandomize=True)
def test_nothing_is_withheld_where_rounding_is_enough(values: list[int]) -> None:
    problem, targets = roundly(values)
    certain = [t for t in targets if len(set(interval(problem, frozenset(), statement=t.statement))) == 1]
    assert bool(withhold(problem, targets).hidden) is bool(certain)


def test_many_talks_with_few_people_are_withheld() -> None:
    cells: Cells = {"2019": (60, 2), "2020": (4, 3), "2021": (90, 50), "gesamt": (154, 52)}
    counts = protected("plaene", cells, rule=ROUNDED)
    assert {key: count.hidden for key, count in counts.items()} == {
        "2019": True, "2020": False, "2021": False, "gesamt": False,
    }  # fmt: skip
    assert [counts[key].value for key in ("2020", "2021", "gesamt")] == [5, 90, 155]


def test_categories_are_not_merged() -> None:
    cells: Cells = {"irak": (3, 3), "iran": (4, 4), "syrien": (31, 31), "gesamt": (38, 38)}
    assert [count.value for count in protected("staatsangehoerigkeit", cells, rule=ROUNDED).values()] == [5, 5, 30, 40]


def test_a_nationality_that_rounds_to_zero_is_not_listed() -> None:
    """Only nationalities that occur are listed, so a printed 0 would say that there is somebody."""
    cells: Cells = {"irak": (2, 2), "iran": (4, 4), "syrien": (31, 31), "gesamt": (37, 37)}
    assert list(protected("staatsangehoerigkeit", cells, rule=ROUNDED)) == ["iran", "syrien", "gesamt"]


def test_ohne_angabe_that_rounds_to_zero_is_not_listed() -> None:
    cells: Cells = {"maennlich": (40, 40), "weiblich": (31, 31), "divers": (1, 1), "ohne_angabe": (2, 2)}
    counts = protected("geschlecht", {**cells, "gesamt": (74, 74)}, rule=ROUNDED)
    assert [(key, count.value) for key, count in counts.items()] == [
        ("maennlich", 40), ("weiblich", 30), ("divers", 0), ("gesamt", 75),
    ]  # fmt: skip


@pytest.fixture(scope="module", params=["", VILLAGE], ids=["county", "village"])
def release(cases: CaseTables, config: Config, request: pytest.FixtureRequest) -> Release:
    """The Release of the sample under the method runden5."""
    own = config.model_copy(update={"disclosure": config.disclosure.model_copy(update={"method": "runden5"})})
    return release_cases(cases, replace(Parameters(), gemeinde=request.param).resolve(own), config=own)


def test_every_published_number_is_a_multiple_of_five(release: Release) -> None:
    """Ratios are no counts; they are made of the rounded ones."""
    counted = [table for key, table in release.tables.items() if not INDICATORS[key].derive]
    numbers = [cell.number for table in counted for cell in table.cells if cell.number is not None]
    assert len(numbers) > 50
    assert [number for number in numbers if number % 5] == []
    assert release.method == "runden5"


def test_shares_are_those_of_the_rounded_numbers(release: Release) -> None:
    table = release.table("gespraeche")
    whole = table.cell().number
    for cell in table.cells:
        if cell.number is not None and whole:
            assert cell.shares["anteil"] == int(100 * cell.number / whole + 0.5)
