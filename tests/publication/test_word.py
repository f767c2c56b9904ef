"""The Word file: what a screen reader and a German Word need, and that it says what the notebook says."""

import zipfile
from datetime import date
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.table import Table
from lxml import etree

from imreport.config import Config
from imreport.publication.body import LEAD
from imreport.publication.outline import Outline, Sheet
from imreport.publication.word_style import LEAD as LEAD_STYLE
from tests.publication.support import CLOSING, FORM, MOTION, SYNTHETIC, W, squeezed

DOC_PR = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
NV_PR = "{http://schemas.openxmlformats.org/drawingml/2006/picture}cNvPr"


@pytest.fixture(scope="module")
def archive(report_folder: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(report_folder / "bericht.docx") as opened:
        return {name: opened.read(name) for name in opened.namelist()}


@pytest.fixture(scope="module")
def word(report_folder: Path) -> Document:
    return docx.Document(BytesIO((report_folder / "bericht.docx").read_bytes()))


def headings(word: Document) -> list[tuple[int, str]]:
    styled = [(paragraph.style.name, paragraph.text) for paragraph in word.paragraphs]
    return [(int(name.removeprefix("Heading ")), text) for name, text in styled if name.startswith("Heading ")]


def rows(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def flag(table: Table, name: str) -> str | None:
    return table._tbl.tblPr.find(f"{W}tblLook").get(f"{W}{name}")


def captions(word: Document, style: str) -> list[str]:
    """Captions as Word prints them, with the numbers of their fields."""
    found = [paragraph for paragraph in word.paragraphs if paragraph.style.name == style]
    return [squeezed("".join(text.text for text in paragraph._p.iter(f"{W}t"))) for paragraph in found]


def test_headings_begin_at_the_first_level_and_skip_none(word: Document) -> None:
    levels = [level for level, _ in headings(word)]
    assert levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


def test_no_heading_is_empty(word: Document) -> None:
    assert all(text.strip() for _, text in headings(word))


def test_headings_are_those_of_the_notebook(word: Document) -> None:
    texts = [text for _, text in headings(word)]
    assert texts[:4] == ["Beratungsgegenstand", "Beschlussantrag", "Sachdarstellung", "Kurzfassung"]
    assert {
        "3. Beratungsgespräche",
        "a) Themen der Gespräche",
        "b) Weiterleitungen",
        "7. Situation seit März 2020",
    } <= set(texts)


def test_the_title_is_one_paragraph_of_its_style(word: Document, config: Config) -> None:
    assert [p.text for p in word.paragraphs if p.style.name == "Title"] == [config.report.title]


def test_every_picture_has_the_alternative_text_of_its_chart(word: Document, parts: Outline) -> None:
    alts = [element.get("descr") for element in word.element.body.iter(DOC_PR)]
    assert alts == [picture.content["alt"] for picture in parts.pictures()]
    assert len(alts) == 14


def test_alternative_texts_say_what_is_seen(word: Document) -> None:
    for element in word.element.body.iter(DOC_PR):
        alt = element.get("descr")
        assert alt.startswith(
            ("Balkendiagramm: ", "Balkendiagramme nebeneinander: ", "Säulendiagramm: ", "Stufendiagramm: ", "Karte: ")
        )
        assert any(letter.isdigit() for letter in alt)
        assert ".png" not in alt


def test_pictures_are_described_in_one_place_only(word: Document) -> None:
    assert {element.get("descr") for element in word.element.body.iter(NV_PR)} == {""}


def test_pictures_fit_between_the_margins(word: Document) -> None:
    section = word.sections[0]
    room = section.page_width - section.left_margin - section.right_margin
    assert all(shape.width <= room for shape in word.inline_shapes)


def test_data_tables_show_the_numbers_of_the_notebook(word: Document, parts: Outline) -> None:
    sheets = [part.content["grid"] for part in parts.parts if isinstance(part, Sheet)]
    expected = [
        [[*grid["header"]], *([row["name"], *(entry["text"] for entry in row["entries"])] for row in grid["rows"])]
        for grid in sheets
    ]
    shown = [rows(table) for table in word.tables[1:-1]]
    written = [table for table in shown if table[0] == ["Frage", "Im Bericht", "Antwort der Verwaltung"]]
    assert len(written) == 1
    assert [table for table in shown if table not in written] == expected


def test_data_tables_repeat_their_first_row_and_no_other(word: Document) -> None:
    for table in word.tables[1:-1]:
        marks = [row._tr.find(f"{W}trPr/{W}tblHeader") is not None for row in table.rows]
        assert marks == [True, *[False] * (len(marks) - 1)]


def test_every_table_says_that_its_first_column_heads_its_rows(word: Document) -> None:
    for table in word.tables:
        assert flag(table, "firstColumn") == "1"
        assert int(flag(table, "val") or "0", 16) & 0x80


def test_data_tables_say_that_their_first_row_heads_their_columns(word: Document) -> None:
    assert [flag(table, "firstRow") for table in word.tables] == ["0", *["1"] * (len(word.tables) - 2), "0"]


@pytest.mark.parametrize(("style", "kind"), [("Image Caption", "Abbildung"), ("Table Caption", "Tabelle")])
def test_captions_are_counted_by_fields_of_a_german_word(word: Document, style: str, kind: str) -> None:
    found = [p for p in word.paragraphs if p.style.name == style]
    fields = [field for paragraph in found for field in paragraph._p.iter(f"{W}fldSimple")]
    assert [field.get(f"{W}instr").split()[:2] for field in fields] == [["SEQ", kind]] * len(found)
    assert ["".join(t.text for t in field.iter(f"{W}t")) for field in fields] == [
        str(number) for number in range(1, len(found) + 1)
    ]


def test_a_caption_says_kind_number_title_and_message(word: Document, parts: Outline) -> None:
    expected = [f"Abbildung {p.number}: {p.content['title']} – {p.content['message']}" for p in parts.pictures()]
    assert captions(word, "Image Caption") == [squeezed(caption) for caption in expected]


def test_a_table_caption_says_kind_number_and_title(word: Document, parts: Outline) -> None:
    sheets = [part for part in parts.parts if isinstance(part, Sheet)]
    assert captions(word, "Table Caption") == [f"Tabelle {s.number}: {s.content['title']}" for s in sheets]


@pytest.mark.parametrize("tag", ["lang", "themeFontLang"])
def test_no_part_is_in_another_language(archive: dict[str, bytes], tag: str) -> None:
    texts = [name for name in archive if name.startswith("word/") and name.endswith(".xml")]
    found = [element for name in texts for element in etree.fromstring(archive[name]).iter(f"{W}{tag}")]
    assert found
    assert {element.get(f"{W}val") for element in found} == {"de-DE"}


def test_the_default_of_all_styles_is_german(archive: dict[str, bytes]) -> None:
    styles = etree.fromstring(archive["word/styles.xml"])
    default = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    assert default.get(f"{W}val") == "de-DE"


def test_properties_are_those_of_the_report(word: Document, config: Config) -> None:
    properties = word.core_properties
    assert (properties.title, properties.language) == (config.report.title, "de-DE")
    assert (properties.author, properties.last_modified_by) == ("Alb-Donau-Kreis", "Alb-Donau-Kreis")
    assert (properties.subject, properties.comments) == (config.submission.subject, SYNTHETIC)


def test_the_only_date_is_that_of_the_report(word: Document) -> None:
    properties = word.core_properties
    assert properties.created.date() == properties.modified.date() == date(2021, 3, 26)


def test_the_form_stands_at_the_head(word: Document) -> None:
    assert rows(word.tables[0]) == [list(field) for field in FORM]


def test_motion_and_signature_follow_the_form(word: Document) -> None:
    texts = [paragraph.text for paragraph in word.paragraphs]
    assert texts[texts.index("Beschlussantrag") + 1] == MOTION
    assert texts[texts.index(MOTION) + 1] == "N. N.\nLandrat"


def test_the_closing_box_stands_at_the_end(word: Document) -> None:
    assert rows(word.tables[-1]) == [list(field) for field in CLOSING]
    assert word.element.body[-2].tag == f"{W}tbl"


def test_every_page_is_marked_as_synthetic_and_numbered(word: Document) -> None:
    section = word.sections[0]
    codes = [field.get(f"{W}instr").strip() for field in section.footer._element.iter(f"{W}fldSimple")]
    assert SYNTHETIC in section.header.paragraphs[0].text
    assert codes == ["PAGE", "NUMPAGES"]


def test_a_short_paragraph_stays_with_the_chart_below_it_and_a_long_one_may_not(word: Document) -> None:
    shown = [above for above, below in pairwise(word.paragraphs) if below.style.name == "Captioned Figure"]
    leads = [above for above in shown if above.style.name in (LEAD_STYLE, "Body Text", "First Paragraph")]
    assert {len(above.text) <= LEAD for above in leads} == {True, False}
    assert all((above.style.name == LEAD_STYLE) is (len(above.text) <= LEAD) for above in leads)
    assert word.styles[LEAD_STYLE].paragraph_format.keep_with_next
    assert word.styles[LEAD_STYLE].next_paragraph_style.name == "Body Text"  # who presses Enter writes on as usual


def test_lists_are_lists(word: Document) -> None:
    numbered = [p.text for p in word.paragraphs if p._p.find(f"{W}pPr/{W}numPr") is not None]
    assert {
        "den Integrationsplan und den persönlichen Bedarf,",
        "Angebote von Ehrenamtlichen, Vereinen und Initiativen,",
    } <= {squeezed(text) for text in numbered}


def test_the_page_is_a4(word: Document) -> None:
    section = word.sections[0]
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)


def test_the_archive_holds_no_time(report_folder: Path) -> None:
    with zipfile.ZipFile(report_folder / "bericht.docx") as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
