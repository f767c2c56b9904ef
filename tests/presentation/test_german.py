"""German numbers, dates and lists."""

from datetime import date

import pytest

from imreport import german
from imreport.errors import UsageError

NBSP = "\u00a0"
MINUS = "\u2212"


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0, 0, "0"), (999, 0, "999"), (1000, 0, "1.000"), (43240, 0, "43.240"), (1234567, 0, "1.234.567"),
        (22.1, 2, "22,10"), (6.8, 2, "6,80"), (0.5, 1, "0,5"), (1234.5, 1, "1.234,5"), (22.105, 1, "22,1"),
        (-5, 0, f"{MINUS}5"), (-43240, 0, f"{MINUS}43.240"), (-0.25, 2, f"{MINUS}0,25"),
    ],
)  # fmt: skip
def test_numbers(value: float, decimals: int, text: str) -> None:
    assert german.number(value, decimals) == text


@pytest.mark.parametrize(("value", "text"), [(0, "0"), (82, "82"), (81.8, "82"), (100, "100"), (-3, f"{MINUS}3")])
def test_percentages_keep_their_sign_on_the_line(value: float, text: str) -> None:
    assert german.percent(value) == f"{text}{NBSP}%"


def test_dates() -> None:
    day = date(2021, 3, 1)
    assert german.day(day) == "01.03.2021"
    assert german.long_day(day) == f"1.{NBSP}März 2021"
    assert german.month(day) == "März 2021"
    assert german.short_month(day) == "03/2021"


@pytest.mark.parametrize(("number", "name"), [(1, "Januar"), (5, "Mai"), (10, "Oktober"), (12, "Dezember")])
def test_months_have_german_names(number: int, name: str) -> None:
    assert german.month(date(2020, number, 1)) == f"{name} 2020"


@pytest.mark.parametrize(
    ("items", "text"),
    [([], ""), (["Syrien"], "Syrien"), (["a", "b"], "a und b"), (["a", "b", "c"], "a, b und c")],
)
def test_lists(items: list[str], text: str) -> None:
    assert german.listing(items) == text


def test_lists_with_another_word() -> None:
    assert german.listing(["a", "b", "c"], "oder") == "a, b oder c"


@pytest.mark.parametrize("text", ["28.02.2021", "28.2.2021", "2021-02-28", "  28.02.2021"])
def test_days_are_read(text: str) -> None:
    assert german.parse_day(text) == date(2021, 2, 28)


@pytest.mark.parametrize("text", ["", "29.02.2021", "2021-02-29", "28.02.21", "28-02-2021", "Februar 2021"])
def test_other_texts_are_no_days(text: str) -> None:
    with pytest.raises(UsageError, match="ist kein Datum"):
        german.parse_day(text)


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (date(2018, 2, 1), date(2021, 2, 28), 37),
        (date(2020, 12, 31), date(2021, 1, 1), 2),
        (date(2020, 1, 1), date(2020, 1, 1), 1),
    ],
)
def test_months_between(start: date, end: date, months: int) -> None:
    assert german.months_between(start, end) == months
