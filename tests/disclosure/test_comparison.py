"""Changes: differences and percentages of shown numbers, and when they are worth a sentence."""

from dataclasses import replace
from datetime import date
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imreport.disclosure import HIDDEN, Comparison, Release, Value
from imreport.disclosure.comparison import Change
from imreport.parameters import Parameters
from tests.presentation.handmade import RELEASE, Cells, handmade

YEAR = Parameters(date(2020, 1, 1), date(2020, 12, 31), date(2020, 12, 31), date(2020, 3, 1))
BEFORE = replace(YEAR, von=date(2019, 1, 1), bis=date(2019, 12, 31), stichtag=date(2019, 12, 31))
TWO_YEARS = replace(BEFORE, von=date(2018, 1, 1))


def changes(key: str, now: Cells, then: Cells, *, other: Parameters = BEFORE) -> dict[tuple[str, ...], Change]:
    table, earlier = handmade(key, now).table(key), handmade(key, then).table(key)
    comparison = Comparison("davor", other, {key: earlier}, same_length=other is BEFORE)
    return {change.keys: change for change in comparison.changes(table, YEAR)}


def change(now: Value, then: Value, *, other: Parameters = BEFORE) -> Change:
    return changes("gespraeche", {"gesamt": now}, {"gesamt": then}, other=other)[("gesamt",)]


def test_difference_and_percent() -> None:
    found = change(1500, 1000)
    assert (found.now, found.then, found.difference, found.percent) == (1500, 1000, 500, 50)
    assert found.is_notable
    assert not found.is_per_month


@pytest.mark.parametrize(("now", "then"), [(HIDDEN, 1000), (1500, HIDDEN), (HIDDEN, HIDDEN)])
def test_nothing_is_said_of_a_hidden_number(now: Value, then: Value) -> None:
    found = change(now, then)
    assert (found.difference, found.percent, found.is_notable) == (None, None, False)


@pytest.mark.parametrize(("then", "percent"), [(0, None), (19, None), (20, 400)])
def test_no_percent_of_few(then: int, percent: int | None) -> None:
    found = change(100, then)
    assert found.percent == percent
    assert found.difference == 100 - then


@given(now=st.integers(0, 5000), then=st.integers(0, 5000))
def test_notable_is_five_percent_and_more_than_chance(now: int, then: int) -> None:
    found = change(now, then)
    large = then >= 20 and abs(round(100 * (now - then) / then)) >= 5
    assert found.is_notable == (large and abs(now - then) >= 2 * sqrt(now + then))


def test_flows_of_periods_of_other_length_are_compared_per_month() -> None:
    found = change(1200, 2400, other=TWO_YEARS)
    assert found.is_per_month
    assert (found.difference, found.percent, found.is_notable) == (0, 0, False)
    assert change(1800, 2400, other=TWO_YEARS).difference == 50
    assert change(1800, 2400, other=TWO_YEARS).percent == 50


def test_stocks_of_periods_of_other_length_are_compared_as_they_are() -> None:
    found = changes("staatsangehoerigkeit", {"gesamt": 100}, {"gesamt": 50}, other=TWO_YEARS)[("gesamt",)]
    assert (found.difference, found.percent, found.is_per_month) == (50, 100, False)


def test_years_are_compared_as_a_whole_only() -> None:
    found = changes("plaene", {"2019": 30, "gesamt": 60}, {"2019": 30, "gesamt": 50})
    assert found.keys() == {("gesamt",)}


def test_a_category_that_was_not_listed_counts_0_and_an_unknown_one_is_left_out() -> None:
    then = handmade("themen", {"kinder": 40, "gesamt": 40}).table("themen")
    listed = replace(then, categories=({**then.categories[0], "wohnen": "Wohnen"},))
    now = handmade("themen", {"kinder": 50, "wohnen": 10, "neu": 5, "gesamt": 65}).table("themen")
    found = Comparison("davor", BEFORE, {"themen": listed}, same_length=True).changes(now, YEAR)
    assert [(change.keys[0], change.difference) for change in found] == [("kinder", 10), ("wohnen", 10), ("gesamt", 25)]


def test_merged_categories_are_compared_if_the_same_ones_were_merged() -> None:
    now: Cells = {"kinder": 50, "andere": 30, "gesamt": 80}
    assert ("andere",) in changes("themen", now, {"kinder": 40, "andere": 20, "gesamt": 60})
    assert ("andere",) not in changes("themen", now, {"kinder": 40, "wohnen": 10, "andere": 20, "gesamt": 70})


def test_ratios_need_no_chance() -> None:
    found = changes("weiterleitungen_je_100", {"gesamt": 55}, {"gesamt": 50}, other=TWO_YEARS)[("gesamt",)]
    assert (found.difference, found.percent, found.is_per_month, found.is_notable) == (5, 10, False, True)


def test_it_survives_json() -> None:
    then = handmade("themen", {"kinder": HIDDEN, "gesamt": 40}).tables
    release = replace(RELEASE, comparison=Comparison("davor", BEFORE, then, same_length=True))
    assert Release.from_json(release.to_json()) == release
