"""The views of stocks, balances, places and topics: what stands where on which day."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from imreport.cases import CaseTables, CodeLists, Scope
from imreport.cases.codes import HEADER, parse_code_list
from imreport.errors import ConfigError
from imreport.indicators import INDICATORS, tabulate
from tests.exports import SCOPE, build, codes, opened

PERSON = "{};{};Syrien;weiblich;27-39;Duldung;{};Ehingen;{};{}"
PLACES = [
    "08425033;Ehingen (Donau);;ehingen;;;;west",
    "08425071;Laichingen;;laichinger_alb;;;;ost",
    "08425004;Altheim;;;;;;",
]
SUBTOPICS = ["anderes_thema;Anderes Thema;rest;;;;", "geld;Geld;;anderes_thema;;;", "recht;Recht;;anderes_thema;;;"]


def listed(name: str, rows: list[str], *more: str) -> CodeLists:
    text = "\n".join([";".join((*HEADER, *more)), *rows])
    return {name: parse_code_list(name, text.encode())}


AREAS = {
    **codes(),
    **listed("gemeinden", PLACES, "verband"),
    **listed("verbaende", ["west;West;;;;;", "ost;Ost;;;;;"]),
}


@contextmanager
def read(folder: Path, lists: CodeLists | None = None, **rows: list[str]) -> Iterator[CaseTables]:
    nothing: dict[str, list[str]] = {"consultations": [], "referrals": [], "plans": []}
    with opened(build(folder, **{**nothing, **rows}), lists=lists) as tables:
        yield tables


def found(tables: CaseTables, query: str, scope: Scope = SCOPE) -> list[Any]:
    return tables.sql(f"select distinct {query} order by all", scope).to_numpy().tolist()


def clients(*spans: tuple[str, str]) -> list[str]:
    return [PERSON.format(f"K{n}", f"H{n}", "08425033", *span) for n, span in enumerate(spans, start=1)]


@pytest.mark.parametrize(
    ("span", "stands"),
    [
        (("01.02.2018", ""), ("vorher", "laufend")),
        (("31.12.2018", "31.12.2019"), ("vorher", "laufend")),
        (("31.12.2018", "30.12.2019"), ("vorher", "beendet")),
        (("01.02.2018", "31.12.2018"), ("vorher", "beendet")),
        (("01.02.2018", "30.12.2018"), None),
        (("01.01.2019", "01.01.2019"), ("neu", "beendet")),
        (("31.12.2019", "31.12.2019"), ("neu", "laufend")),
        (("01.01.2020", ""), None),
    ],
)
def test_client_came_and_went(span: tuple[str, str], stands: tuple[str, str] | None, tmp_path: Path) -> None:
    with read(tmp_path, clients=clients(span)) as tables:
        assert found(tables, "origin, ending from clients_of_period") == ([list(stands)] if stands else [])


@pytest.mark.parametrize("scope", [SCOPE, replace(SCOPE, start=date(2019, 3, 3), end=date(2019, 9, 9))])
def test_stock_plus_new_minus_ended_is_the_stock(scope: Scope, cases: CaseTables) -> None:
    frame = tabulate(INDICATORS["klienten_verlauf"], cases, scope=scope).set_index(["origin", "ending"])["value"]
    before, after = (
        tabulate(INDICATORS["geschlecht"], cases, scope=replace(scope, as_of=day))["value"].iloc[-1]
        for day in (date.fromordinal(scope.start.toordinal() - 1), scope.end)
    )
    assert frame["vorher", "gesamt"] == before
    assert before + frame["neu", "gesamt"] - frame["gesamt", "beendet"] == frame["gesamt", "laufend"] == after


PLANS = {
    "P1;K1;10.02.2018;aktiv;": ("vorher", "aktiv"),
    "P1;K1;10.02.2018;abgeschlossen, Ziele erreicht;31.12.2018": None,
    "P1;K1;10.02.2018;abgeschlossen, Ziele erreicht;01.01.2019": ("vorher", "ziele_erreicht"),
    "P1;K1;01.01.2019;beendet wegen Wegzug oder Abbruch;31.12.2019": ("neu", "abbruch"),
    "P1;K1;31.12.2019;abgeschlossen, Ziele teilweise erreicht;01.01.2020": ("neu", "aktiv"),
    "P1;K1;01.01.2020;aktiv;": None,
}


@pytest.mark.parametrize(("row", "stands"), PLANS.items())
def test_plan_stands_as_it_did_at_the_end(row: str, stands: tuple[str, str] | None, tmp_path: Path) -> None:
    with read(tmp_path, clients=clients(("01.02.2018", "")), plans=[row]) as tables:
        assert found(tables, "origin, outcome from plans_of_period") == ([list(stands)] if stands else [])


@pytest.mark.parametrize(
    ("since", "as_of", "duration"),
    [
        (date(2019, 12, 31), date(2019, 12, 31), "bis_1"),
        (date(2019, 1, 1), date(2019, 12, 31), "bis_1"),
        (date(2018, 12, 31), date(2019, 12, 31), "bis_2"),
        (date(2018, 1, 1), date(2019, 12, 31), "bis_2"),
        (date(2017, 12, 31), date(2019, 12, 31), "bis_3"),
        (date(2016, 12, 31), date(2019, 12, 31), "ab_3"),
        (date(2016, 2, 29), date(2019, 2, 28), "ab_3"),
        (date(2016, 2, 29), date(2019, 2, 27), "bis_3"),
        (date(2019, 2, 28), date(2020, 2, 29), "bis_2"),
    ],
)
def test_years_of_care_are_full_on_their_day(since: date, as_of: date, duration: str, tmp_path: Path) -> None:
    with read(tmp_path, clients=clients((f"{since:%d.%m.%Y}", ""))) as tables:
        assert found(tables, "duration from clients_in_care", replace(SCOPE, as_of=as_of)) == [[duration]]


def test_household_is_who_is_in_care_and_those_without_one_are_alone(tmp_path: Path) -> None:
    spans = [("H1", ""), ("H1", ""), ("H1", "30.12.2019"), ("", ""), ("", "")]
    rows = [PERSON.format(f"K{n}", home, "08425033", "01.02.2018", until) for n, (home, until) in enumerate(spans)]
    with read(tmp_path, clients=rows) as tables:
        query = "client_id, household_size from clients_in_care"
        assert found(tables, query) == [["K0", "zwei"], ["K1", "zwei"], ["K3", "eine"], ["K4", "eine"]]


def test_household_of_two_communes_keeps_its_size_in_each(tmp_path: Path) -> None:
    rows = [PERSON.format(f"K{n}", "H1", home, "01.02.2018", "") for n, home in enumerate(("08425033", "08425071"))]
    with read(tmp_path, clients=rows) as tables:
        one = found(tables, "client_id, household_size from clients_in_care", replace(SCOPE, commune="08425071"))
    assert one == [["K1", "zwei"]]


TALKS = [
    "G1;04.02.2019;Einzelgespräch;K1;;Video;Kinder;Ehingen",
    "G2;05.02.2019;Familiengespräch;;H2;Video;Kinder;Ehingen",
    "G3;06.02.2019;Einzelgespräch;K4;;Video;Kinder;Ehingen",
]
HOMES = [("H1", "08425033"), ("H2", "08425071"), ("H2", "08425033"), ("H4", "08425004")]


@contextmanager
def scattered(folder: Path) -> Iterator[CaseTables]:
    """A family of which one lives elsewhere, and somebody whose commune belongs to no association."""
    rows = [PERSON.format(f"K{n}", *home, "01.02.2018", "") for n, home in enumerate(HOMES, start=1)]
    with read(folder, AREAS, clients=rows, consultations=TALKS) as tables:
        yield tables


def test_consultation_counts_in_the_association_of_the_first_of_the_household(tmp_path: Path) -> None:
    with scattered(tmp_path) as tables:
        places = found(tables, "consultation_id, association from consultations")
    assert places == [["G1", "west"], ["G2", "ost"], ["G3", "ohne_angabe"]]


@pytest.mark.parametrize(
    ("scope", "talks", "people"),
    [
        ({"association": "west"}, [["G1", "west"], ["G2", "west"]], [["K1"], ["K3"]]),
        ({"association": "ost"}, [["G2", "ost"]], [["K2"]]),
        ({"commune": "08425033"}, [["G1", "west"], ["G2", "west"]], [["K1"], ["K3"]]),
        ({"commune": "08425004"}, [["G3", "ohne_angabe"]], [["K4"]]),
        ({"association": "west", "commune": "08425071"}, [], []),
    ],
)
def test_cut_to_an_association(scope: dict[str, Any], talks: list[Any], people: list[Any], tmp_path: Path) -> None:
    own = replace(SCOPE, **scope)
    with scattered(tmp_path) as tables:
        assert found(tables, "consultation_id, association from consultations", own) == talks
        assert found(tables, "client_id from clients_in_care", own) == people


def test_family_consultation_counts_for_each_of_the_consulted(tmp_path: Path) -> None:
    days = [f"{day:02}.03.2019" for day in range(1, 13)]
    alone = [f"G{n};{day};Einzelgespräch;K1;;Video;Kinder;Ehingen" for n, day in enumerate(days[:5])]
    family = ["F;13.03.2019;Familiengespräch;;H1;Video;Kinder;Ehingen"]
    rows = [PERSON.format(f"K{n}", "H1", "08425033", "01.02.2018", "") for n in (1, 2)]
    with read(tmp_path, clients=rows, consultations=alone + family) as tables:
        consulted = found(tables, "client_id, intensity from consulted_clients")
        assert consulted == [["K1", "bis_10"], ["K2", "einmal"]]
        assert found(tables, "client_id from consulted_clients", replace(SCOPE, end=date(2019, 3, 12))) == [["K1"]]


def test_subtopics_count_once_in_their_topic(tmp_path: Path) -> None:
    lists = {**codes(), **listed("themen", SUBTOPICS)}
    talks = [
        "G1;04.02.2019;Einzelgespräch;K1;;Video;Geld|Recht;Ehingen",
        "G2;05.02.2019;Einzelgespräch;K1;;Video;Recht;Ehingen",
        "G3;06.02.2019;Einzelgespräch;K1;;Video;Anderes Thema;Ehingen",
    ]
    with read(
        tmp_path,
        lists,
        clients=clients(("01.02.2018", "")),
        consultations=talks,
        referrals=["W1;G1;Ehrenamt/Helferkreise"],
    ) as tables:
        counts = {
            key: tabulate(INDICATORS[key], tables, scope=SCOPE).set_index(INDICATORS[key].columns)["value"].to_dict()
            for key in ("themen", "unterthemen", "thema_ziel")
        }
        assert INDICATORS["unterthemen"].lacking(tables.codes) == ""
    assert counts["themen"] == {"anderes_thema": 3, "gesamt": 3}
    assert counts["unterthemen"] == {"anderes_thema": 1, "geld": 1, "recht": 2, "gesamt": 4}
    assert counts["thema_ziel"]["anderes_thema", "ehrenamt"] == 1


@pytest.mark.parametrize("parent", ["geld", "gibt_es_nicht"])
def test_topics_have_two_levels(parent: str, tmp_path: Path) -> None:
    rows = [*SUBTOPICS, f"schulden;Schulden;;{parent};;;"]
    with pytest.raises(ConfigError, match="schulden"), read(tmp_path, {**codes(), **listed("themen", rows)}):
        pass


def test_plans_can_be_active(tmp_path: Path) -> None:
    lists = {**codes(), **listed("planstatus", ["laufend;aktiv;;;;;", "ende;beendet;;;;;"])}
    with pytest.raises(ConfigError, match="„aktiv“"), read(tmp_path, lists):
        pass


def test_association_that_is_not_listed(tmp_path: Path) -> None:
    lists = {**AREAS, **listed("verbaende", ["west;West;;;;;"])}
    with pytest.raises(ConfigError, match="„ost“ der Gemeinde „Laichingen“"), read(tmp_path, lists):
        pass


def test_associations_are_left_alone_where_no_list_names_them(tmp_path: Path) -> None:
    lists = {name: known for name, known in AREAS.items() if name != "verbaende"}
    with read(tmp_path, lists, clients=clients(("01.02.2018", ""))) as tables:
        frame = tabulate(INDICATORS["klienten_verband"], tables, scope=SCOPE)
    assert list(frame["association"]) == ["gesamt"]


@pytest.mark.parametrize(
    ("span", "mean"),
    [
        (("01.01.2018", ""), 0.75),
        (("01.01.2019", "31.12.2019"), 0.75),
        (("02.07.2019", ""), 0.38),
        (("31.12.2019", ""), 0.0),
        (("01.01.2020", ""), None),
        (("01.01.2018", "31.12.2018"), None),
    ],
)
def test_posts_weigh_as_many_days_as_they_were_filled(
    span: tuple[str, str], mean: float | None, tmp_path: Path
) -> None:
    with read(tmp_path, posts=[f"S1;Ehingen;0,75;{';'.join(span)}"]) as tables:
        weights = tables.sql("select fte from posts_of_period", SCOPE)["fte"].astype(float)
    assert list(weights) == ([] if mean is None else [mean])
