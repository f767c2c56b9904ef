"""The flow of pages: none is left half empty, no chart loses its sentence, and a committee reads all in ten minutes."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby, pairwise
from pathlib import Path

import pypdf
import pytest
from PIL import Image

from imreport.publication.body import LEAD
from imreport.publication.formats import FORMATS
from imreport.publication.outline import Outline, Picture, Text
from tests.publication.test_other_programs import need, to_pdf

RESOLUTION = 40
FOOTER = 0.93
"""Where the footer begins, from the top of the page."""
LEAST = 0.55
"""How far down a page is filled at least; below it would look as if something were missing."""


def filled(page: Path) -> float:
    """How far down the text of a page reaches, the footer aside: 0 is the top, 1 the last line above the footer."""
    picture = Image.open(page).convert("L")
    body = picture.crop((0, 0, picture.width, int(picture.height * FOOTER)))
    ink = body.point(lambda grey: 255 if grey < 200 else 0).getbbox()
    return ink[3] / body.height if ink else 0.0


def pages(document: Path, folder: Path) -> list[float]:
    """How far down each page of a PDF is filled."""
    need(shutil.which("pdftoppm"), "poppler-utils")
    command = ["pdftoppm", "-r", str(RESOLUTION), "-gray", "-png", str(document), str(folder / "seite")]
    subprocess.run(command, check=True, capture_output=True)
    return [filled(page) for page in sorted(folder.glob("seite-*.png"))]


def test_the_measure_finds_the_last_line(tmp_path: Path) -> None:
    page = Image.new("L", (100, 200), 255)
    page.paste(0, (10, 20, 90, 93))
    page.save(tmp_path / "seite.png")
    assert filled(tmp_path / "seite.png") == 0.5


@pytest.mark.slow
def test_no_page_of_the_pdf_is_half_empty(report_folder: Path, tmp_path: Path) -> None:
    *before, _ = pages(report_folder / "bericht.pdf", tmp_path)
    assert [number for number, part in enumerate(before, 1) if part < LEAST] == []


@pytest.mark.slow
def test_the_report_has_twelve_to_sixteen_pages(report_folder: Path, tmp_path: Path) -> None:
    assert 12 <= len(pages(report_folder / "bericht.pdf", tmp_path)) <= 16


def letters(text: str) -> str:
    return re.sub(r"\W+", "", text)


def leads(parts: Outline) -> Iterator[tuple[str, str]]:
    """The end of each short paragraph before a chart or table, and how the caption below it begins."""
    for text, shown in pairwise(parts.parts):
        if isinstance(text, Text) and not isinstance(shown, Text):
            last = text.markdown.strip().split("\n\n")[-1]
            kind = "Abbildung" if isinstance(shown, Picture) else "Tabelle"
            if len(last) <= LEAD and not last.startswith("#"):
                yield letters(last)[-30:], letters(f"{kind}{shown.number}{shown.content['title']}")[:30]


def page_breaks_between(document: Path, parts: Outline) -> list[tuple[str, str]]:
    """The short paragraphs that end on another page than the chart or table below them."""
    texts = [letters(page.extract_text()) for page in pypdf.PdfReader(document).pages]
    whole = "\f".join(texts)
    places = [(whole.rindex(end, 0, whole.index(caption)), whole.index(caption)) for end, caption in leads(parts)]
    assert len(places) >= 10
    return [(whole[start : start + 30], whole[at : at + 30]) for start, at in places if "\f" in whole[start:at]]


def test_no_chart_begins_a_page_without_the_sentence_before_it(report_folder: Path, parts: Outline) -> None:
    assert page_breaks_between(report_folder / "bericht.pdf", parts) == []


@pytest.mark.slow
def test_none_in_word_either(converted_word: Path, parts: Outline) -> None:
    assert page_breaks_between(converted_word, parts) == []


@pytest.fixture(scope="module")
def converted_word(report_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Word file as LibreOffice breaks it into pages."""
    return to_pdf(report_folder / "bericht.docx", tmp_path_factory.mktemp("seiten"))


@pytest.fixture(scope="module")
def converted(converted_word: Path) -> list[float]:
    """How far down each page of the Word file is filled."""
    return pages(converted_word, converted_word.parent)


@pytest.mark.slow
def test_no_page_of_word_is_half_empty(converted: list[float]) -> None:
    *before, _ = converted
    assert [number for number, part in enumerate(before, 1) if part < LEAST] == []


@pytest.mark.slow
def test_word_has_about_as_many_pages(converted: list[float]) -> None:
    assert 12 <= len(converted) <= 17


@pytest.mark.slow
def test_a_report_of_three_times_the_length_has_no_half_empty_page(parts: Outline, tmp_path: Path) -> None:
    """Chapters in another order begin and break elsewhere on the pages."""
    chapters = [list(found) for _, found in groupby(parts.parts, key=lambda part: part.chapter)]
    turned = tuple(part for chapter in (*chapters[::-1], *chapters[3:], *chapters) for part in chapter)
    (tmp_path / "lang.pdf").write_bytes(FORMATS["pdf"].write(replace(parts, parts=turned)))
    *before, _ = pages(tmp_path / "lang.pdf", tmp_path)
    assert len(before) > 40
    assert [number for number, part in enumerate(before, 1) if part < LEAST] == []
