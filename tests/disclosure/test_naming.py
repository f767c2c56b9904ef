"""Titles: the period and the part of the county in words."""

import pytest

from .conftest import Released

COUNTY = "Integrationsmanagement im Alb-Donau-Kreis"


@pytest.mark.parametrize(
    ("values", "title"),
    [
        ({"von": "01.01.2020", "bis": "31.12.2020"}, f"{COUNTY} im Jahr 2020"),
        ({"von": "29.02.2020", "bis": "29.02.2020"}, f"{COUNTY} am 29.\u00a0Februar 2020"),
        ({"von": "29.02.2020", "bis": "01.03.2020"}, f"{COUNTY} vom 29.\u00a0Februar 2020 bis zum 1.\u00a0März 2020"),
        (
            {"verband": "allmendingen", "von": "01.01.2020", "bis": "31.12.2020"},
            f"{COUNTY} (Verwaltungsgemeinschaft Allmendingen) im Jahr 2020",
        ),
        ({"team": "ehingen", "von": "01.01.2020", "bis": "31.12.2020"}, f"{COUNTY} (Team Ehingen) im Jahr 2020"),
    ],
)
def test_a_title_names_period_and_area(released: Released, values: dict[str, str], title: str) -> None:
    assert released("gespraeche", **values).title == title
