"""The Excel file: numbers that can be counted on, charts that Excel draws, nothing hidden."""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from lxml import etree
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from imreport.disclosure import Release
from imreport.presentation import Table
from imreport.presentation.blocks import cover
from imreport.presentation.charts import CHARTS
from imreport.presentation.comparing import changes, comparison
from imreport.presentation.teams import team_table
from imreport.publication.excel import write_excel
from imreport.publication.outline import Outline
from tests.publication.support import SYNTHETIC

CROSSED = {
    "gespraeche_jahr", "kanaele_jahr", "klienten_verlauf", "themen_jahr", "themen_form", "weiterleitungen_jahr",
    "weiterleitungen_form", "plaene_stand",
}  # fmt: skip
"""Tables of two dimensions without shares: Excel draws none of them."""
LOOKS = ("#,##0", "#,##0.0", "#,##0.00")


@pytest.fixture(scope="module")
def workbook(report_folder: Path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(report_folder / "tabellen.xlsx")


@pytest.fixture(scope="module")
def beside(compared: Release) -> openpyxl.Workbook:
    """The workbook of a report that is compared with a second period and with the report before."""
    return openpyxl.load_workbook(io.BytesIO(write_excel(Outline(cover(compared).release, ()))))


def cells(workbook: openpyxl.Workbook) -> Iterator[Cell]:
    return (cell for sheet in workbook for row in sheet.iter_rows() for cell in row if cell.value is not None)


def first_row(sheet: Worksheet) -> int:
    """The number of the first row below the header: the one that stays in sight."""
    return int(sheet.freeze_panes.removeprefix("B"))


def head(sheet: Worksheet) -> str:
    """What stands above the table."""
    above = sheet.iter_rows(max_row=first_row(sheet) - 2, max_col=1, values_only=True)
    return " ".join(str(text) for (text,) in above if text)


def table(sheet: Worksheet) -> dict[str, list[object]]:
    """Name of each row to its values."""
    return {str(name): values for name, *values in sheet.iter_rows(min_row=first_row(sheet), values_only=True)}


def test_there_is_one_sheet_per_kennzahl_one_of_teams_and_one_of_notes(
    workbook: openpyxl.Workbook, release: Release
) -> None:
    first, *others = workbook.sheetnames
    assert first == "Hinweise"
    assert sorted(others) == sorted(["Teams", *(table.indicator.short for table in release.tables.values())])


def test_sheets_follow_the_chapters_and_the_notes_list_them(workbook: openpyxl.Workbook, release: Release) -> None:
    chapters = {table.indicator.short: table.indicator.chapter for table in release.tables.values()}
    chapters["Teams"] = "organisation"
    places = [release.chapters.index(chapters[name]) for name in workbook.sheetnames[1:]]
    assert places == sorted(places)
    names = [cell.value for (cell,) in workbook["Hinweise"].iter_rows(max_col=1)]
    assert names[-len(places) :] == workbook.sheetnames[1:]


def test_sheets_follow_other_chapters_too(parts: Outline) -> None:
    turned = dict(parts.release, chapters=["klienten", "themen"])
    book = openpyxl.load_workbook(io.BytesIO(write_excel(Outline(turned, ()))))
    assert book.sheetnames.index("Staatsangehörigkeit") < book.sheetnames.index("Themen")
    assert book.sheetnames.index("Themen") < book.sheetnames.index("Integrationspläne")


def test_the_notes_name_the_chapters_that_are_left_out(workbook: openpyxl.Workbook, release: Release) -> None:
    notes = {name: text for name, text, *_ in workbook["Hinweise"].iter_rows(values_only=True)}
    assert release.left_out["vergleich"]
    assert notes["Ohne Kapitel „Vergleich“"] == release.left_out["vergleich"]


@pytest.mark.parametrize(
    ("sheet", "row", "values"),
    [
        ("Gespräche nach Form", "Gesamt", [43240, 1]),
        ("Gespräche nach Form", "Einzelgespräch", [35354, 0.82]),
        ("Gespräche nach Form", "Familiengespräch", [7886, 0.18]),
        ("Gespräche nach Monat", "02/2018", [222]),
        ("Integrationspläne", "Gesamt", [1326]),
        ("Themen", "Kinder", [9987, 0.23, 0.15]),
        ("Staatsangehörigkeit", "Syrien", [734, 0.42]),
        ("Stellen", "zu Beginn des Zeitraums", [7]),
        ("Vollzeitäquivalente", "am Stichtag", [22.1]),
    ],
)
def test_numbers_are_numbers(workbook: openpyxl.Workbook, sheet: str, row: str, values: list[object]) -> None:
    assert table(workbook[sheet])[row] == values


def test_every_sheet_holds_what_was_released(workbook: openpyxl.Workbook, release: Release) -> None:
    for released in release.tables.values():
        if len(released.indicator.dimensions) == 1 and not released.percent_only:
            shown = {name: values[0] for name, values in table(workbook[released.indicator.short]).items()}
            assert shown == {cell.labels[0]: "[g]" if cell.is_hidden else cell.value for cell in released.cells}


def test_hidden_values_are_signs_and_not_numbers(workbook: openpyxl.Workbook) -> None:
    rows = table(workbook["Geschlecht"])
    assert (rows["divers"], rows["Ohne Angabe"]) == (["[g]"], ["[g]"])


def test_every_number_has_a_number_format(workbook: openpyxl.Workbook, release: Release) -> None:
    numbers = [cell for cell in cells(workbook) if isinstance(cell.value, int | float)]
    assert numbers
    for released in release.tables.values():
        looks = {cell.number_format for cell in numbers if cell.parent.title == released.indicator.short}
        assert looks <= {LOOKS[released.indicator.decimals], "0\u00a0%"}, released.key


def test_no_text_is_a_number_in_disguise(workbook: openpyxl.Workbook) -> None:
    values = [value for sheet in workbook.worksheets[1:] for row in table(sheet).values() for value in row]
    assert {value for value in values if isinstance(value, str)} <= {"[g]", "–"}


def test_there_are_no_formulas(workbook: openpyxl.Workbook) -> None:
    assert [cell.coordinate for cell in cells(workbook) if cell.data_type == "f"] == []


def test_nothing_is_hidden(workbook: openpyxl.Workbook) -> None:
    for sheet in workbook:
        dimensions = [*sheet.column_dimensions.values(), *sheet.row_dimensions.values()]
        assert sheet.sheet_state == "visible"
        assert not any(dimension.hidden for dimension in dimensions)


def test_header_and_row_names_stay_in_sight(workbook: openpyxl.Workbook) -> None:
    for sheet in workbook.worksheets[1:]:
        header = first_row(sheet) - 1
        assert sheet.print_title_rows == f"${header}:${header}"
        assert all(cell.value and cell.font.bold for cell in sheet[header])


def test_every_sheet_says_what_it_counts_and_from_when(workbook: openpyxl.Workbook, release: Release) -> None:
    for released in release.tables.values():
        sheet = workbook[released.indicator.short]
        days = "Stichtag: 28.02.2021." if released.indicator.basis == "stock" else "01.02.2018 bis 28.02.2021."
        assert sheet["A1"].value == released.indicator.title
        assert all(words in head(sheet) for words in (f"Einheit: {released.indicator.unit}", days, SYNTHETIC))


def test_every_kennzahl_with_a_chart_has_one_that_excel_draws(workbook: openpyxl.Workbook, release: Release) -> None:
    drawn = [len(workbook[released.indicator.short]._charts) for released in release.tables.values()]
    assert drawn == [int(key in CHARTS and key not in CROSSED) for key in release.tables]
    assert not workbook["Teams"]._charts
    assert sum(drawn) == 23


def test_every_chart_has_an_alternative_text_with_numbers(report_folder: Path) -> None:
    with zipfile.ZipFile(report_folder / "tabellen.xlsx") as archive:
        drawings = [name for name in archive.namelist() if name.startswith("xl/drawings/drawing")]
        shapes = [shape for name in drawings for shape in etree.fromstring(archive.read(name)).iter("{*}cNvPr")]
    alts = [shape.get("descr") or "" for shape in shapes]
    assert len(alts) == 23
    assert all(re.search(r"\d.*Alle Werte stehen in der Tabelle", alt) for alt in alts)


def test_charts_draw_all_rows_but_the_total(workbook: openpyxl.Workbook) -> None:
    sheet = workbook["Themen"]
    first, last = sheet._charts[0].series[0].val.numRef.f.removeprefix("Themen!").replace("$B$", "").split(":")
    assert int(first) == first_row(sheet)
    assert [sheet[f"A{last}"].value, sheet[f"A{int(last) + 1}"].value] == ["Anderes Thema", "Gesamt"]


def test_links_lead_to_sheets_of_the_file(workbook: openpyxl.Workbook) -> None:
    links = [cell.hyperlink for cell in cells(workbook) if cell.hyperlink]
    assert {link.location.split("!")[0].strip("'") for link in links} == set(workbook.sheetnames[1:])
    assert {link.target for link in links} == {None}


def test_the_notes_say_period_date_label_and_what_is_hidden(workbook: openpyxl.Workbook) -> None:
    notes = {name: text for name, text in workbook["Hinweise"].iter_rows(max_col=2, values_only=True) if text}
    assert notes["Berichtszeitraum"] == "01.02.2018 bis 28.02.2021"
    assert (notes["Stichtag"], notes["Datum des Berichts"]) == ("28.02.2021", "26.03.2021")
    assert notes["Kennzeichnung"] == SYNTHETIC
    assert notes["Geheimhaltung"].startswith("Ein [g] steht für einen geheim gehaltenen Wert.")


def test_properties_are_those_of_the_report(workbook: openpyxl.Workbook, release: Release) -> None:
    properties = workbook.properties
    assert (properties.title, properties.creator, properties.description) == (release.title, release.county, SYNTHETIC)
    assert properties.created == properties.modified == datetime(2021, 3, 26)


def test_pages_are_a4_with_footer(workbook: openpyxl.Workbook) -> None:
    for sheet in workbook:
        assert sheet.page_setup.paperSize == 9
        assert SYNTHETIC in sheet.oddFooter.center.text


def test_the_sheets_of_the_comparison_stand_in_its_chapter(beside: openpyxl.Workbook, compared: Release) -> None:
    names = [name for name in beside.sheetnames if name.startswith(("Vergleich", "Änderungen"))]
    assert (names[0], names[-1]) == ("Vergleich", "Änderungen")
    assert {f"Vergleich {name}" for name in ("Gespräche nach Form", "Themen", "Staatsangehörigkeit")} <= set(names)
    shorts = {table.indicator.short for table in compared.tables.values() if table.indicator.chapter == "foerderung"}
    assert beside.sheetnames[beside.sheetnames.index("Änderungen") + 1] in shorts


def test_a_total_alone_has_no_sheet_beside_the_overview(beside: openpyxl.Workbook) -> None:
    assert "Weiterleitungen je 100" in beside.sheetnames
    assert not [name for name in beside.sheetnames if name.startswith("Vergleich Weiterleitungen je")]
    assert "Weiterleitungen je 100 Gespräche" in table(beside["Vergleich"])


def test_sheets_of_tables_say_what_their_tables_say(beside: openpyxl.Workbook, compared: Release) -> None:
    made = {"Teams": team_table(compared), "Vergleich": comparison(compared), "Änderungen": changes(compared),
            "Vergleich Themen": comparison(compared, "themen")}  # fmt: skip
    for name, block in made.items():
        assert isinstance(block, Table)
        shown = [[entry.number if entry.number is not None else entry.text for entry in row.entries]
                 for row in block.grid.rows]  # fmt: skip
        values = [
            [value * 100 if "%" in cell.number_format else value for cell in row if (value := cell.value) is not None]
            for row in beside[name].iter_rows(min_row=first_row(beside[name]), min_col=2)
        ]
        assert values == [[pytest.approx(value) for value in row] for row in shown]
        assert beside[name]["A1"].value == block.title
        assert all(words in head(beside[name]) for words in (block.basis, block.source))


def test_differences_show_their_sign(beside: openpyxl.Workbook) -> None:
    looks = {row[0].value: [cell.number_format for cell in row[1:]] for row in beside["Vergleich Themen"].iter_rows()}
    assert looks["Wohnen"] == ["#,##0", "#,##0", "+#,##0;-#,##0;#,##0", "+0\u00a0%;-0\u00a0%;0\u00a0%"]
    assert looks["Rückkehr"][2] == "#,##0"


def test_a_comparison_draws_both_periods(beside: openpyxl.Workbook) -> None:
    sheet = beside["Vergleich Themen"]
    first = first_row(sheet)
    last = first + list(table(sheet)).index("Gesamt") - 1
    (chart,) = sheet._charts
    drawn = [series.val.numRef.f.partition("!")[2] for series in chart.series]
    assert drawn == [f"$B${first}:$B${last}", f"$C${first}:$C${last}"]
    assert len(beside["Vergleich"]._charts) == len(beside["Änderungen"]._charts) == 0


def test_names_of_sheets_are_as_short_as_excel_wants_them(beside: openpyxl.Workbook) -> None:
    assert max(map(len, beside.sheetnames)) <= 31
    assert "Vergleich Mittlere Vollzeitäqu…" in beside.sheetnames
