"""Rules about references between tables."""

from pathlib import Path

import pytest

from tests.cases.checks.asking import Question, ask, client, places, talk

TALKS, REFERRALS, PLANS = "beratungsgespraeche.csv", "weiterleitungen.csv", "integrationsplaene.csv"
CARE = [client("K1", "H1", "01.02.2019", "31.03.2019"), client("K2", "H2")]
HOME = [client("K1", "H1", "10.02.2019", "20.02.2019"), client("K2", "H1", "01.03.2019")]


def family(key: str, on: str = "04.02.2019") -> str:
    return talk(key, on, form="Familiengespräch", client="", household="H1")


def days(*texts: str) -> list[str]:
    return [talk(f"G{number}", on) for number, on in enumerate(texts, start=1)]


def plans(*texts: str) -> list[str]:
    return [f"P{number};K1;{on};aktiv;" for number, on in enumerate(texts, start=1)]


EDGES = ("31.12.2018", "01.01.2019", "01.05.2019", "02.05.2019")
"""32 and 31 days before the care of K1, 31 and 32 days after it."""

FOUND = {
    "unknown client": (
        "bezug_unbekannt",
        {"consultations": [talk("G1"), talk("G2", client="K9")]},
        [(TALKS, 3, "Klient-Nr.")],
        "Die Angabe in „Klient-Nr.“ kommt in „Klientinnen und Klienten“ nicht vor.",
    ),
    "unknown household": (
        "bezug_unbekannt",
        {"consultations": [talk("G1", client="", household="H9")]},
        [(TALKS, 2, "Haushalt-Nr.")],
        "Die Angabe in „Haushalt-Nr.“ kommt in „Klientinnen und Klienten“ nicht vor.",
    ),
    "unknown consultation": (
        "bezug_unbekannt",
        {"referrals": ["W1;G1;Sprachkursträger", "W2;G9;Sprachkursträger"]},
        [(REFERRALS, 3, "Gespräch-Nr.")],
        "Die Angabe in „Gespräch-Nr.“ kommt in „Beratungsgespräche“ nicht vor.",
    ),
    "nobody": (
        "gespraech_ohne_klient",
        {"consultations": [talk("G1"), talk("G2", client=" ")]},
        [(TALKS, 3, "")],
        "Das Gespräch hat weder eine Klient-Nr. noch eine Haushalt-Nr.",
    ),
    "another household": (
        "haushalt_passt_nicht",
        {"clients": CARE, "consultations": [talk("G1", household="H1"), talk("G2", household="H2")]},
        [(TALKS, 3, "Haushalt-Nr.")],
        "Die Person dieses Gesprächs gehört nicht zu dem Haushalt, der daneben steht.",
    ),
    "form of one": (
        "form_passt_nicht",
        {"consultations": [talk("G1"), talk("G2", client="", household="H1")]},
        [(TALKS, 3, "Form")],
        "Zur Form „Einzelgespräch“ fehlt die Klient-Nr.",
    ),
    "form of many": (
        "form_passt_nicht",
        {"consultations": [family("G1"), talk("G2", form="Familiengespräch")]},
        [(TALKS, 3, "Form")],
        "Zur Form „Familiengespräch“ fehlt die Haushalt-Nr.",
    ),
    "nobody at home": (
        "haushalt_ohne_mitglied",
        {
            "clients": HOME,
            "consultations": [
                family("G1", "09.02.2019"), family("G2", "10.02.2019"), family("G3", "20.02.2019"),
                family("G4", "21.02.2019"), family("G5", "01.03.2019"),
            ],
        },
        [(TALKS, 2, ""), (TALKS, 5, "")],
        "Am Tag des Gesprächs ist niemand aus dem Haushalt in Betreuung.",
    ),
    "talk outside care": (
        "gespraech_ausserhalb_betreuung",
        {"clients": CARE, "consultations": days(*EDGES)},
        [(TALKS, 2, "Gesprächsdatum"), (TALKS, 5, "Gesprächsdatum")],
        "Das Gespräch liegt mehr als 31 Tage außerhalb der Betreuung.",
    ),
    "plan outside care": (
        "plan_ausserhalb_betreuung",
        {"clients": CARE, "plans": plans(*EDGES)},
        [(PLANS, 2, "Erstellt am"), (PLANS, 5, "Erstellt am")],
        "Der Integrationsplan liegt mehr als 31 Tage außerhalb der Betreuung.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FOUND)
def test_references_at_fault(tmp_path: Path, name: str) -> None:
    rule, rows, expected, message = FOUND[name]
    found = ask(tmp_path, rule, Question(rows))
    assert places(found) == expected
    assert found[0].message == message


@pytest.mark.parametrize("rule", sorted({rule for rule, *_ in FOUND.values()}))
def test_references_without_fault(tmp_path: Path, rule: str) -> None:
    rows = [talk("G1"), talk("G2", household="H1"), family("G3"), talk("G4", "")]
    assert ask(tmp_path, rule, Question({"consultations": rows})) == []


def test_the_tolerance_beside_care_is_a_limit(tmp_path: Path) -> None:
    question = Question({"clients": CARE, "consultations": days(*EDGES)}, {"betreuung_toleranz_tage": 32})
    assert ask(tmp_path, "gespraech_ausserhalb_betreuung", question) == []


def test_care_that_ends_before_it_begins_is_one_fault_only(tmp_path: Path) -> None:
    rows = {"clients": [client(since="01.02.2019", until="01.02.2018")], "consultations": days("01.06.2020")}
    assert ask(tmp_path, "gespraech_ausserhalb_betreuung", Question(rows)) == []


@pytest.mark.parametrize("until", ["", "01.02.2019"])
def test_care_may_be_open_or_last_a_day(tmp_path: Path, until: str) -> None:
    rows = {"clients": [client(since="01.02.2019", until=until)], "consultations": days("31.12.2018", "01.02.2019")}
    found = ask(tmp_path, "gespraech_ausserhalb_betreuung", Question(rows))
    assert places(found) == [(TALKS, 2, "Gesprächsdatum")]
