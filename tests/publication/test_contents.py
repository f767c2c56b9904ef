"""The table of contents: the chapters of a long report, as links in every document."""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest
from lxml import etree, html

from imreport.publication.contents import LONG
from imreport.publication.formats import FORMATS
from imreport.publication.outline import Outline, Text
from tests.publication.support import W, squeezed


def chapters(parts: Outline) -> Iterator[str]:
    """The headings of the chapters in the notebook."""
    for part in (part for part in parts.parts if isinstance(part, Text)):
        yield from re.findall(r"^## (.+)$", part.markdown, flags=re.MULTILINE)


def said(paragraph: etree._Element) -> str:
    return "".join(text.text for text in paragraph.iter(f"{W}t"))


def bare(entries: list[str]) -> list[str]:
    return [re.sub(r"^\d+\. ", "", squeezed(entry)) for entry in entries]


def test_the_page_lists_its_chapters_as_links_to_them(report_folder: Path, parts: Outline) -> None:
    page = html.parse(str(report_folder / "bericht.html")).getroot()
    links = page.xpath("//nav[@aria-labelledby]//a")
    assert bare([link.text_content() for link in links]) == list(chapters(parts))
    for link in links:
        (target,) = page.xpath("//*[@id=$name]", name=link.get("href").removeprefix("#"))
        assert squeezed(target.text_content()) == squeezed(link.text_content())


@pytest.fixture(scope="module")
def body(report_folder: Path) -> etree._Element:
    with zipfile.ZipFile(report_folder / "bericht.docx") as archive:
        return etree.fromstring(archive.read("word/document.xml"))


def test_word_lists_its_chapters_in_a_field_of_links(body: etree._Element, parts: Outline) -> None:
    lines = [p for p in body.iter(f"{W}p") if p.findall(f"{W}pPr/{W}pStyle[@{W}val='TOC2']")]
    assert bare([said(line) for line in lines]) == list(chapters(parts))
    marks = {mark.get(f"{W}name"): mark.getparent() for mark in body.iter(f"{W}bookmarkStart")}
    for line in lines:
        (link,) = line.iter(f"{W}hyperlink")
        heading = marks[link.get(f"{W}anchor")]
        assert heading.find(f"{W}pPr/{W}pStyle").get(f"{W}val") == "Heading2"
        assert said(heading) == said(line)


def test_the_field_of_word_begins_before_the_first_entry_and_ends_after_the_last(body: etree._Element) -> None:
    lines = [p for p in body.iter(f"{W}p") if p.findall(f"{W}pPr/{W}pStyle[@{W}val='TOC2']")]
    kinds = [[c.get(f"{W}fldCharType") for c in line.iter(f"{W}fldChar")] for line in lines]
    assert (kinds[0], kinds[-1], [kind for kind in kinds[1:-1] if kind]) == (["begin", "separate"], ["end"], [])
    assert next(lines[0].iter(f"{W}instrText")).text.split() == ["TOC", "\\o", '"2-2"', "\\h", "\\z", "\\u"]


def test_bookmarks_of_word_have_numbers_of_their_own(body: etree._Element) -> None:
    numbers = [mark.get(f"{W}id") for mark in body.iter(f"{W}bookmarkStart")]
    assert len(numbers) == len(set(numbers))


def test_word_asks_nobody_to_renew_fields_on_opening(report_folder: Path) -> None:
    with zipfile.ZipFile(report_folder / "bericht.docx") as archive:
        assert b"updateFields" not in archive.read("word/settings.xml")
        assert b"w:dirty" not in archive.read("word/document.xml")


def test_the_pdf_lists_its_chapters_on_the_first_pages(report_folder: Path, parts: Outline) -> None:
    pages = pypdf.PdfReader(report_folder / "bericht.pdf").pages
    text = squeezed(pages[0].extract_text()).partition("Inhalt")[2]
    assert all(title in text for title in map(squeezed, chapters(parts)))


def test_the_page_numbers_of_the_pdf_are_right(report_folder: Path, parts: Outline) -> None:
    pages = [squeezed(page.extract_text()) for page in pypdf.PdfReader(report_folder / "bericht.pdf").pages]
    contents = pages[0].partition("Inhalt")[2].partition("Sachdarstellung")[0]
    for title in map(squeezed, chapters(parts)):
        number = re.search(rf"{re.escape(title)}[ .]+(\d+)", contents)
        assert number, title
        assert title in pages[int(number[1]) - 1].partition("Sachdarstellung")[2 if number[1] == "1" else 0]


@pytest.mark.parametrize("key", ["html", "docx"])
def test_a_short_report_has_none(parts: Outline, key: str) -> None:
    few = tuple(Text(f"## Kapitel {n}\n\nEin Satz.", chapter=f"k{n}") for n in range(LONG - 1))
    written = FORMATS[key].write(Outline(parts.release, few))
    if key == "docx":
        with zipfile.ZipFile(io.BytesIO(written)) as archive:
            written = archive.read("word/document.xml")
    assert b">Inhalt<" not in written
