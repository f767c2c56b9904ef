"""Rules about the form of a file."""

from pathlib import Path

import pytest

from tests.cases.checks.asking import Question, ask, places, talk, talks

TALKS, REFERRALS = "beratungsgespraeche.csv", "weiterleitungen.csv"
SHORT = "update rows_consultations set short_ = {}"


def test_a_missing_column_comes_with_one_that_may_be_meant(tmp_path: Path) -> None:
    (finding,) = ask(tmp_path, "spalte_fehlt", Question(header=("consultations", ";Kanal;", ";Kanäle;")))
    assert places([finding]) == [(TALKS, None, "Kanal")]
    assert (finding.message, finding.suggestion) == ("Die Spalte „Kanal“ fehlt.", "Kanäle")


def test_a_column_that_is_in_its_place_is_not_meant(tmp_path: Path) -> None:
    (finding,) = ask(tmp_path, "spalte_fehlt", Question(header=("consultations", ";Team", ";Notiz")))
    assert (finding.column, finding.suggestion) == ("Team", "")


def test_no_column_is_missing(tmp_path: Path) -> None:
    assert ask(tmp_path, "spalte_fehlt", Question()) == []


def test_a_column_twice_in_the_header(tmp_path: Path) -> None:
    found = ask(tmp_path, "spalte_doppelt", Question(header=("consultations", ";Team", ";Team;Kanal")))
    assert places(found) == [(TALKS, None, "Kanal")]
    assert found[0].message == "Die Spalte „Kanal“ steht mehrmals in der Kopfzeile."


def test_a_column_of_no_concern_may_stand_twice(tmp_path: Path) -> None:
    assert ask(tmp_path, "spalte_doppelt", Question(header=("consultations", ";Team", ";Team;Notiz;Notiz"))) == []


def test_a_table_without_rows(tmp_path: Path) -> None:
    found = ask(tmp_path, "tabelle_leer", Question({"referrals": []}))
    assert places(found) == [(REFERRALS, None, "")]
    assert found[0].message == "Die Tabelle „Weiterleitungen“ hat keine Zeilen."


@pytest.mark.parametrize("question", [Question(), Question({"referrals": []}, {"mindestzahl": 4})])
def test_a_table_without_rows_is_no_matter_where_all_are_small(tmp_path: Path, question: Question) -> None:
    assert ask(tmp_path, "tabelle_leer", question) == []


def test_a_record_that_is_too_long(tmp_path: Path) -> None:
    rows = [talk("G1"), talk("G2") + ";zu viel", talk("G3") + ";"]
    found = ask(tmp_path, "zeile_verschoben", Question({"consultations": rows}))
    assert places(found) == [(TALKS, 3, "")]
    assert found[0].message == "Die Zeile hat mehr Zellen als die Kopfzeile; ein Trennzeichen steht zu viel."


def test_a_record_that_is_too_short(tmp_path: Path) -> None:
    question = Question({"consultations": talks("04.02.2019", "05.02.2019")}, change=SHORT.format("row_ = 2"))
    found = ask(tmp_path, "zeile_kurz", question)
    assert places(found) == [(TALKS, 3, "")]
    assert found[0].message == "Die Zeile hat weniger Zellen als die Kopfzeile; vielleicht fehlt ein Trennzeichen."


def test_no_record_is_too_short(tmp_path: Path) -> None:
    assert ask(tmp_path, "zeile_kurz", Question(change=SHORT.format("false"))) == []
