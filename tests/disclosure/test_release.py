"""The Release: what it holds, what it refuses, and that nothing is lost on the way through a file."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from imreport.disclosure import HIDDEN, Release
from imreport.errors import HiddenValueError, NotReleasedError

from .conftest import Released

UNPUBLISHED = re.compile(r"\b(persons|households|largest|client_id|household_id)\b")


@pytest.mark.parametrize("commune", ["", "08425005"])
def test_json_brings_back_the_same_release(released: Released, commune: str) -> None:
    made = released(gemeinde=commune)
    again = Release.from_json(made.to_json())
    assert again == made
    assert again.to_json() == made.to_json()


def test_hidden_values_stay_hidden_in_json(village: Release) -> None:
    again = Release.from_json(village.to_json())
    hidden = [cell.value for cell in again.table("geschlecht").cells if cell.is_hidden]
    assert hidden
    assert all(value is HIDDEN for value in hidden)


def test_a_file_brings_back_the_same_release(release: Release, tmp_path: Path) -> None:
    path = tmp_path / "freigabe.json"
    path.write_text(release.to_json(), encoding="utf-8")
    assert Release.load(path) == release


def test_json_names_no_persons_behind_cells(village: Release) -> None:
    assert not UNPUBLISHED.search(village.to_json())


def test_json_holds_no_hidden_number(village: Release) -> None:
    tables = json.loads(village.to_json())["tables"]
    secret = [cell["value"] for table in tables for cell in table["cells"] if cell["status"] == "geheim"]
    assert set(secret) == {"[g]"}


def test_frames_name_no_persons_behind_cells(release: Release) -> None:
    columns = {column for table in release.tables.values() for column in table.frame().columns}
    assert columns >= {"wert", "status", "thema", "anteil"}
    assert not [column for column in columns if UNPUBLISHED.search(column)]


def test_frame_has_labels_value_shares_and_status(release: Release) -> None:
    frame = release.table("themen").frame()
    assert list(frame.columns) == ["thema", "wert", "anteil_gespraeche", "anteil_nennungen", "status"]
    assert frame.iloc[1].tolist() == ["Kinder", 9987, 23, 15, "veroeffentlicht"]


def test_hidden_values_of_a_frame_cannot_be_sorted(release: Release) -> None:
    with pytest.raises(HiddenValueError):
        release.table("geschlecht").frame().sort_values("wert")


def test_frame_of_a_percent_only_table_has_no_counts(release: Release) -> None:
    frame = release.table("geschlecht").frame().query("status == 'geheim'")
    assert {repr(value) for value in frame["wert"]} == {"[g]"}


def test_unknown_kennzahl_gives_the_nearest_one(release: Release) -> None:
    with pytest.raises(NotReleasedError, match=r"Kennzahl „theme“\. Meinten Sie „themen“"):
        release.table("theme")


@pytest.mark.parametrize(
    ("kennzahl", "keys", "message"),
    [
        ("themen", ["kindr"], "„kindr“. Meinten Sie „kinder“"),
        ("kanaele", ["vorher", "telefn"], "„telefn“. Meinten Sie „telefon“"),
        ("kanaele", ["vorhr", "telefon"], "„vorhr“. Meinten Sie „vorher“"),
        ("staatsangehoerigkeit", ["syrein"], "„syrein“. Meinten Sie „syrien“"),
        ("plaene", ["2022"], "„2022“. Meinten Sie „2021“"),
    ],
)
def test_unknown_category_gives_the_nearest_one(release: Release, kennzahl: str, keys: list[str], message: str) -> None:
    with pytest.raises(NotReleasedError, match=message):
        release.table(kennzahl).cell(*keys)


def test_a_nationality_that_may_be_merged_is_hidden(release: Release) -> None:
    assert release.table("staatsangehoerigkeit").cell("frankreich").is_hidden


def test_a_nationality_that_does_not_occur_counts_zero(release: Release) -> None:
    table = release.table("staatsangehoerigkeit")
    unmerged = replace(table, cells=tuple(cell for cell in table.cells if cell is not table.merged))
    assert unmerged.cell("frankreich").value == 0


def test_a_merged_category_is_never_called_zero(released: Released) -> None:
    table = released(gemeinde="08425024").table("weiterleitungen")
    assert table.merged is not None
    assert table.merged.is_hidden
    assert table.cell("andere_regeldienste").is_hidden


def test_a_nationality_that_does_not_occur_keeps_its_name(release: Release) -> None:
    assert release.table("staatsangehoerigkeit").cell("frankreich").labels == ("Frankreich",)


def test_dimensions_left_out_mean_the_total(release: Release) -> None:
    table = release.table("kanaele")
    assert table.cell("seither") == table.cell("seither", "gesamt")
    assert table.cell() == table.cell("gesamt", "gesamt")


def test_what_is_left_out_gives_its_reason(released: Released) -> None:
    early = released(von="01.01.2019", bis="31.12.2019")
    with pytest.raises(NotReleasedError, match=r"entfällt.*01\.03\.2020 liegt nicht im Berichtszeitraum"):
        early.table("kanaele")


def test_chapter_of_the_cut_falls_away_when_it_lies_outside(released: Released, release: Release) -> None:
    early = released(von="01.01.2019", bis="31.12.2019")
    assert set(early.omitted) == {"kanaele", "kontaktwege", "unterthemen"}
    assert early.omits_chapter("zaesur")
    assert not early.omits_chapter("zahlen")
    assert not release.omits_chapter("zaesur")


def test_posts_belong_to_teams_and_not_to_communes(village: Release, released: Released) -> None:
    with pytest.raises(NotReleasedError, match=r"entfällt.*Stellen gehören zu Teams"):
        village.table("stellen")
    assert village.omits_chapter("organisation")
    assert not released("organisation", team="ehingen").omits_chapter("organisation")


@pytest.mark.parametrize(("von", "bis", "inside"), [
    ("01.03.2020", "31.12.2020", False), ("29.02.2020", "31.12.2020", True),
    ("01.01.2020", "29.02.2020", False), ("01.01.2020", "01.03.2020", True),
])  # fmt: skip
def test_the_cut_needs_days_on_both_sides(released: Released, von: str, bis: str, *, inside: bool) -> None:
    assert ("kanaele" in released("zaesur", von=von, bis=bis).tables) is inside


def test_merged_categories_are_called_uebrige_beside_a_residual_one(released: Released) -> None:
    cells = released("themen", gemeinde="08425005", von="01.01.2020", bis="31.12.2020").table("themen").cells
    labels = {cell.labels[0] for cell in cells}
    assert {"Anderes Thema", "Übrige"} <= labels
    assert "Andere" not in labels


def test_a_merged_cell_has_its_own_status(release: Release) -> None:
    merged = [cell for cell in release.table("staatsangehoerigkeit").cells if cell.status == "zusammengefasst"]
    assert [(cell.keys, cell.labels) for cell in merged] == [(("andere",), ("Andere",))]


def test_no_published_nationality_is_below_the_threshold(village: Release) -> None:
    numbers = [cell.number for cell in village.table("staatsangehoerigkeit").cells if cell.number]
    assert min(numbers) >= village.threshold


def test_printing_a_release_shows_no_number_of_a_cell(release: Release) -> None:
    title = "3 Jahre Integrationsmanagement im Alb-Donau-Kreis"
    hidden = sum(repr(cell.value) == "[g]" for table in release.tables.values() for cell in table.cells)
    assert hidden
    assert repr(release) == f"<Release „{title}“: {len(release.tables)} Kennzahlen, {hidden} Werte geheim gehalten>"
