"""The registry: what stands in a report, in which order, in which words."""

from datetime import date

import pytest

from imreport.cases import CaseTables
from imreport.chapters import CHAPTERS
from imreport.indicators import INDICATORS
from imreport.indicators.indicator import NOTHING

from .expected import ROOT
from .scopes import WHOLE

COUNTED = [
    "stellen", "vzae", "stellen_team", "vzae_team", "vzae_mittel", "klienten_team", "gespraeche_team", "gespraeche",
    "gespraeche_jahr", "gespraeche_monat", "gespraeche_verband", "klienten_beraten", "teilnahmen", "kanaele_jahr",
    "themen", "themen_jahr", "themen_form", "unterthemen", "weiterleitungen", "weiterleitungen_jahr",
    "weiterleitungen_form", "thema_ziel", "plaene", "plaene_stand", "klienten_plan", "staatsangehoerigkeit",
    "geschlecht", "altersgruppe", "aufenthaltsstatus", "haushalt", "klienten_verband", "klienten_gemeinde",
    "betreuungsdauer", "klienten_verlauf", "kanaele", "kontaktwege", "foerderende", "vzae_foerderende",
]  # fmt: skip
STOCKS = [
    "stellen", "vzae", "stellen_team", "vzae_team", "klienten_team", "klienten_plan", "staatsangehoerigkeit",
    "geschlecht", "altersgruppe", "aufenthaltsstatus", "haushalt", "klienten_verband", "klienten_gemeinde",
    "betreuungsdauer", "foerderende", "vzae_foerderende",
]  # fmt: skip


def test_indicators_in_report_order() -> None:
    assert [key for key, indicator in INDICATORS.items() if not indicator.derive] == COUNTED


@pytest.mark.parametrize("key", INDICATORS)
def test_indicator_is_counted_or_derived(key: str) -> None:
    indicator = INDICATORS[key]
    assert (indicator.population == NOTHING) == bool(indicator.derive) == bool(indicator.inputs)
    assert set(indicator.inputs) <= set(INDICATORS)


def test_chapters_follow_the_report() -> None:
    chapters = list(dict.fromkeys(indicator.chapter for indicator in INDICATORS.values()))
    assert chapters == [chapter for chapter in CHAPTERS if chapter in chapters]


@pytest.mark.parametrize("key", INDICATORS)
def test_short_names_fit_the_tab_of_a_sheet(key: str) -> None:
    assert 0 < len(INDICATORS[key].short) <= 31
    assert [other for other, indicator in INDICATORS.items() if indicator.short == INDICATORS[key].short] == [key]


@pytest.mark.parametrize("key", INDICATORS)
def test_keys_are_what_passages_write(key: str) -> None:
    indicator = INDICATORS[key]
    assert indicator.key == key
    assert all(name.isidentifier() and name.isascii() for name in (key, *(d.key for d in indicator.dimensions)))


@pytest.mark.parametrize("key", INDICATORS)
def test_categories_of_code_lists_are_what_passages_write(key: str, cases: CaseTables) -> None:
    listed = [dimension for dimension in INDICATORS[key].dimensions if dimension.kind == "codes"]
    named = [dimension for dimension in listed if dimension.codes != "gemeinden"]
    names = [name for dimension in named for name in dimension.categories(cases.codes, WHOLE)]
    assert [name for name in names if not (name.isidentifier() and name.isascii())] == []


def test_flows_and_stocks() -> None:
    assert [key for key in COUNTED if INDICATORS[key].basis == "stock"] == STOCKS


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
        ("stellen", "2018-06-30", "30.06.2018"),
        ("foerderende", "2023-H1", "1.\u00a0Halbjahr 2023"),
        ("foerderende", "2024-H2", "2.\u00a0Halbjahr 2024"),
        ("klienten_verband", "lonsee_amstetten", "Lonsee-Amstetten"),
    ],
)
def test_label_of_a_category(key: str, category: str, label: str, cases: CaseTables) -> None:
    assert WHOLE.cut == date(2020, 3, 1)
    assert INDICATORS[key].dimensions[0].label(category, cases.codes, scope=WHOLE) == label


def test_county_without_associations_or_subtopics(cases: CaseTables) -> None:
    codes = {name: known for name, known in cases.codes.items() if name != "verbaende"}
    lacking = {key: reason for key, indicator in INDICATORS.items() if (reason := indicator.lacking(codes))}
    assert set(lacking) == {"gespraeche_verband", "klienten_verband", "unterthemen"}
    assert lacking["klienten_verband"] == "es gibt kein Schlüsselverzeichnis „verbaende“"
    assert [key for key, indicator in INDICATORS.items() if indicator.lacking(cases.codes)] == ["unterthemen"]


@pytest.mark.parametrize("key", INDICATORS)
def test_methodik_says_what_an_indicator_is(key: str) -> None:
    lines = (ROOT / "docs" / "methodik.md").read_text(encoding="utf-8").splitlines()
    rows = [line for line in lines if line.startswith("|") and f"`{key}`" in line.split("|")[1]]
    assert len(rows) == 1
    assert all(len(cell.strip()) > 2 for cell in rows[0].strip("|").split("|"))
