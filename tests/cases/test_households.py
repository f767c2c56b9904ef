"""A consultation with a family is one event; its persons are the members in care that day."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from imreport.cases import CaseTables
from tests.exports import SCOPE, build, opened

TALK = "G2;05.03.2019;Familiengespräch;;H1;Video;Kinder|Wohnen;Ehingen"
PERSON = "{};{};Syrien;weiblich;27-39;Duldung;08425033;Ehingen;{};{}"
EVENTS = """select count(distinct consultation_id) as events, count(distinct client_id) as persons,
    count(distinct household_id) as households from consultations"""


def counts(tables: CaseTables, query: str = EVENTS) -> list[int]:
    return [int(value) for value in tables.sql(query, SCOPE).iloc[0]]


def family(*care: str) -> list[str]:
    """Members of one household, each with the first and last day of care."""
    spans = [span.split("-") for span in care]
    return [PERSON.format(f"K{number}", "H1", first, last) for number, (first, last) in enumerate(spans, start=1)]


def test_family_is_one_event_and_each_member_a_person(valid: CaseTables) -> None:
    assert counts(valid, EVENTS + " where form = 'familie'") == [1, 2, 1]
    assert counts(valid) == [3, 3, 2]


@pytest.mark.parametrize(
    ("care", "persons"),
    [
        ("05.03.2019-", 1),
        ("06.03.2019-", 0),
        ("01.02.2018-05.03.2019", 1),
        ("01.02.2018-04.03.2019", 0),
    ],
)
def test_member_counts_from_first_to_last_day_of_care(care: str, persons: int, tmp_path: Path) -> None:
    members = family("01.02.2018-", care)
    with opened(build(tmp_path, clients=members, consultations=[TALK], referrals=[], plans=[])) as tables:
        assert counts(tables) == [1, 1 + persons, 1]


def test_family_without_a_member_that_day_is_an_event_of_a_household(tmp_path: Path) -> None:
    members = family("06.03.2019-", "01.02.2018-04.03.2019")
    with opened(build(tmp_path, clients=members, consultations=[TALK], referrals=[], plans=[])) as tables:
        assert [finding.rule for finding in tables.findings] == ["haushalt_ohne_mitglied"]
        assert counts(tables) == [1, 0, 1]


def test_topics_of_a_family_are_mentioned_once(tmp_path: Path) -> None:
    query = (
        "select count(distinct mention_id) as mentions, count(distinct client_id) as persons from consultation_topics"
    )
    with opened(build(tmp_path, consultations=[TALK], referrals=[])) as tables:
        assert counts(tables, query) == [2, 2]


def test_referral_of_a_family_is_one_referral(tmp_path: Path) -> None:
    query = "select count(distinct referral_id) as events, count(distinct client_id) as persons from referrals"
    with opened(build(tmp_path, consultations=[TALK], referrals=["W1;G2;Sprachkursträger"])) as tables:
        assert counts(tables, query) == [1, 2]


def test_client_without_household_is_a_household(tmp_path: Path) -> None:
    loners = [PERSON.format("K1", "", "01.02.2018", ""), PERSON.format("K3", "", "01.02.2018", "")]
    talks = [f"G{number};04.02.2019;Einzelgespräch;K{number};;Video;Kinder;Ehingen" for number in (1, 3)]
    with opened(build(tmp_path, clients=loners, consultations=talks)) as tables:
        assert counts(tables) == [2, 2, 2]
        assert counts(tables, "select count(distinct household_id) as households from clients_in_care") == [2]


def test_member_and_family_are_one_household(tmp_path: Path) -> None:
    talks = ["G1;04.02.2019;Einzelgespräch;K1;;Video;Kinder;Ehingen", TALK]
    with opened(build(tmp_path, consultations=talks)) as tables:
        assert counts(tables) == [2, 2, 1]


def test_consultation_with_client_and_household_belongs_to_the_client(tmp_path: Path) -> None:
    row = "G1;04.02.2019;Familiengespräch;K1;H1;Video;Kinder;Ehingen"
    with opened(build(tmp_path, consultations=[row])) as tables:
        assert counts(tables) == [1, 1, 1]


def test_individual_counts_after_the_end_of_care(tmp_path: Path) -> None:
    row = "G3;01.07.2019;Einzelgespräch;K3;;Video;Kinder;Ehingen"
    with opened(build(tmp_path, consultations=[row], referrals=[])) as tables:
        assert counts(tables) == [1, 1, 1]
        late = replace(SCOPE, as_of=date(2019, 7, 1))
        assert "K3" not in list(tables.sql("select client_id from clients_in_care", late)["client_id"])
