"""The report of every part of the county and of short periods: no cell of its notebook stumbles over a number."""

import csv
import re
from collections.abc import Iterator
from typing import Any

import pytest

import imreport
from imreport.cases import CaseTables
from imreport.config import Config
from imreport.disclosure import Release, release_cases
from imreport.parameters import Parameters
from imreport.presentation.magics import run

from .conftest import DATA, ROOT, not_public
from .test_notebooks import code_cells

CELLS = code_cells(ROOT / "notebooks" / "report.ipynb")[2:]
SMALL = [{"gemeinde": key} for key in ("08425024", "08425005", "08425013")]
SHORT = [
    {"von": "01.02.2018", "bis": "28.02.2018"},
    {"bis": "31.12.2018"},
    {"von": "01.03.2020", "zaesur": "01.03.2020"},
]


def keys(name: str) -> list[str]:
    with (DATA / name).open(encoding="utf-8-sig", newline="") as file:
        return [row["schluessel"] for row in csv.DictReader(file, delimiter=";")]


def areas() -> list[dict[str, str]]:
    teams = [{"team": key} for key in keys("teams.csv")]
    communes = [{"gemeinde": key} for key in keys("gemeinden.csv")]
    return [*teams, *communes]


def answers(release: Release) -> Iterator[Any]:
    """What the cells after the cover give."""
    names = {"imreport": imreport, "report": release}
    for cell in CELLS:
        head, _, body = cell.partition("\n")
        if head.startswith("%%passage"):
            yield run(names, head.removeprefix("%%passage"), cell=body)
        else:
            yield eval(cell, names)


def check(values: dict[str, str], cases: CaseTables, *, config: Config) -> None:
    blocks = [*answers(release_cases(cases, Parameters.of(values).resolve(config), config=config))]
    shown = [block._repr_mimebundle_()[0] for block in blocks if block is not None]
    pages = [str(kinds.get("text/html", kinds["text/plain"])) for kinds in shown]
    assert len(pages) > len(CELLS) / 2
    assert not [page for page in pages if re.search(r"\b(nan|None|Hidden)\b", page)]


@pytest.mark.parametrize("values", [*SMALL, *SHORT], ids=str)
def test_small_areas_and_short_periods(values: dict[str, str], cases: CaseTables, config: Config) -> None:
    check(values, cases, config=config)


@pytest.mark.parametrize("values", [SMALL[0], SHORT[0]], ids=str)
def test_unprotected_numbers_of_small_areas_and_short_periods(
    values: dict[str, str], cases: CaseTables, config: Config
) -> None:
    check({**values, "profil": "intern"}, cases, config=not_public(config))


@pytest.mark.slow
@pytest.mark.parametrize("values", areas(), ids=str)
def test_every_area(values: dict[str, str], cases: CaseTables, config: Config) -> None:
    check(values, cases, config=config)
