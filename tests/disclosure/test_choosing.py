"""Which chapters and Kennzahlen a run has, and the reasons for those that it has not."""

from typing import Any

import pytest

from imreport.cases import CaseTables
from imreport.chapters import CHAPTERS
from imreport.config import Config
from imreport.disclosure.choosing import SUMMED_UP, Choice, choose
from imreport.indicators import INDICATORS
from imreport.parameters import Parameters

YEAR_2019 = {"von": "01.01.2019", "bis": "31.12.2019"}


def with_report(config: Config, **section: Any) -> Config:
    return config.model_copy(update={"report": config.report.model_copy(update=section)})


def choice(cases: CaseTables, config: Config, *, rows: dict[str, int] | None = None, **values: str) -> Choice:
    parameters = Parameters.of(values).resolve(config)
    return choose(parameters, config, codes=cases.codes, rows=cases.counts() if rows is None else rows)


def test_all_chapters_unless_the_clerk_chooses(cases: CaseTables, config: Config) -> None:
    found = choice(cases, config)
    assert found.chapters == tuple(CHAPTERS)
    assert not found.left_out
    assert [*found.counted, *found.derived, *found.omitted] != []
    assert found.counted.keys() | found.derived.keys() | found.omitted.keys() == INDICATORS.keys()


def test_chosen_chapters_keep_their_order_and_the_others_say_why(cases: CaseTables, config: Config) -> None:
    found = choice(cases, with_report(config, chapters=("anhang", "themen")))
    assert found.chapters == ("anhang", "themen")
    assert found.left_out.keys() == CHAPTERS.keys() - {"anhang", "themen"}
    assert set(found.left_out.values()) == {"in bericht.toml nicht gewählt"}


def test_kennzahlen_of_chapters_that_are_not_chosen_are_not_computed(cases: CaseTables, config: Config) -> None:
    found = choice(cases, with_report(config, chapters=("themen",)))
    others = {key for key in found.counted if INDICATORS[key].chapter != "themen"}
    assert others == {"gespraeche", "gespraeche_jahr"}  # the bases of shares
    assert found.omitted["plaene"] == "in bericht.toml nicht gewählt"


def test_the_summary_has_the_kennzahlen_that_it_tells_of(cases: CaseTables, config: Config) -> None:
    found = choice(cases, with_report(config, chapters=("kurzfassung",)))
    computed = found.counted.keys() | found.derived.keys()
    assert computed >= {*SUMMED_UP}
    assert "altersgruppe" not in computed


def test_what_a_derived_one_needs_is_computed_before_it(cases: CaseTables, config: Config) -> None:
    found = choice(cases, with_report(config, chapters=("plaene",)))
    assert "planquote" in found.derived
    assert found.counted.keys() >= {"plaene", "staatsangehoerigkeit"}


def test_what_is_left_out_takes_along_what_is_derived_from_it(cases: CaseTables, config: Config) -> None:
    found = choice(cases, with_report(config, without=("klienten_team",)))
    assert found.omitted["klienten_team"] == "bericht.toml lässt sie weg"
    assert found.omitted["klienten_je_vzae"] == "bericht.toml lässt sie weg"
    assert "klienten_je_vzae" not in found.derived


def test_costs_need_their_section(cases: CaseTables, config: Config) -> None:
    found = choice(cases, config.model_copy(update={"costs": None}))
    assert found.omitted["kosten_jahr"] == "bericht.toml hat keinen Abschnitt [kosten]"
    assert "vzae_gefoerdert" in found.derived


@pytest.mark.parametrize(
    ("values", "left_out"),
    [
        ({}, set()),
        (YEAR_2019, {"zaesur"}),
        ({"team": "ehingen"}, {"foerderung"}),
        ({"gemeinde": "08425033"}, {"organisation", "foerderung"}),
    ],
)
def test_chapters_that_a_scope_cannot_have(
    cases: CaseTables, config: Config, values: dict[str, str], left_out: set[str]
) -> None:
    found = choice(cases, config, **values)
    assert found.left_out.keys() == left_out
    assert not {*found.chapters} & left_out
    assert all(key in found.omitted or INDICATORS[key].chapter not in left_out for key in INDICATORS)


def test_a_chapter_without_rows_says_so(cases: CaseTables, config: Config) -> None:
    found = choice(cases, config, rows={**cases.counts(), "plans": 0})
    assert found.left_out == {"plaene": "der Export enthält keine Integrationspläne"}
    assert found.omitted["plaene"] == "der Export enthält keine Integrationspläne"
    assert "planquote" in found.omitted
