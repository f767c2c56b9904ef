"""Rules that hold stock against flow."""

from datetime import date
from pathlib import Path

import pytest

from tests.cases.checks.asking import Question, ask, client, places, talk

CLIENTS = "klienten.csv"
YEARS = (date(2018, 1, 1), date(2019, 12, 31))
FOUR = [client("K1", "H1"), client("K2", "H2"), client("K3", "H3"), client("K4", "H3")]
FAMILY = talk("G9", form="Familiengespräch", client="", household="H3")


def test_care_without_a_consultation(tmp_path: Path) -> None:
    rows = {"clients": FOUR, "consultations": [talk("G1"), FAMILY]}
    found = ask(tmp_path, "betreuung_ohne_gespraech", Question(rows, {"mindestzahl": 4}))
    assert places(found) == [(CLIENTS, None, "")]
    assert found[0].message == "Mit 25\u00a0% der Personen in Betreuung gibt es im Zeitraum kein Gespräch."


@pytest.mark.parametrize(
    "question",
    [
        Question({"clients": FOUR, "consultations": [talk("G1"), talk("G2", client="K2"), FAMILY]}),
        Question({"clients": FOUR, "consultations": [talk("G1"), FAMILY]}, {"ohne_gespraech_prozent": 25}),
        Question({"clients": FOUR, "consultations": [talk("G1"), FAMILY]}, {"mindestzahl": 5}),
    ],
)
def test_care_with_consultations(tmp_path: Path, question: Question) -> None:
    assert ask(tmp_path, "betreuung_ohne_gespraech", question) == []


@pytest.mark.parametrize(
    ("period", "count"), [((date(2019, 2, 1), date(2019, 2, 28)), 25), ((date(2019, 2, 5), date(2019, 3, 1)), 100)]
)
def test_only_consultations_of_the_period_count(tmp_path: Path, period: tuple[date, date], count: int) -> None:
    question = Question({"clients": FOUR, "consultations": [talk("G1"), FAMILY]}, period=period)
    (finding,) = ask(tmp_path, "betreuung_ohne_gespraech", question)
    assert finding.message.startswith(f"Mit {count}\u00a0% ")


def test_only_care_in_the_period_counts(tmp_path: Path) -> None:
    clients = [*FOUR[:1], *FOUR[2:], client("K5", "H5", "01.02.2018", "31.12.2018"), client("K6", "H6", "01.01.2020")]
    assert (
        ask(tmp_path, "betreuung_ohne_gespraech", Question({"clients": clients, "consultations": [talk("G1"), FAMILY]}))
        == []
    )


def test_without_a_period_all_care_counts(tmp_path: Path) -> None:
    question = Question({"clients": FOUR, "consultations": [talk("G1"), FAMILY]}, period=None)
    assert [finding.message[:8] for finding in ask(tmp_path, "betreuung_ohne_gespraech", question)] == ["Mit 25\u00a0%"]


@pytest.mark.parametrize("edge", [("01.02.2018", "01.01.2019"), ("31.12.2019", "")])
def test_care_on_one_day_of_the_period_counts(tmp_path: Path, edge: tuple[str, str]) -> None:
    clients = [FOUR[0], *FOUR[2:], client("K5", "H5", *edge)]
    question = Question({"clients": clients, "consultations": [talk("G1"), FAMILY]})
    assert [finding.message[:8] for finding in ask(tmp_path, "betreuung_ohne_gespraech", question)] == ["Mit 25\u00a0%"]


def test_a_talk_with_the_household_on_the_first_day_of_care_counts(tmp_path: Path) -> None:
    clients = [client(f"K{key}", "H3", "04.02.2019") for key in (1, 2, 3)]
    rows = {"clients": clients, "consultations": [FAMILY]}
    assert ask(tmp_path, "betreuung_ohne_gespraech", Question(rows)) == []


def test_a_talk_on_the_last_day_counts(tmp_path: Path) -> None:
    question = resting("30.12.2018", "31.12.2018", "02.05.2019")
    question.rows["consultations"].append(talk("G9", "31.12.2019", client="K1"))
    assert ask(tmp_path, "betreuung_ruht", question) == []


def resting(*days: str, **limits: float) -> Question:
    """Clients since February 2018, each with one talk; a year of rest ends on 31.12.2018."""
    keys = range(1, len(days) + 1)
    clients = [client(f"K{key}", f"H{key}") for key in keys]
    rows = [talk(f"G{key}", day, client=f"K{key}") for key, day in zip(keys, days, strict=True)]
    return Question({"clients": clients, "consultations": rows}, limits, period=YEARS)


def test_care_at_rest(tmp_path: Path) -> None:
    found = ask(tmp_path, "betreuung_ruht", resting("30.12.2018", "31.12.2018", "02.05.2019"))
    assert places(found) == [(CLIENTS, None, "")]
    assert found[0].message == "Bei 33\u00a0% der Betreuten liegt das letzte Gespräch mehr als 365 Tage zurück."


def test_care_without_any_talk_rests_since_it_began(tmp_path: Path) -> None:
    clients = [client("K1"), client("K2"), client("K3", since="01.02.2019")]
    found = ask(tmp_path, "betreuung_ruht", Question({"clients": clients, "consultations": []}, period=YEARS))
    assert [finding.message[:8] for finding in found] == ["Bei 67\u00a0%"]


@pytest.mark.parametrize(
    "question",
    [
        resting("31.12.2018", "31.12.2018", "02.05.2019"),
        resting("30.12.2018", "31.12.2018", "02.05.2019", ruhend_tage=366),
        resting("30.12.2018", "30.12.2018", "31.12.2018", "02.05.2019", ruhend_prozent=50),
        resting("30.12.2018", "31.12.2018", "02.05.2019", mindestzahl=4),
        Question(
            {"clients": [client(f"K{key}", since="01.02.2019") for key in range(3)], "consultations": []}, period=YEARS
        ),
        Question({"clients": FOUR, "consultations": []}, period=None),
    ],
)
def test_care_that_goes_on(tmp_path: Path, question: Question) -> None:
    assert ask(tmp_path, "betreuung_ruht", question) == []


THREE = [client("K1", since="01.01.2018"), client("K2", since="01.05.2018"), client("K3", since="02.01.2019")]


def test_care_never_ends(tmp_path: Path) -> None:
    found = ask(tmp_path, "betreuung_ohne_ende", Question({"clients": THREE}))
    assert places(found) == [(CLIENTS, None, "Betreuung bis")]
    assert found[0].message == "Bei keiner einzigen Person hat die Betreuung ein Ende."


@pytest.mark.parametrize(
    "clients",
    [
        [*THREE, client("K4", until="01.12.2019")],
        [*THREE[:2], client("K3", since="01.01.2019")],
        [THREE[0], THREE[2]],
    ],
)
def test_care_ends_at_some_time(tmp_path: Path, clients: list[str]) -> None:
    assert ask(tmp_path, "betreuung_ohne_ende", Question({"clients": clients})) == []
