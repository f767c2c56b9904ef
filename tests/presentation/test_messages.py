"""Messages: the one sentence that a chart is drawn for."""

import pytest

from imreport.disclosure import HIDDEN, Release
from imreport.presentation import message
from imreport.presentation.messages import NOTHING
from imreport.presentation.messages.pairs import NOT_COMPARABLE
from imreport.presentation.messages.wording import FEW

from .handmade import Cells, handmade

NBSP = "\u00a0"


def said(kennzahl: str, cells: Cells) -> str:
    release = handmade(kennzahl, cells)
    return message(release, release.table(kennzahl))


@pytest.mark.parametrize(
    ("key", "sentence"),
    [
        (
            "themen",
            "Am häufigsten: Anderes Thema (26.451), dann Kinder (9.987), Gesundheit (7.310) und Wohnen (6.842).",
        ),
        ("staatsangehoerigkeit", "Am häufigsten: Syrien (734), dann Afghanistan (236) und Irak (191)."),
        (
            "gespraeche_monat",
            "Die meisten Gespräche im September 2020 (1.515), die wenigsten im Februar 2018 (222). "
            "Seit März 2020 waren es im April 2020 am wenigsten (944); "
            "im Juni 2020 war der Durchschnitt der zwölf Monate davor (1.303) wieder erreicht (1.335).",
        ),
        ("stellen", "Die Zahl der besetzten Stellen stieg von 7 (am 01.02.2018) auf 27 (am 28.02.2021)."),
        ("vzae", "Der Stellenumfang stieg von 6,80 VZÄ (am 01.02.2018) auf 22,10 (am 28.02.2021)."),
        ("gespraeche_jahr", "Die durchschnittliche Zahl der Gespräche im Monat stieg von 865 (2018) auf 1.392 (2021)."),
        ("betreuungsdauer", f"58 Personen (3{NBSP}%) sind seit drei Jahren oder länger in Betreuung."),
        (
            "plaene_stand",
            "Am häufigsten: „aktiv“ (801), dann „abgeschlossen, Ziele erreicht“ (287) und „abgeschlossen, "
            "Ziele teilweise erreicht“ (121).",
        ),
        (
            "foerderende",
            f"Am häufigsten endet die Förderung im 1.{NBSP}Halbjahr 2023 (25 Stellen), "
            f"zuletzt im 1.{NBSP}Halbjahr 2024.",
        ),
        ("geschlecht", f"Von den Klientinnen und Klienten sind 65{NBSP}% männlich und 34{NBSP}% weiblich."),
        ("kanaele", f"Der Anteil „persönlich im Büro“ sank seit März 2020 von 58{NBSP}% auf 25{NBSP}%."),
    ],
)
def test_messages_of_the_sample(release: Release, key: str, sentence: str) -> None:
    assert message(release, release.table(key)) == sentence


def test_ranking_of_one() -> None:
    assert said("staatsangehoerigkeit", {"syrien": 7, "gesamt": 7}) == "Am häufigsten: Syrien (7)."


def test_ranking_of_two() -> None:
    cells: Cells = {"irak": 5, "syrien": 7, "gesamt": 12}
    assert said("staatsangehoerigkeit", cells) == "Am häufigsten: Syrien (7), dann Irak (5)."


def test_merged_categories_are_not_ranked() -> None:
    cells: Cells = {"syrien": 7, "andere": 900, "gesamt": 907}
    assert said("staatsangehoerigkeit", cells) == "Am häufigsten: Syrien (7)."


def test_ohne_angabe_is_not_ranked() -> None:
    cells: Cells = {"syrien": 7, "ohne_angabe": 900, "gesamt": 907}
    assert said("staatsangehoerigkeit", cells) == "Am häufigsten: Syrien (7)."


def test_residual_topic_is_named_where_it_is_the_largest() -> None:
    cells: Cells = {"anderes_thema": 90, "kinder": 40, "wohnen": 50, "gesamt": 180}
    assert said("themen", cells) == "Am häufigsten: Anderes_thema (90), dann Wohnen (50) und Kinder (40)."


def test_residual_topic_is_not_named_elsewhere() -> None:
    cells: Cells = {"anderes_thema": 45, "kinder": 40, "wohnen": 50, "gesamt": 135}
    assert said("themen", cells) == "Am häufigsten: Wohnen (50), dann Kinder (40)."


def test_hidden_values_are_not_ranked() -> None:
    cells: Cells = {"kinder": HIDDEN, "wohnen": 50, "arbeit": HIDDEN, "gesamt": 135}
    assert said("themen", cells) == "Am häufigsten unter den gezeigten Werten: Wohnen (50)."


def test_one_month() -> None:
    assert said("gespraeche_monat", {"2020-02": 70, "gesamt": 70}) == "70 Gespräche im Februar 2020."


def test_one_conversation_is_in_the_singular() -> None:
    assert said("gespraeche_monat", {"2020-02": 1, "gesamt": 1}) == "1 Gespräch im Februar 2020."


def test_equal_months_are_not_told_apart() -> None:
    sentence = said("gespraeche_monat", {"2020-02": 70, "2020-03": 70, "gesamt": 140})
    assert "70 Gespräche im Februar 2020." not in sentence


def test_month_without_conversations_has_the_fewest() -> None:
    sentence = said("gespraeche_monat", {"2020-02": 0, "2020-03": 9, "2020-04": 70, "gesamt": 79})
    assert "die wenigsten im März" not in sentence


def test_the_most_are_those_of_the_shown_months_where_one_is_hidden() -> None:
    cells: Cells = {"2020-02": 7, "2020-03": HIDDEN, "2020-04": 8, "gesamt": HIDDEN}
    assert said("gespraeche_monat", cells) == "Unter den gezeigten Monaten die meisten Gespräche im April 2020 (8)."


def test_nobody_knows_the_fewest_where_a_month_is_hidden() -> None:
    sentence = said(
        "gespraeche_monat", {"2020-02": HIDDEN, "2020-03": HIDDEN, "2020-04": 9, "2020-05": 70, "gesamt": 84}
    )
    assert "die wenigsten im April" not in sentence


def test_genders_of_nobody_are_left_out() -> None:
    cells: Cells = {"maennlich": (30, 60), "weiblich": (20, 40), "divers": (0, 0), "gesamt": (50, 100)}
    assert said("geschlecht", cells).endswith(f"sind 60{NBSP}% Maennlich und 40{NBSP}% Weiblich.")


def test_genders_without_percentages_are_not_called_unpublished() -> None:
    cells: Cells = {"maennlich": (9, None), "weiblich": (8, None), "gesamt": (17, None)}
    assert said("geschlecht", cells) != NOTHING


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (10, 30, f"stieg Seither von 10{NBSP}% auf 30{NBSP}%"),
        (30, 10, f"sank Seither von 30{NBSP}% auf 10{NBSP}%"),
        (30, 30, f"blieb Seither bei 30{NBSP}%"),
        (10, 0, f"sank Seither von 10{NBSP}% auf unter 1{NBSP}%"),
        (0, 0, f"blieb Seither bei unter 1{NBSP}%"),
    ],
)
def test_time_sections_are_compared(before: int, after: int, words: str) -> None:
    cells: Cells = {"vorher.telefon": (50, before), "seither.telefon": (50, after)}
    assert said("kanaele", cells) == f"Der Anteil „Telefon“ {words}."


def test_the_greatest_change_is_told() -> None:
    cells: Cells = {
        "vorher.buero": (50, 60), "vorher.telefon": (50, 40),
        "seither.buero": (50, 70), "seither.telefon": (50, 5),
    }  # fmt: skip
    assert said("kanaele", cells).startswith("Der Anteil „Telefon“ sank")


def test_hidden_shares_are_not_compared() -> None:
    cells: Cells = {
        "vorher.buero": (50, 60), "vorher.telefon": (HIDDEN, HIDDEN),
        "seither.buero": (50, 62), "seither.telefon": (50, 5),
    }  # fmt: skip
    assert said("kanaele", cells).startswith("Der Anteil „Buero“ stieg")


NOTHING_SHOWN: list[tuple[str, Cells]] = [
    ("themen", {"kinder": HIDDEN, "wohnen": HIDDEN, "gesamt": 9}),
    ("gespraeche_monat", {"2020-02": HIDDEN, "2020-03": HIDDEN, "gesamt": 9}),
    ("geschlecht", {"maennlich": (HIDDEN, HIDDEN), "weiblich": (HIDDEN, HIDDEN), "gesamt": (9, None)}),
    ("kanaele", {"vorher.telefon": (HIDDEN, HIDDEN), "seither.telefon": (0, 0)}),
]


@pytest.mark.parametrize(("kennzahl", "cells"), NOTHING_SHOWN)
def test_nothing_is_said_where_nothing_is_shown(kennzahl: str, cells: Cells) -> None:
    assert said(kennzahl, cells) == NOTHING


def test_a_collective_name_alone_is_no_ranking() -> None:
    assert said("staatsangehoerigkeit", {"andere": 9, "gesamt": 9}) == FEW


def test_hidden_parts_cannot_be_compared() -> None:
    cells: Cells = {"vorher.telefon": (HIDDEN, HIDDEN), "seither.telefon": (7, 100)}
    assert said("kanaele", cells) == NOT_COMPARABLE


def test_the_half_year_in_which_most_funding_ends_is_named() -> None:
    cells: Cells = {"2022-H2": 22.1, "2023-H1": 1.0, "2023-H2": 0.5, "2024-H1": 0}
    assert said("vzae_gefoerdert", cells) == (
        "Am Ende des 2022-h2 sind 22,10 VZÄ gefördert; am Ende des 2023-h1 sinken sie von 22,10 auf 1,00, "
        "am Ende des 2024-h1 auf 0,00."
    )
