"""The Kurzfassung: which messages it has, in which order, and what takes the place of what is hidden or absent."""

from dataclasses import replace

import pytest

from imreport.disclosure import HIDDEN, Comparison, Release
from imreport.errors import UsageError
from imreport.presentation import passage
from imreport.presentation.summary import MESSAGES, SEVEN

from .handmade import RELEASE, Cells, handmade, hiding

NBSP = "\u00a0"


def messages(release: Release) -> dict[str, str]:
    """Subject → what is said of it, in order."""
    lines = passage(release, "{{ kurzfassung | punkte }}").text.splitlines()
    pairs = (line.removeprefix("- **").split(":** ") for line in lines)
    return {subject: "".join(said) for subject, *said in pairs}


def together(**tables: Cells) -> Release:
    """A Release with some hand-made Kennzahlen."""
    made = {key: handmade(key, cells).table(key) for key, cells in tables.items()}
    return replace(RELEASE, tables=made)


def without(release: Release, *keys: str) -> Release:
    tables = {key: table for key, table in release.tables.items() if key not in keys}
    return replace(release, tables=tables, omitted={**release.omitted, **dict.fromkeys(keys, "der Grund")})


def test_the_sample_has_seven_messages_in_the_order_of_the_report(release: Release) -> None:
    assert list(messages(release)) == [message.subject for message in MESSAGES]
    assert len(MESSAGES) == SEVEN


def test_a_message_falls_away_with_its_chapter(release: Release) -> None:
    kept = tuple(key for key in release.chapters if key not in ("foerderung", "organisation"))
    assert {message.subject for message in MESSAGES} - set(messages(replace(release, chapters=kept))) == {
        "Finanzierung",
        "Organisation",
    }


def test_the_kurzfassung_alone_sums_up_all(release: Release) -> None:
    assert len(messages(replace(release, chapters=("kurzfassung", "anhang")))) == SEVEN


def test_growth_is_that_of_the_last_two_whole_years(release: Release) -> None:
    said = messages(release)["Beratung"]
    assert said.startswith("In 37 Monaten wurden 43.240 Gespräche geführt.")
    assert f"Der Anteil der Gespräche mit Familien lag bei 18{NBSP}%." in said
    assert f"geführt. Im Jahr 2020 waren es 15.429, 1{NBSP}% weniger als 2019 (15.516)." in said


def test_the_dip_since_the_cut_and_the_month_that_made_up_for_it(release: Release) -> None:
    assert (
        "Seit März 2020 gab es im April 2020 am wenigsten Gespräche (944); "
        "im Juni 2020 war der Durchschnitt der Monate davor wieder erreicht (1.335)."
    ) in messages(release)["Beratung"]


def test_staff_has_grown(release: Release) -> None:
    assert messages(release)["Organisation"] == (
        f"Am 28.{NBSP}Februar 2021 waren 27 Stellen mit zusammen 22,10 Vollzeitäquivalenten besetzt; "
        f"7 waren es am 1.{NBSP}Februar 2018. Auf eine volle Stelle kamen rechnerisch 80,0 betreute Personen."
    )


@pytest.mark.parametrize(
    ("first", "told"),
    [(27, ", ebenso viele wie am 1."), (1, f"; eine war es am 1.{NBSP}Februar 2018."), (0, "besetzt.")],
)
def test_staff_at_the_beginning(first: int, told: str) -> None:
    release = together(stellen={"beginn": first, "stichtag": 27}, vzae={"stichtag": 22.1})
    assert told in messages(release)["Organisation"]


def test_most_of_the_funding_ends_at_once(release: Release) -> None:
    assert messages(release)["Finanzierung"].endswith(
        f"1.{NBSP}Halbjahr 2024, für 25 von 27 Stellen (21,10 von 22,10 Vollzeitäquivalenten) im 1.{NBSP}Halbjahr 2023."
    )


def test_no_half_year_has_most_of_the_ends() -> None:
    release = together(foerderende={"2023-H1": 5, "2023-H2": 5, "gesamt": 10})
    assert messages(release)["Finanzierung"].endswith("zwischen dem 2023-h1 und dem 2023-h2.")


def test_growth_is_that_since_the_comparison_period_where_there_is_one(release: Release) -> None:
    before = handmade("gespraeche", {"gesamt": 40000}).tables
    compared = Comparison("davor", release.parameters, before, same_length=True)
    said = messages(replace(release, comparison=compared))["Beratung"]
    assert f"43.240 Gespräche geführt, 8{NBSP}% mehr als in der Zeit vom" in said
    assert "Im Jahr 2020" not in said


def test_a_comparison_period_of_another_length_is_not_compared(release: Release) -> None:
    before = handmade("gespraeche", {"gesamt": 40000}).tables
    compared = Comparison("davor", release.parameters, before, same_length=False)
    assert "mehr als in der Zeit" not in messages(replace(release, comparison=compared))["Beratung"]


def test_topics_name_the_residual_category_and_the_referrals(release: Release) -> None:
    said = messages(release)["Themen und Weiterleitungen"]
    assert said.startswith(
        f"Neben „Anderes Thema“ (in 61{NBSP}% der Gespräche) kamen Kinder (9.987), Gesundheit (7.310) und "
        "Wohnen (6.842) am häufigsten zur Sprache. 23.479 Mal wurde an andere Stellen weitergeleitet"
    )
    assert said.endswith(
        "; neben „Andere Regeldienste/Beratungsstellen“ (10.661) war das häufigste Ziel "
        "„Agentur für Arbeit/Jobcenter“ (4.057)."
    )


def test_countries_have_their_article(release: Release) -> None:
    said = messages(release)["Klientinnen und Klienten"]
    assert said.endswith("Am häufigsten vertreten sind Syrien (734), Afghanistan (236) und der Irak (191).")


def test_one_of_each_is_singular() -> None:
    release = together(
        gespraeche={"einzel": 1, "familie": 0, "gesamt": 1},
        themen={"kinder": 1, "gesamt": 1},
        staatsangehoerigkeit={"tuerkei": 1, "gesamt": 1},
        plaene={"2019": 1, "gesamt": 1},
    )
    assert messages(release) == {
        "Beratung": "In 37 Monaten wurde 1 Gespräch geführt.",
        "Themen und Weiterleitungen": "Am häufigsten kam Kinder (1) zur Sprache.",
        "Klientinnen und Klienten": f"Am 28.{NBSP}Februar 2021 war 1 Person in Betreuung. "
        "Am häufigsten vertreten ist die Tuerkei (1).",
        "Integrationspläne": "Im Berichtszeitraum entstand 1 Integrationsplan.",
    }


def test_nothing_at_all_is_said() -> None:
    release = together(gespraeche={"gesamt": 0}, staatsangehoerigkeit={"gesamt": 0}, themen={"gesamt": 0})
    assert messages(release) == {
        "Beratung": "Im Berichtszeitraum ist kein Gespräch dokumentiert.",
        "Klientinnen und Klienten": f"Am 28.{NBSP}Februar 2021 war niemand in Betreuung.",
    }


def test_hidden_numbers_say_nothing() -> None:
    hidden: Cells = {"gesamt": HIDDEN}
    assert messages(together(gespraeche=hidden, themen=hidden, staatsangehoerigkeit=hidden, plaene=hidden)) == {}


def test_the_next_message_takes_the_place_of_one_that_is_absent(release: Release) -> None:
    rest = without(release, "kontaktwege", "staatsangehoerigkeit")
    said = list(messages(rest))
    assert not {"Kontaktwege", "Klientinnen und Klienten"} & set(said)
    assert {"Organisation", "Integrationspläne"} <= set(said)


def test_the_largest_shown_one_may_not_be_the_largest(release: Release) -> None:
    said = messages(hiding(release, "staatsangehoerigkeit", {5}))["Klientinnen und Klienten"]
    assert "sind unter den gezeigten Staatsangehörigkeiten Syrien" in said


@pytest.mark.parametrize(("after", "told"), [(29, False), (30, True), (10, True), (11, False)])
def test_a_turning_point_is_ten_points_of_change(after: int, told: bool) -> None:
    release = together(kontaktwege={"vorher.telefon_email": (200, 20), "seither.telefon_email": (300, after)})
    said = messages(release)
    assert ("Kontaktwege" in said) == told
    assert not told or said["Kontaktwege"].endswith(f"20{NBSP}% vor März 2020 auf {after}{NBSP}% seither.")


def test_a_code_list_of_the_county_without_that_category_says_nothing() -> None:
    assert messages(together(kontaktwege={"vorher.brief": (200, 20), "seither.brief": (300, 60)})) == {}


def test_it_is_a_list(release: Release) -> None:
    with pytest.raises(UsageError, match=r"kurzfassung \| punkte"):
        passage(release, "{{ kurzfassung }}")
