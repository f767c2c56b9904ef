"""Rules about what was entered twice, or more often than is likely."""

from pathlib import Path

import pytest

from tests.cases.checks.asking import Question, ask, client, places, talk, talks

TALKS, REFERRALS, CLIENTS = "beratungsgespraeche.csv", "weiterleitungen.csv", "klienten.csv"
PLANS = "integrationsplaene.csv"
TARGET = "Sprachkursträger"


def test_a_referral_twice(tmp_path: Path) -> None:
    rows = [
        f"W1;G1;{TARGET}",
        f"W2;G2;{TARGET}",
        "W3;G1;jugendamt",
        f"W4;G1;{TARGET}",
        "W5;G1;Jugendamt/Familienberatung",
    ]
    found = ask(tmp_path, "weiterleitung_doppelt", Question({"referrals": rows}))
    assert places(found) == [(REFERRALS, 5, "Weiterleitung an"), (REFERRALS, 6, "Weiterleitung an")]
    assert found[0].message == "Dieselbe Weiterleitung steht bei diesem Gespräch schon weiter oben."


def test_two_referrals(tmp_path: Path) -> None:
    rows = [f"W1;G1;{TARGET}", f"W2;G2;{TARGET}", "W3;G1;jugendamt"]
    assert ask(tmp_path, "weiterleitung_doppelt", Question({"referrals": rows})) == []


def test_consultations_twice(tmp_path: Path) -> None:
    found = ask(
        tmp_path, "gespraech_wiederholt", Question({"consultations": talks("04.02.2019", "05.02.2019", "04.02.2019")})
    )
    assert places(found) == [(TALKS, None, "Gespräch-Nr.")]
    assert found[0].message == "33\u00a0% der Gespräche gleichen einem anderen in allem außer der Nummer."


@pytest.mark.parametrize(
    "question",
    [
        Question({"consultations": [talk("G1"), talk("G2", channel="Video"), talk("G3", client="K2")]}),
        Question({"consultations": talks(*["04.02.2019", "05.02.2019"] * 2)}, {"gespraech_wiederholt_prozent": 50}),
        Question({"consultations": talks(*["04.02.2019"] * 3)}, {"mindestzahl": 4}),
        Question({"consultations": []}, {"mindestzahl": 0}),
    ],
)
def test_consultations_once(tmp_path: Path, question: Question) -> None:
    assert ask(tmp_path, "gespraech_wiederholt", question) == []


@pytest.mark.parametrize(("most", "expected"), [(2.0, [(TALKS, 3, "Themen")]), (3.0, [])])
def test_many_topics(tmp_path: Path, most: float, expected: list[object]) -> None:
    rows = [talk("G1", topics="Kinder|Wohnen|Kinder"), talk("G2", topics="Kinder|Wohnen|Arbeit")]
    found = ask(tmp_path, "themen_je_gespraech", Question({"consultations": rows}, {"themen_je_gespraech": most}))
    assert places(found) == expected
    assert [finding.message for finding in found] == ["Das Gespräch nennt mehr als 2 Themen."] * len(expected)


@pytest.mark.parametrize(("most", "expected"), [(2.0, [(CLIENTS, 3, "")]), (3.0, [])])
def test_many_consultations_of_a_client(tmp_path: Path, most: float, expected: list[object]) -> None:
    rows = {
        "clients": [client("K1"), client("K2")],
        "consultations": talks("01.02.2019", "02.02.2019", "01.03.2019")
        + [talk(f"H{day}", f"{day}.02.2019", client="K2") for day in (11, 12, 13)],
    }
    found = ask(tmp_path, "gespraeche_je_klient", Question(rows, {"gespraeche_je_klient_und_monat": most}))
    assert places(found) == expected
    assert {finding.message for finding in found} <= {"Mit dieser Person gibt es in einem Monat mehr als 2 Gespräche."}


@pytest.mark.parametrize(("most", "expected"), [(1.0, [(CLIENTS, 3, "")]), (2.0, [])])
def test_many_plans_of_a_client(tmp_path: Path, most: float, expected: list[object]) -> None:
    rows = {
        "clients": [client("K1"), client("K2")],
        "plans": [f"P{row};{key};10.02.2019;aktiv;" for row, key in enumerate(["K1", "K2", "K2"])],
    }
    found = ask(tmp_path, "plaene_je_klient", Question(rows, {"plaene_je_klient": most}))
    assert places(found) == expected
    assert [finding.message for finding in found] == ["Diese Person hat mehr als 1 Integrationspläne."] * len(expected)


def test_the_status_of_a_plan_against_its_end(tmp_path: Path) -> None:
    rows = ["P1;K1;10.02.2019;aktiv;10.03.2019", "P2;K1;10.02.2019;abbruch;", "P3;K1;10.02.2019;abbruch;31.02.2019"]
    found = ask(tmp_path, "planstatus_passt_nicht", Question({"plans": rows}))
    assert places(found) == [(PLANS, 2, "Beendet am"), (PLANS, 3, "Beendet am")]
    assert [finding.message for finding in found] == [
        "Der Plan ist aktiv und hat doch ein Enddatum.",
        "Der Plan ist beendet, und das Enddatum fehlt.",
    ]


def test_the_status_of_a_plan_that_fits(tmp_path: Path) -> None:
    rows = ["P1;K1;10.02.2019;aktiv;", "P2;K1;10.02.2019;abbruch;11.02.2019", "P3;K1;10.02.2019;;"]
    assert ask(tmp_path, "planstatus_passt_nicht", Question({"plans": rows})) == []


def test_without_a_column_of_ends_none_is_missing(tmp_path: Path) -> None:
    question = Question({"plans": ["P1;K1;10.02.2019;abbruch;"]}, header=("plans", "Beendet am", "Ende"))
    assert ask(tmp_path, "planstatus_passt_nicht", question) == []
