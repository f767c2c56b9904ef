"""Cells of workbooks and Parquet files become text in one form."""

import datetime as dt
from pathlib import Path

import duckdb
import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.cases.files.reading import sheets, table
from tests.cases.files.workbooks import rewrite, write_ods, write_xlsx

VALUES: list[tuple[object, str]] = [
    (dt.date(2020, 12, 31), "2020-12-31"),
    (dt.datetime(2020, 12, 31), "2020-12-31"),
    (dt.datetime(2020, 12, 31, 8, 30), "2020-12-31 08:30:00"),
    (dt.time(8, 30), "08:30:00"),
    (dt.timedelta(hours=30, minutes=5), "PT30H05M00S"),
    (17, "17"),
    (123456789012, "123456789012"),
    (1.5, "1.5"),
    (-0.25, "-0.25"),
    (True, "ja"),
    (False, "nein"),
    ("007", "007"),
    (" a\nb ", " a\nb "),
    ("#N/A", "#N/A"),
    ("#REF!", "#REF!"),
    ("=1+1", "#FORMEL OHNE WERT"),
]


@pytest.mark.parametrize(("value", "text"), VALUES)
def test_xlsx(tmp_path: Path, value: object, text: str) -> None:
    path = write_xlsx(tmp_path / "x.xlsx", S=[["A", "B"], [value, "x"]])
    assert table(path) == [(2, False, False, (text, "x"))]


def test_formula_alone_in_its_row(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "x.xlsx", S=[["A"], [1], [], ["=1+1"]])
    assert table(path) == [(2, False, False, ("1",)), (4, False, False, ("#FORMEL OHNE WERT",))]


def test_stored_value_of_a_formula(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "x.xlsx", S=[["A"], ["=1+1"]])
    path = rewrite(rewrite(path, b"<v></v>", b"<v>2</v>"), b"<v />", b"<v>2</v>")
    assert table(path) == [(2, False, False, ("2",))]


def test_dates_since_1904(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    book["Sheet"].append(["A"])
    book["Sheet"].append([dt.date(2020, 12, 31)])
    book.save(tmp_path / "x.xlsx")
    assert table(tmp_path / "x.xlsx") == [(2, False, False, ("2020-12-31",))]


@pytest.mark.parametrize(
    ("attributes", "written", "text"),
    [
        ('office:value-type="date" office:date-value="2020-12-31"', "31.12.20", "2020-12-31"),
        ('office:value-type="float" office:value="1.5"', "1,50", "1.5"),
        ('office:value-type="float" office:value="17"', "17,00", "17"),
        ('office:value-type="boolean" office:boolean-value="true"', "WAHR", "ja"),
        ('office:value-type="string" office:string-value="" calcext:value-type="error"', "#NV", "#NV"),
        ('office:value-type="string"', "007", "007"),
    ],
)
def test_ods(tmp_path: Path, attributes: str, written: str, text: str) -> None:
    rows = [
        '<table:table-cell office:value-type="string"><text:p>A</text:p></table:table-cell>',
        f"<table:table-cell {attributes}><text:p>{written}</text:p></table:table-cell>",
    ]
    path = write_ods(tmp_path / "x.ods", "".join(f"<table:table-row>{row}</table:table-row>" for row in rows))
    assert table(path) == [(2, False, False, (text,))]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("date '2020-12-31'", "2020-12-31"),
        ("timestamp '2020-12-31 00:00:00'", "2020-12-31"),
        ("timestamp '2020-12-31 08:30:00'", "2020-12-31 08:30:00"),
        ("timestamptz '2020-12-30 23:00:00+00'", "2020-12-31"),
        ("true", "ja"),
        ("17", "17"),
        ("17.0::double", "17"),
        ("1.5::double", "1.5"),
        ("100::decimal(9,0)", "100"),
        ("100.50::decimal(9,2)", "100.5"),
        ("100.00::decimal(9,2)", "100"),
        ("'007'", "007"),
        ("null::varchar", ""),
    ],
)
def test_parquet(tmp_path: Path, value: str, text: str) -> None:
    duckdb.connect().execute(f"copy (select {value} as A, 'x' as B) to '{tmp_path / 'x.parquet'}' (format parquet)")
    assert table(tmp_path / "x.parquet") == [(2, False, False, (text, "x"))]


def test_hidden_sheets_are_read_and_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book["Sheet"].append(["A"])
    book.create_sheet("Alt").append(["B"])
    book["Alt"].sheet_state = "hidden"
    book.create_chartsheet("Diagramm")
    book.save(tmp_path / "x.xlsx")
    assert [(sheet.sheet, sheet.details) for sheet in sheets(tmp_path / "x.xlsx")] == [
        ("Sheet", ""),
        ("Alt", "ausgeblendet"),
    ]
