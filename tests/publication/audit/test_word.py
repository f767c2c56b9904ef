"""Numbers planted into every hiding place of a Word file are found, and named with their place."""

import io
from pathlib import Path
from typing import Any

import docx
import pytest

from tests.publication.audit.conftest import Caught
from tests.publication.audit.planting import before, places, repacked, replaced, substituted

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
DRAWN = "http://schemas.openxmlformats.org/drawingml/2006"
CHART = f"""<c:chartSpace xmlns:c="{DRAWN}/chart" xmlns:a="{DRAWN}/main">
<c:chart><c:title><c:tx><c:rich><a:p><a:r><a:t>Themen der Beratungsgespräche</a:t></a:r></a:p>
</c:rich></c:tx></c:title><c:plotArea><c:barChart><c:ser>
<c:tx><c:strRef><c:strCache><c:pt idx="0"><c:v>Nennungen</c:v></c:pt></c:strCache></c:strRef></c:tx>
<c:cat><c:strRef><c:strCache><c:pt idx="0"><c:v>Kinder</c:v></c:pt></c:strCache></c:strRef></c:cat>
<c:val><c:numRef><c:numCache><c:pt idx="0"><c:v>NUMBER</c:v></c:pt></c:numCache></c:numRef></c:val>
</c:ser></c:barChart></c:plotArea></c:chart></c:chartSpace>"""
PARAGRAPH = "<w:p><w:r><w:t>Aus Eritrea stammen 3 Personen.</w:t></w:r></w:p>"
PIECES = "<w:p><w:r><w:t>Es waren </w:t></w:r><w:r><w:t>3</w:t></w:r><w:r><w:t> Frauen.</w:t></w:r></w:p>"
DELETED = "<w:p><w:del><w:r><w:delText>nur 3</w:delText></w:r></w:del></w:p>"
BOX = f"<w:p><w:r><w:pict><w:txbxContent>{PARAGRAPH}</w:txbxContent></w:pict></w:r></w:p>"
COMMENTS = f'<w:comments {W}><w:comment w:id="0">{PARAGRAPH}</w:comment></w:comments>'
FOOTNOTE = f'<w:footnote w:id="2">{PARAGRAPH}</w:footnote>'
VARIABLE = '<w:docVars><w:docVar w:name="eritrea" w:val="3"/></w:docVars>'
PROPERTY = r'<Properties\1><property name="eritrea"><vt:i4>3</vt:i4></property></Properties>'
LINK = '<Relationship Id="x" Type="t" TargetMode="External" Target="https://e.de/?eritrea=3"/>'
END = "<w:sectPr"
DOCUMENT, LINKS = "word/document.xml", "word/_rels/document.xml.rels"

HIDDEN = {
    "a sentence": (DOCUMENT, before(END, PARAGRAPH), "Absatz"),
    "a sentence in pieces": (DOCUMENT, before(END, PIECES), "Absatz"),
    "deleted text": (DOCUMENT, before(END, DELETED), "Absatz"),
    "a text box": (DOCUMENT, before(END, BOX), "Absatz"),
    "an alternative text": (DOCUMENT, substituted(r'descr="(\w+diagramm)', r'descr="Eritrea: 3. \1'), "Alternativtext"),
    "the title of a picture": (DOCUMENT, substituted(r'(<wp:docPr [^>]*)title=""', r'\1title="Nur 3"'), "title"),
    "the name of a picture": (DOCUMENT, replaced('name="Picture"', 'name="Eritrea 3"'), "name"),
    "a caption": (DOCUMENT, replaced(": Beratungsgespräche nach Jahr", ": davon 3 geheim"), "Beschriftung"),
    "small print": (DOCUMENT, replaced("[g] = geheim", "3 = geheim"), "Beschriftung"),
    "the description of a table": (DOCUMENT, substituted('<w:tblCaption w:val="', r"\g<0>3 geheim: "), "tblCaption"),
    "a bookmark": (DOCUMENT, replaced('w:name="table1"', 'w:name="eritrea_3"'), "Textmarke"),
    "a field": (DOCUMENT, replaced('w:instr="SEQ Tabelle', 'w:instr="QUOTE 3 SEQ Tabelle'), "Feld"),
    "a content control": (DOCUMENT, before(END, '<w:sdt><w:alias w:val="3 Fälle"/></w:sdt>'), "alias"),
    "a comment of the XML": (DOCUMENT, before(END, "<!-- Eritrea: 3 -->"), "Kommentar"),
    "a header": ("word/header1.xml", before("</w:hdr>", PARAGRAPH), "Kopfzeile"),
    "a footer": ("word/footer1.xml", before("</w:ftr>", PARAGRAPH), "Fußzeile"),
    "a comment": ("word/comments.xml", substituted("<w:comments.*>", COMMENTS), "Kommentar"),
    "a footnote": ("word/footnotes.xml", before("</w:footnotes>", FOOTNOTE), "Fußnote"),
    "a variable": ("word/settings.xml", before("</w:settings>", VARIABLE), "docVar"),
    "the subject": ("docProps/core.xml", substituted("<dc:subject>[^<]*", "<dc:subject>Eritrea 3"), "subject"),
    "the keywords": ("docProps/core.xml", substituted("<cp:keywords>", "<cp:keywords>3"), "keywords"),
    "a program property": ("docProps/app.xml", before("</Properties>", "<Company>Nur 3</Company>"), "Company"),
    "a custom property": ("docProps/custom.xml", substituted("<Properties([^>]*)/>", PROPERTY), "eritrea"),
    "a link": (LINKS, before("</Relationships>", LINK), "Verweis"),
}


@pytest.mark.parametrize("hiding", HIDDEN)
def test_a_planted_number_is_found_with_its_place(village_folder: Path, caught: Caught, hiding: str) -> None:
    part, change, place = HIDDEN[hiding]
    leaks = caught("bericht.docx", repacked(village_folder / "bericht.docx", {part: change}))
    assert any(place in found for found in places(leaks, "3")), [leak.sentence for leak in leaks]
    assert {leak.file for leak in leaks} == {"bericht.docx"}


ADDED = {
    "the cache of a chart": ({"word/charts/chart1.xml": CHART.replace("NUMBER", "3")}, "3", "Diagramm „Themen"),
    "custom XML": ({"customXml/item1.xml": "<daten><eritrea>3</eritrea></daten>"}, "3", "customXml"),
    "an attribute of custom XML": ({"customXml/item1.xml": "<daten eritrea='3'/>"}, "3", "eritrea"),
    "an unknown part": ({"word/neu.xml": "<daten eritrea='3'/>"}, "3", "word/neu.xml"),
    "a foreign picture": ({"word/media/neu.png": b"\x89PNG\r\n\x1a\n"}, "", "word/media/neu.png"),
    "an object": ({"word/embeddings/oleObject1.bin": b"3"}, "", "oleObject1.bin"),
}


@pytest.mark.parametrize("hiding", ADDED)
def test_a_planted_part_is_found(village_folder: Path, caught: Caught, hiding: str) -> None:
    added, number, place = ADDED[hiding]
    leaks = caught("bericht.docx", repacked(village_folder / "bericht.docx", {}, added))
    assert any(place in found for found in places(leaks, number)), [leak.sentence for leak in leaks]


def test_a_native_chart_with_its_true_numbers_is_no_leak(village_folder: Path, caught: Caught) -> None:
    added = {"word/charts/chart1.xml": CHART.replace("NUMBER", "73")}
    assert caught("bericht.docx", repacked(village_folder / "bericht.docx", {}, added)) == []


def test_a_number_in_an_embedded_workbook_is_found(village_folder: Path, caught: Caught) -> None:
    workbook = repacked(
        village_folder / "tabellen.xlsx", {"xl/workbook.xml": replaced('name="Hinweise"', 'name="Eritrea 3"')}
    )
    content = repacked(village_folder / "bericht.docx", {}, {"word/embeddings/mappe.xlsx": workbook})
    assert "mappe.xlsx, Name eines Blatts" in str(places(caught("bericht.docx", content), "3"))


def test_a_number_where_a_hidden_one_stood_is_found_in_its_row(village_folder: Path, caught: Caught) -> None:
    """Even if other cells have that number."""
    change = replaced(">[g]</w:t>", ">3</w:t>")
    leaks = caught("bericht.docx", repacked(village_folder / "bericht.docx", {"word/document.xml": change}))
    assert [leak.number for leak in leaks] == ["3"]
    assert "Tabelle" in leaks[0].place
    assert "Zeile „2019“" in leaks[0].place


def test_a_row_added_to_a_table_is_found(village_folder: Path, caught: Caught) -> None:
    document = docx.Document(str(village_folder / "bericht.docx"))
    table = table_of(document, "Thema", "Nennungen")
    for cell, text in zip(table.add_row().cells, ("Eritrea", "3", "1 %", "1 %"), strict=True):
        cell.text = text
    content = io.BytesIO()
    document.save(content)
    assert "3" in [leak.number for leak in caught("bericht.docx", content.getvalue())]


def test_numbers_of_a_table_whose_header_was_edited_still_belong_to_their_rows(
    village_folder: Path, caught: Caught
) -> None:
    document = docx.Document(str(village_folder / "bericht.docx"))
    table = table_of(document, "Thema", "Nennungen")
    table.cell(0, 1).text = "Anzahl"
    assert caught("bericht.docx", saved(document)) == []
    table.cell(2, 1).text = table.cell(3, 1).text
    assert [leak.number for leak in caught("bericht.docx", saved(document))] == [table.cell(3, 1).text]


def test_counts_with_shares_of_a_table_whose_header_was_edited_still_belong_to_their_rows(
    village_folder: Path, caught: Caught
) -> None:
    document = docx.Document(str(village_folder / "bericht.docx"))
    table = table_of(document, "Thema", "Einzelgespräch")
    table.cell(0, 1).text = "Einzeln"
    assert caught("bericht.docx", saved(document)) == []
    assert table.cell(3, 3).text == "45 (16\xa0%)"
    table.cell(1, 3).text = table.cell(3, 3).text
    assert [leak.number for leak in caught("bericht.docx", saved(document))] == ["45", "16 %"]


def table_of(document: Any, *header: str) -> Any:
    """The table whose header begins like this."""
    return next(one for one in document.tables if tuple(one.row_cells(0)[n].text for n in (0, 1)) == header)


def saved(document: object) -> bytes:
    content = io.BytesIO()
    document.save(content)  # type: ignore[attr-defined]
    return content.getvalue()


def test_a_document_that_cannot_be_opened_is_not_published(caught: Caught) -> None:
    leaks = caught("bericht.docx", b"kein Word")
    assert "sich nicht prüfen lässt" in leaks[0].sentence


@pytest.mark.parametrize(
    "text",
    [
        "Der Ausschuss dankt allen Ehrenamtlichen.",
        "Die nächste Sitzung ist am 12. Mai 2021 um 14:30 Uhr.",
        "Siehe § 18 Abs. 2 Teilhabe- und Integrationsgesetz, Drucksache vom 03.12.2020 und Tabelle 2.",
        "Kurse auf dem Niveau B1 gab es trotz COVID-19 auch 2020.",
        "Es gab 288 Gespräche, im Bericht als Summe genannt.",
        "Kinder waren 73 Mal Thema, in 25 % der Gespräche.",
    ],
)
def test_honest_words_of_an_editor_are_no_leak(village_folder: Path, caught: Caught, text: str) -> None:
    document = docx.Document(str(village_folder / "bericht.docx"))
    document.add_paragraph(text)
    assert [leak.sentence for leak in caught("bericht (bearbeitet).docx", saved(document))] == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Aus Eritrea stammen 3 Personen.", "3"),
        ("Im Juni 2020 gab es 3 Gespräche.", "3"),
        ("Davon kamen 17 aus Eritrea.", "17"),
        ("Das sind 25 % der Menschen aus Eritrea.", "25 %"),
        ("Wohnen (73)", "73"),
        ("Aus Eritrea kamen 2 Personen, aus Syrien keine.", "2"),
        ("Davon hatte nur 1 Person eine Duldung.", "1"),
        ("Kinder waren 73 Mal Thema. Das waren 65 Fälle.", "65"),
        ("Der Anteil stieg um 39 Prozentpunkte.", "39"),
        ("Das kostet 73 Euro.", "73"),
        ("Nr. 4711", "4711"),
    ],
)
def test_other_numbers_of_an_editor_are_leaks_even_if_they_stand_elsewhere(
    village_folder: Path, caught: Caught, text: str, number: str
) -> None:
    """3, 17, 65 and 73 are published, but not of this."""
    document = docx.Document(str(village_folder / "bericht.docx"))
    document.add_paragraph(text)
    assert [leak.number for leak in caught("bericht (bearbeitet).docx", saved(document))] == [number]
