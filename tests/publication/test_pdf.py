"""The PDF: tagged so that it can be read aloud, and fit to be kept. veraPDF has the last word, among the slow tests."""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pytest

from imreport.config import Config
from imreport.publication.outline import Outline, Sheet
from tests.publication.support import CLOSING, FORM, MOTION, SYNTHETIC, squeezed, visible

DATE = "D:20210326"


@pytest.fixture(scope="module")
def pdf(report_folder: Path) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(report_folder / "bericht.pdf") as opened:
        yield opened


@pytest.fixture(scope="module")
def pages(report_folder: Path) -> list[str]:
    return [squeezed(page.extract_text()) for page in pypdf.PdfReader(report_folder / "bericht.pdf").pages]


def children(element: Any) -> list[Any]:
    kids = element.get("/K")
    many = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    return [kid for kid in many if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


def elements(pdf: pikepdf.Pdf, wanted: Callable[[str], bool]) -> list[Any]:
    """The structure elements whose tag is wanted, in reading order."""

    def walk(element: Any) -> Iterator[Any]:
        for child in children(element):
            yield child
            yield from walk(child)

    return [element for element in walk(pdf.Root.StructTreeRoot) if wanted(str(element.S))]


def scope(cell: Any) -> str:
    attributes = cell.get("/A")
    many = list(attributes) if isinstance(attributes, pikepdf.Array) else [attributes]
    return next((str(entry.Scope) for entry in many if entry is not None and "/Scope" in entry), "")


def table_rows(table: Any, part: str) -> list[list[Any]]:
    return [children(row) for body in children(table) if str(body.S) == part for row in children(body)]


def test_the_document_is_german_tagged_and_shows_its_title(pdf: pikepdf.Pdf) -> None:
    assert str(pdf.Root.Lang) == "de-DE"
    assert pdf.Root.MarkInfo.Marked is True
    assert pdf.Root.ViewerPreferences.DisplayDocTitle is True


def test_the_title_is_that_of_the_report(pdf: pikepdf.Pdf, config: Config) -> None:
    with pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == config.report.title
    assert str(pdf.docinfo["/Title"]) == config.report.title


def test_the_only_date_is_that_of_the_report(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata() as metadata:
        dates = {metadata[f"xmp:{name}"][:10] for name in ("CreateDate", "ModifyDate")}
    assert dates == {"2021-03-26"}
    assert {str(pdf.docinfo[name])[: len(DATE)] for name in ("/CreationDate", "/ModDate")} == {DATE}


def test_the_document_claims_both_standards(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata() as metadata:
        claims = metadata["pdfuaid:part"], metadata["pdfaid:part"], metadata["pdfaid:conformance"]
    assert claims == ("1", "2", "A")


def test_every_figure_has_the_alternative_text_of_its_chart(pdf: pikepdf.Pdf, parts: Outline) -> None:
    alts = [str(figure.get("/Alt")) for figure in elements(pdf, lambda tag: tag == "/Figure")]
    assert alts == [picture.content["alt"] for picture in parts.pictures()]
    assert len(alts) == 14


def test_headings_begin_at_the_first_level_and_skip_none(pdf: pikepdf.Pdf) -> None:
    levels = [int(str(e.S)[2:]) for e in elements(pdf, lambda tag: tag[:2] == "/H" and tag[2:].isdigit())]
    assert levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


def test_every_row_of_a_table_begins_with_its_header(pdf: pikepdf.Pdf) -> None:
    for table in elements(pdf, lambda tag: tag == "/Table"):
        for first, *others in table_rows(table, "/TBody"):
            assert (str(first.S), scope(first)) == ("/TH", "/Row")
            assert {str(cell.S) for cell in others} == {"/TD"}


def test_every_column_of_a_table_has_its_header(pdf: pikepdf.Pdf) -> None:
    for table in elements(pdf, lambda tag: tag == "/Table"):
        (header,) = table_rows(table, "/THead")
        assert {(str(cell.S), scope(cell)) for cell in header} == {("/TH", "/Column")}


def test_tables_have_as_many_rows_and_columns_as_in_the_notebook(pdf: pikepdf.Pdf, parts: Outline) -> None:
    grids = [part.content["grid"] for part in parts.parts if isinstance(part, Sheet)]
    shapes = [[len(row) for row in table_rows(table, "/TBody")] for table in elements(pdf, lambda tag: tag == "/Table")]
    expected = [[len(grid["header"])] * len(grid["rows"]) for grid in grids]
    before = sum(sheet.chapter != "anhang" for sheet in parts.sheets())
    questions = shapes.pop(before)
    assert set(questions) == {3}
    assert shapes == expected


def test_tables_say_the_numbers_of_the_notebook(report_folder: Path, parts: Outline) -> None:
    divided = dict.fromkeys(map(ord, "- \u00ad"))
    text = visible(report_folder / "bericht.pdf").translate(divided)
    for sheet in (part for part in parts.parts if isinstance(part, Sheet)):
        for row in sheet.content["grid"]["rows"]:
            assert (
                squeezed(" ".join([row["name"], *(entry["text"] for entry in row["entries"])])).translate(divided)
                in text
            )


def test_every_table_has_its_caption(report_folder: Path, parts: Outline) -> None:
    text = visible(report_folder / "bericht.pdf")
    for sheet in (part for part in parts.parts if isinstance(part, Sheet)):
        assert f"Tabelle {sheet.number}: {sheet.content['title']}" in text


def test_the_document_has_bookmarks(report_folder: Path) -> None:
    outline = pypdf.PdfReader(report_folder / "bericht.pdf").outline
    titles = [entry.title for entry in outline if not isinstance(entry, list)]
    assert titles == ["Beratungsgegenstand", "Beschlussantrag", "Sachdarstellung"]


def test_the_document_has_no_program_and_no_attachment(pdf: pikepdf.Pdf) -> None:
    assert not {"/OpenAction", "/AA", "/AcroForm", "/AF"} & set(pdf.Root.keys())
    assert not {"/JavaScript", "/EmbeddedFiles"} & set(pdf.Root.get("/Names", pikepdf.Dictionary()).keys())
    assert b"/JavaScript" not in b"".join(obj.unparse() for obj in pdf.objects if isinstance(obj, pikepdf.Dictionary))


def test_every_font_is_embedded(pdf: pikepdf.Pdf) -> None:
    descriptors = [
        obj for obj in pdf.objects if isinstance(obj, pikepdf.Dictionary) and obj.get("/Type") == "/FontDescriptor"
    ]
    assert descriptors
    assert all({"/FontFile2", "/FontFile3"} & set(descriptor.keys()) for descriptor in descriptors)


def test_every_page_is_marked_as_synthetic(pages: list[str]) -> None:
    assert all(SYNTHETIC in page for page in pages)


def test_every_page_has_its_number(pages: list[str]) -> None:
    assert all(f"Seite {number} von {len(pages)}" in page for number, page in enumerate(pages, start=1))


def test_the_form_stands_on_the_first_page(pages: list[str]) -> None:
    first = re.sub("\u00ad\\s*", "", pages[0])
    assert all(f"{label} {value}" in first for label, value in FORM)
    assert MOTION in pages[0]


def test_the_closing_box_stands_on_the_last_page(pages: list[str]) -> None:
    assert all(label in pages[-1] for label, _ in CLOSING)
    assert "Ort, Datum Ulm, 26.03.2021" in pages[-1]
