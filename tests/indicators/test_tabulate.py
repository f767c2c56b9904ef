"""Order and completeness of the frames that everybody relies on."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from imreport.cases import CaseTables, CodeLists, Scope
from imreport.cases.codes import HEADER, parse_code_list
from imreport.indicators import INDICATORS, tabulate
from tests.exports import SCOPE, build, codes, opened

from .expected import EXPECTED
from .scopes import EMPTY, WHOLE, YEAR

MEASURES = {"value", "persons", "households", "largest"}
LISTED = {
    "gespraeche": "formen", "themen": "themen", "weiterleitungen": "weiterleitungsziele", "geschlecht": "geschlecht",
    "kanaele": "kanaele", "kontaktwege": "kontaktwege", "klienten_team": "teams", "klienten_verband": "verbaende",
    "klienten_beraten": "haeufigkeit", "betreuungsdauer": "betreuungsdauer", "haushalt": "haushaltsgroesse",
    "altersgruppe": "altersgruppen", "aufenthaltsstatus": "aufenthaltsstatus", "plaene_stand": "planstatus",
    "klienten_verlauf": "verbleib", "klienten_plan": "planabdeckung", "teilnahmen": "formen",
    "thema_ziel": "weiterleitungsziele", "gespraeche_verband": "verbaende",
}  # fmt: skip


def column(key: str, cases: CaseTables, scope: Scope, name: str = "") -> list[str]:
    return list(tabulate(INDICATORS[key], cases, scope=scope)[name or INDICATORS[key].columns[-1]])


@pytest.mark.parametrize("key", EXPECTED)
def test_columns_and_types(key: str, cases: CaseTables) -> None:
    frame = tabulate(INDICATORS[key], cases, scope=WHOLE)
    assert list(frame.columns) == [*INDICATORS[key].columns, "value", "persons", "households", "largest"]
    assert {str(frame[name].dtype) for name in MEASURES - {"value"}} == {"int64"}
    assert str(frame["value"].dtype) == ("float64" if INDICATORS[key].decimals else "int64")
    assert all(isinstance(name, str) for name in frame[INDICATORS[key].columns].to_numpy().ravel())


@pytest.mark.parametrize("key", EXPECTED)
def test_every_cell_stands_there_once(key: str, cases: CaseTables) -> None:
    frame = tabulate(INDICATORS[key], cases, scope=WHOLE)
    assert not frame.duplicated(INDICATORS[key].columns).any()


@pytest.mark.parametrize(("key", "codes"), LISTED.items())
def test_categories_stand_in_the_order_of_their_code_list(key: str, codes: str, cases: CaseTables) -> None:
    order = [code.key for code in cases.codes[codes] if code.key != "ohne_angabe"]
    shown = list(dict.fromkeys(column(key, cases, WHOLE)))
    assert [name for name in shown if name not in ("ohne_angabe", "gesamt")] == order


@pytest.mark.parametrize("key", [key for key in EXPECTED if INDICATORS[key].columns != ["moment"]])
def test_totals_are_last(key: str, cases: CaseTables) -> None:
    frame = tabulate(INDICATORS[key], cases, scope=WHOLE)
    for name in INDICATORS[key].columns:
        assert "gesamt" not in list(dict.fromkeys(frame[name]))[:-1]
        assert frame[name].iloc[-1] == "gesamt"


def test_posts_have_the_ends_of_half_years_between_two_moments_and_no_total(cases: CaseTables) -> None:
    halves = ["2018-06-30", "2018-12-31", "2019-06-30", "2019-12-31", "2020-06-30", "2020-12-31"]
    assert column("stellen", cases, WHOLE) == column("vzae", cases, WHOLE) == ["beginn", *halves, "stichtag"]


@pytest.mark.parametrize(
    ("start", "as_of", "between"),
    [
        (date(2019, 6, 30), date(2019, 12, 31), ["beginn"]),
        (date(2019, 6, 29), date(2020, 1, 1), ["beginn", "2019-06-30", "2019-12-31"]),
        (date(2019, 6, 30), date(2019, 6, 30), []),
        (date(2020, 1, 1), date(2018, 12, 31), []),
    ],
)
def test_moments_run_from_the_start_to_the_reference_date(
    start: date, as_of: date, between: list[str], cases: CaseTables
) -> None:
    scope = replace(WHOLE, start=start, as_of=as_of)
    assert column("stellen", cases, scope) == [*between, "stichtag"]
    assert column("foerderende", cases, scope)[-1] == "gesamt"


def test_all_months_of_the_period(cases: CaseTables) -> None:
    months = column("gespraeche_monat", cases, WHOLE)
    assert (months[0], months[-2], len(months)) == ("2018-02", "2021-02", 37 + 1)
    assert months[:-1] == [str(month) for month in pd.period_range("2018-02", "2021-02", freq="M")]


def test_months_without_a_consultation_are_zero(cases: CaseTables) -> None:
    breitingen = replace(WHOLE, commune="08425024")
    frame = tabulate(INDICATORS["gespraeche_monat"], cases, scope=breitingen)
    assert len(frame) == 38
    assert (frame["value"] == 0).any()
    assert frame["value"].iloc[:-1].sum() == frame["value"].iloc[-1] > 0


def test_months_that_the_period_only_touches(cases: CaseTables) -> None:
    scope = replace(WHOLE, start=date(2018, 12, 31), end=date(2019, 2, 1))
    assert column("gespraeche_monat", cases, scope) == ["2018-12", "2019-01", "2019-02", "gesamt"]


@pytest.mark.parametrize("key", ["gespraeche_jahr", "plaene"])
def test_all_years_of_the_period(key: str, cases: CaseTables) -> None:
    years = list(dict.fromkeys(column(key, cases, replace(WHOLE, start=date(2017, 5, 1)), "year")))
    assert years == ["2017", "2018", "2019", "2020", "2021", "gesamt"]


def test_every_year_has_every_form(cases: CaseTables) -> None:
    frame = tabulate(INDICATORS["gespraeche_jahr"], cases, scope=replace(WHOLE, start=date(2017, 5, 1)))
    assert frame[["year", "form"]].to_numpy().tolist() == [
        [year, form]
        for year in ("2017", "2018", "2019", "2020", "2021", "gesamt")
        for form in ("einzel", "familie", "gesamt")
    ]
    assert list(frame["value"][:3]) == [0, 0, 0]


def test_category_without_a_case_is_zero(cases: CaseTables) -> None:
    before = tabulate(INDICATORS["kanaele"], cases, scope=WHOLE).set_index(["era", "channel"])["value"]
    assert before["vorher", "video"] == 0
    assert before["seither", "video"] == 201


def test_both_eras_are_there_when_the_cut_lies_outside(cases: CaseTables) -> None:
    frame = tabulate(INDICATORS["kontaktwege"], cases, scope=YEAR)
    assert list(dict.fromkeys(frame["era"])) == ["vorher", "seither", "gesamt"]
    assert set(frame.loc[frame["era"] == "seither", "value"]) == {0}


def test_only_nationalities_that_occur_are_listed(cases: CaseTables) -> None:
    frame = tabulate(INDICATORS["staatsangehoerigkeit"], cases, scope=WHOLE)
    order = [code.key for code in cases.codes["staatsangehoerigkeiten"]]
    shown = list(frame["nationality"])[:-1]
    assert (frame["value"] > 0).all()
    assert shown == sorted(shown, key=order.index)


@pytest.mark.parametrize("key", EXPECTED)
def test_ohne_angabe_stands_only_where_it_occurs(key: str, cases: CaseTables) -> None:
    frame = tabulate(INDICATORS[key], cases, scope=WHOLE)
    unknown = (frame[INDICATORS[key].columns] == "ohne_angabe").any(axis=1)
    assert list(frame.loc[unknown, "value"]) == ([2] if key == "geschlecht" else [])


def test_ohne_angabe_is_counted_where_it_occurs(tmp_path: Path) -> None:
    row = "G1;04.02.2019;Einzelgespräch;K1;;;;Ehingen"
    with opened(build(tmp_path, consultations=[row])) as tables:
        for key, total in (("themen", 1), ("kanaele", 1), ("kontaktwege", 1)):
            frame = tabulate(INDICATORS[key], tables, scope=SCOPE)
            assert list(frame[INDICATORS[key].columns[-1]])[-2:] == ["ohne_angabe", "gesamt"]
            assert list(frame["value"])[-2:] == [total, total]


def own(name: str, *rows: str) -> CodeLists:
    text = "\n".join([";".join(HEADER), *rows])
    return {**codes(), name: parse_code_list(name, text.encode())}


def test_ohne_angabe_of_an_own_list_comes_last_and_only_where_it_occurs(tmp_path: Path) -> None:
    lists = own("geschlecht", "k_a;keine Angabe;ohne_angabe;;;;", "m;männlich;;;;;", "w;weiblich;;;;;")
    person = "K1;H1;Syrien;{};27-39;Duldung;08425033;Ehingen;01.02.2018;"
    for gender, shown in (("", ["m", "w", "k_a", "gesamt"]), ("weiblich", ["m", "w", "gesamt"])):
        with opened(build(tmp_path, clients=[person.format(gender)]), lists=lists) as tables:
            assert column("geschlecht", tables, SCOPE) == shown


def test_channel_of_an_own_list_without_a_broader_category_is_not_lost(tmp_path: Path) -> None:
    lists = own("kanaele", "brief;Brief;;;;;", "video;Video;;video;;;")
    rows = [f"G{number};04.02.2019;Einzelgespräch;K1;;{('Brief', 'Video')[number]};Kinder;Ehingen" for number in (0, 1)]
    with opened(build(tmp_path, consultations=rows, referrals=[]), lists=lists) as tables:
        frame = tabulate(INDICATORS["kontaktwege"], tables, scope=SCOPE)
    *parts, total = frame.loc[frame["era"] == "vorher", "value"]
    assert sum(parts) == total == 2


@pytest.mark.parametrize("key", EXPECTED)
def test_empty_period_gives_zeros(key: str, cases: CaseTables) -> None:
    frame = tabulate(INDICATORS[key], cases, scope=EMPTY)
    assert len(frame) > 0
    assert not frame.isna().any(axis=None)
    assert set(frame[sorted(MEASURES)].to_numpy().ravel()) == {0}


def test_empty_export_gives_zeros(tmp_path: Path) -> None:
    with opened(build(tmp_path, consultations=[], referrals=[], clients=[], plans=[], posts=[])) as tables:
        frames = {key: tabulate(INDICATORS[key], tables, scope=SCOPE) for key in EXPECTED}
    sums = {key: frame[sorted(MEASURES)].sum(skipna=False).sum(skipna=False) for key, frame in frames.items()}
    assert sums == dict.fromkeys(EXPECTED, 0)


@pytest.mark.parametrize("key", EXPECTED)
def test_same_frame_twice(key: str, cases: CaseTables) -> None:
    pd.testing.assert_frame_equal(
        tabulate(INDICATORS[key], cases, scope=WHOLE), tabulate(INDICATORS[key], cases, scope=WHOLE)
    )
