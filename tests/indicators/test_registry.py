"""The registry: what stands in a report, in which order, in which words."""

from datetime import date

import pytest

from imreport.cases import CaseTables
from imreport.indicators import INDICATORS

from .scopes import WHOLE


def test_indicators_in_report_order() -> None:
    assert list(INDICATORS) == [
        "stellen", "vzae", "gespraeche", "gespraeche_jahr", "gespraeche_monat", "plaene", "themen", "weiterleitungen",
        "staatsangehoerigkeit", "geschlecht", "kanaele", "kontaktwege",
    ]  # fmt: skip


@pytest.mark.parametrize("key", INDICATORS)
def test_keys_are_what_passages_write(key: str) -> None:
    indicator = INDICATORS[key]
    assert indicator.key == key
    assert all(name.isidentifier() and name.isascii() for name in (key, *(d.key for d in indicator.dimensions)))


@pytest.mark.parametrize("key", INDICATORS)
def test_categories_of_code_lists_are_what_passages_write(key: str, cases: CaseTables) -> None:
    listed = [dimension for dimension in INDICATORS[key].dimensions if dimension.kind == "codes"]
    names = [name for dimension in listed for name in dimension.categories(cases.codes, WHOLE)]
    assert [name for name in names if not (name.isidentifier() and name.isascii())] == []


@pytest.mark.parametrize(
    ("basis", "keys"),
    [
        ("stock", ["stellen", "vzae", "staatsangehoerigkeit", "geschlecht"]),
        ("flow", ["gespraeche", "gespraeche_jahr", "gespraeche_monat", "plaene", "themen", "weiterleitungen", "kanaele",
                  "kontaktwege"]),
    ],
)  # fmt: skip
def test_flows_and_stocks(basis: str, keys: list[str]) -> None:
    assert [key for key, indicator in INDICATORS.items() if indicator.basis == basis] == keys


@pytest.mark.parametrize("key", ["themen", "weiterleitungen"])
def test_multiple_response_has_shares_of_consultations_and_of_itself(key: str) -> None:
    assert [share.of for share in INDICATORS[key].shares] == ["gespraeche", key]
    assert "mehrere" in INDICATORS[key].note or "Mehrfachnennungen" in INDICATORS[key].note


@pytest.mark.parametrize("key", [key for key, indicator in INDICATORS.items() if indicator.shares])
def test_base_of_a_share_can_be_looked_up(key: str) -> None:
    for share in INDICATORS[key].shares:
        assert share.key.startswith("anteil")
        assert set(share.within) <= set(INDICATORS[share.of].columns) & set(INDICATORS[key].columns)


def test_channels_are_compared_within_their_part_of_the_period() -> None:
    assert [INDICATORS[key].shares[0].within for key in ("kanaele", "kontaktwege")] == [("era",), ("era",)]


@pytest.mark.parametrize(
    ("key", "category", "label"),
    [
        ("gespraeche", "familie", "Familiengespräch"),
        ("gespraeche", "gesamt", "Gesamt"),
        ("themen", "andere", "Andere"),
        ("gespraeche_monat", "2020-03", "03/2020"),
        ("plaene", "2020", "2020"),
        ("kanaele", "vorher", "vor März 2020"),
        ("kanaele", "seither", "seit März 2020"),
        ("stellen", "beginn", "zu Beginn des Zeitraums"),
        ("stellen", "stichtag", "am Stichtag"),
    ],
)
def test_label_of_a_category(key: str, category: str, label: str, cases: CaseTables) -> None:
    assert WHOLE.cut == date(2020, 3, 1)
    assert INDICATORS[key].dimensions[0].label(category, cases.codes, scope=WHOLE) == label
