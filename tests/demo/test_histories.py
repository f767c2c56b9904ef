"""Beyond the totals the export looks like real life: what a caseworker would take for granted."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from statistics import median

import pytest

from imreport.demo.workdays import holidays

from .conftest import Export, Row, day, in_care

END = date(2021, 2, 28)
PANDEMIC = date(2020, 3, 17)


def held_on(talk: Row) -> date:
    return day(talk["Gesprächsdatum"])


def alone(export: Export) -> Iterator[tuple[Row, Row]]:
    """Every consultation with one person, and that client."""
    for talk in export.consultations:
        if talk["Form"] == "Einzelgespräch":
            yield talk, export.clients[talk["Klient-Nr."]]


def topic_share(talks: list[Row], topic: str) -> float:
    return sum(topic in talk["Themen"].split("|") for talk in talks) / len(talks)


def contacts(export: Export) -> dict[str, list[date]]:
    """Household to the days of its consultations, in order."""
    days = defaultdict(list)
    for talk in export.consultations:
        days[export.household(talk)].append(held_on(talk))
    return dict(days)


@pytest.mark.parametrize(
    ("table", "column", "first", "last"),
    [
        ("beratungsgespraeche", "Gespräch-Nr.", "G000001", "G043240"),
        ("weiterleitungen", "Weiterleitung-Nr.", "W000001", "W023479"),
        ("klienten", "Klient-Nr.", "K00001", None),
        ("integrationsplaene", "Plan-Nr.", "P0001", "P1326"),
        ("stellen", "Stelle-Nr.", "S01", "S27"),
    ],
)
def test_keys_are_unique_and_numbered(export: Export, table: str, column: str, first: str, last: str | None) -> None:
    keys = [row[column] for row in export.rows(table)]
    assert keys == sorted(set(keys))
    assert keys[0] == first
    assert keys[-1] == (last or f"K{len(keys):05}")


def test_references_resolve(export: Export) -> None:
    consultations = {talk["Gespräch-Nr."] for talk in export.consultations}
    assert {row["Gespräch-Nr."] for row in export.referrals} <= consultations
    assert {plan["Klient-Nr."] for plan in export.plans} <= set(export.clients)
    assert {export.household(talk) for talk in export.consultations} == set(export.households)


def test_numbers_tell_nothing_about_the_order_of_care(export: Export) -> None:
    begins = [day(client["Betreuung von"]).toordinal() for client in export.clients.values()]
    half = len(begins) // 2
    assert abs(sum(begins[:half]) / half - sum(begins[half:]) / (len(begins) - half)) < 30


def test_a_consultation_names_a_client_or_a_household(export: Export) -> None:
    for talk in export.consultations:
        is_family = talk["Form"] == "Familiengespräch"
        assert bool(talk["Haushalt-Nr."]) is is_family
        assert bool(talk["Klient-Nr."]) is not is_family


def test_single_consultations_lie_inside_the_care_of_the_client(export: Export) -> None:
    assert all(in_care(client, held_on(talk)) for talk, client in alone(export))


def test_family_consultations_have_two_members_in_care(export: Export) -> None:
    for talk in export.consultations:
        if talk["Haushalt-Nr."]:
            members = export.households[talk["Haushalt-Nr."]]
            assert sum(in_care(member, held_on(talk)) for member in members) >= 2


def test_the_team_of_the_client_holds_the_consultation(export: Export) -> None:
    for talk in export.consultations:
        assert talk["Team"] == export.households[export.household(talk)][0]["Team"]


def test_no_team_works_before_it_has_staff(export: Export) -> None:
    opening = {}
    for post in export.posts:
        opening[post["Team"]] = min(day(post["Besetzt von"]), opening.get(post["Team"], END))
    assert all(held_on(talk) >= opening[talk["Team"]] for talk in export.consultations)
    assert all(day(client["Betreuung von"]) >= opening[client["Team"]] for client in export.clients.values())


def test_hardly_anyone_under_16_comes_alone(export: Export) -> None:
    minors = sum(client["Altersgruppe"] == "0-17" for _, client in alone(export))
    assert 0 < minors < 200


def test_consultations_are_held_on_working_days(export: Export) -> None:
    days = Counter(held_on(talk) for talk in export.consultations)
    assert not [on for on in days if on.weekday() == 6 or on in holidays(on.year)]
    assert sum(count for on, count in days.items() if on.weekday() == 5) < 100
    assert median(days.values()) > 40


def test_christmas_is_quiet(export: Export) -> None:
    days = Counter(held_on(talk) for talk in export.consultations)
    quiet = [days[date(2019, 12, 23) + timedelta(offset)] for offset in range(9)]
    assert sum(quiet) < 100


def test_every_household_shares_its_address(export: Export) -> None:
    for members in export.households.values():
        assert len({(member["Gemeindeschlüssel"], member["Team"]) for member in members}) == 1


def test_households_nearly_always_share_a_nationality(export: Export) -> None:
    mixed = [members for members in export.households.values() if len({m["Staatsangehörigkeit"] for m in members}) > 1]
    assert 0 < len(mixed) < 30


def test_minors_live_with_an_adult_who_is_in_care_as_long(export: Export) -> None:
    for members in export.households.values():
        adults = [member for member in members if member["Altersgruppe"] != "0-17"]
        ends = {adult["Betreuung bis"] for adult in adults}
        first = min(day(adult["Betreuung von"]) for adult in adults)
        for member in members:
            assert day(member["Betreuung von"]) >= first
            assert member["Betreuung bis"] in ends


def test_many_live_alone_and_most_of_them_are_young_men(export: Export) -> None:
    single = [members[0] for members in export.households.values() if len(members) == 1]
    young_men = [m for m in single if m["Geschlecht"] == "männlich" and m["Altersgruppe"] in ("18-26", "27-39")]
    assert 0.6 < len(single) / len(export.households) < 0.8
    assert len(young_men) > 0.6 * len(single)


def test_family_sizes(export: Export) -> None:
    sizes = Counter(len(members) for members in export.households.values())
    assert max(sizes) <= 10
    assert sum(count for size, count in sizes.items() if size >= 3) > 250


def test_some_members_come_later(export: Export) -> None:
    later = [m for m in export.households.values() if len({member["Betreuung von"] for member in m}) > 1]
    assert len(later) > 20


def test_first_consultation_is_near_the_begin_of_care(export: Export) -> None:
    days = contacts(export)
    for number, members in export.households.items():
        begin = min(day(member["Betreuung von"]) for member in members)
        assert timedelta(0) <= days[number][0] - begin <= timedelta(14)


def test_care_ends_soon_after_the_last_consultation(export: Export) -> None:
    days = contacts(export)
    for number, members in export.households.items():
        for until in {member["Betreuung bis"] for member in members if member["Betreuung bis"]}:
            assert timedelta(0) <= day(until) - days[number][-1] <= timedelta(45)


def test_nobody_in_care_is_forgotten(export: Export) -> None:
    days = contacts(export)
    assert all(END - days[client["Haushalt-Nr."]][-1] < timedelta(250) for client in export.stock)


def test_care_ends_through_the_whole_period_and_not_after_it(export: Export) -> None:
    ends = [day(client["Betreuung bis"]) for client in export.clients.values() if client["Betreuung bis"]]
    assert 1_000 < len(ends) < 1_300
    assert max(ends) <= END
    assert len({(end.year, end.month) for end in ends}) > 30


def test_some_care_ends_on_the_reference_date_itself(export: Export) -> None:
    assert 0 < sum(client["Betreuung bis"] == "28.02.2021" for client in export.stock) < 10


def test_care_begins_with_the_staff_and_goes_on_to_the_last_weeks(export: Export) -> None:
    begins = [day(client["Betreuung von"]) for client in export.clients.values()]
    years = Counter(begin.year for begin in begins)
    assert years[2018] > years[2019] > years[2020] > years[2021]
    assert sum(begin >= date(2021, 2, 1) for begin in begins) > 20


def test_activity_is_highest_at_the_beginning(export: Export) -> None:
    early = late = 0
    for days in contacts(export).values():
        early += sum(on - days[0] < timedelta(90) for on in days)
        late += sum(timedelta(270) <= on - days[0] < timedelta(360) for on in days)
    assert early > 2 * late


def test_activity_is_uneven(export: Export) -> None:
    numbers = sorted(len(days) for days in contacts(export).values())
    tenth = len(numbers) // 10
    assert numbers[0] >= 1
    assert numbers[-tenth] > 5 * numbers[tenth]
    assert numbers[-1] < 300


def test_families_are_visited_more_often(export: Export) -> None:
    visits = Counter(talk["Form"] for talk in export.consultations if talk["Kanal"] == "aufsuchend")
    assert visits["Familiengespräch"] / 7_886 > 1.3 * visits["Einzelgespräch"] / 35_354


def test_offices_close_in_the_middle_of_march_2020(export: Export) -> None:
    march = [talk for talk in export.consultations if talk["Gesprächsdatum"].endswith(".03.2020")]
    personal = [held_on(talk) < PANDEMIC for talk in march if talk["Kanal"] in ("persönlich im Büro", "aufsuchend")]
    assert sum(personal) > 0.75 * len(personal)
    assert all(held_on(talk) >= PANDEMIC for talk in march if talk["Kanal"] == "Video")


def test_children_are_a_topic_of_families(export: Export) -> None:
    childless = {h for h, members in export.households.items() if all(m["Altersgruppe"] != "0-17" for m in members)}
    families = [talk for talk in export.consultations if talk["Haushalt-Nr."]]
    others = [talk for talk in export.consultations if export.household(talk) in childless]
    assert topic_share(families, "Kinder") > 0.5
    assert topic_share(others, "Kinder") < 0.05


def test_health_is_a_topic_of_the_pandemic(export: Export) -> None:
    before = [talk for talk in export.consultations if held_on(talk) < PANDEMIC]
    since = [talk for talk in export.consultations if held_on(talk) >= PANDEMIC]
    assert topic_share(since, "Gesundheit") > 1.2 * topic_share(before, "Gesundheit")


@pytest.mark.parametrize(
    ("target", "topic"),
    [
        ("Gesundheitsberatungsstellen", "Gesundheit"),
        ("Agentur für Arbeit/Jobcenter", "Arbeit"),
        ("Sprachkursträger", "Spracherwerb"),
        ("Jugendamt/Familienberatung", "Kinder"),
        ("Rückkehrberatung", "Rückkehr"),
    ],
)
def test_referrals_fit_the_topics(export: Export, target: str, topic: str) -> None:
    referred = {row["Gespräch-Nr."] for row in export.referrals if row["Weiterleitung an"] == target}
    talks = [talk for talk in export.consultations if talk["Gespräch-Nr."] in referred]
    assert topic_share(talks, topic) > 2.5 * topic_share(export.consultations, topic)


@pytest.mark.parametrize("target", ["Rückkehrberatung", "Opferschutz/Frauen- und Kinderschutzhaus", "Suchtberatung"])
def test_rare_targets_concern_at_least_eight_households(export: Export, target: str) -> None:
    referred = {row["Gespräch-Nr."] for row in export.referrals if row["Weiterleitung an"] == target}
    concerned = {export.household(talk) for talk in export.consultations if talk["Gespräch-Nr."] in referred}
    assert len(concerned) >= 8


def test_return_concerns_at_least_eight_households(export: Export) -> None:
    returning = {export.household(talk) for talk in export.consultations if "Rückkehr" in talk["Themen"].split("|")}
    assert len(returning) >= 8


def test_one_plan_per_person_made_while_in_care(export: Export) -> None:
    assert len({plan["Klient-Nr."] for plan in export.plans}) == len(export.plans)
    assert all(in_care(export.clients[plan["Klient-Nr."]], day(plan["Erstellt am"])) for plan in export.plans)


def test_plans_are_for_adults_and_a_few_youths(export: Export) -> None:
    minors = sum(export.clients[plan["Klient-Nr."]]["Altersgruppe"] == "0-17" for plan in export.plans)
    assert 0 < minors < 30


def test_plans_are_made_in_the_first_months(export: Export) -> None:
    waited = [
        day(plan["Erstellt am"]) - day(export.clients[plan["Klient-Nr."]]["Betreuung von"]) for plan in export.plans
    ]
    assert median(waited) < timedelta(90)


def test_active_plans_belong_to_clients_in_care(export: Export) -> None:
    active = [plan for plan in export.plans if plan["Status"] == "aktiv"]
    assert not any(plan["Beendet am"] for plan in active)
    assert all(in_care(export.clients[plan["Klient-Nr."]], END) for plan in active)


def test_ended_plans_end_after_their_making_and_within_the_care(export: Export) -> None:
    for plan in export.plans:
        if plan["Status"] != "aktiv":
            ended, client = day(plan["Beendet am"]), export.clients[plan["Klient-Nr."]]
            assert day(plan["Erstellt am"]) < ended <= END
            assert in_care(client, ended)
