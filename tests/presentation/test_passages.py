"""Passages: placeholders become published numbers in German, or a German error."""

from dataclasses import replace
from typing import Any

import pytest

from imreport.disclosure import HIDDEN, Release, Value
from imreport.errors import HiddenValueError, ImreportError, NotReleasedError, UsageError
from imreport.presentation import Passage, passage

from .handmade import handmade

NBSP = "\u00a0"


def filled(release: Release, text: str) -> str:
    return passage(release, text).text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ gespraeche.gesamt | zahl }}", "43.240"),
        ("{{ gespraeche.gesamt }}", "43.240"),
        ("{{ gespraeche_jahr['2019'].familie | zahl }}", "2.901"),
        ("{{ vzae.stichtag | zahl }}", "22,10"),
        ("{{ geschlecht.divers | zahl }}", "[g]"),
        ("{{ staatsangehoerigkeit.frankreich | zahl }}", "[g]"),
        ("{{ schwelle | zahl }}", "5"),
        ("{{ 25000 | zahl }}", "25.000"),
        ("{{ 1.5 | zahl(1) }}", "1,5"),
        ("{{ gespraeche.gesamt | anzahl('Gespräch', 'Gespräche') }}", "43.240 Gespräche"),
        ("{{ monate | anzahl('Monat', 'Monate') }}", "37 Monate"),
        ("{{ 1 | anzahl('Monat', 'Monate') }}", "1 Monat"),
        ("{{ 0 | anzahl('Monat', 'Monate') }}", "0 Monate"),
        ("{{ geschlecht.divers | anzahl('Person', 'Personen') }}", "[g] Personen"),
        ("{{ themen.kinder.anteil_gespraeche | prozent }}", f"23{NBSP}%"),
        ("{{ kanaele.seither.telefon.anteil | prozent }}", f"44{NBSP}%"),
        ("{{ geschlecht.divers.anteil | prozent }}", "[g]"),
        ("{{ themen.gesamt.anteil_gespraeche | prozent }}", "–"),
        ("{{ bis | datum }}", "28.02.2021"),
        ("{{ bis | langes_datum }}", f"28.{NBSP}Februar 2021"),
        ("{{ zaesur | monat }}", "März 2020"),
        ("{{ fakten.programmbeginn | langes_datum }}", f"1.{NBSP}Februar 2018"),
        ("{{ fakten.foerdermonate | zahl }}", "60"),
        ("{{ ['Syrien', 'Irak', 'Iran'] | aufzaehlung }}", "Syrien, Irak und Iran"),
        ("{{ kreis }}", "Alb-Donau-Kreis"),
        ("{{ themen.kinder.name }}", "Kinder"),
    ],
)
def test_placeholders(release: Release, text: str, expected: str) -> None:
    assert filled(release, text) == expected


@pytest.mark.parametrize(("number", "printed"), [(3, f"unter 1{NBSP}%"), (0, f"0{NBSP}%")])
def test_a_share_of_some_is_never_called_zero(number: int, printed: str) -> None:
    release = handmade("kanaele", {"seither.telefon": (number, 0), "seither.buero": (900, 100)})
    text = "{% if kanaele.seither.telefon.anteil < 1 %}{{ kanaele.seither.telefon.anteil | prozent }}{% endif %}"
    assert filled(release, text) == printed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ spitze(themen, 2) | namen }}", "Kinder und Gesundheit"),
        ("{{ spitze(themen, 2) | mit_werten }}", "Kinder (9.987) und Gesundheit (7.310)"),
        ("{{ spitze(themen, 1) | namen }}", "Kinder"),
        ("{{ spitze(geschlecht, 3) | namen }}", ""),
        ("{{ spitze(gespraeche_monat, 1) | mit_werten }}", "09/2020 (1.515)"),
        ("{{ spitze(gespraeche, 1) | namen }}", "Einzelgespräch"),
    ],
)
def test_most_frequent_categories(release: Release, text: str, expected: str) -> None:
    assert filled(release, text) == expected


def test_most_frequent_categories_may_include_the_residual_one(release: Release) -> None:
    assert "Anderes Thema" not in filled(release, "{{ spitze(themen, 9) | namen }}")
    assert "Anderes Thema" in filled(release, "{{ spitze(themen, 9, residual=true) | namen }}")


def test_ohne_angabe_is_not_among_the_most_frequent() -> None:
    release = handmade("staatsangehoerigkeit", {"syrien": 7, "ohne_angabe": 900, "gesamt": 907})
    assert filled(release, "{{ spitze(staatsangehoerigkeit, 3) | namen }}") == "Syrien"


@pytest.mark.parametrize(("first", "second", "expected"), [(2, 1, "mehr"), (1, 1, "gleich"), (1, 2, "weniger")])
def test_comparison_chooses_the_words(release: Release, first: int, second: int, expected: str) -> None:
    words = "mehr='mehr', gleich='gleich', weniger='weniger'"
    assert filled(release, f"{{{{ wortwahl({first}, {second}, {words}) }}}}") == expected


@pytest.mark.parametrize("pair", ["geschlecht.divers.anteil, 5", "5, geschlecht.divers.anteil"])
def test_comparison_with_a_hidden_value_says_nothing(release: Release, pair: str) -> None:
    text = f"x{{{{ wortwahl({pair}, mehr='mehr', gleich='gleich', weniger='weniger') }}}}"
    assert filled(release, text) == "x"


def test_comparison_of_two_cells(release: Release) -> None:
    text = "{{ wortwahl(themen.kinder, themen.wohnen, mehr='mehr', gleich='gleich', weniger='weniger') }}"
    assert filled(release, text) == "mehr"


MISSPELT = [
    ("{{ themn.kinder }}", UsageError, "Platzhalter „themn“. Meinten Sie „themen“"),
    ("{{ spitze(theme, 2) }}", UsageError, "Platzhalter „theme“. Meinten Sie „themen“"),
    ("{{ themen.kindr | zahl }}", NotReleasedError, "„kindr“. Meinten Sie „kinder“"),
    ("{{ kanaele.seither.telefn | zahl }}", NotReleasedError, "„telefn“. Meinten Sie „telefon“"),
    ("{{ staatsangehoerigkeit.syrein | zahl }}", NotReleasedError, "Meinten Sie „syrien“"),
    ("{{ themen.kinder.anteil_gespraech }}", NotReleasedError, "Meinten Sie „anteil_gespraeche“"),
    ("{{ fakten.foerdermonat }}", UsageError, "Fakt „foerdermonat“. Meinten Sie „foerdermonate“"),
    ("{{ gespraeche.gesamt | zahll }}", UsageError, "„zahll“. Meinten Sie „zahl“"),
    ("{{ von | langes_datm }}", UsageError, "„langes_datm“. Meinten Sie „langes_datum“"),
]


@pytest.mark.parametrize(("text", "error", "message"), MISSPELT)
def test_misspelt_names_give_the_nearest_one(
    release: Release, text: str, error: type[ImreportError], message: str
) -> None:
    with pytest.raises(error, match=message):
        passage(release, text)


@pytest.mark.parametrize("text", ["{{ gespraeche.gesamt", "{% if monate %}", "{{ }}", "{% endif %}"])
def test_malformed_placeholder_is_said_with_its_line(release: Release, text: str) -> None:
    with pytest.raises(UsageError, match="Zeile 2 der Passage ist nicht lesbar"):
        passage(release, f"Erste Zeile\n{text}")


@pytest.mark.parametrize("text", ["{{ bis.jahr }}", "{{ kreis.name }}", "{% if bis.jahr %}{% endif %}"])
def test_empty_placeholder_is_an_error(release: Release, text: str) -> None:
    with pytest.raises(UsageError, match="Platzhalter der Passage ist leer"):
        passage(release, text)


def test_kennzahl_that_this_run_leaves_out_is_an_error() -> None:
    release = replace(handmade("plaene", {"gesamt": 9}), omitted={"kanaele": "der Grund"})
    with pytest.raises(NotReleasedError, match="„kanaele“ entfällt in diesem Bericht: der Grund"):
        passage(release, "{{ kanaele.seither.telefon }}")


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("{{ themen | zahl }}", "themen.gesamt"),
        ("{{ themen | anzahl('Nennung', 'Nennungen') }}", "themen.gesamt"),
        ("{{ themen }}", "themen.gesamt"),
        ("{{ kanaele.seither | zahl }}", "kanaele.seither.gesamt"),
        ("{{ kanaele | zahl }}", "kanaele.gesamt.gesamt"),
        ("{{ stellen | zahl }}", "stellen.(beginn|stichtag)"),
    ],
)
def test_a_table_is_no_number(release: Release, text: str, hint: str) -> None:
    with pytest.raises(UsageError, match=f"ist eine Tabelle.*„{hint}“"):
        passage(release, text)


CONDITIONS = [
    "geschlecht.divers.anteil",
    "geschlecht.divers.anteil > 4",
    "geschlecht.divers.anteil == 4",
    "geschlecht.divers",
    "geschlecht.divers > 4",
    "geschlecht.divers == 4",
]


@pytest.mark.parametrize("condition", CONDITIONS)
def test_hidden_value_is_no_condition(release: Release, condition: str) -> None:
    with pytest.raises(HiddenValueError, match="ist_geheim"):
        passage(release, f"{{% if {condition} %}}viele{{% endif %}}")


def test_whether_a_value_is_hidden_may_be_asked(release: Release) -> None:
    text = "{% if geschlecht.divers.ist_geheim %}geheim{% endif %}{% if themen.kinder.ist_geheim %}auch{% endif %}"
    assert filled(release, text) == "geheim"


@pytest.mark.parametrize("text", ["{{ geschlecht.divers.anteil + 1 }}", "{{ geschlecht.divers + 1 }}"])
def test_hidden_value_is_not_calculated_with(release: Release, text: str) -> None:
    with pytest.raises(HiddenValueError):
        passage(release, text)


@pytest.mark.parametrize(
    "condition",
    ["themen.kinder > 5", "themen.kinder == 9987", "themen.kinder", "not themen.kinder.ist_geheim", "monate == 37"],
)
def test_shown_value_may_be_a_condition(release: Release, condition: str) -> None:
    assert filled(release, f"{{% if {condition} %}}ja{{% endif %}}") == "ja"


@pytest.mark.parametrize(
    "text",
    [
        "{{ themen.kinder | prozent }}",
        "{{ gespraeche.gesamt | datum }}",
        "{{ von | zahl }}",
        "{{ themen | namen }}",
        "{{ spitze(themen, 3) }}",
        "{{ spitze() }}",
        "{{ fakten }}",
        "{{ 5 / 0 }}",
        "{{ themen.kinder + 1 }}",
        "{% if geschlecht.divers.cell.number > 5 %}viele{% endif %}",
    ],
)
def test_misused_placeholder_is_said_in_german(release: Release, text: str) -> None:
    with pytest.raises(ImreportError):
        passage(release, text)


def test_markdown_is_kept(release: Release) -> None:
    text = "#### Titel\n\n- **fett** & <klein>\n- 1 < 2\n\n| a | b |\n|---|---|"
    assert filled(release, text) == text


def test_empty_lines_left_by_conditions_are_closed(release: Release) -> None:
    text = "eins\n\n{% if false %}\nzwei\n{% endif %}\n\ndrei\n"
    assert filled(release, text) == "eins\n\ndrei"


def test_conditions_leave_no_trace(release: Release) -> None:
    text = "Zeit{% if ganze_monate %} ({{ monate | anzahl('Monat', 'Monate') }}){% endif %}."
    assert filled(release, text) == "Zeit (37 Monate)."


@pytest.mark.parametrize(("name", "value"), [
    ("titel", "Bericht"), ("bereich", "Team Ehingen"), ("ganze_monate", "True"), ("zaesur_im_zeitraum", "True"),
])  # fmt: skip
def test_words_about_the_report(name: str, value: str) -> None:
    release = replace(handmade("plaene", {"gesamt": 9}), area="Team Ehingen")
    assert filled(release, f"{{{{ {name} }}}}") == value


@pytest.mark.parametrize("fact", [{"wert": "2023 oder 2024"}, {"wert": 25000}, {"wert": 1.5}])
def test_facts_keep_their_kind(fact: dict[str, Any]) -> None:
    release = replace(handmade("plaene", {"gesamt": 9}), facts={"ende": {**fact, "quelle": "Haushalt"}})
    assert filled(release, "{{ fakten.ende }}") == str(fact["wert"])


def test_one_of_a_cell_is_in_the_singular() -> None:
    release = handmade("plaene", {"2020": 1, "2021": HIDDEN, "gesamt": 9})
    text = "{{ plaene['2020'] | anzahl('Plan', 'Pläne') }}, {{ plaene['2021'] | anzahl('Plan', 'Pläne') }}"
    assert filled(release, text) == "1 Plan, [g] Pläne"


def test_passage_is_a_block(release: Release) -> None:
    assert passage(release, " Text\n") == Passage("passage", "Text")


@pytest.mark.parametrize(("value", "found"), [(HIDDEN, "nur gezeigte"), (8, "alle")])
def test_a_kennzahl_with_hidden_values_can_be_asked_for_them(value: Value, found: str) -> None:
    release = handmade("themen", {"kinder": 9, "wohnen": value, "gesamt": HIDDEN})
    text = "{% if themen.hat_geheime %}nur gezeigte{% else %}alle{% endif %}"
    assert passage(release, text).text == found
