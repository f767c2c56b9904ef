"""Public holidays of Baden-Württemberg."""

import pytest

from imreport.demo.workdays import easter, holidays

from .conftest import day


@pytest.mark.parametrize(("year", "sunday"), [(2018, "01.04.2018"), (2019, "21.04.2019"), (2021, "04.04.2021")])
def test_easter(year: int, sunday: str) -> None:
    assert easter(year) == day(sunday)


def test_holidays_of_the_state() -> None:
    assert {day("06.01.2020"), day("11.06.2020"), day("01.11.2020")} <= holidays(2020)
    assert day("31.10.2020") not in holidays(2020)
