"""The internal report: everything that can leave the folder says that it must not, once aloud and on every page."""

import csv
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pikepdf
import pypdf
import pytest
from docx.document import Document
from lxml import etree, html

from imreport.presentation.protection import MARKING, WARNING
from tests.publication.support import W, contents, squeezed, visible

TITLE = "3 Jahre Integrationsmanagement im Alb-Donau-Kreis (intern, nur für den Dienstgebrauch)"
V = "{urn:schemas-microsoft-com:vml}"


@pytest.fixture(scope="module")
def word(internal_folder: Path) -> Document:
    return docx.Document(str(internal_folder / "bericht.docx"))


@pytest.fixture(scope="module")
def pdf(internal_folder: Path) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(internal_folder / "bericht.pdf") as opened:
        yield opened


@pytest.fixture(scope="module")
def page(internal_folder: Path) -> html.HtmlElement:
    return html.parse(str(internal_folder / "bericht.html")).getroot()


@pytest.fixture(scope="module")
def workbook(internal_folder: Path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(internal_folder / "tabellen.xlsx")


@pytest.fixture(scope="module")
def notebook(internal_folder: Path) -> Any:
    return json.loads((internal_folder / "bericht.ipynb").read_text("utf-8"))


def test_manifest_names_the_profile(internal_folder: Path, report_folder: Path) -> None:
    profiles = [
        json.loads((f / "manifest.json").read_text("utf-8"))["profil"] for f in (internal_folder, report_folder)
    ]
    assert profiles == ["intern", "oeffentlich"]


@pytest.mark.parametrize("file", ["bericht.docx", "bericht.pdf", "bericht.html"])
def test_documents_claim_no_protection_and_hide_nothing(internal_folder: Path, file: str) -> None:
    text = visible(internal_folder / file)
    assert "Ihre Zahlen sind ungeschützt" in text
    assert text.count("[g]") == text.count("Geheim gehalten, [g]: Die Zahl gibt es") == 1
    assert "geheim gehaltenen Wert" not in text


def test_a_public_report_is_not_marked(report_folder: Path) -> None:
    marked = [name for name, text in contents(report_folder) if "Dienstgebrauch" in text]
    assert [name for name in marked if not name.endswith(".ipynb")] == []


def test_the_public_notebook_only_says_that_there_is_another_profile(report_folder: Path) -> None:
    cells = json.loads((report_folder / "bericht.ipynb").read_text("utf-8"))["cells"]
    shown = json.dumps([cell.get("outputs") for cell in cells], ensure_ascii=False)
    assert "Dienstgebrauch" not in shown


def test_every_file_says_it(internal_folder: Path) -> None:
    said: dict[str, bool] = {}
    for name, text in contents(internal_folder):
        file = "/".join(name.split("/")[:2]) if name.startswith(("diagramme", "nicht")) else name.split("/")[0]
        said[file] = said.get(file, False) or "Dienstgebrauch" in text
    silent = {name for name, found in said.items() if not found}
    assert silent == {"manifest.json", "nicht_veroeffentlichen/pruefprotokoll.xlsx"}


def test_word_opens_with_the_warning(word: Document) -> None:
    assert word.paragraphs[0].text == WARNING
    assert word.core_properties.title == TITLE


def test_word_has_the_words_and_the_watermark_above_every_page(word: Document) -> None:
    (section,) = word.sections
    assert not section.different_first_page_header_footer
    assert not word.settings.odd_and_even_pages_header_footer
    assert section.header.paragraphs[0].text == MARKING
    (shape,) = section.header._element.iter(f"{V}shape")
    assert shape.get("id").startswith("PowerPlusWaterMarkObject")
    assert [text.get("string") for text in shape.iter(f"{V}textpath")] == [MARKING]


def test_word_keeps_its_title_and_label_above_every_page(word: Document) -> None:
    assert word.sections[0].header.paragraphs[1].text.startswith(f"{TITLE}\t")


def test_word_is_well_formed(internal_folder: Path) -> None:
    with zipfile.ZipFile(internal_folder / "bericht.docx") as archive:
        roots = [etree.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith(".xml")]
    assert any(root.tag == f"{W}hdr" for root in roots)


def test_pdf_has_the_words_and_the_watermark_on_every_page(internal_folder: Path) -> None:
    pages = [squeezed(page.extract_text()) for page in pypdf.PdfReader(internal_folder / "bericht.pdf").pages]
    assert len(pages) > 5
    assert all(page.count(MARKING) >= 2 for page in pages)


def test_pdf_marks_header_and_watermark_as_artifacts(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        kinds = [
            str(operands[1].get("/Type"))
            for operands, operator in pikepdf.parse_content_stream(page)
            if str(operator) == "BDC" and str(operands[0]) == "/Artifact"
        ]
        assert {"/Background", "/Pagination"} <= set(kinds)


def test_pdf_is_titled_and_its_warning_is_read_once(internal_folder: Path, pdf: pikepdf.Pdf) -> None:
    assert str(pdf.docinfo["/Title"]) == TITLE
    assert visible(internal_folder / "bericht.pdf").count(WARNING) == 1


def test_page_opens_with_the_warning_and_prints_a_watermark(page: html.HtmlElement) -> None:
    assert page.findtext(".//title") == TITLE
    header = page.find(".//header")
    assert header[0].get("role") == "note"
    assert header[0].text == WARNING
    assert (header[1].text, header[1].get("aria-hidden")) == (MARKING, "true")
    assert "position: fixed" in page.findtext(".//style").split("@media print")[1]


def test_every_sheet_says_it_in_its_first_line_and_when_printed(workbook: openpyxl.Workbook) -> None:
    assert len(workbook.worksheets) == 48
    assert {sheet["A1"].value for sheet in workbook} == {MARKING}
    assert {sheet.oddHeader.center.text for sheet in workbook} == {MARKING}
    assert not any(sheet.HeaderFooter.differentFirst or sheet.HeaderFooter.differentOddEven for sheet in workbook)


def test_every_native_chart_says_it_in_its_title(internal_folder: Path) -> None:
    with zipfile.ZipFile(internal_folder / "tabellen.xlsx") as archive:
        charts = [archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/charts/chart")]
    assert len(charts) == 23
    assert all(f" – {MARKING}<" in chart for chart in charts)


def test_workbook_is_titled_and_tells_what_it_shows(workbook: openpyxl.Workbook) -> None:
    assert workbook.properties.title == TITLE
    notes = dict(workbook["Hinweise"].iter_rows(max_col=2, values_only=True))
    assert "ungeschützt" in notes["Geheimhaltung"]
    assert notes["Anteile"] == "Auf ganze Prozent gerundet."


def test_every_row_of_the_open_data_says_it(internal_folder: Path) -> None:
    with (internal_folder / "kennzahlen.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert list(rows[0])[-1] == "kennzeichnung"
    assert {row["kennzeichnung"] for row in rows} == {MARKING}
    assert {row["status"] for row in rows} == {"veroeffentlicht"}


def test_first_output_of_the_notebook_is_the_warning(notebook: Any) -> None:
    outputs = [output for cell in notebook["cells"] for output in cell.get("outputs", [])]
    shown = outputs[0]["data"]["text/html"]
    assert "".join(shown).startswith(f'<p role="note"><strong>{WARNING}</strong></p>')


def test_the_offices_own_summary_says_it(internal_folder: Path) -> None:
    text = (internal_folder / "nicht_veroeffentlichen" / "geheimhaltung.txt").read_text("utf-8")
    assert text.splitlines()[1] == WARNING
