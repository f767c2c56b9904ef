"""Dip and recovery: the lowest month since the cut, told only where every month that matters is shown and whole."""

from dataclasses import replace
from datetime import date

import pytest

from imreport.disclosure import HIDDEN, Release, Value
from imreport.presentation.messages import recovery

from .handmade import handmade


def told(values: list[Value], *, start: date = date(2019, 11, 1), end: date = date(2020, 6, 30)) -> str:
    """The sentence on months from November 2019 on; the cut is in March 2020."""
    months = [f"{2019 + (10 + number) // 12}-{(10 + number) % 12 + 1:02}" for number in range(len(values))]
    release = handmade("gespraeche_monat", {**dict(zip(months, values, strict=True)), "gesamt": 1})
    return recovery(between(release, start, end), release.table("gespraeche_monat"))


def between(release: Release, start: date, end: date) -> Release:
    return replace(release, parameters=replace(release.parameters, von=start, bis=end))


def test_the_lowest_month_and_the_one_that_reached_the_average_again() -> None:
    assert told([90, 110, 100, 100, 80, 40, 99, 100]) == (
        "Seit März 2020 waren es im April 2020 am wenigsten (40); "
        "im Juni 2020 war der Durchschnitt der vier Monate davor (100) wieder erreicht (100)."
    )


def test_not_reached_again() -> None:
    assert told([90, 110, 100, 100, 80, 40, 99, 99]).endswith("(100) wurde seither nicht wieder erreicht.")


def test_no_dip() -> None:
    sentence = "Seit März 2020 lag kein Monat unter dem Durchschnitt der vier Monate davor (100)."
    assert told([90, 110, 100, 100, 100, 140, 101, 100]) == sentence


@pytest.mark.parametrize("place", [0, 5])
def test_nothing_is_said_where_a_month_is_hidden(place: int) -> None:
    values: list[Value] = [90, 110, 100, 100, 80, 40, 99, 100]
    values[place] = HIDDEN
    assert told(values) == ""


def test_months_that_are_not_whole_do_not_count() -> None:
    first = told([1, 110, 100, 90, 80, 40, 99, 100], start=date(2019, 11, 20))
    assert "der drei Monate davor (100)" in first
    assert "Juni" not in told([90, 110, 100, 100, 80, 40, 99, 100], end=date(2020, 6, 29))


def test_two_months_are_no_average() -> None:
    assert told([1, 1, 100, 90, 80, 40], start=date(2020, 1, 1), end=date(2020, 4, 30)) == ""


def test_nothing_before_is_no_base() -> None:
    assert told([0, 0, 0, 0, 80, 40, 99, 100]) == ""
