"""Derived Kennzahlen: their arithmetic by hand, hidden inputs stay hidden, and nothing is divided by nothing."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imreport.cases import Scope
from imreport.config import CostSection
from imreport.indicators import INDICATORS
from imreport.indicators.derived import months_of
from imreport.indicators.indicator import Given, Values

YEAR = Scope(date(2020, 1, 1), date(2020, 12, 31), date(2020, 12, 31), date(2020, 3, 1))
COSTS = CostSection(satz_je_vzae=60000, plattform_jahr=24000, anteil_land_prozent=90, quelle="Annahme")


def one(value: float | None) -> Values:
    return {("gesamt",): value}


def derived(key: str, *, scope: Scope = YEAR, costs: CostSection | None = COSTS, **inputs: Values) -> Values:
    derive = INDICATORS[key].derive
    assert derive is not None
    assert {*INDICATORS[key].inputs} == {*inputs}
    return derive(Given(inputs, scope, costs))


def test_every_input_exists_and_is_counted() -> None:
    found = [indicator for indicator in INDICATORS.values() if indicator.derive]
    assert len(found) == 9
    assert all(INDICATORS[key].derive is None for indicator in found for key in indicator.inputs)


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (date(2018, 2, 1), date(2021, 2, 28), 37),
        (date(2020, 2, 1), date(2020, 2, 29), 1),
        (date(2020, 2, 1), date(2020, 2, 1), 1 / 29),
        (date(2019, 12, 16), date(2020, 1, 15), 16 / 31 + 15 / 31),
    ],
)
def test_months_count_parts_by_their_days(start: date, end: date, months: float) -> None:
    assert months_of(Scope(start, end, end, start)) == pytest.approx(months)


def test_ratios_of_teams() -> None:
    work: Values = {("a",): 80, ("b",): 45, ("gesamt",): 125}
    staff: Values = {("a",): 2.0, ("b",): 1.5, ("gesamt",): 3.5}
    found = derived("klienten_je_vzae", klienten_team=work, vzae_team=staff)
    assert found == pytest.approx({("a",): 40, ("b",): 30, ("gesamt",): 125 / 3.5})
    monthly = derived("gespraeche_je_vzae_monat", gespraeche_team=work, vzae_mittel=staff)
    assert monthly == pytest.approx({("a",): 40 / 12, ("b",): 30 / 12, ("gesamt",): 125 / 3.5 / 12})


def test_teams_merged_by_their_staff_are_merged_in_the_ratio() -> None:
    work: Values = {("a",): 80, ("b",): 30, ("c",): 10, ("gesamt",): 120}
    staff: Values = {("a",): 2.0, ("andere",): 2.0, ("gesamt",): 4.0}
    found = derived("klienten_je_vzae", klienten_team=work, vzae_team=staff)
    assert found == {("a",): 40, ("andere",): 20, ("gesamt",): 30}


def test_what_is_hidden_stays_hidden() -> None:
    work: Values = {("a",): None, ("b",): 30, ("c",): None, ("gesamt",): 120}
    staff: Values = {("a",): 2.0, ("b",): None, ("andere",): 1.0, ("gesamt",): 4.0}
    found = derived("klienten_je_vzae", klienten_team=work, vzae_team=staff)
    assert found == {("a",): None, ("b",): None, ("andere",): None, ("gesamt",): 30}


def test_a_team_without_staff_has_no_ratio() -> None:
    found = derived(
        "klienten_je_vzae", klienten_team={("a",): 5, ("gesamt",): 5}, vzae_team={("a",): 0.0, ("gesamt",): 0.0}
    )
    assert not found


QUOTIENTS = {
    "gespraeche_je_klient": ("teilnahmen", "klienten_beraten", 1),
    "weiterleitungen_je_100": ("weiterleitungen", "gespraeche", 100),
    "planquote": ("plaene", "staatsangehoerigkeit", 100),
}


@pytest.mark.parametrize("key", QUOTIENTS)
@given(above=st.none() | st.integers(0, 10**6), below=st.none() | st.integers(0, 10**6))
def test_quotients_of_totals(key: str, above: int | None, below: int | None) -> None:
    first, second, factor = QUOTIENTS[key]
    found = derived(key, **{first: one(above), second: one(below)})
    if below == 0:
        assert not found
    elif above is None or below is None:
        assert found == one(None)
    else:
        assert found[("gesamt",)] == pytest.approx(factor * above / below)


def test_funding_runs_out_at_the_end_of_half_years() -> None:
    ends: Values = {("2021-H2",): 3.0, ("2023-H1",): 1.5, ("gesamt",): 4.5}
    found = derived("vzae_gefoerdert", vzae_foerderende=ends)
    assert found == {
        ("2020-H2",): 4.5, ("2021-H1",): 4.5, ("2021-H2",): 1.5, ("2022-H1",): 1.5, ("2022-H2",): 1.5, ("2023-H1",): 0,
    }  # fmt: skip


def test_funding_that_ended_before_is_not_there_any_more() -> None:
    found = derived("vzae_gefoerdert", vzae_foerderende={("2019-H1",): 2.0, ("2021-H1",): 1.0, ("gesamt",): 3.0})
    assert found == {("2020-H2",): 1.0, ("2021-H1",): 0}
    assert not derived("vzae_gefoerdert", vzae_foerderende={("2019-H1",): 2.0, ("gesamt",): 2.0})
    assert not derived("vzae_gefoerdert", vzae_foerderende={})


def test_a_hidden_end_hides_what_remains_before_it() -> None:
    ends: Values = {("2021-H1",): 3.0, ("2021-H2",): None, ("2022-H1",): 2.0, ("gesamt",): 7.0}
    found = derived("vzae_gefoerdert", vzae_foerderende=ends)
    assert found == {("2020-H2",): None, ("2021-H1",): None, ("2021-H2",): 2.0, ("2022-H1",): 0}


def test_costs_of_a_year() -> None:
    found = derived("kosten_jahr", vzae={("beginn",): 1.0, ("stichtag",): 2.5})
    assert found == {
        ("personal",): 150000, ("plattform",): 24000, ("land",): 135000, ("kreis",): 39000, ("gesamt",): 174000,
    }  # fmt: skip


def test_costs_are_not_shared_unless_the_share_is_given() -> None:
    simple = CostSection(satz_je_vzae=60000, quelle="Annahme")
    assert derived("kosten_jahr", costs=simple, vzae={("stichtag",): 2.0}) == {
        ("personal",): 120000,
        ("gesamt",): 120000,
    }


def test_costs_of_hidden_or_no_posts() -> None:
    assert derived("kosten_jahr", vzae={("stichtag",): None}) == {("personal",): None, ("gesamt",): None}
    assert not derived("kosten_jahr", vzae={("stichtag",): 0.0})
    assert not derived("kosten_jahr", costs=None, vzae={("stichtag",): 2.0})


def test_costs_of_a_consultation() -> None:
    half = Scope(date(2020, 1, 1), date(2020, 6, 30), date(2020, 6, 30), date(2020, 3, 1))
    found = derived("kosten_je_gespraech", scope=half, vzae_mittel=one(2.0), gespraeche=one(1000))
    assert found[("gesamt",)] == pytest.approx((2 * 60000 + 24000) / 2 / 1000)
    assert derived("kosten_je_gespraech", vzae_mittel=one(None), gespraeche=one(1000)) == one(None)
    assert not derived("kosten_je_gespraech", vzae_mittel=one(2.0), gespraeche=one(0))
    assert found["gesamt",] * 1000 == derived("kosten_zeitraum", scope=half, vzae_mittel=one(2.0))["gesamt",]
    assert derived("kosten_zeitraum", vzae_mittel=one(None)) == one(None)
    assert not derived("kosten_zeitraum", vzae_mittel=one(0.0))
