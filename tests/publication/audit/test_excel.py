"""Numbers planted into every hiding place of a workbook are found, and named with sheet and cell."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from tests.publication.audit.conftest import Caught
from tests.publication.audit.planting import before, places, repacked, replaced, substituted

Plant = Callable[[Any], object]


def hide_column(book: Any) -> None:
    sheet = book["Themen"]
    sheet["H11"] = 3
    sheet.column_dimensions["H"].hidden = True


def hide_row(book: Any) -> None:
    sheet = book["Themen"]
    sheet["A99"], sheet["B99"] = "Eritrea", 3
    sheet.row_dimensions[99].hidden = True


def hide_sheet(book: Any, state: str) -> None:
    sheet = book.create_sheet("Arbeit")
    sheet.sheet_state = state
    sheet["A1"], sheet["B1"] = "Eritrea", 3


def overwrite_hidden(book: Any) -> None:
    cells = [cell for row in book["Gespräche nach Monat"].iter_rows() for cell in row if cell.value == "[g]"]
    cells[0].value = 3


def define(book: Any) -> None:
    book.defined_names["eritrea"] = DefinedName("eritrea", attr_text="3")


def comment(book: Any) -> None:
    book["Themen"]["B9"].comment = Comment("Eritrea: 3", "Sachbearbeitung")


def validate(book: Any) -> None:
    rule = DataValidation(type="list", formula1='"3,9"', showInputMessage=True)
    rule.add("A1")
    book["Themen"].add_data_validation(rule)


def note(book: Any) -> None:
    book["Hinweise"]["B30"] = "Eritrea 3"


PLANTS: dict[str, tuple[Plant, str]] = {
    "a hidden column": (hide_column, "Blatt „Themen“, Zelle H11"),
    "a hidden row": (hide_row, "Blatt „Themen“, Zelle B99"),
    "a hidden sheet": (lambda book: hide_sheet(book, "hidden"), "Blatt „Arbeit“ (ausgeblendet), Zelle B1"),
    "a very hidden sheet": (lambda book: hide_sheet(book, "veryHidden"), "Blatt „Arbeit“ (sehr versteckt), Zelle B1"),
    "a hidden value": (overwrite_hidden, "Blatt „Gespräche nach Monat“, Zelle B9"),
    "a name": (define, "Definierter Name „eritrea“"),
    "a comment": (comment, "Kommentar zu Zelle B9"),
    "a validation": (validate, "Formel"),
    "a note": (note, "Blatt „Hinweise“, Zelle B30"),
    "a formula": (lambda book: book["Themen"].__setitem__("J1", "=A1*0+3"), "Formel"),
    "the name of a sheet": (lambda book: book.create_sheet("Eritrea 3"), "Name eines Blatts"),
    "a footer": (lambda book: setattr(book["Themen"].oddFooter.center, "text", "Eritrea 3"), "Fußzeile"),
    "a property": (lambda book: setattr(book.properties, "keywords", "Eritrea 3"), "keywords"),
    "a link": (lambda book: setattr(book["Themen"]["A1"], "hyperlink", "https://e.de/?eritrea=3"), "Verweis"),
    "a format": (lambda book: setattr(book["Themen"]["A1"], "number_format", '0" (3)"'), "Zahlenformat"),
}


@pytest.mark.parametrize("hiding", PLANTS)
def test_a_planted_number_is_found_with_its_place(village_folder: Path, caught: Caught, hiding: str) -> None:
    plant, place = PLANTS[hiding]
    book = openpyxl.load_workbook(village_folder / "tabellen.xlsx")
    plant(book)
    content = io.BytesIO()
    book.save(content)
    leaks = caught("tabellen.xlsx", content.getvalue())
    assert any(place in leak.place and "3" in leak.number for leak in leaks), [leak.sentence for leak in leaks]


CHART, DRAWING = "xl/charts/chart4.xml", "xl/drawings/drawing4.xml"
BOX = "<xdr:sp><a:t xmlns:a='a'>Nur 3</a:t></xdr:sp>"
PARTS = {
    "the cache of a chart": (CHART, replaced("<c:v>73</c:v>", "<c:v>8</c:v>"), "8", "Diagramm „Themen der"),
    "a category of a chart": (CHART, replaced("<c:v>Kinder</c:v>", "<c:v>Kinder 3</c:v>"), "3", "Diagramm"),
    "the title of a chart": (CHART, replaced("<a:t>Themen", "<a:t>3 Themen"), "3", "Diagramm"),
    "an alternative text": (DRAWING, substituted(r'descr="', 'descr="Eritrea: 3. '), "3", "Alternativtext"),
    "a text box": (DRAWING, before("</xdr:wsDr>", BOX), "3", "drawing4"),
    "a text in no cell": ("xl/sharedStrings.xml", before("</sst>", "<si><t>Eritrea 3</t></si>"), "3", "keiner Zelle"),
    "a comment of the XML": ("xl/workbook.xml", before("</workbook>", "<!-- Eritrea 3 -->"), "3", "xl/workbook.xml"),
}


@pytest.mark.parametrize("hiding", PARTS)
def test_a_number_planted_into_a_part_is_found(village_folder: Path, caught: Caught, hiding: str) -> None:
    part, change, number, place = PARTS[hiding]
    leaks = caught("tabellen.xlsx", repacked(village_folder / "tabellen.xlsx", {part: change}))
    assert any(place in found for found in places(leaks, number)), [leak.sentence for leak in leaks]


def test_a_share_where_a_chart_shows_another_is_found(village_folder: Path, caught: Caught) -> None:
    change = substituted(r"<c:numCache>(.*?)<c:v>0\.\d+</c:v>", r"<c:numCache>\1<c:v>0.31</c:v>")
    content = repacked(village_folder / "tabellen.xlsx", {"xl/charts/chart14.xml": change})
    assert [leak.number for leak in caught("tabellen.xlsx", content)] == ["0.31"]


def test_a_workbook_saved_by_another_program_is_no_leak(village_folder: Path, caught: Caught) -> None:
    book = openpyxl.load_workbook(village_folder / "tabellen.xlsx")
    content = io.BytesIO()
    book.save(content)
    assert [leak.sentence for leak in caught("tabellen (bearbeitet).xlsx", content.getvalue())] == []


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet6.xml"]
)
def test_a_damaged_workbook_is_refused(village_folder: Path, caught: Caught, part: str) -> None:
    content = repacked(village_folder / "tabellen.xlsx", {part: lambda text: text[:-20]})
    leaks = caught("tabellen.xlsx", content)
    assert any(not leak.number for leak in leaks)
    assert "sich nicht prüfen lässt" in leaks[-1].sentence
