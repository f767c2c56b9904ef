"""Rules about single cells."""

from pathlib import Path

import pytest

from tests.cases.checks.asking import Question, ask, client, places, talk

TALKS, CLIENTS, POSTS = "beratungsgespraeche.csv", "klienten.csv", "stellen.csv"


@pytest.mark.parametrize(
    ("rows", "column"),
    [
        ({"consultations": [talk("G1"), talk("")]}, "Gespräch-Nr."),
        ({"consultations": [talk("G1"), talk("G2", " ")]}, "Gesprächsdatum"),
        ({"consultations": [talk("G1"), talk("G2", form="")]}, "Form"),
    ],
)
def test_a_cell_that_must_be_filled(tmp_path: Path, rows: dict[str, list[str]], column: str) -> None:
    found = ask(tmp_path, "angabe_fehlt", Question(rows))
    assert places(found) == [(TALKS, 3, column)]
    assert found[0].message == f"In der Spalte „{column}“ fehlt die Angabe."


def test_other_cells_may_be_empty(tmp_path: Path) -> None:
    rows = [talk("G1", household="", channel="", topics="", team="")]
    assert ask(tmp_path, "angabe_fehlt", Question({"consultations": rows})) == []


def test_an_unknown_code_is_shown_with_the_nearest_label(tmp_path: Path) -> None:
    (finding,) = ask(tmp_path, "schluessel_unbekannt", Question({"consultations": [talk("G1", channel=" Fideo ")]}))
    assert places([finding]) == [(TALKS, 2, "Kanal")]
    assert (finding.value, finding.suggestion) == ("Fideo", "Video")
    assert finding.message == "„Fideo“ steht nicht im Schlüsselverzeichnis „kanaele“."


def test_what_stands_in_a_shifted_record_is_not_shown(tmp_path: Path) -> None:
    """Behind a separator too many, a category column may hold a key."""
    row = "G1;04.02.2019;Einzelgespräch;;K1;;K99;telefonisch;Kinder"
    found = ask(tmp_path, "schluessel_unbekannt", Question({"consultations": [row]}))
    assert [finding.message for finding in found] == ["Die Angabe steht nicht im Schlüsselverzeichnis „teams“."]
    assert [(finding.value, finding.suggestion) for finding in found] == [("", "")]


def test_an_empty_code_is_known(tmp_path: Path) -> None:
    rows = [talk("G1", channel="", team="")]
    assert ask(tmp_path, "schluessel_unbekannt", Question({"consultations": rows})) == []


def test_each_unknown_entry_of_a_cell(tmp_path: Path) -> None:
    rows = [talk("G1"), talk("G2", topics="Kindr|Wohnen|Xylophon")]
    found = ask(tmp_path, "mehrfachangabe_unbekannt", Question({"consultations": rows}))
    assert places(found) == [(TALKS, 3, "Themen")] * 2
    assert [(finding.value, finding.suggestion) for finding in found] == [("Kindr", "Kinder"), ("Xylophon", "")]


def test_no_entry_is_known(tmp_path: Path) -> None:
    found = ask(tmp_path, "mehrfachangabe_unbekannt", Question({"consultations": [talk("G1", topics="Xylophon")]}))
    assert places(found) == [(TALKS, 2, "Themen")]


def test_known_entries(tmp_path: Path) -> None:
    rows = [talk("G1", topics="Kinder|Wohnen"), talk("G2", topics="")]
    assert ask(tmp_path, "mehrfachangabe_unbekannt", Question({"consultations": rows})) == []


def test_a_day_that_does_not_exist(tmp_path: Path) -> None:
    found = ask(tmp_path, "datum_unmoeglich", Question({"consultations": [talk("G1"), talk("G2", "31.02.2019")]}))
    assert places(found) == [(TALKS, 3, "Gesprächsdatum")]
    assert found[0].message == "„31.02.2019“ ist kein Datum der Form 31.12.2020."


def test_a_number_with_a_unit(tmp_path: Path) -> None:
    found = ask(tmp_path, "zahl_unmoeglich", Question({"posts": ["S1;Ehingen;1;01.02.2018;", "S2;;halb;01.02.2018;"]}))
    assert places(found) == [(POSTS, 3, "VZÄ")]
    assert found[0].message == "„halb“ ist keine Zahl der Form 0,75."


@pytest.mark.parametrize("rule", ["datum_unmoeglich", "zahl_unmoeglich"])
def test_an_empty_cell_is_no_wrong_one(tmp_path: Path, rule: str) -> None:
    rows = {"consultations": [talk("G1", "")], "posts": ["S1;Ehingen;;01.02.2018;"]}
    assert ask(tmp_path, rule, Question(rows)) == []


OLD = """alter table rows_clients alter care_from_text type varchar;
    update rows_clients set care_from_text = '31.12.1989', care_from = date '1989-12-31' where row_ = 1;
    update rows_clients set care_from = date '1990-01-01' where row_ = 2"""
"""In a file of two rows the gate would take such days for dates of birth."""


def test_a_year_long_ago(tmp_path: Path) -> None:
    found = ask(tmp_path, "datum_zu_alt", Question({"clients": [client(), client("K2")]}, change=OLD))
    assert places(found) == [(CLIENTS, 2, "Betreuung von")]
    assert found[0].message == "„31.12.1989“ liegt vor dem Jahr 1990."


def test_the_earliest_year_is_a_limit(tmp_path: Path) -> None:
    question = Question({"clients": [client(), client("K2")]}, {"fruehestes_jahr": 1989}, change=OLD)
    assert ask(tmp_path, "datum_zu_alt", question) == []


def test_a_share_of_a_post(tmp_path: Path) -> None:
    rows = [f"S{row};Ehingen;{fte};01.02.2018;" for row, fte in enumerate(["1,01", "0", "0,05", "1", "75"], start=1)]
    found = ask(tmp_path, "stellenanteil_unplausibel", Question({"posts": rows}))
    assert places(found) == [(POSTS, row, "VZÄ") for row in (2, 3, 6)]
    assert found[0].message == "„1,01“ ist kein Stellenumfang über 0 und bis 1,00 VZÄ."


def test_the_largest_post_is_a_limit(tmp_path: Path) -> None:
    question = Question({"posts": ["S1;Ehingen;1,5;01.02.2018;"]}, {"vzae_hoechstens": 1.5})
    assert ask(tmp_path, "stellenanteil_unplausibel", question) == []
