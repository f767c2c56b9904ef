"""Tables: which rows and columns a Kennzahl is laid out in, and what stands below it."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from imreport.disclosure import HIDDEN, Release
from imreport.errors import NotReleasedError
from imreport.presentation import Omitted, Table, table

from .handmade import RELEASE, Cells, handmade

NBSP = "\u00a0"


def made(release: Release, key: str) -> Table:
    block = table(release, key)
    assert isinstance(block, Table)
    return block


def texts(release: Release, key: str) -> list[tuple[str, ...]]:
    """The rows as printed."""
    return [row.texts for row in made(release, key).grid.rows]


def test_one_dimension_has_a_row_per_category(release: Release) -> None:
    grid = made(release, "themen").grid
    assert grid.header == ("Thema", "Nennungen", "Anteil an den Gesprächen", "Anteil an den Nennungen")
    assert grid.rows[0].texts == ("Kinder", "9.987", f"23{NBSP}%", f"15{NBSP}%")
    assert len(grid.rows) == 10


def test_total_comes_last_and_has_no_share_of_consultations(release: Release) -> None:
    last = made(release, "themen").grid.rows[-1]
    assert last.texts == ("Gesamt", "64.534", "–", f"100{NBSP}%")
    assert last.total


def test_categories_come_most_frequent_first_and_the_residual_one_last(release: Release) -> None:
    rows = made(release, "themen").grid.rows
    numbers = [row.entries[0].number or 0 for row in rows[:-2]]
    assert all(first >= second for first, second in pairwise(numbers))
    assert rows[-2].name == "Anderes Thema"


def test_ohne_angabe_and_andere_come_after_the_named_ones() -> None:
    cells: Cells = {"irak": 8, "ohne_angabe": 50, "syrien": 30, "andere": 40, "gesamt": 128}
    names = [row[0] for row in texts(handmade("staatsangehoerigkeit", cells), "staatsangehoerigkeit")]
    assert names == ["Syrien", "Irak", "Andere", "Ohne_angabe", "Gesamt"]


def test_hidden_rows_come_after_the_shown_ones_in_their_own_order() -> None:
    cells: Cells = {"wohnen": HIDDEN, "arbeit": 7, "kinder": 9, "gesundheit": HIDDEN, "teilhabe": 0, "gesamt": 40}
    names = [row[0] for row in texts(handmade("themen", cells), "themen")]
    assert names == ["Kinder", "Arbeit", "Teilhabe", "Wohnen", "Gesundheit", "Gesamt"]


def test_dimensions_with_an_order_of_their_own_keep_it(release: Release) -> None:
    assert [row[:2] for row in texts(release, "plaene")] == [
        ("2018", "556"), ("2019", "488"), ("2020", "244"), ("2021", "38"), ("Gesamt", "1.326"),
    ]  # fmt: skip


def test_two_dimensions_have_rows_and_columns(release: Release) -> None:
    grid = made(release, "gespraeche_jahr").grid
    assert grid.header == ("Jahr", "Einzelgespräch", "Familiengespräch", "Gesamt")
    assert grid.rows[1].texts == ("2019", "12.615", "2.901", "15.516")
    assert grid.rows[-1].texts == ("Gesamt", "35.354", "7.886", "43.240")
    assert [row.total for row in grid.rows] == [False] * 4 + [True]


def test_channels_have_value_and_share_per_time_section(release: Release) -> None:
    grid = made(release, "kanaele").grid
    assert grid.header == (
        "Kanal", "vor März 2020 (Gespräche)", "vor März 2020 (Anteil)",
        "seit März 2020 (Gespräche)", "seit März 2020 (Anteil)", "Gesamt",
    )  # fmt: skip
    assert grid.rows[2].texts == ("telefonisch", "3.883", f"14{NBSP}%", "6.786", f"44{NBSP}%", "10.669")


def test_months_make_a_calendar(release: Release) -> None:
    grid = made(release, "gespraeche_monat").grid
    assert grid.header == ("Monat", "2018", "2019", "2020", "2021")
    assert grid.rows[0].texts == ("Januar", "–", "1.302", "1.364", "1.404")
    assert grid.rows[-1].texts == ("Dezember", "1.093", "1.145", "1.179", "–")


def test_calendar_has_only_months_of_the_period() -> None:
    rows = texts(handmade("gespraeche_monat", {"2020-02": 7, "2020-03": HIDDEN, "gesamt": 20}), "gespraeche_monat")
    assert rows == [("Februar", "7"), ("März", "[g]")]


@pytest.mark.parametrize(("months", "noted"), [(["2019-12", "2020-01"], True), (["2020-01", "2020-02"], False)])
def test_dash_is_explained_where_there_is_one(months: list[str], *, noted: bool) -> None:
    block = made(handmade("gespraeche_monat", {**dict.fromkeys(months, 7), "gesamt": 14}), "gespraeche_monat")
    assert any("nicht im Berichtszeitraum" in note for note in block.notes) is noted
    assert any("–" in row.texts for row in block.grid.rows) is noted


def test_percent_only_table_has_no_counts_but_the_total(release: Release) -> None:
    grid = made(release, "geschlecht").grid
    assert grid.header == ("Geschlecht", "Anteil")
    assert texts(release, "geschlecht") == [
        ("männlich", f"65{NBSP}%"), ("weiblich", f"34{NBSP}%"), ("divers", "[g]"), ("Ohne Angabe", "[g]"),
        ("Gesamt (1.768 Personen)", f"100{NBSP}%"),
    ]  # fmt: skip


def test_hidden_value_is_printed_but_no_number() -> None:
    grid = made(handmade("plaene", {"2020": HIDDEN, "2021": HIDDEN, "gesamt": 20}), "plaene").grid
    entry = grid.rows[0].entries[0]
    assert (entry.text, entry.number) == ("[g]", None)


def test_zero_is_zero() -> None:
    made = texts(handmade("plaene", {"2019": 1, "2020": 0, "gesamt": 1}), "plaene")
    assert made == [("2019", "1"), ("2020", "0"), ("Gesamt", "1")]


def test_nothing_but_zeros_is_no_table() -> None:
    assert isinstance(table(handmade("plaene", {"2020": 0, "gesamt": 0}), "plaene"), Omitted)


def test_decimals_are_german(release: Release) -> None:
    rows = texts(release, "vzae")
    assert (rows[0], rows[-1]) == (("zu Beginn des Zeitraums", "6,80"), ("am Stichtag", "22,10"))


@pytest.mark.parametrize(("cells", "noted"), [
    ({"2020": HIDDEN, "2021": HIDDEN, "gesamt": 20}, True), ({"2020": 9, "2021": 0, "gesamt": 9}, False),
])  # fmt: skip
def test_legend_stands_only_where_a_value_is_hidden(cells: Cells, *, noted: bool) -> None:
    block = made(handmade("plaene", cells), "plaene")
    assert any(note.startswith("[g] = geheim gehalten") for note in block.notes) is noted


@pytest.mark.parametrize(("cells", "noted"), [
    ({"syrien": 30, "andere": 9, "gesamt": 39}, True), ({"syrien": 30, "irak": 9, "gesamt": 39}, False),
])  # fmt: skip
def test_merging_is_noted_only_where_it_happened(cells: Cells, *, noted: bool) -> None:
    block = made(handmade("staatsangehoerigkeit", cells), "staatsangehoerigkeit")
    assert any("fasst kleine Kategorien" in note for note in block.notes) is noted


@pytest.mark.parametrize("key", ["gespraeche", "stellen", "kanaele"])
def test_no_notes_without_need(release: Release, key: str) -> None:
    assert made(release, key).notes == ()


def test_multiple_mentions_are_noted(release: Release) -> None:
    note = "Mehrfachnennungen möglich: Die Summe übersteigt die Zahl der Gespräche."
    assert made(release, "themen").notes[0] == note


@pytest.mark.parametrize(("share", "noted"), [(51, True), (50, False), (None, False)])
def test_a_residual_category_with_more_than_half_is_noted(share: int | None, *, noted: bool) -> None:
    cells: Cells = {"kinder": (9, 9), "anderes_thema": (99, share), "gesamt": (108, None)}
    notes = made(handmade("themen", cells), "themen").notes
    assert any("nicht näher erfasst" in note for note in notes) is noted


def test_merged_categories_are_no_residual_category() -> None:
    cells: Cells = {"syrien": (9, 9), "andere": (99, 91), "gesamt": (108, 100)}
    assert not any(
        "nicht näher" in note for note in made(handmade("staatsangehoerigkeit", cells), "staatsangehoerigkeit").notes
    )


def test_percent_only_is_noted(release: Release) -> None:
    percent, legend = made(release, "geschlecht").notes
    assert percent == "Nur in ganzen Prozent, weil einzelne Gruppen sehr klein sind."
    assert "weniger als 5 Personen" in legend


def test_basis_of_a_flow_is_the_period(release: Release) -> None:
    assert made(release, "themen").basis == "Berichtszeitraum: 01.02.2018 bis 28.02.2021."


def test_basis_of_a_stock_is_the_reference_date(release: Release) -> None:
    assert made(release, "geschlecht").basis == "Stichtag: 28.02.2021."


def test_basis_names_the_area() -> None:
    village = replace(handmade("plaene", {"2020": 9, "gesamt": 9}), area="Gemeinde Allmendingen")
    assert made(village, "plaene").basis.endswith("28.02.2021, Gemeinde Allmendingen.")


def test_source_names_table_and_label_of_the_data(release: Release) -> None:
    assert made(release, "plaene").source == (
        "Quelle: Fallexport des Integrationsmanagements (Integrationspläne); "
        "Synthetische Beispieldaten, keine echten Personen."
    )


def test_small_print_has_basis_notes_and_source(release: Release) -> None:
    block = made(release, "themen")
    assert block.small_print == " ".join((block.basis, *block.notes, block.source))


def test_unknown_kennzahl_gives_the_nearest_one(release: Release) -> None:
    with pytest.raises(NotReleasedError, match=r"Kennzahl „theme“\. Meinten Sie „themen“"):
        table(release, "theme")


def test_what_this_run_leaves_out_is_omitted() -> None:
    block = table(replace(RELEASE, omitted={"kanaele": "der 01.03.2020 liegt nicht im Berichtszeitraum"}), "kanaele")
    assert block == Omitted("kanaele", "der 01.03.2020 liegt nicht im Berichtszeitraum")


@pytest.mark.parametrize(
    "key", ["stellen", "gespraeche_jahr", "gespraeche_monat", "staatsangehoerigkeit", "kontaktwege"]
)
def test_every_row_has_as_many_entries_as_the_header(release: Release, key: str) -> None:
    grid = made(release, key).grid
    assert {len(row.texts) for row in grid.rows} == {len(grid.header)}


@pytest.mark.parametrize("key", ["gespraeche_jahr", "themen_jahr", "plaene"])
def test_years_that_are_cut_off_are_noted(release: Release, key: str) -> None:
    assert f"2018 nur ab 1.{NBSP}Februar, 2021 nur bis 28.{NBSP}Februar." in made(release, key).notes


@pytest.mark.parametrize(
    ("first", "last", "note"),
    [
        (date(2019, 1, 1), date(2020, 12, 31), ()),
        (date(2019, 3, 1), date(2019, 3, 31), ()),
        (date(2019, 1, 1), date(2020, 2, 29), (f"2020 nur bis 29.{NBSP}Februar.",)),
    ],
)
def test_whole_years_and_a_single_one_need_no_note(first: date, last: date, note: tuple[str, ...]) -> None:
    release = handmade("plaene", {"2019": 40, "gesamt": 40})
    release = replace(release, parameters=replace(release.parameters, von=first, bis=last))
    assert made(release, "plaene").notes == note


def test_a_share_that_rounds_to_0_is_less_than_1_percent_and_0_of_none() -> None:
    cells: Cells = {"kinder": (4000, 100), "wohnen": (9, 0), "arbeit": (0, 0), "gesamt": (4009, 100)}
    grid = made(handmade("themen", cells), "themen").grid
    assert [row.entries[1].text for row in grid.rows] == [f"100{NBSP}%", f"unter 1{NBSP}%", f"0{NBSP}%", f"100{NBSP}%"]
    assert [row.entries[1].number for row in grid.rows] == [100, 0, 0, 100]


@pytest.mark.parametrize("key", ["themen_form", "themen_jahr", "weiterleitungen_jahr"])
def test_percentages_in_brackets_say_what_they_are_of(release: Release, key: str) -> None:
    assert any(note.startswith("In Klammern: Anteil an den Gesprächen de") for note in made(release, key).notes)


def test_who_bears_the_costs_stands_below_the_total_with_the_share() -> None:
    cells: Cells = {"personal": 1000, "plattform": 50, "land": 800, "kreis": 250, "gesamt": 1050}
    release = handmade("kosten_jahr", cells)
    assert [row[0] for row in texts(release, "kosten_jahr")] == ["Personal", "Plattform", "Gesamt", "Land", "Kreis"]
    assert f"Das Land trägt 80{NBSP}% der Personalkosten." in made(release, "kosten_jahr").notes


def test_a_line_before_the_programme_is_left_out_and_noted() -> None:
    cells: Cells = {
        "vorher.laufend": 0, "vorher.gesamt": 0, "neu.laufend": 30, "neu.gesamt": 30,
        "gesamt.laufend": 30, "gesamt.gesamt": 30,
    }  # fmt: skip
    block = made(handmade("klienten_verlauf", cells), "klienten_verlauf")
    assert [row.name for row in block.grid.rows] == ["Neu", "Gesamt"]
    assert "Nicht gezeigt, weil 0: „Vorher“." in block.notes
    shown = made(handmade("klienten_verlauf", {**cells, "vorher.laufend": HIDDEN}), "klienten_verlauf")
    assert [row.name for row in shown.grid.rows] == ["Vorher", "Neu", "Gesamt"]


def test_areas_that_a_report_on_a_part_is_not_about_are_left_out() -> None:
    county = handmade("klienten_verband", {"ehingen": 30, "laichingen": 0, "erbach": HIDDEN, "gesamt": 40})
    part = replace(county, parameters=replace(county.parameters, team="ehingen"))
    assert [row[0] for row in texts(county, "klienten_verband")] == ["Ehingen", "Laichingen", "Erbach", "Gesamt"]
    assert [row[0] for row in texts(part, "klienten_verband")] == ["Ehingen", "Erbach", "Gesamt"]
    assert "Gebiete ohne Fall sind nicht gezeigt." in made(part, "klienten_verband").notes


def test_the_header_of_the_half_years_is_their_end(release: Release) -> None:
    assert made(release, "vzae_gefoerdert").grid.header[0] == "Ende des Halbjahrs"


def test_moments_have_no_single_reference_date(release: Release) -> None:
    assert made(release, "stellen").basis == (
        "Beginn des Zeitraums: 01.02.2018, dann die genannten Tage; Stichtag: 28.02.2021."
    )
