"""Rules that hold consultations against posts: the year 2019 has 12 months, so 60 talks are 5 a month."""

from datetime import date
from pathlib import Path

import pytest

from tests.cases.checks.asking import Question, ask, places, talks

POSTS = "stellen.csv"
YEARLY = [f"{day}.{month:02}.2019" for month in range(1, 13) for day in ("05", "10", "15", "20", "25")]
MARCH = date(2019, 3, 31)
FULL, HALF = "S1;Ehingen;1;01.01.2019;", "S1;Ehingen;0,5;01.02.2018;"
SUMMER = "S1;Ehingen;1;01.07.2019;31.12.2019"


def posts(*rows: str, **limits: float) -> Question:
    return Question({"consultations": talks(*YEARLY), "posts": list(rows)}, limits)


@pytest.mark.parametrize(
    ("question", "rate"),
    [
        (posts(FULL, gespraeche_je_vzae_mindestens=5.1), "5,0"),
        (posts(FULL, gespraeche_je_vzae_hoechstens=4.9), "5,0"),
        (posts(HALF, gespraeche_je_vzae_hoechstens=9.9), "10,0"),
        (posts(SUMMER, gespraeche_je_vzae_hoechstens=9.8), "9,9"),
        (posts(FULL, FULL.replace("S1", "S2"), gespraeche_je_vzae_mindestens=2.6), "2,5"),
    ],
)
def test_the_rate_per_post(tmp_path: Path, question: Question, rate: str) -> None:
    found = ask(tmp_path, "gespraeche_je_stelle", question)
    assert places(found) == [(POSTS, None, "VZÄ")]
    assert found[0].message.startswith(f"Je VZÄ und Monat sind es {rate} Gespräche, üblich sind ")


@pytest.mark.parametrize(
    "question",
    [
        posts(FULL, gespraeche_je_vzae_mindestens=4.9, gespraeche_je_vzae_hoechstens=5.1),
        posts(FULL, gespraeche_je_vzae_mindestens=9, mindestzahl=61),
        posts("S1;Ehingen;1;01.02.2018;31.12.2018", gespraeche_je_vzae_mindestens=9),
    ],
)
def test_the_rate_per_post_is_usual(tmp_path: Path, question: Question) -> None:
    assert ask(tmp_path, "gespraeche_je_stelle", question) == []


def test_without_a_period_the_rate_is_that_of_all_days(tmp_path: Path) -> None:
    rows = {"consultations": talks(*YEARLY), "posts": [FULL]}
    (finding,) = ask(
        tmp_path, "gespraeche_je_stelle", Question(rows, {"gespraeche_je_vzae_mindestens": 6}, period=None)
    )
    assert finding.message.startswith("Je VZÄ und Monat sind es 5,1 Gespräche")


def test_the_rate_counts_no_day_after_the_date_of_the_report(tmp_path: Path) -> None:
    rows = {"consultations": talks(*YEARLY[:15]), "posts": [FULL]}
    (finding,) = ask(
        tmp_path, "gespraeche_je_stelle", Question(rows, {"gespraeche_je_vzae_mindestens": 9}, today=MARCH)
    )
    assert finding.message == "Je VZÄ und Monat sind es 5,1 Gespräche, üblich sind 9 bis 120."


TWO_TEAMS = talks(*YEARLY[:3], team="Laichinger Alb")


def test_a_team_without_a_post(tmp_path: Path) -> None:
    found = ask(tmp_path, "team_ohne_stelle", Question({"consultations": TWO_TEAMS, "posts": [FULL]}))
    assert places(found) == [(POSTS, None, "Team")]
    assert found[0].message == "Ohne eine Stelle, aber mit Gesprächen: Laichinger Alb."


@pytest.mark.parametrize("days", ["01.02.2018;01.01.2019", "31.12.2019;"])
def test_a_post_on_one_day_of_the_period(tmp_path: Path, days: str) -> None:
    found = ask(tmp_path, "team_ohne_gespraech", posts(FULL, f"S2;Laichinger Alb;1;{days}"))
    assert [finding.message for finding in found] == ["Mit einer Stelle, aber ohne ein Gespräch: Laichinger Alb."]


def test_a_team_without_a_consultation(tmp_path: Path) -> None:
    found = ask(tmp_path, "team_ohne_gespraech", Question({"consultations": TWO_TEAMS, "posts": [FULL]}))
    assert places(found) == [(POSTS, None, "Team")]
    assert found[0].message == "Mit einer Stelle, aber ohne ein Gespräch: Ehingen."


@pytest.mark.parametrize(
    ("rule", "question"),
    [
        ("team_ohne_stelle", posts(FULL)),
        ("team_ohne_stelle", Question({"consultations": talks(*YEARLY[:3], team=""), "posts": [FULL]})),
        ("team_ohne_stelle", Question({"consultations": TWO_TEAMS, "posts": [FULL]}, {"mindestzahl": 4})),
        ("team_ohne_gespraech", posts(FULL)),
        ("team_ohne_gespraech", posts(FULL, "S2;Laichinger Alb;1;01.02.2018;31.12.2018")),
        ("team_ohne_gespraech", posts(FULL, "S2;Laichinger Alb;1;01.01.2020;")),
        ("team_ohne_gespraech", posts(FULL, "S2;;1;01.02.2018;")),
    ],
)
def test_teams_with_posts_and_consultations(tmp_path: Path, rule: str, question: Question) -> None:
    assert ask(tmp_path, rule, question) == []
