"""Wordings chosen by numbers: rising and falling, more and fewer, none, the first and the last."""

from dataclasses import replace
from datetime import date

import pytest

from imreport.disclosure import HIDDEN, Release
from imreport.parameters import Parameters
from imreport.presentation import passage

from .handmade import RELEASE, Cells, handmade

NBSP = "\u00a0"


def filled(release: Release, text: str) -> str:
    return passage(release, f"{{{{ {text} }}}}").text


def years(cells: Cells, start: date, end: date) -> Release:
    parameters = Parameters(start, end, end, date(2020, 3, 1))
    return replace(handmade("gespraeche_jahr", cells), parameters=parameters)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("12, 44", f"stieg von 12{NBSP}% auf 44{NBSP}%"),
        ("44, 12", f"sank von 44{NBSP}% auf 12{NBSP}%"),
        ("12, 12", f"blieb bei 12{NBSP}%"),
        ("12, 44, mehrzahl=true", f"stiegen von 12{NBSP}% auf 44{NBSP}%"),
        ("12, 44, vorher='2019', nachher='2020'", f"stieg von 12{NBSP}% 2019 auf 44{NBSP}% 2020"),
        ("12, 12, vorher='2019', nachher='2020'", f"blieb bei 12{NBSP}%"),
        ("gespraeche.einzel, gespraeche.familie", "stieg von 5 auf 1.200"),
        ("gespraeche.einzel, gespraeche.gesamt", ""),
    ],
)
def test_course(arguments: str, expected: str) -> None:
    release = handmade("gespraeche", {"einzel": 5, "familie": 1200, "gesamt": HIDDEN})
    assert filled(release, f"verlauf({arguments})") == expected


@pytest.mark.parametrize(
    ("now", "before", "expected"),
    [
        (112, 100, f"12{NBSP}% mehr als 2019"),
        (88, 100, f"12{NBSP}% weniger als 2019"),
        (100, 100, "ebenso viele wie 2019"),
        (12, 7, "5 mehr als 2019"),
        (7, 0, "7 mehr als 2019"),
        (1001, 1000, "1 mehr als 2019"),
        (21, 20, f"5{NBSP}% mehr als 2019"),
    ],
)
def test_difference(now: int, before: int, expected: str) -> None:
    assert filled(RELEASE, f"unterschied({now}, {before}, zeit='2019')") == expected


def test_difference_with_a_hidden_number_says_nothing() -> None:
    release = handmade("gespraeche", {"einzel": HIDDEN, "familie": 9})
    assert filled(release, "unterschied(gespraeche.familie, gespraeche.einzel, zeit='2019')") == ""


CELLS: Cells = {
    "2018.gesamt": 90,
    "2019.gesamt": 100,
    "2020.gesamt": 150,
    "2021.gesamt": 9,
    "2018.einzel": 1,
    "gesamt.gesamt": 349,
}


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (date(2018, 2, 1), date(2021, 2, 28), f"Im Jahr 2020 waren es 150, 50{NBSP}% mehr als 2019 (100)"),
        (date(2018, 1, 1), date(2019, 12, 31), f"Im Jahr 2019 waren es 100, 11{NBSP}% mehr als 2018 (90)"),
        (date(2018, 1, 1), date(2019, 12, 30), ""),
        (date(2019, 1, 1), date(2019, 12, 31), ""),
        (date(2020, 2, 29), date(2020, 2, 29), ""),
    ],
)
def test_last_two_whole_years(start: date, end: date, expected: str) -> None:
    assert filled(years(CELLS, start, end), "jahresverlauf(gespraeche_jahr)") == expected


def test_a_hidden_year_is_not_compared() -> None:
    release = years({**CELLS, "2019.gesamt": HIDDEN}, date(2018, 1, 1), date(2020, 12, 31))
    assert filled(release, "jahresverlauf(gespraeche_jahr)") == ""


@pytest.mark.parametrize(("value", "expected"), [(0, "True"), (1, "False"), (HIDDEN, "False")])
def test_none_is_a_published_zero(value: int, expected: str) -> None:
    assert filled(handmade("gespraeche", {"gesamt": value}), "keine(gespraeche.gesamt)") == expected


def test_a_rounded_zero_may_be_a_few() -> None:
    release = replace(handmade("gespraeche", {"gesamt": 0}), method="runden5")
    assert filled(release, "keine(gespraeche.gesamt)") == "False"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("gespraeche.einzel", "True"),
        ("gespraeche.einzel, gespraeche.familie", "False"),
        ("gespraeche.einzel.anteil", "False"),
    ],
)
def test_shown(words: str, expected: str) -> None:
    release = handmade("gespraeche", {"einzel": 3, "familie": HIDDEN})
    assert filled(release, f"gezeigt({words})") == expected


def test_first_and_last_with_a_number() -> None:
    release = handmade("gespraeche_monat", {"2019-01": 0, "2019-02": 3, "2019-03": 9, "2019-04": 0, "gesamt": 12})
    assert filled(release, "von_bis(gespraeche_monat) | mit_werten") == "2019-02 (3) und 2019-03 (9)"


def test_a_list_counts_its_items() -> None:
    release = handmade("staatsangehoerigkeit", {"afghanistan": 7, "gesamt": 7})
    text = "spitze(staatsangehoerigkeit, 3) | form('Die häufigste war', 'Die häufigsten waren')"
    assert filled(release, text) == "Die häufigste war"
