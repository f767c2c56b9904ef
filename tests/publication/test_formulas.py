"""A text that begins like a formula stays a text when Excel opens what imreport wrote."""

import csv
import io
import json
import shutil
from pathlib import Path

import openpyxl
import pytest

from imreport.cases import Finding, Findings, Severity
from imreport.config import load_config
from imreport.disclosure import load_cases, release_cases
from imreport.parameters import Parameters
from imreport.publication.data import without_formula, write_statements
from imreport.publication.excel import write_excel
from imreport.publication.outline import Outline
from imreport.publication.protocol import write_findings
from tests.conftest import DATA
from tests.publication.support import change

HOSTILE = {
    "Anderes Thema": '=HYPERLINK("http://x","y")',
    "Kinder": "@SUM(1)",
    "Gesundheit": "+49",
    "Wohnen": "-1+1",
    "Arbeit": "=cmd|'/C calc'!A0",
    "Spracherwerb": "Sprache;=1+1;",
    "Ausbildung und Qualifizierung": "Beruf\t=1+1",
    "Gesellschaftliche Teilhabe und Ehrenamt": "Ehrenamt\n=1+1",
    "Rückkehr": "Rückkehr – 1+1",
}
"""A topic of the sample to the label that a county's own list gives it."""
NOTICE = "=1+1"
BEGINNINGS = ("=", "+", "-", "@", "\t", "\r")


def write_own_list(path: Path) -> None:
    """Write a code list of topics with these labels, which still accepts the words of the sample."""
    with path.open("w", encoding="utf-8", newline="") as lines:
        rows = csv.writer(lines, delimiter=";")
        rows.writerow(["schluessel", "bezeichnung", "art", "uebergeordnet", "gueltig_von", "gueltig_bis", "auch"])
        rows.writerows([f"thema{n}", label, "", "", "", "", old] for n, (old, label) in enumerate(HOSTILE.items()))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Outline:
    """What a report says whose labels and notice begin like formulas."""
    folder = Path(shutil.copytree(DATA, tmp_path_factory.mktemp("formeln") / "projekt"))
    write_own_list(folder / "themen.csv")
    change(folder / "bericht.toml", "[schluessel]", '[schluessel]\nthemen = "themen.csv"')
    change(folder / "bericht.toml", 'kennzeichnung = "Synthetische Beispieldaten', f'kennzeichnung = "{NOTICE}')
    config = load_config(folder / "bericht.toml")
    parameters = Parameters().resolve(config)
    cases = load_cases(parameters, config)
    try:
        return Outline(json.loads(release_cases(cases.require_valid(), parameters, config=config).to_json()), ())
    finally:
        cases.close()


@pytest.fixture(scope="module")
def workbook(hostile: Outline) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(write_excel(hostile)))


@pytest.fixture(scope="module")
def rows(hostile: Outline) -> list[dict[str, str]]:
    text = write_statements(hostile).decode()
    return [row for row in csv.DictReader(io.StringIO(text, newline="")) if row["kennzahl"] == "themen"]


def test_labels_in_excel_are_texts_and_unchanged(workbook: openpyxl.Workbook) -> None:
    found = {cell.value: cell.data_type for cell in workbook["Themen"]["A"] if cell.value}
    assert {label: found.get(label) for label in HOSTILE.values()} == dict.fromkeys(HOSTILE.values(), "s")


def test_the_notice_in_excel_is_a_text(workbook: openpyxl.Workbook) -> None:
    (cell,) = [cell for cell in workbook["Hinweise"]["B"] if str(cell.value).startswith(NOTICE)]
    assert cell.data_type == "s"


def test_no_cell_of_the_tables_is_a_formula(workbook: openpyxl.Workbook) -> None:
    types = {cell.data_type for sheet in workbook for row in sheet.iter_rows() for cell in row if cell.value}
    assert types == {"s", "n"}


def test_labels_in_the_open_data_have_an_apostrophe_before_them(rows: list[dict[str, str]]) -> None:
    labels = {row["auspraegung"] for row in rows}
    assert {'\'=HYPERLINK("http://x","y")', "'@SUM(1)", "'+49", "'-1+1", "'=cmd|'/C calc'!A0"} <= labels
    assert "Rückkehr – 1+1" in labels


def test_numbers_in_the_open_data_stay_numbers(rows: list[dict[str, str]]) -> None:
    assert all(float(row["wert"]) >= 0 for row in rows)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_NONE])
def test_no_cell_of_the_open_data_is_a_formula_however_it_is_split(
    hostile: Outline, delimiter: str, quoting: int
) -> None:
    text = write_statements(hostile).decode()
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=quoting)  # type: ignore[arg-type]
    assert [cell for line in lines for cell in line if cell.lstrip(" ").startswith(BEGINNINGS)] == []


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("  =1+1", "'  =1+1"),
        ("\tKinder", "'\tKinder"),
        ("a;=1+1", "a;'=1+1"),
        ("a\r=1+1", "a\r'=1+1"),
        ("18-26", "18-26"),
        ("a = b", "a = b"),
        ("", ""),
        ("– keine –", "– keine –"),
    ],
)
def test_only_what_begins_a_formula_is_changed(text: str, safe: str) -> None:
    assert without_formula(text) == safe


@pytest.mark.parametrize("value", [*HOSTILE.values(), "\t=1+1"])
def test_values_of_findings_are_texts(value: str) -> None:
    message = f"{value} steht nicht im Verzeichnis."
    finding = Finding(Severity.ERROR, "schluessel_unbekannt", message, "klienten.csv", value=value)
    sheet = openpyxl.load_workbook(io.BytesIO(write_findings(Findings.of([finding])))).active
    texts = {cell.value: cell.data_type for cell in sheet[2] if cell.value is not None}
    assert set(texts.values()) == {"s"}
    assert {value, message} <= set(texts)
