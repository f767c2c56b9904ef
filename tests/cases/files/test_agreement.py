"""The same content gives the same relation, whatever format, encoding and dialect it comes in."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from imreport.cases.files import delimited
from tests.cases.files.reading import csv_file, sheets, table, tables
from tests.cases.files.workbooks import ods_rows, write_ods, write_xlsx, write_zip

ROWS = [["Gespräch", "Thema", "Dauer"], ["G1", "Wohnen – Miete", "1,5"], ["G2", "", "2"], ["G3", "Größe", ""]]
EXPECTED = [
    (2, False, False, ("G1", "Wohnen – Miete", "1,5")),
    (3, False, False, ("G2", "", "2")),
    (4, False, False, ("G3", "Größe", "")),
]


def text(delimiter: str = ";", end: str = "\n", quote: str = '"') -> str:
    return "".join(delimiter.join(f"{quote}{cell}{quote}" for cell in row) + end for row in ROWS)


@pytest.mark.parametrize("quote", ["", '"'], ids=["bare", "quoted"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
@pytest.mark.parametrize("delimiter", [";", "\t", "|"], ids=["semicolon", "tab", "bar"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_dialects(tmp_path: Path, encoding: str, delimiter: str, end: str, quote: str) -> None:
    path = csv_file(tmp_path, text(delimiter, end, quote).encode(encoding))
    assert table(path) == EXPECTED


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_comma(tmp_path: Path, end: str) -> None:
    assert table(csv_file(tmp_path, text(",", end))) == EXPECTED


@pytest.mark.parametrize("word", ["„Spaß“", "Spaß–Tag", "MENÜ“", "Spaß\xa0"])
def test_windows_words_that_are_utf8_by_chance(tmp_path: Path, word: str) -> None:
    assert table(csv_file(tmp_path, f"A;B\n1;{word}\n".encode("cp1252"))) == [(2, False, False, ("1", word))]
    assert table(csv_file(tmp_path, f"A;B\nä;{word}\n".encode("cp1252"))) == [(2, False, False, ("ä", word))]


@pytest.mark.parametrize("word", ["ağır", "Żółć", "дом", "بيت", "–", "ß"])
def test_other_alphabets(tmp_path: Path, word: str) -> None:
    assert table(csv_file(tmp_path, f"A;B\n1;{word}\n")) == [(2, False, False, ("1", word))]


def test_big_endian(tmp_path: Path) -> None:
    assert table(csv_file(tmp_path, b"\xfe\xff" + text().encode("utf-16-be"))) == EXPECTED


def test_last_line_without_end(tmp_path: Path) -> None:
    assert table(csv_file(tmp_path, text().rstrip("\n"))) == EXPECTED


def test_sep_line_is_no_row(tmp_path: Path) -> None:
    path = csv_file(tmp_path, "sep=;\r\n" + text(end="\r\n"))
    assert table(path) == EXPECTED
    assert sheets(path)[0].head[0][0] == 1


def to_xlsx(path: Path) -> Path:
    return write_xlsx(path, Export=ROWS)


def to_ods(path: Path) -> Path:
    return write_ods(path, ods_rows(ROWS))


def to_parquet(path: Path) -> Path:
    values = ", ".join(f"({', '.join(repr(cell) for cell in row)})" for row in ROWS[1:])
    names = ", ".join(f'"{name}"' for name in ROWS[0])
    duckdb.connect().execute(f"copy (from (values {values}) t({names})) to '{path}' (format parquet)")
    return path


def to_zip(path: Path) -> Path:
    return write_zip(path, {"gespraeche.csv": text()})


@pytest.mark.parametrize("suffix", [".xlsx", ".csv", ".dat"])
@pytest.mark.parametrize("write", [to_xlsx, to_ods, to_parquet, to_zip])
def test_formats_are_known_by_content(tmp_path: Path, write: Callable[[Path], Path], suffix: str) -> None:
    assert table(write(tmp_path / f"export{suffix}")) == EXPECTED


def test_text_named_xlsx_is_read_as_csv(tmp_path: Path) -> None:
    path = csv_file(tmp_path, text(), "export.xlsx")
    assert sheets(path)[0].format == "csv"
    assert table(path) == EXPECTED


@pytest.mark.parametrize("name", ["a[1].csv", "a*.csv", "a?.csv", "jahr=2020.csv", "o'hara.csv", "a.csv.gz"])
def test_names_that_databases_take_for_patterns(tmp_path: Path, name: str) -> None:
    csv_file(tmp_path, "x;y;z\n1;2;3\n", "a1.csv")
    assert table(csv_file(tmp_path, text(), name)) == EXPECTED


def test_folder_that_looks_like_a_partition(tmp_path: Path) -> None:
    folder = tmp_path / "jahr=2020"
    folder.mkdir()
    assert table(csv_file(folder, text())) == EXPECTED
    assert table(to_parquet(folder / "x.parquet")) == EXPECTED


def test_plain_text_is_read_by_duckdb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = csv_file(tmp_path, text())
    monkeypatch.delattr(delimited, "write_copy")
    assert table(path) == EXPECTED


def test_order_of_many_rows(tmp_path: Path) -> None:
    lines = "".join(f"{number};{'x' * (number % 90)}\n" for number in range(200_000))
    found = table(csv_file(tmp_path, f"Nr;Text\n{lines}"))
    assert len(found) == 200_000
    assert all(line == int(number) + 2 for line, _, _, (number, _) in found)


def test_members_and_sheets_keep_their_names(tmp_path: Path) -> None:
    inner = write_xlsx(tmp_path / "mappe.xlsx", A=ROWS, Leer=[], B=ROWS[:2])
    path = write_zip(tmp_path / "export.zip", {"2020/mappe.xlsx": inner.read_bytes(), "__MACOSX/._x": b"\0"})
    found = tables(path)
    assert list(found) == ["export.zip/2020/mappe.xlsx:A", "export.zip/2020/mappe.xlsx:B"]
    assert list(found.values()) == [EXPECTED, EXPECTED[:1]]
