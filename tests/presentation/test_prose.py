"""The prose of the notebook, read as a committee would: whole German sentences whatever the numbers are."""

from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import nbformat
import pytest

from imreport.cases import CaseTables, CodeLists
from imreport.config import Config
from imreport.disclosure import Release, release_cases
from imreport.parameters import Parameters
from imreport.presentation import Passage
from imreport.presentation.magics import run
from tests.conftest import ROOT

from .handmade import hiding
from .randomreleases import random_release
from .reading import faults
from .smallexports import DAYS, FIRST, small_export

NOTEBOOK = nbformat.read(ROOT / "notebooks" / "report.ipynb", as_version=nbformat.NO_CONVERT)  # type: ignore[no-untyped-call]
PASSAGES = [cell.source for cell in NOTEBOOK.cells if cell.source.startswith("%%passage")]
LENGTHS = [0, 0, 1, 13, 30, 364, 365, 1000]
"""Days of a period less one: one day more often than others."""


def prose(release: Release) -> list[str]:
    """What the passages of the notebook say, as its cells would run them."""
    texts = []
    for source in PASSAGES:
        first, _, text = source.partition("\n")
        block = run({"report": release}, first.removeprefix("%%passage"), cell=text)
        texts.append(block.text if isinstance(block, Passage) else "")
    return texts


def found(release: Release) -> list[str]:
    return [fault for text in prose(release) if text for fault in faults(text)]


def drawn(seed: int, *, config: Config, codes: CodeLists) -> Release:
    """A Release of a small export and a period, both by chance."""
    chance = Random(seed)
    start = FIRST + timedelta(chance.randrange(-400, DAYS + 100))
    end = start + timedelta(chance.choice(LENGTHS))
    values = {"von": start, "bis": end, "stichtag": chance.choice([end, end, start - timedelta(200)])}
    area = chance.choice([{}, {}, {"team": "ehingen"}, {"gemeinde": "08425071"}])
    parameters = Parameters.of({**values, **area}).resolve(config)
    with closing(CaseTables.from_frames(small_export(chance), codes)) as cases:
        return release_cases(cases, parameters, config=config)


@pytest.mark.parametrize("seed", range(12))
def test_every_sentence_of_small_exports_is_whole(seed: int, config: Config, cases: CaseTables) -> None:
    assert found(drawn(seed, config=config, codes=cases.codes)) == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", [*range(12, 25), *range(1000, 1400)])
def test_every_sentence_of_many_small_exports_is_whole(seed: int, config: Config, cases: CaseTables) -> None:
    assert found(drawn(seed, config=config, codes=cases.codes)) == []


@pytest.mark.parametrize("seed", range(60))
def test_every_sentence_of_random_numbers_is_whole(seed: int, release: Release, cases: CaseTables) -> None:
    assert found(random_release(Random(seed), release, codes=cases.codes)) == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1000, 1000 + 1500))
def test_every_sentence_of_many_random_numbers_is_whole(seed: int, release: Release, cases: CaseTables) -> None:
    assert found(random_release(Random(seed), release, codes=cases.codes)) == []


EDGES = {
    "one day": {"von": "2019-06-03", "bis": "2019-06-03"},
    "one month": {"von": "2019-06-01", "bis": "2019-06-30"},
    "leap day": {"von": "2020-02-29", "bis": "2020-02-29"},
    "before everything": {"von": "2017-01-01", "bis": "2017-03-31"},
    "reference date before the period": {"von": "2019-01-01", "bis": "2019-12-31", "stichtag": "2017-06-30"},
    "reference date after the period": {"von": "2019-01-01", "bis": "2019-12-31", "stichtag": "2025-06-30"},
    "cut on the last day": {"von": "2019-01-01", "bis": "2020-03-01"},
}


@pytest.mark.parametrize("values", EDGES.values(), ids=EDGES)
def test_edge_periods_give_whole_sentences(values: dict[str, str], config: Config, cases: CaseTables) -> None:
    release = release_cases(cases, Parameters.of(values).resolve(config), config=config)
    assert found(release) == []
    assert sum(map(bool, prose(release))) > 8


def test_the_sample_gives_whole_sentences(release: Release) -> None:
    assert found(release) == []


def test_all_values_hidden_gives_whole_sentences(release: Release) -> None:
    hidden = release
    for key, table in release.tables.items():
        hidden = hiding(hidden, key, set(range(len(table.cells))))
    assert found(hidden) == []


def test_rounded_numbers_give_whole_sentences(release: Release) -> None:
    rounded = replace(release, method="runden5", parameters=replace(release.parameters, stichtag=date(2021, 2, 28)))
    assert found(rounded) == []
