"""The second period of a report: protected after it, published with it, and no number of the report suffers."""

import shutil
from pathlib import Path

import pytest

from imreport.cases import CaseTables
from imreport.config import load_config
from imreport.disclosure import Release, release_cases, statements
from imreport.disclosure.comparing import COMPARED, DIFFERENT_BY_LENGTH
from imreport.disclosure.ledger import append, read_ledger
from imreport.parameters import Parameters
from tests.conftest import DATA

from .conftest import Released

YEAR = {"von": "01.01.2020", "bis": "31.12.2020"}
BEFORE = {"vergleich_von": "01.01.2019", "vergleich_bis": "31.12.2019"}
OVERLAP = {"vergleich_von": "01.07.2019", "vergleich_bis": "30.06.2020"}
LONGER = {"vergleich_von": "01.02.2018", "vergleich_bis": "31.12.2019"}


@pytest.fixture(scope="module", params=[BEFORE, OVERLAP, LONGER], ids=["before", "overlap", "longer"])
def compared(released: Released, request: pytest.FixtureRequest) -> Release:
    return released(**YEAR, **request.param)


def test_the_numbers_of_the_report_are_those_without_comparison(released: Released, compared: Release) -> None:
    assert compared.tables == released(**YEAR).tables


def test_only_kennzahlen_whose_change_says_something_are_published(compared: Release) -> None:
    assert compared.comparison is not None
    same = compared.comparison.same_length
    assert set(compared.comparison.tables) == {*COMPARED} - (set() if same else {*DIFFERENT_BY_LENGTH})


def test_its_numbers_are_those_of_its_period(released: Released) -> None:
    compared = released(**YEAR, **BEFORE).comparison
    assert compared is not None
    alone = released(von="01.01.2019", bis="31.12.2019")
    for key in ("gespraeche", "themen", "weiterleitungen", "plaene"):
        assert compared.tables[key].cell().number == alone.table(key).cell().number
    assert compared.label == "01.01.2019 bis 31.12.2019"


def test_of_a_village_nothing_is_shown_that_the_report_hides(released: Released) -> None:
    with_other = released(gemeinde="08425005", **YEAR, **OVERLAP)
    assert with_other.tables == released(gemeinde="08425005", **YEAR).tables
    assert with_other.comparison is not None
    assert any(cell.is_hidden for table in with_other.comparison.tables.values() for cell in table.cells)


@pytest.mark.parametrize("days", [("01.01.2010", "31.12.2010"), ("01.01.2031", "31.12.2031")])
def test_an_empty_period_is_one_clear_sentence(released: Released, days: tuple[str, str]) -> None:
    empty = released("gespraeche", "vergleich", **YEAR, vergleich_von=days[0], vergleich_bis=days[1])
    assert empty.comparison is None
    assert empty.left_out["vergleich"] == f"im Vergleichszeitraum {days[0]} bis {days[1]} gibt es keine Zahlen"
    assert "vergleich" not in empty.chapters


def test_without_its_chapter_nothing_is_compared(released: Released) -> None:
    assert released("gespraeche", **YEAR, **BEFORE).comparison is None


def test_rows_of_kennzahlen_csv_carry_the_days_of_their_period(released: Released) -> None:
    rows = [*statements(released(**YEAR, **BEFORE))]
    days = {(row["von"], row["bis"]) for row in rows if row["kennzahl"] == "gespraeche"}
    assert days == {("2020-01-01", "2020-12-31"), ("2019-01-01", "2019-12-31")}
    moments = {row["auspraegung"]: row["von"] for row in rows if row["kennzahl"] == "stellen"}
    assert moments == {
        "zu Beginn des Zeitraums": "2020-01-01", "30.06.2020": "2020-06-30", "am Stichtag": "2020-12-31",
    }  # fmt: skip


def test_both_are_entered_and_printed_again_unchanged(tmp_path: Path, cases: CaseTables) -> None:
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder)
    config = load_config(folder / "bericht.toml")
    parameters = Parameters.of({**YEAR, **BEFORE}).resolve(config)
    release = release_cases(cases, parameters, config=config)
    assert append(config.ledger, release).number == 1
    main, other = read_ledger(config.ledger)
    assert release.comparison is not None
    assert main.tables == release.tables
    assert other.tables == release.comparison.tables
    assert other.parameters == release.comparison.parameters
    again = release_cases(cases, parameters, config=config)
    assert (again.tables, again.comparison) == (release.tables, release.comparison)
    assert append(config.ledger, again).number == 1
    assert len(read_ledger(config.ledger)) == 2
