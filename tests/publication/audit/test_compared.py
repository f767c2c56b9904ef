"""Numbers planted into what compares, maps and puts teams side by side are found; what is honest passes."""

import io
import json
import re
from collections.abc import Iterator
from typing import Any

import openpyxl
import pytest

from imreport.disclosure import Release, statements
from imreport.presentation import Table
from imreport.presentation.blocks import cover
from imreport.presentation.catalogue import all_charts, all_tables
from imreport.presentation.comparing import changes, comparison
from imreport.presentation.drawing import written
from imreport.presentation.teams import team_table
from imreport.publication.audit import found, judge_of
from imreport.publication.audit.excel import read_excel
from imreport.publication.audit.judge import Judge
from imreport.publication.data import harmless
from imreport.publication.excel import write_excel
from imreport.publication.outline import Outline

PLANTED = "7"


@pytest.fixture(scope="module")
def judge(compared: Release) -> Judge:
    return judge_of(compared, [])


def printed(rows: list[list[str]]) -> found.Table:
    """A table as a reader finds it in a document."""
    return found.Table("", tuple(tuple(found.Words("", text, prose=True) for text in row) for row in rows))


def texts(block: Table) -> list[list[str]]:
    return [list(block.grid.header), *(list(row.texts) for row in block.grid.rows)]


def planted(block: Table) -> Iterator[list[list[str]]]:
    """The table once for each of its numbers and [g], which is replaced."""
    for row, line in enumerate(block.grid.rows, start=1):
        for column, entry in enumerate(line.entries, start=1):
            if re.search(r"[\dg]", entry.text) and entry.number != int(PLANTED):
                changed = texts(block)
                changed[row][column] = PLANTED
                yield changed


def content(block: Any) -> dict[str, Any]:
    return dict(json.loads(json.dumps(block.content())))


def test_every_table_passes(compared: Release, judge: Judge) -> None:
    for block in all_tables(compared):
        assert list(judge.leaks(printed(texts(block)))) == [], block.title
        assert list(judge.leaks(found.Block("", content(block)))) == [], block.title


def test_every_chart_passes(compared: Release, judge: Judge) -> None:
    for plan, chart in all_charts(compared):
        assert list(judge.leaks(found.Drawing("", tuple(written(plan))))) == [], chart.title
        assert list(judge.leaks(found.Words("", chart.alt))) == [], chart.title


@pytest.mark.parametrize("name", ["overview", "themen", "staatsangehoerigkeit", "changes", "teams"])
def test_every_number_of_a_table_is_held_to_its_row(compared: Release, judge: Judge, name: str) -> None:
    made = {"overview": lambda: comparison(compared), "changes": lambda: changes(compared),
            "teams": lambda: team_table(compared)}  # fmt: skip
    block = made.get(name, lambda: comparison(compared, name))()
    assert isinstance(block, Table)
    variants = list(planted(block))
    assert len(variants) > 4
    for rows in variants:
        assert [number for _, number, _, _ in judge.leaks(printed(rows))] == [PLANTED], rows


def test_a_number_in_a_block_is_found(compared: Release, judge: Judge) -> None:
    for block in (comparison(compared, "themen"), changes(compared), team_table(compared)):
        changed = content(block)
        changed["grid"]["rows"][0]["entries"][0]["number"] = 7
        assert [number for _, number, _, _ in judge.leaks(found.Block("", changed))] == ["7"]


@pytest.mark.parametrize("form", ["map", "step", "bar", "column"])
def test_a_number_in_a_picture_is_found(compared: Release, judge: Judge, form: str) -> None:
    plan, chart = next((plan, chart) for plan, chart in all_charts(compared) if chart.form == form)
    drawn = (*written(plan), "4.321")
    assert [number for _, number, _, _ in judge.leaks(found.Drawing("", drawn))] == ["4.321"]
    assert list(judge.leaks(found.Words("", chart.alt.replace("Werte: ", "Werte: Eritrea 4.321; ", 1))))


@pytest.fixture(scope="module")
def workbook(compared: Release) -> bytes:
    return write_excel(Outline(cover(compared).release, ()))


def caught(judge: Judge, content: bytes) -> list[tuple[str, str]]:
    """Place and number of every leak of a workbook."""
    return [verdict[:2] for one in read_excel(content, embedded={}) for verdict in judge.leaks(one)]


def test_the_sheets_pass(judge: Judge, workbook: bytes) -> None:
    assert caught(judge, workbook) == []


@pytest.mark.parametrize("name", ["Teams", "Vergleich", "Vergleich Themen", "Änderungen"])
def test_every_number_of_a_sheet_is_held_to_its_cell(judge: Judge, workbook: bytes, name: str) -> None:
    """The same number with the other sign is another one."""
    book = openpyxl.load_workbook(io.BytesIO(workbook))
    cells = [cell for row in book[name].iter_rows() for cell in row if isinstance(cell.value, int | float)]
    changed = [cell for cell in cells if cell.value]
    for cell in changed:
        cell.value = -cell.value
    content = io.BytesIO()
    book.save(content)
    places = [re.search(r"Zelle ([A-Z]+\d+)", place) for place, _ in caught(judge, content.getvalue())]
    assert [place and place[1] for place in places] == [cell.coordinate for cell in changed]


def test_a_number_of_the_second_period_is_found(compared: Release, judge: Judge) -> None:
    changed = json.loads(compared.to_json())
    changed["comparison"]["tables"][0]["cells"][0]["value"] = 7
    block = {"kind": "cover", "id": "vorlage", "release": changed}
    assert "comparison.tables.0.cells.0.value" in " ".join(place for place, *_ in judge.leaks(found.Block("", block)))


def test_a_row_of_the_second_period_is_found(compared: Release, judge: Judge) -> None:
    rows = [harmless(row) for row in statements(compared) if row["von"].startswith("2019") and row["wert"]]
    assert rows
    for row in rows[:: max(1, len(rows) // 20)]:
        assert list(judge.leaks(found.Record("", tuple(row.values())))) == []
        changed = tuple({**row, "wert": "4321"}.values())
        assert [number for _, number, _, _ in judge.leaks(found.Record("", changed))] == ["4321"]


PROSE = (
    "Im Vergleichszeitraum kamen 7 Personen aus Eritrea.",
    "Die Zahl der Gespräche stieg um 77 %.",
    "Auf eine Stelle kommen 123,4 betreute Personen.",
    "Das Team Ehingen betreut 7 Personen.",
)


@pytest.mark.parametrize("sentence", PROSE)
def test_a_typed_number_about_them_is_found(judge: Judge, sentence: str) -> None:
    assert list(judge.leaks(found.Words("", sentence, prose=True)))
