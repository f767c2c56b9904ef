"""Mehrfachnennungen: who has not a topic follows from the number of all, line by line."""

from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from imreport.cases import CaseTables, Scope
from imreport.disclosure.counts import Count
from imreport.disclosure.joining.source import CaseSource
from imreport.disclosure.marking import mark, mark_complements
from imreport.disclosure.mentions import Whole
from imreport.disclosure.protect import protect
from imreport.disclosure.rule import Rule
from imreport.indicators import INDICATORS, Indicator, Population
from tests.conftest import DATA

from .conftest import SCOPE
from .rows import Export, Unit, labels
from .test_special_tables import TOPIC, YEAR, topics

RULE = Rule()
YEARLY = topics(YEAR, TOPIC)
MAY = Scope(date(2019, 5, 1), date(2020, 1, 31), date(2020, 1, 31), date(2019, 9, 1))


@cache
def talks() -> list[Unit]:
    """The consultations, from the rows of the export."""
    return list({unit.number: unit for unit in Export(DATA).units("talks")}.values())


@cache
def named() -> set[tuple[str, ...]]:
    """Consultation and topic, from the rows of the export."""
    return {tuple(unit.number.split(":")) for unit in Export(DATA).units("topics")}


def whole(cases: CaseTables, indicator: Indicator, *, scope: Scope) -> Whole:
    found = Whole.find(CaseSource(cases), indicator, scope=scope, done={})
    assert found
    return found


def without(topic: str, *, year: str, scope: Scope) -> list[Unit]:
    """The consultations that do not name a topic."""
    label = labels("themen.csv")[topic]
    days = [unit for unit in talks() if scope.start <= unit.first <= scope.end]
    return [u for u in days if (u.number, label) not in named() and year in (str(u.first.year), "gesamt")]


@pytest.mark.parametrize("year", ["2019", "2020", "gesamt"])
@pytest.mark.parametrize("topic", ["wohnen", "gesundheit"])
def test_who_has_not_a_topic_is_counted_line_by_line(cases: CaseTables, year: str, topic: str) -> None:
    own = without(topic, year=year, scope=MAY)
    found = CaseSource(cases).complements(
        YEARLY, MAY, whole=whole(cases, YEARLY, scope=MAY), keys=["wohnen", "gesundheit"]
    )
    count = next(count for count in found if count.keys == (year, topic))
    assert (count.value, count.persons) == (len(own), len({person for unit in own for person in unit.persons}))
    assert count.largest == max(sum(person in u.persons for u in own) for person in {p for u in own for p in u.persons})


@pytest.mark.parametrize("year", ["2019", "2020", "gesamt"])
def test_the_whole_of_a_line_is_all_consultations_in_it(cases: CaseTables, year: str) -> None:
    days = [u for u in talks() if MAY.start <= u.first <= MAY.end and year in (str(u.first.year), "gesamt")]
    assert whole(cases, YEARLY, scope=MAY).of((year, "wohnen")).value == len(days)


def test_topics_of_referrals_are_properties_of_the_referrals_to_a_target(cases: CaseTables) -> None:
    target = INDICATORS["weiterleitungen"].dimensions[0]
    population = Population("referral_topics", "mention_id", part_of="referral_id")
    crossed = replace(YEARLY, population=population, dimensions=(TOPIC, target))
    own = whole(cases, crossed, scope=SCOPE)
    counts = {
        c.keys: c
        for c in protect(
            CaseSource(cases), {"weiterleitungen": INDICATORS["weiterleitungen"]}, scope=SCOPE, rule=RULE
        ).counts["weiterleitungen"]
    }
    assert (own.axis, own.indicator.key) == (0, "weiterleitungen")
    assert own.of(("wohnen", "gesamt")).value == counts["gesamt",].value


def test_units_of_their_own_have_no_whole(cases: CaseTables) -> None:
    assert Whole.find(CaseSource(cases), INDICATORS["weiterleitungen"], scope=SCOPE, done={}) is None


def yearly(*cells: tuple[str, str, int]) -> list[Count]:
    return [Count((year, topic), value, value, value) for year, topic, value in cells]


def lines(**values: int) -> Whole:
    """What the topics of a year are properties of."""
    forms = INDICATORS["gespraeche_jahr"]
    counts = {(year[1:], "gesamt"): Count((year[1:], "gesamt"), n, n, n, 1) for year, n in values.items()}
    return Whole(forms, 1, (0, None), counts)


CELLS = yearly(("2019", "wohnen", 29), ("2019", "arbeit", 12), ("2019", "gesamt", 41), ("2020", "wohnen", 30))


def test_a_topic_that_all_of_a_year_have_withholds_that_year_only() -> None:
    cells = yearly(
        ("2019", "wohnen", 30), ("2019", "arbeit", 12), ("2019", "gesamt", 42),
        ("2020", "wohnen", 30), ("2020", "arbeit", 12), ("2020", "gesamt", 42),
    )  # fmt: skip
    done = mark(cells, YEARLY, rule=RULE, residual=(), whole=lines(y2019=30, y2020=50))
    assert [count.keys for count in done if count.withheld] == [("2019", "wohnen"), ("2019", "arbeit")]


def test_only_the_line_in_which_few_have_not_a_topic_is_asked_about() -> None:
    assert lines(y2019=30, y2020=90).near(CELLS, threshold=5) == ["wohnen"]
    assert lines(y2019=90, y2020=90).near(CELLS, threshold=5) == []


def test_a_cell_is_hidden_if_too_few_of_its_line_are_without() -> None:
    few = {("2019", "wohnen"): Count(("2019", "wohnen"), 1, 1, 1, 1), ("2019", "arbeit"): Count((), 18, 12, 12, 3)}
    assert [count.small for count in mark_complements(CELLS, few, rule=RULE)] == [True, False, False, False]
