"""The flow of pages: no page is left half empty, and the report is as long as a committee reads in ten minutes."""

import shutil
import subprocess
from pathlib import Path

import pytest
from PIL import Image

from tests.publication.test_other_programs import need

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
