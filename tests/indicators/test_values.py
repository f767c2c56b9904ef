"""The numbers of every indicator against an independent computation."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from unittest.mock import patch

import pandas as pd
import pytest

from imreport.cases import CaseTables
from imreport.cases.files import compact
from imreport.config import Config
from imreport.indicators import INDICATORS, tabulate
from imreport.parameters import Parameters
from imreport.sources import load_cases

from .expected import EXPECTED, Cells
from .scopes import DRAWN, SCOPES, WHOLE

COUNTED = [key for key, indicator in INDICATORS.items() if not indicator.derive]


def cells(frame: pd.DataFrame, columns: list[str]) -> Cells:
    """The cells of a frame that are not empty."""
    held = frame[frame["persons"] > 0].astype(object)
    measures = ["value", "persons", "households", "largest"]
    return {tuple(row[columns]): tuple(row[measures]) for _, row in held.iterrows()}


def test_every_indicator_is_computed_again() -> None:
    assert list(EXPECTED) == COUNTED


@pytest.mark.parametrize("scope", SCOPES)
@pytest.mark.parametrize("key", COUNTED)
def test_indicator_agrees_with_plain_pandas(key: str, scope: str, cases: CaseTables) -> None:
    frame = tabulate(INDICATORS[key], cases, scope=SCOPES[scope])
    wanted = {names: sizes for names, sizes in EXPECTED[key](SCOPES[scope]).items() if sizes[1]}
    assert wanted
    assert cells(frame, INDICATORS[key].columns) == wanted


@pytest.mark.parametrize(
    "scope", [*list(DRAWN)[::2], *(pytest.param(name, marks=pytest.mark.slow) for name in list(DRAWN)[1::2])]
)
def test_all_indicators_agree_in_scopes_drawn_at_random(scope: str, cases: CaseTables) -> None:
    for key in COUNTED:
        frame = tabulate(INDICATORS[key], cases, scope=DRAWN[scope])
        wanted = {names: sizes for names, sizes in EXPECTED[key](DRAWN[scope]).items() if sizes[1]}
        assert cells(frame, INDICATORS[key].columns) == wanted, key


@pytest.fixture(scope="module")
def large(config: Config) -> Iterator[CaseTables]:
    """The sample, read as large files are: with numbers for keys."""
    with patch.object(compact, "MANY_LINES", 0), closing(load_cases(Parameters().resolve(config), config)) as tables:
        assert tables.engine.kinds("case_clients")["home"] == "BIGINT"
        yield tables


@pytest.mark.parametrize("scope", SCOPES)
def test_all_indicators_are_the_same_where_keys_are_numbers(scope: str, cases: CaseTables, large: CaseTables) -> None:
    for key in COUNTED:
        frame, other = (tabulate(INDICATORS[key], tables, scope=SCOPES[scope]) for tables in (cases, large))
        assert frame.equals(other), key


def test_drawn_scopes_are_of_all_kinds() -> None:
    areas = [(scope.team, scope.commune, scope.association) for scope in DRAWN.values()]
    assert len(DRAWN) == 20
    assert [sum(1 for area in areas if area[place]) > 1 for place in range(3)] == [True] * 3
    assert areas.count((None, None, None)) > 1


@pytest.mark.parametrize("scope", ["whole period", "team"])
def test_households_are_at_most_the_persons(scope: str, cases: CaseTables) -> None:
    for indicator in map(INDICATORS.__getitem__, COUNTED):
        frame = tabulate(indicator, cases, scope=SCOPES[scope])
        assert (frame["households"] <= frame["persons"]).all()
        assert (frame["largest"] <= frame["value"]).all()


@pytest.mark.parametrize("key", ["gespraeche", "gespraeche_monat", "kanaele", "kontaktwege", "gespraeche_jahr"])
def test_all_ways_to_split_consultations_have_one_total(key: str, cases: CaseTables) -> None:
    frame = tabulate(INDICATORS[key], cases, scope=WHOLE)
    total = frame.iloc[-1]
    assert (total["value"], total["persons"], total["households"]) == (43_240, 2_934, 1_652)


@pytest.mark.parametrize("key", ["gespraeche", "gespraeche_monat", "themen", "weiterleitungen"])
def test_events_add_up_and_persons_do_not(key: str, cases: CaseTables) -> None:
    frame = tabulate(INDICATORS[key], cases, scope=WHOLE)
    parts, total = frame.iloc[:-1], frame.iloc[-1]
    assert parts["value"].sum() == total["value"]
    assert parts["persons"].sum() > total["persons"]


@pytest.mark.parametrize("key", ["staatsangehoerigkeit", "geschlecht"])
def test_persons_of_a_stock_add_up(key: str, cases: CaseTables) -> None:
    frame = tabulate(INDICATORS[key], cases, scope=WHOLE)
    assert (frame["value"] == frame["persons"]).all()
    assert frame["value"].iloc[:-1].sum() == frame["value"].iloc[-1] == 1_768


def test_topics_exceed_the_consultations(cases: CaseTables) -> None:
    mentions = tabulate(INDICATORS["themen"], cases, scope=WHOLE)["value"].iloc[-1]
    consultations = tabulate(INDICATORS["gespraeche"], cases, scope=WHOLE)["value"].iloc[-1]
    assert (mentions, consultations) == (64_534, 43_240)


def test_two_halves_make_the_whole(cases: CaseTables) -> None:
    halves = [replace(WHOLE, end=date(2019, 8, 15)), replace(WHOLE, start=date(2019, 8, 16))]
    parts = [tabulate(INDICATORS["gespraeche"], cases, scope=half)["value"] for half in halves]
    assert list(parts[0] + parts[1]) == list(tabulate(INDICATORS["gespraeche"], cases, scope=WHOLE)["value"])


def test_teams_make_the_whole(cases: CaseTables) -> None:
    teams = [code.key for code in cases.codes["teams"]]
    parts = [
        tabulate(INDICATORS["gespraeche"], cases, scope=replace(WHOLE, team=team))["value"].iloc[-1] for team in teams
    ]
    assert len(parts) == 8
    assert sum(parts) == 43_240
