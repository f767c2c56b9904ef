"""Rules about the days that a report is asked for."""

from datetime import date
from pathlib import Path

import pytest

from imreport.cases.checks import ABOUT_DAYS, OF_COMPARISON, OF_READERS, RULES
from tests.cases.checks.asking import Question, ask, talks

TALKS = {"consultations": talks("04.02.2019", "15.03.2019", "29.03.2019")}
SPRING, MARCH = (date(2019, 2, 1), date(2019, 3, 31)), (date(2019, 3, 1), date(2019, 3, 31))


def said(folder: Path, rule: str, question: Question) -> list[str]:
    return [finding.message for finding in ask(folder, rule, question)]


@pytest.mark.parametrize(
    ("rule", "question", "message"),
    [
        (
            "zeitraum_ohne_gespraech",
            Question(TALKS, period=(date(2019, 3, 16), date(2019, 3, 28))),
            "Im Zeitraum vom 16.03.2019 bis zum 28.03.2019 liegt kein Gespräch; im Export liegen sie vom 04.02.2019 "
            "bis 29.03.2019.",
        ),
        (
            "zeitraum_ohne_gespraech",
            Question(TALKS, {"mindestzahl": 100}, period=(date(2019, 2, 3), date(2019, 2, 3))),
            "Am 03.02.2019 liegt kein Gespräch; im Export liegen sie vom 04.02.2019 bis 29.03.2019.",
        ),
        (
            "zeitraum_nach_export",
            Question(TALKS, period=(date(2019, 2, 1), date(2019, 4, 13))),
            "Der Zeitraum endet am 13.04.2019, das letzte Gespräch des Exports ist vom 29.03.2019.",
        ),
        (
            "stichtag_ausserhalb",
            Question(TALKS, period=MARCH, as_of=date(2019, 2, 28)),
            "Der Stichtag 28.02.2019 liegt nicht im Zeitraum vom 01.03.2019 bis zum 31.03.2019.",
        ),
        (
            "stichtag_ausserhalb",
            Question(TALKS, period=MARCH, as_of=date(2019, 4, 1)),
            "Der Stichtag 01.04.2019 liegt nicht im Zeitraum vom 01.03.2019 bis zum 31.03.2019.",
        ),
        (
            "stichtag_nach_export",
            Question(TALKS, period=MARCH, as_of=date(2019, 4, 13)),
            "Der Stichtag ist der 13.04.2019, das letzte Gespräch des Exports ist vom 29.03.2019.",
        ),
        (
            "vergleich_ueberschneidet",
            Question(TALKS, period=MARCH, compared=(date(2019, 2, 1), date(2019, 3, 1))),
            "Der Vergleichszeitraum vom 01.02.2019 bis zum 01.03.2019 überschneidet sich mit dem Berichtszeitraum vom "
            "01.03.2019 bis zum 31.03.2019.",
        ),
        (
            "vergleich_ausserhalb",
            Question(TALKS, period=MARCH, compared=(date(2019, 1, 1), date(2019, 2, 28))),
            "Der Vergleichszeitraum reicht vom 01.01.2019 bis zum 28.02.2019, die Gespräche des Exports vom 04.02.2019 "
            "bis 29.03.2019.",
        ),
        (
            "vergleich_ausserhalb",
            Question(TALKS, period=MARCH, compared=(date(2019, 4, 1), date(2019, 4, 30))),
            "Der Vergleichszeitraum reicht vom 01.04.2019 bis zum 30.04.2019, die Gespräche des Exports vom 04.02.2019 "
            "bis 29.03.2019.",
        ),
    ],
)
def test_days_that_the_export_does_not_cover(tmp_path: Path, rule: str, question: Question, *, message: str) -> None:
    assert said(tmp_path, rule, question) == [message]


@pytest.mark.parametrize(
    ("rule", "question"),
    [
        ("zeitraum_ohne_gespraech", Question(TALKS, period=(date(2019, 3, 15), date(2019, 3, 15)))),
        ("zeitraum_ohne_gespraech", Question({"consultations": [], "referrals": []}, period=MARCH)),
        ("zeitraum_nach_export", Question(TALKS, period=(date(2019, 2, 1), date(2019, 4, 12)))),
        ("zeitraum_nach_export", Question(TALKS, {"mindestzahl": 4}, period=(date(2019, 2, 1), date(2019, 12, 31)))),
        ("stichtag_ausserhalb", Question(TALKS, period=MARCH, as_of=date(2019, 3, 1))),
        ("stichtag_ausserhalb", Question(TALKS, period=MARCH, as_of=date(2019, 3, 31))),
        ("stichtag_nach_export", Question(TALKS, period=MARCH, as_of=date(2019, 4, 12))),
        (
            "stichtag_nach_export",
            Question(TALKS, period=(date(2019, 3, 1), date(2019, 5, 1)), as_of=date(2019, 5, 1)),
        ),
        ("vergleich_ueberschneidet", Question(TALKS, period=MARCH, compared=(date(2019, 2, 1), date(2019, 2, 28)))),
        ("vergleich_ueberschneidet", Question(TALKS, period=MARCH)),
        ("vergleich_ausserhalb", Question(TALKS, period=MARCH, compared=(date(2019, 2, 1), date(2019, 2, 28)))),
        ("vergleich_ausserhalb", Question(TALKS, period=MARCH)),
    ],
)
def test_days_that_the_export_covers(tmp_path: Path, rule: str, question: Question) -> None:
    assert said(tmp_path, rule, question) == []


def test_a_day_that_has_not_come_yet_does_not_make_the_export_longer(tmp_path: Path) -> None:
    late = {"consultations": talks("04.02.2019", "15.03.2019", "29.03.2019", "29.03.2091")}
    question = Question(late, period=(date(2019, 2, 1), date(2019, 12, 31)), today=date(2020, 1, 15))
    assert said(tmp_path, "zeitraum_nach_export", question)[0].endswith("ist vom 29.03.2019.")


def test_readers_are_told_in_months_of_rules_that_there_are() -> None:
    assert set(OF_COMPARISON) < OF_READERS.keys() < set(ABOUT_DAYS) <= RULES.keys()
    texts = [text.format(first="Februar 2019", last="März 2019") for text in OF_READERS.values()]
    assert all(text.endswith(".") and "{" not in text for text in texts)
