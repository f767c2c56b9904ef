"""The numbers that the county printed in 2021 stand in every output, and so does the label of the synthetic data."""

import csv
import re
from pathlib import Path

import openpyxl
import pytest

from tests.publication.support import SYNTHETIC, contents, visible

DOCUMENTS = ("bericht.html", "bericht.docx", "bericht.pdf")
REGULAR = "Andere Regeldienste/Beratungsstellen"

PRINTED = [
    ("gespraeche", "Gesamt", "43240"),
    ("gespraeche", "Einzelgespräch", "35354"),
    ("gespraeche", "Familiengespräch", "7886"),
    ("plaene", "Gesamt", "1326"),
    ("themen", "Anderes Thema", "26451"),
    ("themen", "Kinder", "9987"),
    ("themen", "Gesundheit", "7310"),
    ("weiterleitungen", REGULAR, "10661"),
    ("weiterleitungen", "Agentur für Arbeit/Jobcenter", "4057"),
    ("weiterleitungen", "Ausländerbehörden", "1859"),
    ("weiterleitungen", "Vereine/Organisationen für Flüchtlinge", "1613"),
    ("weiterleitungen", "Gesundheitsberatungsstellen", "1204"),
    ("staatsangehoerigkeit", "Syrien", "734"),
    ("staatsangehoerigkeit", "Afghanistan", "236"),
    ("staatsangehoerigkeit", "Irak", "191"),
    ("stellen", "am Stichtag", "27"),
    ("vzae", "am Stichtag", "22.10"),
    ("stellen", "zu Beginn des Zeitraums", "7"),
]

AS_READ = [
    r"43\.240 Gespräche",
    r"35\.354 mit Einzelpersonen",
    r"7\.886 mit Familien",
    r"1\.326 Integrationspläne",
    r"Anderes Thema 26\.451 ",
    r"Kinder 9\.987 ",
    r"Gesundheit 7\.310 ",
    rf"{REGULAR} 10\.661 ",
    r"Agentur für Arbeit/Jobcenter 4\.057 ",
    r"Ausländerbehörden 1\.859 ",
    r"Vereine/Organisationen für Flüchtlinge 1\.613 ",
    r"Gesundheitsberatungsstellen 1\.204 ",
    r"Syrien 734 ",
    r"Afghanistan 236 ",
    r"Irak 191 ",
    r"\b27 (Personen|Stellen|Fachkräfte)",
    r"\b22,10 Vollzeitäquivalente",
    r"Die Zahl der besetzten Stellen stieg von 7 \(am 01\.02\.2018\) auf 27 ",
]


@pytest.fixture(scope="module")
def texts(report_folder: Path) -> dict[str, str]:
    return {name: visible(report_folder / name) for name in DOCUMENTS}


@pytest.mark.parametrize(("kennzahl", "category", "value"), PRINTED)
def test_a_printed_number_stands_in_the_open_data(
    report_folder: Path, kennzahl: str, category: str, value: str
) -> None:
    with (report_folder / "kennzahlen.csv").open(encoding="utf-8", newline="") as lines:
        found = [row for row in csv.DictReader(lines) if (row["kennzahl"], row["auspraegung"]) == (kennzahl, category)]
    assert (found[0]["wert"], found[0]["status"]) == (value, "veroeffentlicht")


@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize("words", AS_READ)
def test_a_printed_number_stands_in_the_document(texts: dict[str, str], document: str, words: str) -> None:
    assert re.search(words, texts[document])


@pytest.mark.parametrize("document", DOCUMENTS)
def test_no_number_of_the_prose_has_english_separators(texts: dict[str, str], document: str) -> None:
    assert re.findall(r"\d,\d{3}\b|\d\.\d\d?\b(?!\.\d)(?<!\d\d\.\d\d)", texts[document]) == []


@pytest.mark.parametrize("number", [int(value) for _, _, value in PRINTED if value.isdigit()])
def test_a_printed_number_stands_in_the_workbook(report_folder: Path, number: int) -> None:
    workbook = openpyxl.load_workbook(report_folder / "tabellen.xlsx", read_only=True)
    values = [value for sheet in workbook for row in sheet.iter_rows(values_only=True) for value in row]
    assert number in values


@pytest.mark.parametrize("name", [*DOCUMENTS, "bericht.ipynb", "tabellen.xlsx"])
def test_every_output_says_that_the_data_are_synthetic(report_folder: Path, name: str) -> None:
    assert any(SYNTHETIC in text for part, text in contents(report_folder) if part.startswith(name))


def test_the_month_count_is_that_of_the_period(texts: dict[str, str]) -> None:
    assert all("(37 Monate)" in text for text in texts.values())
