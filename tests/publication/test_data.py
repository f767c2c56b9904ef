"""The open data, the pictures, the manifest, and what stays in the office."""

import base64
import csv
import hashlib
import json
import re
from importlib.metadata import version
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from lxml import etree

from imreport.disclosure import Release
from imreport.publication.outline import Outline
from tests.conftest import DATA, ROOT

DIMENSIONS = ["merkmal", "auspraegung", "merkmal_2", "auspraegung_2"]
PRIVATE = "nicht_veroeffentlichen"
DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@pytest.fixture(scope="module")
def rows(report_folder: Path) -> list[dict[str, str]]:
    with (report_folder / "kennzahlen.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def manifest(report_folder: Path) -> dict[str, Any]:
    return json.loads((report_folder / "manifest.json").read_text("utf-8"))


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_open_data_has_its_columns(rows: list[dict[str, str]]) -> None:
    assert list(rows[0]) == ["kennzahl", *DIMENSIONS, "wert", "einheit", "von", "bis", "status"]


def test_the_open_data_is_utf_8_without_a_mark(report_folder: Path) -> None:
    assert (report_folder / "kennzahlen.csv").read_bytes().startswith(b"kennzahl,merkmal,")


def test_values_have_a_decimal_point_and_no_separators(rows: list[dict[str, str]]) -> None:
    assert [row["wert"] for row in rows if not re.fullmatch(r"(\d+(\.\d+)?)?", row["wert"])] == []


def test_days_are_iso_and_in_order(rows: list[dict[str, str]]) -> None:
    assert all(DATE.fullmatch(row["von"]) and DATE.fullmatch(row["bis"]) for row in rows)
    assert all(row["von"] <= row["bis"] for row in rows)


def test_a_stock_covers_one_day_and_a_flow_the_period(rows: list[dict[str, str]]) -> None:
    days = {row["kennzahl"]: (row["von"], row["bis"]) for row in rows}
    assert days["staatsangehoerigkeit"] == ("2021-02-28", "2021-02-28")
    assert days["gespraeche"] == ("2018-02-01", "2021-02-28")


def test_hidden_rows_have_no_value_and_others_have_one(rows: list[dict[str, str]]) -> None:
    assert {row["status"] for row in rows} == {"veroeffentlicht", "geheim", "zusammengefasst"}
    assert all((row["wert"] == "") == (row["status"] == "geheim") for row in rows)


def test_every_released_cell_stands_in_the_open_data_once(rows: list[dict[str, str]], release: Release) -> None:
    counts = [row for row in rows if not row["einheit"].startswith("Prozent")]
    found = [(row["kennzahl"], row["auspraegung"], row["auspraegung_2"]) for row in counts]
    released = [(table.key, *[*cell.labels, ""][:2]) for table in release.tables.values() for cell in table.cells]
    assert found == released


def test_every_row_has_its_unit(rows: list[dict[str, str]]) -> None:
    assert all(row["einheit"] for row in rows)


def test_every_chart_lies_there_as_svg_and_as_png(report_folder: Path, parts: Outline) -> None:
    stems = [f"{p.number:02}-{p.content['id'].replace('_', '-')}" for p in parts.pictures()]
    names = sorted(path.name for path in (report_folder / "diagramme").iterdir())
    assert names == sorted(f"{stem}.{ending}" for stem in stems for ending in ("png", "svg"))


def test_pictures_are_those_of_the_notebook(report_folder: Path, parts: Outline) -> None:
    for picture in parts.pictures():
        stem = f"{picture.number:02}-{picture.content['id'].replace('_', '-')}"
        assert (report_folder / f"diagramme/{stem}.svg").read_text("utf-8") == picture.svg
        assert (report_folder / f"diagramme/{stem}.png").read_bytes() == base64.b64decode(picture.png)


def test_drawings_are_well_formed_and_need_no_font(report_folder: Path) -> None:
    for path in (report_folder / "diagramme").glob("*.svg"):
        drawing = etree.parse(str(path)).getroot()
        assert drawing.tag == "{http://www.w3.org/2000/svg}svg"
        assert drawing.find(".//{*}text") is None
        assert drawing.find(".//{*}date") is None


def test_png_files_are_sharp_enough_to_print(report_folder: Path) -> None:
    for path in (report_folder / "diagramme").glob("*.png"):
        width = int.from_bytes(path.read_bytes()[16:20])
        assert width >= 16 / 2.54 * 190


def test_the_manifest_names_every_output_with_its_hash(report_folder: Path, manifest: dict[str, Any]) -> None:
    files = {path.relative_to(report_folder).as_posix(): path for path in report_folder.rglob("*") if path.is_file()}
    expected = {name: sha256(path) for name, path in files.items() if path.name not in ("manifest.json", "run.log")}
    assert manifest["ausgaben"] == expected


def test_the_manifest_names_every_input_with_its_hash(manifest: dict[str, Any]) -> None:
    inputs = {path.name: sha256(path) for path in (*DATA.glob("*.csv"), DATA / "bericht.toml")}
    inputs["report.ipynb"] = sha256(ROOT / "notebooks" / "report.ipynb")
    assert manifest["eingaben"] == inputs


def test_the_manifest_names_parameters_and_versions(manifest: dict[str, Any]) -> None:
    assert manifest["parameter"]["von"] == "2018-02-01"
    assert manifest["parameter"]["stichtag"] == "2021-02-28"
    assert manifest["programm"]["imreport"] == version("imreport")
    assert manifest["bibliotheken"]["typst"] == version("typst")


def test_the_folder_holds_what_is_documented_and_nothing_else(report_folder: Path) -> None:
    assert {path.name for path in report_folder.iterdir()} == {
        "bericht.ipynb", "bericht.html", "bericht.docx", "bericht.pdf", "tabellen.xlsx", "kennzahlen.csv",
        "diagramme", "manifest.json", PRIVATE,
    }  # fmt: skip


def test_the_office_keeps_findings_log_and_what_was_hidden(report_folder: Path) -> None:
    names = {path.name for path in (report_folder / PRIVATE).iterdir()}
    assert names == {"pruefprotokoll.xlsx", "run.log", "geheimhaltung.txt", "freigabe.json"}


def test_the_findings_can_be_filtered(report_folder: Path) -> None:
    sheet = openpyxl.load_workbook(report_folder / PRIVATE / "pruefprotokoll.xlsx").active
    header = [cell.value for cell in sheet[1]]
    assert header[:4] == ["Schwere", "Regel", "Datei", "Blatt"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:I2")


def test_the_log_has_every_step_with_its_seconds(report_folder: Path) -> None:
    lines = (report_folder / PRIVATE / "run.log").read_text("utf-8").splitlines()
    steps = ["Export lesen und prüfen", "Kennzahlen berechnen", "Notizbuch ausführen", "Dokumente schreiben"]
    assert [step for step in steps if any(step in line and line.endswith(" s)") for line in lines)] == steps


def test_the_summary_counts_hidden_values_and_names_none(report_folder: Path) -> None:
    text = (report_folder / PRIVATE / "geheimhaltung.txt").read_text("utf-8")
    counted = "gezeigt 1, geheim 2, davon für sich zu klein 2, nur in ganzen Prozent 2"
    assert f"Klientinnen und Klienten nach Geschlecht: {counted}" in text
    assert "divers" not in text
