"""Hidden values in documents: one symbol with its legend beside it, in tables, charts, and in what Excel stores."""

import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from lxml import etree

from imreport.disclosure import Release
from imreport.presentation import Chart, Table, chart, table
from imreport.presentation.blocks import cover
from imreport.presentation.charts import CHARTS
from imreport.publication.body import small_print_of
from imreport.publication.excel import write_excel
from imreport.publication.formats import FORMATS
from imreport.publication.outline import Outline, Picture, Sheet
from tests.presentation.handmade import hiding
from tests.publication.support import visible

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
CROSSED = {
    "gespraeche_jahr", "kanaele_jahr", "klienten_verlauf", "themen_jahr", "themen_form", "weiterleitungen_jahr",
    "weiterleitungen_form", "plaene_stand",
}  # fmt: skip
"""Tables of two dimensions without shares: Excel draws none of them."""
NATIVE = [key for key in CHARTS if key not in CROSSED | {"staatsangehoerigkeit"}]
PLACES = {1, 3}
LEGEND = "[g] = geheim gehalten:"


@pytest.fixture(scope="module")
def hidden(release: Release) -> Release:
    """The sample's Release with two more hidden cells in everything that is drawn."""
    for key in CHARTS:
        release = hiding(release, key, PLACES)
    return release


@pytest.fixture(scope="module")
def workbook(hidden: Release) -> bytes:
    return write_excel(Outline(cover(hidden).release, ()))


def native(workbook: bytes, title: str) -> Any:
    """The native chart with a title that begins so."""
    with zipfile.ZipFile(BytesIO(workbook)) as archive:
        roots = [etree.fromstring(archive.read(name)) for name in archive.namelist() if "charts/chart" in name]
    return next(root for root in roots if "".join(root.find(f".//{C}title").itertext()).startswith(title))


def stored(series: Any) -> dict[int, str]:
    """Position of each number that a series stores."""
    points = series.find(f"{C}val").iter(f"{C}pt")
    return {int(point.get("idx")): point.findtext(f"{C}v") for point in points}


def symbols(series: Any) -> set[int]:
    """Positions at which a series is labelled [g]."""
    labels = series.iter(f"{C}dLbl")
    return {int(label.find(f"{C}idx").get("val")) for label in labels if "[g]" in "".join(label.itertext())}


@pytest.mark.parametrize("key", NATIVE)
def test_native_charts_store_no_number_of_a_hidden_value(workbook: bytes, hidden: Release, key: str) -> None:
    """Excel would take the text of the cell for 0, and store and label it so."""
    root = native(workbook, hidden.table(key).indicator.title)
    for series in root.iter(f"{C}ser"):
        count = int(series.find(f"{C}val").find(f".//{C}ptCount").get("val"))
        assert set(stored(series)) | symbols(series) == set(range(count))
        assert not set(stored(series)) & symbols(series)
    assert any(symbols(series) for series in root.iter(f"{C}ser"))


@pytest.mark.parametrize("key", NATIVE)
def test_native_charts_say_in_their_title_that_bars_are_missing(workbook: bytes, hidden: Release, key: str) -> None:
    title = "".join(
        text.text for text in native(workbook, hidden.table(key).indicator.title).find(f".//{C}title").iter(f"{A}t")
    )
    assert title == f"{hidden.table(key).indicator.title} – [g] ohne Balken"


def test_native_charts_without_hidden_values_are_as_ever(release: Release) -> None:
    root = native(write_excel(Outline(cover(release).release, ())), "Themen der Beratungsgespräche")
    assert "".join(text.text for text in root.find(f".//{C}title").iter(f"{A}t")) == "Themen der Beratungsgespräche"
    assert not [series for series in root.iter(f"{C}ser") if symbols(series)]


def test_every_sheet_with_a_symbol_has_its_legend_and_no_other(workbook: bytes) -> None:
    sheets = openpyxl.load_workbook(BytesIO(workbook)).worksheets[1:]
    for sheet in sheets:
        texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
        printed = any("[g]" in text for text in texts if not text.startswith(LEGEND) and "[g] heißt" not in text)
        assert (LEGEND in " ".join(texts)) is printed
    assert len(sheets) == 47


@pytest.mark.parametrize("key", CHARTS)
def test_every_exhibit_with_a_symbol_prints_its_legend_below(hidden: Release, key: str) -> None:
    shown = table(hidden, key)
    assert isinstance(shown, Table)
    assert LEGEND in small_print_of(Sheet(shown.content(), 1))
    drawn = chart(hidden, key)
    assert isinstance(drawn, Chart)
    below = small_print_of(Picture(drawn.content(), drawn.svg, "", 1))
    assert (LEGEND in below) is ("[g]" in drawn.alt or any("[g]" in row.texts for row in drawn.grid.rows))


@pytest.mark.parametrize("key", ["html", "docx", "pdf"])
def test_documents_print_the_legend_beside_the_table(hidden: Release, key: str, tmp_path: Path) -> None:
    shown = table(hidden, "themen")
    assert isinstance(shown, Table)
    path = tmp_path / FORMATS[key].file
    path.write_bytes(FORMATS[key].write(Outline(cover(hidden).release, (Sheet(shown.content(), 1),))))
    text = visible(path)
    assert text.count("[g]") == sum(row.texts.count("[g]") for row in shown.grid.rows) + 2
    assert text.index("[g]") < text.index(LEGEND)
