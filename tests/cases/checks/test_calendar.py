"""Rules about how consultations spread over the calendar."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from imreport.cases.checks import Export, run
from imreport.cases.schema import Table
from tests.cases.checks.asking import Question, ask, asked, places, talks

TALKS, PLANS = "beratungsgespraeche.csv", "integrationsplaene.csv"
WEEK = ["04.02.2019", "05.02.2019", "06.02.2019", "07.02.2019", "08.02.2019", "11.02.2019", "12.02.2019", "13.02.2019"]
SATURDAY, SUNDAY = "09.02.2019", "10.02.2019"
SPRING = (date(2019, 2, 1), date(2019, 5, 31))


def months(*counts: int) -> list[str]:
    """So many weekdays in January, February … of 2019."""
    starts = ["02", "01", "01", "01", "02", "03", "01"]
    return talks(*(f"{starts[place]}.{place + 1:02}.2019" for place, count in enumerate(counts) for _ in range(count)))


def test_many_consultations_on_weekends(tmp_path: Path) -> None:
    found = ask(tmp_path, "wochenende_haeufig", Question({"consultations": talks(*WEEK, SATURDAY, SUNDAY)}))
    assert places(found) == [(TALKS, None, "Gesprächsdatum")]
    text = "20\u00a0% der Gespräche liegen an einem Samstag oder Sonntag, üblich sind höchstens 10\u00a0%."
    assert found[0].message == text


@pytest.mark.parametrize(
    "question",
    [
        Question({"consultations": talks(*WEEK, "14.02.2019", SUNDAY)}),
        Question({"consultations": talks(*WEEK, SATURDAY, SUNDAY)}, {"wochenende_prozent": 20}),
        Question({"consultations": talks(*WEEK, SATURDAY, SUNDAY)}, {"mindestzahl": 11}),
        Question({"consultations": talks(*WEEK, SATURDAY, SUNDAY)}, period=(date(2019, 2, 4), date(2019, 2, 8))),
        Question({"consultations": [], "referrals": []}, {"mindestzahl": 0}),
    ],
)
def test_few_consultations_on_weekends(tmp_path: Path, question: Question) -> None:
    assert ask(tmp_path, "wochenende_haeufig", question) == []


def test_many_consultations_on_one_day(tmp_path: Path) -> None:
    question = Question({"consultations": talks(*WEEK, "04.02.2019", "04.02.2019")}, {"tag_faktor": 2})
    (finding,) = ask(tmp_path, "tag_haeufig", question)
    assert finding.message == "30\u00a0% der Gespräche liegen am 04.02.2019, üblich sind höchstens 25\u00a0%."


@pytest.mark.parametrize("limits", [{"tag_prozent": 30.0, "tag_faktor": 0}, {}, {"mindestzahl": 11, "tag_faktor": 0}])
def test_no_day_stands_out(tmp_path: Path, limits: dict[str, float]) -> None:
    question = Question({"consultations": talks(*WEEK, "04.02.2019", "04.02.2019")}, limits)
    assert ask(tmp_path, "tag_haeufig", question) == []


NEW_YEAR = {
    "consultations": talks(*WEEK, "01.01.2019"),
    "plans": [
        "P1;K1;01.01.2019;aktiv;",
        "P2;K1;01.01.2018;aktiv;",
        "P3;K1;02.01.2019;aktiv;",
        "P4;K1;01.02.2019;aktiv;",
    ],
}


def test_many_entries_on_new_year(tmp_path: Path) -> None:
    found = ask(tmp_path, "neujahr_haeufig", Question(NEW_YEAR, {"neujahr_prozent": 10}))
    assert places(found) == [(TALKS, None, "Gesprächsdatum"), (PLANS, None, "Erstellt am")]
    assert found[1].message == "50\u00a0% der Einträge in „Erstellt am“ liegen am 1. Januar."


@pytest.mark.parametrize("limits", [{"neujahr_prozent": 50.0}, {"mindestzahl": 10.0}])
def test_few_entries_on_new_year(tmp_path: Path, limits: dict[str, float]) -> None:
    assert ask(tmp_path, "neujahr_haeufig", Question(NEW_YEAR, limits)) == []


def test_months_without_a_consultation(tmp_path: Path) -> None:
    found = ask(tmp_path, "monat_ohne_gespraech", Question({"consultations": months(0, 1, 0, 2)}, period=SPRING))
    assert [finding.message for finding in found] == ["Ohne ein einziges Gespräch: März 2019 und Mai 2019."]


@pytest.mark.parametrize(
    ("counts", "period", "named"),
    [
        ((0, 2, 0, 2), None, "März 2019"),
        ((0, 1, 1, 1), (date(2019, 2, 1), date(2019, 5, 1)), "Mai 2019"),
        (
            (0, 3),
            (date(2019, 2, 1), date(2019, 8, 31)),
            "März 2019, April 2019, Mai 2019, Juni 2019, Juli 2019 und August 2019",
        ),
    ],
)
def test_months_at_the_edge(tmp_path: Path, counts: list[int], period: tuple[date, date] | None, *, named: str) -> None:
    found = ask(tmp_path, "monat_ohne_gespraech", Question({"consultations": months(*counts)}, period=period))
    assert [finding.message for finding in found] == [f"Ohne ein einziges Gespräch: {named}."]


def test_many_months_are_not_all_named(tmp_path: Path) -> None:
    found = ask(tmp_path, "monat_ohne_gespraech", Question({"consultations": months(3)}))
    assert found[0].message.endswith("April 2019, Mai 2019, Juni 2019, Juli 2019 und 5 weitere.")


@pytest.mark.parametrize(
    "question",
    [
        Question({"consultations": months(0, 1, 1, 1)}, period=SPRING, today=date(2019, 4, 30)),
        Question({"consultations": months(0, 0, 0, 1, 2)}, period=SPRING, begun=date(2019, 4, 15)),
        Question({"consultations": months(0, 1, 0, 1)}, period=SPRING),
        Question({"consultations": months(0, 3, 1)}, period=None),
    ],
)
def test_no_month_is_missing(tmp_path: Path, question: Question) -> None:
    assert ask(tmp_path, "monat_ohne_gespraech", question) == []


def test_a_sudden_change_between_months(tmp_path: Path) -> None:
    found = ask(tmp_path, "niveausprung", Question({"consultations": months(9, 2, 6, 1, 2, 9)}))
    assert [finding.message for finding in found] == [
        "Von Februar 2019 zu März 2019 springt die Zahl der Gespräche von 2 auf 6.",
        "Von März 2019 zu April 2019 springt die Zahl der Gespräche von 6 auf 1.",
    ]


@pytest.mark.parametrize(
    "question",
    [
        Question({"consultations": months(9, 2, 5, 2, 9)}),
        Question({"consultations": months(9, 2, 6, 2, 9)}, {"sprung_faktor": 3.5}),
        Question({"consultations": months(9, 2, 6, 2, 9)}, {"mindestzahl": 7}),
        Question({"consultations": months(9, 2, 0, 2, 9)}),
    ],
)
def test_months_of_one_level(tmp_path: Path, question: Question) -> None:
    assert ask(tmp_path, "niveausprung", question) == []


class TwoSources(Export):
    """An export whose rows come from two sources: the first three from the old one."""

    __slots__ = ()

    def origins(self, table: Table) -> dict[int, str]:
        return {0: "alt", 1: "neu"}


PARTS = "update rows_consultations set part_ = case when row_ <= 3 then 0 else 1 end"


@pytest.mark.parametrize(
    ("counts", "limits", "messages"),
    [
        ((0, 1, 2, 5), {}, ["„neu“ hat je Monat 5 Gespräche, „alt“ 2."]),
        ((0, 0, 3, 9), {}, []),
        ((0, 1, 2, 5), {"quellen_faktor": 3.5}, []),
        ((0, 1, 2, 5), {"mindestzahl": 4}, []),
    ],
)
def test_two_sources(tmp_path: Path, counts: list[int], limits: dict[str, float], messages: list[str]) -> None:
    with asked(tmp_path, Question({"consultations": months(*counts)}, limits, change=PARTS)) as export:
        two = TwoSources(export.engine, export.parts, export.codes, export.period, replace(export.settings))
        found = [finding for finding in run(two) if finding.rule == "quellensprung"]
        assert [finding.message for finding in found] == messages


def test_one_source_is_compared_with_none(tmp_path: Path) -> None:
    assert ask(tmp_path, "quellensprung", Question({"consultations": months(0, 1, 2, 5)})) == []
