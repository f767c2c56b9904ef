"""The internal report on paper: what Word, Excel and a browser print says on every page that it is internal."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pypdf
import pytest
from PIL import Image

from imreport.presentation.protection import MARKING
from tests.publication.support import squeezed
from tests.publication.test_other_programs import need, to_pdf, verapdf

pytestmark = pytest.mark.slow

GREYS = {"word": 223, "pdf": 225, "html": 220}
"""How grey the watermark comes out: half transparent silver in Word, luma 225 in the PDF, #dcdcdc in a browser."""
LEAST = 500
"""So many pixels of an A4 page at 40 dpi are watermark, even where charts cover it; greys of charts are fewer."""

Print = Callable[[str, Path], Path]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Print:
    """A report as it is printed: ``printed("word", folder)``, once for each."""
    done: dict[tuple[str, Path], Path] = {}

    def of(kind: str, folder: Path) -> Path:
        if (kind, folder) not in done:
            done[kind, folder] = _printed(kind, folder, out=tmp_path_factory.mktemp(kind))
        return done[kind, folder]

    return of


def _printed(kind: str, folder: Path, *, out: Path) -> Path:
    match kind:
        case "word":
            return to_pdf(folder / "bericht.docx", out)
        case "excel":
            return to_pdf(folder / "tabellen.xlsx", out)
        case "html":
            program = shutil.which("chromium")
            need(program, "chromium")
            options = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
                       f"--user-data-dir={out / 'profil'}", "--no-pdf-header-footer"]  # fmt: skip
            page = (folder / "bericht.html").as_uri()
            subprocess.run(
                [str(program), *options, f"--print-to-pdf={out / 'seite.pdf'}", page],
                capture_output=True, check=True, timeout=240,
            )  # fmt: skip
            return out / "seite.pdf"
        case _:
            return folder / "bericht.pdf"


def texts(pdf: Path) -> list[str]:
    return [squeezed(page.extract_text()) for page in pypdf.PdfReader(pdf).pages]


def watermarks(pdf: Path, grey: int, *, folder: Path) -> list[int]:
    """How many pixels of each page have the grey of the watermark."""
    need(shutil.which("pdftoppm"), "poppler-utils")
    subprocess.run(
        ["pdftoppm", "-r", "40", "-aa", "no", "-aaVector", "no", "-png", str(pdf), str(folder / "seite")], check=True
    )
    pages = [np.asarray(Image.open(path).convert("RGB"), dtype=int) for path in sorted(folder.glob("seite*.png"))]
    return [int((np.abs(page - grey) < 2).all(axis=2).sum()) for page in pages]


@pytest.mark.parametrize("kind", ["word", "pdf", "excel", "html"])
def test_every_printed_page_says_it(printed: Print, internal_folder: Path, kind: str) -> None:
    pages = texts(printed(kind, internal_folder))
    assert len(pages) > 5
    assert all(MARKING in page for page in pages)


@pytest.mark.parametrize("kind", GREYS)
def test_every_printed_page_shows_the_watermark(
    printed: Print, internal_folder: Path, kind: str, tmp_path: Path
) -> None:
    pages = watermarks(printed(kind, internal_folder), GREYS[kind], folder=tmp_path)
    assert len(pages) > 5
    assert min(pages) > LEAST


@pytest.mark.parametrize("kind", GREYS)
def test_no_printed_page_of_a_public_report_shows_one(
    printed: Print, report_folder: Path, kind: str, tmp_path: Path
) -> None:
    assert max(watermarks(printed(kind, report_folder), GREYS[kind], folder=tmp_path)) < LEAST


def test_the_marked_pdf_is_accessible_and_can_be_kept(internal_folder: Path) -> None:
    done = verapdf(internal_folder / "bericht.pdf", "ua1,2a")
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("compliant=true") == 2


def test_axe_finds_nothing_on_the_marked_page(internal_folder: Path) -> None:
    program = shutil.which("chromium")
    need(program, "chromium")
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.goto((internal_folder / "bericht.html").as_uri())
        result = Axe().run(page)
        browser.close()
    assert [rule["id"] for rule in result.response["violations"]] == [], result.generate_report()
