"""Periods: named ones follow from another, and equally long is what a reader would call so."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imreport.errors import UsageError
from imreport.periods import Period, equally_long, named_period, parse_period, parse_year, whole_months

YEAR = (date(2020, 1, 1), date(2020, 12, 31))
DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))
PERIODS = st.tuples(DAYS, DAYS).map(lambda days: (min(days), max(days)))


@pytest.mark.parametrize(
    ("name", "period", "meant"),
    [
        ("vorjahr", YEAR, (date(2019, 1, 1), date(2019, 12, 31))),
        ("vorperiode", YEAR, (date(2019, 1, 1), date(2019, 12, 31))),
        ("vorjahr", (date(2021, 2, 1), date(2021, 2, 28)), (date(2020, 2, 1), date(2020, 2, 29))),
        ("vorjahr", (date(2020, 2, 29), date(2020, 2, 29)), (date(2019, 2, 28), date(2019, 2, 28))),
        ("vorjahr", (date(2020, 3, 5), date(2020, 4, 20)), (date(2019, 3, 5), date(2019, 4, 20))),
        ("vorperiode", (date(2020, 3, 1), date(2020, 5, 31)), (date(2019, 12, 1), date(2020, 2, 29))),
        ("vorperiode", (date(2020, 3, 5), date(2020, 3, 6)), (date(2020, 3, 3), date(2020, 3, 4))),
        ("vorperiode", (date(2018, 2, 1), date(2021, 2, 28)), (date(2015, 1, 1), date(2018, 1, 31))),
    ],
)
def test_a_named_period_follows_from_another(name: str, period: Period, meant: Period) -> None:
    assert named_period(name, of=period) == meant
    assert parse_period(name, of=period) == meant


@given(PERIODS)
def test_the_period_before_ends_the_day_before_and_is_as_long(period: Period) -> None:
    before = named_period("vorperiode", of=period)
    assert (period[0] - before[1]).days == 1
    assert equally_long(before, period)


@given(PERIODS)
def test_the_year_before_is_as_long(period: Period) -> None:
    before = named_period("vorjahr", of=period)
    assert equally_long(before, period)
    assert equally_long(period, before)
    assert whole_months(before) >= whole_months(period)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (YEAR, (date(2019, 1, 1), date(2019, 12, 31)), True),
        ((date(2020, 2, 1), date(2020, 2, 29)), (date(2019, 3, 1), date(2019, 3, 31)), True),
        ((date(2020, 2, 1), date(2020, 2, 28)), (date(2020, 3, 1), date(2020, 3, 31)), False),
        (YEAR, (date(2018, 1, 1), date(2019, 12, 31)), False),
    ],
)
def test_whole_months_are_equally_long_by_their_number(one: Period, other: Period, *, same: bool) -> None:
    assert equally_long(one, other) is same


def test_two_days_are_a_period() -> None:
    assert parse_period("1.1.2019..2019-12-31", of=YEAR) == (date(2019, 1, 1), date(2019, 12, 31))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("letztes Jahr", "„letztes Jahr“ ist kein Zeitraum für einen Vergleich."),
        ("2019", "„2019“ ist kein Zeitraum für einen Vergleich."),
        ("01.01.2019..gestern", "„gestern“ ist kein Datum."),
        ("31.12.2019..01.01.2019", "Der Vergleichszeitraum endet am 01.01.2019, vor seinem Beginn am 31.12.2019."),
    ],
)
def test_nonsense_is_no_period(text: str, message: str) -> None:
    with pytest.raises(UsageError) as error:
        parse_period(text, of=YEAR)
    assert error.value.message == message


def test_a_year_is_all_of_its_days() -> None:
    assert parse_year("2020") == YEAR
    with pytest.raises(UsageError, match="„20“ ist kein Jahr"):
        parse_year("20")
