"""The benchmark: what its audit, which shares nothing with the protection, says of our patterns and of scripts."""

import runpy
from typing import Any

import pytest

from tests.conftest import ROOT

BENCHMARK: dict[str, Any] = runpy.run_path(str(ROOT / "benchmarks" / "disclosure.py"))
LARGE = [pytest.param("20x12", seed, marks=pytest.mark.slow) for seed in range(3)]


@pytest.mark.parametrize("threshold", [3, 5])
@pytest.mark.parametrize(("shape", "seed"), [("20x3", 0), ("20x3", 1), ("20x3", 2), *LARGE])
def test_nothing_can_be_calculated_or_bounded_below_the_threshold(shape: str, seed: int, threshold: int) -> None:
    ours = BENCHMARK["run"](shape, threshold, seeds=[seed])["imreport"]
    assert ours.small > 5
    assert (ours.exact, ours.below) == (0, 0)


@pytest.mark.parametrize("threshold", [3, 5])
def test_our_own_proof_says_the_same(threshold: int) -> None:
    counts = BENCHMARK["table"](0, "20x3")
    own = BENCHMARK["ours"](counts, BENCHMARK["cells_of"](counts), threshold=threshold)
    assert (own.exposed, own.unproved) == (0, 0)


@pytest.mark.slow
def test_the_rule_of_scripts_gives_cells_away() -> None:
    line = BENCHMARK["run"]("20x12", 3, seeds=[0])["line rule"]
    assert line.exact > 0
    assert line.below > line.exact


@pytest.mark.slow
def test_three_dimensions_with_all_margins_are_safe() -> None:
    ours = BENCHMARK["run"]("20x3x12", 5, seeds=[0])["imreport"]
    assert (ours.exact, ours.below) == (0, 0)
    assert ours.processor < 60


@pytest.mark.slow
def test_the_sample_is_counted_and_protected() -> None:
    assert BENCHMARK["sample_seconds"](runs=1) > 0
