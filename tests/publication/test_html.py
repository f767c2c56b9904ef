"""The HTML page: one file, readable by everybody, that asks nobody for anything."""

from base64 import b64decode
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree, html

from imreport.config import Config
from imreport.publication.outline import Outline, Picture, Sheet
from tests.publication.support import CLOSING, FORM, MOTION, SYNTHETIC, squeezed

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
ADDRESSES = ("src", "href", "srcset", "action", "data", "poster", "cite", "background")


@pytest.fixture(scope="module")
def page(report_folder: Path) -> html.HtmlElement:
    return html.parse(str(report_folder / "bericht.html")).getroot()


def text(element: html.HtmlElement) -> str:
    return squeezed(element.text_content())


def texts(elements: list[html.HtmlElement]) -> list[str]:
    return [text(element) for element in elements]


def test_the_page_is_german(page: html.HtmlElement) -> None:
    assert page.get("lang") == "de"
    assert {element.get("lang") for element in page.iterdescendants() if element.get("lang")} <= {"de", "de-DE"}


def test_the_title_is_that_of_the_report(page: html.HtmlElement, config: Config) -> None:
    assert texts(page.findall(".//title")) == [config.report.title]
    assert texts(page.findall(".//h1")) == [config.report.title]


def test_headings_skip_no_level(page: html.HtmlElement) -> None:
    levels = [int(element.tag[1]) for element in page.iter(*HEADINGS)]
    assert levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


def test_no_heading_is_empty(page: html.HtmlElement) -> None:
    assert all(texts(list(page.iter(*HEADINGS))))


def test_there_is_one_main_part_and_a_header_before_it(page: html.HtmlElement) -> None:
    assert [element.tag for element in page.find("body") if element.tag in ("header", "main")] == ["header", "main"]


def test_the_first_link_leads_to_the_report(page: html.HtmlElement) -> None:
    first = page.find("body")[0]
    target = page.get_element_by_id(first.get("href").removeprefix("#"))
    assert (first.tag, text(target), target.get("tabindex")) == ("a", "Sachdarstellung", "-1")


def test_ids_are_unique(page: html.HtmlElement) -> None:
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_every_link_inside_the_page_has_a_target(page: html.HtmlElement) -> None:
    ids = set(page.xpath("//@id"))
    assert {link.removeprefix("#") for link in page.xpath("//a/@href") if link.startswith("#")} <= ids


def test_every_table_cell_that_heads_others_says_which(page: html.HtmlElement) -> None:
    assert {cell.get("scope") for cell in page.findall(".//thead//th")} == {"col"}
    assert {cell.get("scope") for cell in page.findall(".//tbody//th")} == {"row"}


def test_every_row_of_a_table_begins_with_its_header(page: html.HtmlElement) -> None:
    for row in page.findall(".//tbody/tr"):
        assert [cell.tag for cell in row] == ["th", *["td"] * (len(row) - 1)]


def test_every_table_has_its_caption(page: html.HtmlElement, parts: Outline) -> None:
    sheets = [part for part in parts.parts if isinstance(part, Sheet)]
    expected = [f"Tabelle {sheet.number}: {sheet.content['title']}" for sheet in sheets]
    assert [text(table.find("caption")) for table in page.xpath(".//table[caption]")] == expected
    (written,) = page.xpath(".//table[not(caption)]")
    assert texts(written.findall("thead//th")) == ["Frage", "Im Bericht", "Antwort der Verwaltung"]


def test_every_table_stands_in_a_part_that_scrolls_and_the_keyboard_reaches(page: html.HtmlElement) -> None:
    for table in page.iter("table"):
        part, caption = table.getparent(), table.find("caption")
        named = ("group", "Tabelle") if caption is None else ("region", text(caption))
        assert (part.get("class"), part.get("tabindex")) == ("tabelle", "0")
        assert (part.get("role"), squeezed(part.get("aria-label"))) == named


def test_tables_show_the_numbers_of_the_notebook(page: html.HtmlElement, parts: Outline) -> None:
    grids = [part.content["grid"] for part in parts.parts if isinstance(part, Sheet)]
    expected = [
        [[*grid["header"]], *([row["name"], *(entry["text"] for entry in row["entries"])] for row in grid["rows"])]
        for grid in grids
    ]
    shown = [[texts(list(row)) for row in table.iter("tr")] for table in page.xpath(".//table[caption]")]
    assert shown == [[[squeezed(cell) for cell in row] for row in table] for table in expected]


def test_every_picture_has_the_alternative_text_of_its_chart(page: html.HtmlElement, parts: Outline) -> None:
    alts = [image.get("alt") for image in page.findall(".//img")]
    assert alts == [picture.content["alt"] for picture in parts.pictures()]
    assert len(alts) == 14


def test_every_picture_has_its_caption(page: html.HtmlElement, parts: Outline) -> None:
    expected = [f"Abbildung {p.number}: {p.content['title']} – {p.content['message']}" for p in parts.pictures()]
    assert texts(page.findall(".//figure/figcaption")) == [squeezed(caption) for caption in expected]


def test_pictures_are_the_drawings_of_the_notebook(page: html.HtmlElement, parts: Outline) -> None:
    sources = [image.get("src").removeprefix("data:image/svg+xml;base64,") for image in page.findall(".//img")]
    assert [b64decode(source).decode() for source in sources] == [picture.svg for picture in parts.pictures()]


def test_below_each_exhibit_stands_its_basis_and_source(page: html.HtmlElement, parts: Outline) -> None:
    lines = texts(page.find_class("kleingedrucktes"))
    exhibits = [part for part in parts.parts if isinstance(part, Picture | Sheet)]
    assert len(lines) == len(exhibits)
    for line, part in zip(lines, exhibits, strict=True):
        compact = isinstance(part, Sheet) and part.compact
        assert line.startswith(squeezed(part.content["basis"]))
        where = f" Werte: Tabelle {part.table}." if isinstance(part, Picture) and part.table else ""
        assert line.endswith(squeezed(part.content["source"]) + where) is not compact
    assert "Quelle aller Tabellen des Anhangs ist der Fallexport des Integrationsmanagements." in text(page)


def test_the_page_asks_for_nothing_from_outside(page: html.HtmlElement) -> None:
    found = [value for element in page.iter() for name, value in element.items() if name in ADDRESSES]
    assert found
    assert [value for value in found if not value.startswith(("#", "data:"))] == []


def test_the_page_has_no_program(page: html.HtmlElement) -> None:
    assert list(page.iter("script", "iframe", "object", "embed", "link", "base", "form")) == []
    assert [name for element in page.iter() for name in element.attrib if name.startswith("on")] == []


def test_the_style_asks_for_nothing_from_outside(page: html.HtmlElement) -> None:
    style = "".join(element.text for element in page.iter("style"))
    assert "font" in style
    assert not any(word in style for word in ("url(", "@import", "http"))


def test_pictures_ask_for_nothing_from_outside(parts: Outline) -> None:
    for picture in parts.pictures():
        drawing = etree.fromstring(picture.svg.encode())
        names = [value for element in drawing.iter(etree.Element) for key, value in element.items() if "href" in key]
        assert all(value.startswith("#") for value in names)
        assert drawing.find(".//{*}script") is None


def test_the_form_holds_its_fields(page: html.HtmlElement) -> None:
    opening, closing = page.find_class("formular")
    assert tuple(zip(texts(opening.findall(".//dt")), texts(opening.findall(".//dd")), strict=True)) == FORM
    assert tuple(zip(texts(closing.findall(".//dt")), texts(closing.findall(".//dd")), strict=True)) == CLOSING


def test_the_motion_stands_before_the_report(page: html.HtmlElement) -> None:
    whole = text(page.find("body"))
    assert whole.index(MOTION) < whole.index("Vorbemerkung")


def test_the_page_is_marked_as_synthetic_at_its_head(page: html.HtmlElement) -> None:
    assert SYNTHETIC in text(page.find(".//header"))


def test_the_page_names_its_encoding_and_lets_itself_be_enlarged(page: html.HtmlElement) -> None:
    assert page.find(".//meta[@charset]").get("charset") == "utf-8"
    assert page.find(".//meta[@name='viewport']").get("content") == "width=device-width, initial-scale=1"
