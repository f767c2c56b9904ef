"""Rules about pseudonymous keys; no message shows one."""

from pathlib import Path

import pytest

from tests.cases.checks.asking import Question, ask, client, places, talk

TALKS, CLIENTS = "beratungsgespraeche.csv", "klienten.csv"
NUMBER, CLIENT = "Gespräch-Nr.", "Klient-Nr."

FOUND = {
    "schluessel_doppelt": (
        [talk("G1"), talk("G2"), talk(" G1 "), talk("G1")],
        [(TALKS, 4, NUMBER), (TALKS, 5, NUMBER)],
        "Der Schlüssel in „Gespräch-Nr.“ kommt weiter oben schon vor.",
    ),
    "schluessel_aehnlich": (
        [talk("G1a"), talk("G2"), talk("G1A"), talk("G 1a")],
        [(TALKS, 2, NUMBER), (TALKS, 4, NUMBER)],
        "Der Schlüssel in „Gespräch-Nr.“ unterscheidet sich von einem anderen nur in der Schreibweise.",
    ),
    "schluessel_leerzeichen": (
        [talk("G1"), talk("G\u20072")],
        [(TALKS, 3, NUMBER)],
        "Die Angabe in „Gespräch-Nr.“ enthält ein unsichtbares Zeichen.",
    ),
    "schluessel_gerundet": (
        [talk("1,23E+14"), talk("1E+05", client="2.5E+17"), talk("E+14"), talk("1E+1x")],
        [(TALKS, 2, NUMBER), (TALKS, 3, NUMBER), (TALKS, 3, CLIENT)],
        "Die Angabe in „Gespräch-Nr.“ hat Excel in eine gerundete Zahl verwandelt.",
    ),
    "schluessel_fehlerwert": (
        [talk("=A2"), talk("#NV", client="#REF!"), talk("#1"), talk("G=1")],
        [(TALKS, 2, NUMBER), (TALKS, 3, NUMBER), (TALKS, 3, CLIENT)],
        "Die Angabe in „Gespräch-Nr.“ ist ein Fehlerwert oder eine Formel.",
    ),
    "schluessel_beschaedigt": (
        [talk("G1"), talk("G2", client="K\ufffd1")],
        [(TALKS, 3, CLIENT)],
        "In der Angabe in „Klient-Nr.“ ist ein Zeichen verloren gegangen.",
    ),
}


@pytest.mark.parametrize("rule", FOUND)
def test_keys_at_fault(tmp_path: Path, rule: str) -> None:
    rows, expected, message = FOUND[rule]
    found = ask(tmp_path, rule, Question({"consultations": rows}))
    assert places(found) == expected
    assert found[0].message == message
    assert not any(finding.value or finding.suggestion for finding in found)


@pytest.mark.parametrize(
    ("keys", "rows"),
    [(["G1", "G2", "G2", "G3"], [4]), (["G2", "G1", "G2"], [4]), (["G1", "G2", "G10"], []), (["G3", "G2", "G1"], [])],
)
def test_keys_repeat_in_any_order(tmp_path: Path, keys: list[str], rows: list[int]) -> None:
    found = ask(tmp_path, "schluessel_doppelt", Question({"consultations": [talk(key) for key in keys]}))
    assert [finding.row for finding in found] == rows


@pytest.mark.parametrize("rule", FOUND)
def test_keys_without_fault(tmp_path: Path, rule: str) -> None:
    rows = [talk("G1"), talk(" G 2 "), talk("g3"), talk(""), talk(""), talk("G-4E")]
    assert ask(tmp_path, rule, Question({"consultations": rows})) == []


def test_every_table_has_its_keys(tmp_path: Path) -> None:
    found = ask(tmp_path, "schluessel_doppelt", Question({"clients": [client(), client("K2"), client()]}))
    assert places(found) == [(CLIENTS, 4, CLIENT)]


def test_a_household_has_several_members(tmp_path: Path) -> None:
    rows = [client("K1", "H1"), client("K2", "H1"), client("K3", "h1")]
    assert ask(tmp_path, "schluessel_doppelt", Question({"clients": rows})) == []
    assert places(ask(tmp_path, "schluessel_aehnlich", Question({"clients": rows}))) == [(CLIENTS, 4, "Haushalt-Nr.")]


@pytest.mark.parametrize("blank", ["\t", "\u00a0", "\u200b", "\u2007", "\u202f", "\ufeff"])
def test_every_invisible_character(tmp_path: Path, blank: str) -> None:
    rows = [talk(f"G{blank}1"), talk("Gä2")]
    found = ask(tmp_path, "schluessel_leerzeichen", Question({"consultations": rows}))
    assert places(found) == [(TALKS, 2, NUMBER)]
