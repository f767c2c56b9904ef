"""Days of birth in columns of days, in other columns and in keys."""

import random
from datetime import date, timedelta

import pytest

from imreport.cases.gate import Identifier
from tests.cases.gate.sheets import inspect_column

FORMATS = ["%d.%m.%Y", "%Y-%m-%d", "%d/%m/%Y", "%Y%m%d", "%Y-%m-%d 00:00:00", "%d.%m.%y"]


def days(first: date, last: date, number: int = 500) -> list[date]:
    span, draw = (last - first).days, random.Random(7)
    return [first + timedelta(days=draw.randrange(span)) for _ in range(number)]


ADULTS = days(date(1950, 1, 1), date(2003, 1, 1))
EVERYONE = [*ADULTS[:150], *days(date(2003, 1, 1), date(2021, 1, 1), 350)]
FAMILIES = [*days(date(1975, 1, 1), date(2003, 1, 1), 150), *days(date(2005, 1, 1), date(2021, 1, 1), 350)]
EVENTS = days(date(2017, 1, 1), date(2025, 1, 1))


def tells_births(values: list[str], header: str = "Tag") -> bool:
    return any(str(Identifier.BIRTH) in finding.message for finding in inspect_column(values, header))


@pytest.mark.parametrize("header", ["Tag", "Betreuung von"])
@pytest.mark.parametrize("people", [ADULTS, EVERYONE, FAMILIES], ids=["adults", "everyone", "families"])
@pytest.mark.parametrize("form", FORMATS)
def test_column_of_births_is_refused(form: str, people: list[date], header: str) -> None:
    assert tells_births([day.strftime(form) for day in people], header)


@pytest.mark.parametrize("form", FORMATS)
def test_column_of_events_passes(form: str) -> None:
    assert inspect_column([day.strftime(form) for day in EVENTS], "Betreuung von") == []


def test_slip_of_the_pen_is_no_birth() -> None:
    """Some platforms write the first of January 1900 for "unknown"; a clerk may miss a digit."""
    events = [day.strftime("%d.%m.%Y") for day in EVENTS]
    assert inspect_column([*events, "01.01.1900", "01.02.1018", "03.04.1998"], "Betreuung von") == []
    assert inspect_column(["01.02.2018", "03.04.2019", "05.06.1998"], "Betreuung von") == []


@pytest.mark.parametrize("text", ["12.04.1985", "1985-04-12", "Ehingen, 12.04.1985"])
def test_one_early_day_among_codes(text: str) -> None:
    (finding,) = inspect_column(["Ehingen", "Laichinger Alb", "Raum Munderkingen", text], "Team")
    assert str(Identifier.BIRTH) in finding.message
    assert finding.row == 5


@pytest.mark.parametrize("key", ["MM19850412", "mm-19850412", "12041985MM", "A.B.19850412"])
@pytest.mark.parametrize("others", [6_000, 60])
def test_key_with_a_birth(key: str, others: int) -> None:
    found = inspect_column([*(f"K{number:05}" for number in range(others)), key], "Klient-Nr.")
    assert [(finding.rule, finding.row) for finding in found] == [("anonymitaet_schluessel", others + 2)]


@pytest.mark.parametrize("form", ["AB%d%m%y", "%y%m%d-KL", "K%Y%m%d", "AB%d%m%Y"])
def test_keys_made_of_births(form: str) -> None:
    found = inspect_column([day.strftime(form) for day in ADULTS], "Klient-Nr.")
    assert [finding.rule for finding in found] == ["anonymitaet_schluessel"]


@pytest.mark.parametrize("form", ["K{:06}", "W{:08}", "{:08}", "KL-{:06}", "{:06}A"])
@pytest.mark.parametrize("number", [300, 8_000])
def test_running_numbers_are_no_births(form: str, number: int) -> None:
    assert inspect_column([form.format(10_000 + each * 37) for each in range(number)], "Klient-Nr.") == []


def test_running_numbers_with_the_day_of_an_event_are_no_births() -> None:
    assert inspect_column([day.strftime("G%Y%m%d") for day in EVENTS], "Gespräch-Nr.") == []
