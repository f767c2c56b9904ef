"""The views: what of an export falls into a scope."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from imreport.cases import CaseTables, Scope
from tests.exports import SCOPE, build, opened

K1, K2 = "K1;H1;Syrien;weiblich;27-39;Duldung", "K2;H1;Syrien;männlich;0-17;Duldung"


def ids(tables: CaseTables, view: str, key: str, scope: Scope = SCOPE) -> list[str]:
    return [str(value) for value in tables.sql(f"select distinct {key} from {view} order by 1", scope)[key]]


@pytest.mark.parametrize(
    ("start", "end", "inside"),
    [
        (date(2019, 2, 4), date(2019, 4, 6), ["G1", "G2", "G3"]),
        (date(2019, 2, 5), date(2019, 4, 6), ["G2", "G3"]),
        (date(2019, 2, 4), date(2019, 4, 5), ["G1", "G2"]),
        (date(2019, 3, 5), date(2019, 3, 5), ["G2"]),
        (date(2019, 3, 6), date(2019, 4, 5), []),
    ],
)
def test_period_includes_both_ends(start: date, end: date, inside: list[str], valid: CaseTables) -> None:
    assert ids(valid, "consultations", "consultation_id", replace(SCOPE, start=start, end=end)) == inside


def test_topics_and_referrals_follow_their_consultation(valid: CaseTables) -> None:
    early = replace(SCOPE, end=date(2019, 2, 4))
    assert ids(valid, "consultation_topics", "mention_id", early) == ["G1:kinder", "G1:wohnen"]
    assert ids(valid, "referrals", "referral_id", early) == ["W1"]
    assert ids(valid, "referrals", "referral_id", replace(SCOPE, start=date(2019, 2, 5))) == []


@pytest.mark.parametrize(
    ("change", "plans"),
    [
        ({"end": date(2019, 2, 10)}, ["P1"]),
        ({"end": date(2019, 2, 9)}, []),
        ({"start": date(2019, 2, 10)}, ["P1"]),
        ({"start": date(2019, 2, 11)}, []),
    ],
)
def test_plans_count_on_the_day_they_were_made(change: dict[str, Any], plans: list[str], valid: CaseTables) -> None:
    assert ids(valid, "plans", "plan_id", replace(SCOPE, **change)) == plans


@pytest.mark.parametrize(
    ("as_of", "in_care"),
    [
        (date(2018, 1, 31), []),
        (date(2018, 2, 1), ["K1", "K2"]),
        (date(2018, 3, 1), ["K1", "K2", "K3"]),
        (date(2019, 6, 30), ["K1", "K2", "K3"]),
        (date(2019, 7, 1), ["K1", "K2"]),
    ],
)
def test_reference_date_includes_first_and_last_day_of_care(as_of: date, in_care: list[str], valid: CaseTables) -> None:
    assert ids(valid, "clients_in_care", "client_id", replace(SCOPE, as_of=as_of)) == in_care


@pytest.mark.parametrize(
    ("day", "posts"),
    [(date(2019, 1, 1), ["S1", "S2"]), (date(2019, 3, 31), ["S1", "S2"]), (date(2019, 4, 1), ["S1", "S3"])],
)
def test_posts_are_counted_from_first_to_last_day(day: date, posts: list[str], tmp_path: Path) -> None:
    rows = ["S1;Ehingen;1;01.01.2019;", "S2;Ehingen;1;01.01.2018;31.03.2019", "S3;Laichinger Alb;1;01.04.2019;"]
    with opened(build(tmp_path, posts=rows)) as tables:
        at_start = tables.sql("select post_id from posts where moment = 'beginn' order by 1", replace(SCOPE, start=day))
        as_of = tables.sql("select post_id from posts where moment = 'stichtag' order by 1", replace(SCOPE, as_of=day))
    assert (list(at_start["post_id"]), list(as_of["post_id"])) == (posts, posts)


@pytest.mark.parametrize(
    ("team", "inside"),
    [("ehingen", (["G1", "G2"], ["W1"], ["P1"], ["S1"])), ("laichinger_alb", (["G3"], [], [], []))],
)
def test_team(team: str, inside: tuple[list[str], ...], valid: CaseTables) -> None:
    scope = replace(SCOPE, team=team)
    views = {"consultations": "consultation_id", "referrals": "referral_id", "plans": "plan_id", "posts": "post_id"}
    assert tuple(ids(valid, view, key, scope) for view, key in views.items()) == inside


def test_consultation_counts_for_the_team_that_held_it(tmp_path: Path) -> None:
    row = "G1;04.02.2019;Einzelgespräch;K1;;Video;Kinder;Laichinger Alb"
    with opened(build(tmp_path, consultations=[row])) as tables:
        assert ids(tables, "consultations", "consultation_id", replace(SCOPE, team="laichinger_alb")) == ["G1"]
        assert ids(tables, "consultations", "consultation_id", replace(SCOPE, team="ehingen")) == []


def test_commune(valid: CaseTables) -> None:
    scope = replace(SCOPE, commune="08425071", as_of=date(2019, 6, 30))
    assert ids(valid, "consultations", "consultation_id", scope) == ["G3"]
    assert ids(valid, "clients_in_care", "client_id", scope) == ["K3"]
    assert ids(valid, "plans", "plan_id", scope) == []


def test_family_of_two_communes_counts_in_both_with_its_own_members(tmp_path: Path) -> None:
    homes = [f"{K1};08425033;Ehingen;01.02.2018;", f"{K2};08425071;Ehingen;01.02.2018;"]
    row = "G2;05.03.2019;Familiengespräch;;H1;Video;Kinder;Ehingen"
    with opened(build(tmp_path, clients=homes, consultations=[row], referrals=[])) as tables:
        query = "select consultation_id, client_id from consultations"
        here, there = (tables.sql(query, replace(SCOPE, commune=key)) for key in ("08425033", "08425071"))
    assert (here.to_numpy().tolist(), there.to_numpy().tolist()) == ([["G2", "K1"]], [["G2", "K2"]])


def test_team_and_commune_cut_together(valid: CaseTables) -> None:
    neither = replace(SCOPE, team="ehingen", commune="08425071")
    assert ids(valid, "consultations", "consultation_id", neither) == []
    assert ids(valid, "clients_in_care", "client_id", neither) == []


@pytest.mark.parametrize(("cut", "eras"), [(date(2019, 3, 5), "vorher seither"), (date(2019, 3, 6), "vorher vorher")])
def test_cut_date_belongs_to_the_later_part(cut: date, eras: str, valid: CaseTables) -> None:
    frame = valid.sql(
        "select distinct consultation_id, era from consultations where consultation_id < 'G3' order by 1",
        replace(SCOPE, cut=cut),
    )
    assert list(frame["era"]) == eras.split()


def test_columns_that_indicators_group_by(valid: CaseTables) -> None:
    query = "select distinct year, month, contact from consultations where consultation_id = 'G1'"
    assert valid.sql(query, SCOPE).to_numpy().tolist() == [["2019", "2019-02", "telefon_email"]]
