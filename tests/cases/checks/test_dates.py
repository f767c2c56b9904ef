"""Rules about the dates of single rows, and about the period."""

from datetime import date
from pathlib import Path

import pytest

from tests.cases.checks.asking import Question, ask, client, places, talk, talks

TALKS, CLIENTS, PLANS, POSTS = "beratungsgespraeche.csv", "klienten.csv", "integrationsplaene.csv", "stellen.csv"
BACKWARDS = {
    "clients": ([client(since="02.02.2019", until="01.02.2019")], (CLIENTS, 2, "Betreuung bis")),
    "plans": (["P1;K1;02.02.2019;abbruch;01.02.2019"], (PLANS, 2, "Beendet am")),
    "posts": (["S1;Ehingen;1;02.02.2019;01.02.2019"], (POSTS, 2, "Besetzt bis")),
}
ONE_DAY = {
    "clients": [client(since="02.02.2019", until="02.02.2019")],
    "plans": ["P1;K1;02.02.2019;abbruch;02.02.2019"],
    "posts": ["S1;Ehingen;1;02.02.2019;02.02.2019"],
}
AROUND = {
    "consultations": talks("15.03.2019", "16.03.2019"),
    "plans": ["P1;K1;15.03.2019;aktiv;", "P2;K1;16.03.2019;abbruch;17.03.2019"],
    "clients": [client(until="16.03.2019"), client("K2", since="16.03.2019")],
    "posts": ["S1;Ehingen;1;16.03.2019;"],
}
EDGE = date(2019, 3, 15)


@pytest.mark.parametrize("table", BACKWARDS)
def test_an_end_before_its_start(tmp_path: Path, table: str) -> None:
    rows, place = BACKWARDS[table]
    found = ask(tmp_path, "ende_vor_beginn", Question({table: rows}))
    assert places(found) == [place]
    assert found[0].message == "Das Ende liegt vor dem Beginn."


def test_an_end_on_the_first_day(tmp_path: Path) -> None:
    assert ask(tmp_path, "ende_vor_beginn", Question(ONE_DAY)) == []


def test_what_happened_after_the_date_of_the_report(tmp_path: Path) -> None:
    found = ask(tmp_path, "datum_zukunft", Question(AROUND, today=EDGE))
    columns = [(TALKS, "Gesprächsdatum"), (PLANS, "Beendet am"), (PLANS, "Erstellt am"), (CLIENTS, "Betreuung von")]
    assert sorted(places(found)) == [(file, 3, column) for file, column in columns]
    assert {finding.message for finding in found} == {"Das Datum liegt nach dem Datum des Berichts (15.03.2019)."}


@pytest.mark.parametrize("today", [None, date(2019, 3, 17)])
def test_without_a_date_of_the_report_there_is_no_future(tmp_path: Path, today: date | None) -> None:
    assert ask(tmp_path, "datum_zukunft", Question(AROUND, today=today)) == []


def test_what_happened_before_the_programme_began(tmp_path: Path) -> None:
    found = ask(tmp_path, "vor_programmbeginn", Question(AROUND, begun=date(2019, 3, 16)))
    assert places(found) == [(TALKS, 2, "Gesprächsdatum"), (PLANS, 2, "Erstellt am")]
    assert found[0].message == "Das Datum liegt vor dem Beginn des Programms (16.03.2019)."


@pytest.mark.parametrize("begun", [None, EDGE])
def test_nothing_lies_before_the_first_day(tmp_path: Path, begun: date | None) -> None:
    assert ask(tmp_path, "vor_programmbeginn", Question(AROUND, begun=begun)) == []


def test_a_code_that_was_valid_no_longer(tmp_path: Path) -> None:
    rows = [talk("G1", "31.03.2019", team="raum_munderkingen"), talk("G2", "01.04.2019", team="raum_munderkingen")]
    found = ask(tmp_path, "schluessel_nicht_gueltig", Question({"consultations": rows}))
    assert places(found) == [(TALKS, 3, "Team")]
    assert found[0].message == "„Raum Munderkingen“ war am Tag des Gesprächs kein gültiger Schlüssel."


def test_a_topic_before_it_existed(tmp_path: Path) -> None:
    rows = [
        talk("G1", "31.12.2018", topics="Kinder|Wohnen"),
        talk("G2", "01.01.2019", topics="Wohnen"),
        talk("G3", "30.12.2018"),
    ]
    change = "insert into validity values ('themen', 'wohnen', date '2019-01-01', null)"
    found = ask(tmp_path, "schluessel_nicht_gueltig", Question({"consultations": rows}, change=change))
    assert places(found) == [(TALKS, 2, "Themen")]
    assert found[0].value == "Wohnen"


def test_consultations_outside_the_period(tmp_path: Path) -> None:
    rows = talks("31.12.2018", "01.01.2019", "31.12.2019", "01.01.2020")
    found = ask(tmp_path, "ausserhalb_zeitraum", Question({"consultations": rows}))
    assert places(found) == [(TALKS, None, "Gesprächsdatum")]
    assert found[0].message == (
        "2 Gespräche liegen außerhalb des Zeitraums 01.01.2019 bis 31.12.2019 und zählen nicht mit."
    )


def test_without_a_period_nothing_lies_outside(tmp_path: Path) -> None:
    assert ask(tmp_path, "ausserhalb_zeitraum", Question(period=None)) == []
