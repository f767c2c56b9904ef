"""Row numbers are those of a spreadsheet; records that are too long or too short are marked."""

from pathlib import Path

import pytest

from tests.cases.files.reading import csv_file, sheets, table
from tests.cases.files.workbooks import ods_cell, ods_rows, write_ods, write_xlsx


def lines(path: Path, **options: int) -> dict[int, str]:
    return {line: texts[0] for line, _, _, texts in table(path, header_row=options.get("header_row"))}


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("A;B\n\n1;x\n\n\n2;y\n", {3: "1", 6: "2"}),
        ('A;B\n1;"x\ny\nz"\n2;y\n', {2: "1", 3: "2"}),
        ('A;B\r\n1;"x\ny"\r\n2;y\r\n', {2: "1", 3: "2"}),
        ("A;B\n;\n1;x\n \t; \n2;y\n;\n", {3: "1", 5: "2"}),
        ("A;B\n\xa0;\u2003\n\xa01;x\n", {3: "\xa01"}),
        ("\n\nA;B\n1;x\n", {4: "1"}),
        ("A\n1\n\n2\n", {2: "1", 4: "2"}),
        ("A;B\n1;x\r\n2;y\n", {2: "1", 3: "2"}),
        ("A;B\n\r1;x", {3: "1"}),
        ('"A\r";B\n\n1;x\n', {3: "1"}),
    ],
)
def test_row_numbers(tmp_path: Path, content: str, expected: dict[int, str]) -> None:
    assert lines(csv_file(tmp_path, content)) == expected


@pytest.mark.parametrize(
    "preamble", ["Export vom 1.1.\n\n", "Export;;;\n;;\n", '"Export\nvom 1.1."\nx\n', "a;b;c;d;e\n\n"]
)
def test_preamble(tmp_path: Path, preamble: str) -> None:
    assert lines(csv_file(tmp_path, f"{preamble}A;B\n1;x\n2;y\n"), header_row=3) == {4: "1", 5: "2"}


def test_head_shows_rows_with_text(tmp_path: Path) -> None:
    [sheet] = sheets(csv_file(tmp_path, "Titel\n\nA;B;;\n" + "1;2;3\n" * 100))
    assert sheet.head[:3] == ((1, ("Titel",)), (3, ("A", "B", "", "")), (4, ("1", "2", "3")))
    assert len(sheet.head) == 60
    assert sheet.header(3) == ("A", "B")


@pytest.mark.parametrize(
    ("record", "surplus", "short"),
    [
        ("1;2", False, False),
        ("1;2;;", False, False),
        ("1;2;3", True, False),
        ("1;2;;3", True, False),
        ("1", False, True),
    ],
)
@pytest.mark.parametrize("blank", ["", "\n"], ids=["plain", "with a blank line"])
def test_surplus_and_short(tmp_path: Path, record: str, surplus: bool, short: bool, blank: str) -> None:
    path = csv_file(tmp_path, f"A;B\nx;y\n{blank}{record}\nx;y\n")
    marks = [(found_surplus, found_short) for _, found_surplus, found_short, _ in table(path)]
    assert marks == [(False, False), (surplus, short), (False, False)]


@pytest.mark.parametrize(
    ("record", "texts"), [('x; "y;z"', ("x", ' "y')), ('x "y" ;z', ('x "y" ', "z")), ('x";y', ('x"', "y"))]
)
def test_quotes_inside_a_cell_are_text(tmp_path: Path, record: str, texts: tuple[str, str]) -> None:
    path = csv_file(tmp_path, f"A;B\n1;2\n3;4\n{record}\n")
    assert [found[-1] for found in table(path)] == [("1", "2"), ("3", "4"), texts]


@pytest.mark.parametrize("end", ["", ";", ";;"])
def test_trailing_delimiters_are_harmless(tmp_path: Path, end: str) -> None:
    path = csv_file(tmp_path, f"A;B{end}\n1;2\n1;2;\n1;2;;\n")
    assert [record[1:] for record in table(path)] == [(False, False, ("1", "2"))] * 3


def test_workbook_rows(tmp_path: Path) -> None:
    rows: list[list[object]] = [[], ["Titel"], [], [None, "A", "B"], [None, 1, "x"], [], [None, 2, "y", "zu viel"]]
    assert table(write_xlsx(tmp_path / "x.xlsx", S=rows), header_row=4) == [
        (5, False, False, ("", "1", "x")),
        (7, True, False, ("", "2", "y")),
    ]


def test_ods_rows_that_are_repeated(tmp_path: Path) -> None:
    gap = '<table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="99"/></table:table-row>'  # noqa: E501
    twice = f'<table:table-row table:number-rows-repeated="2">{ods_cell("1")}</table:table-row>'
    path = write_ods(tmp_path / "x.ods", ods_rows([["A"]]) + gap + twice + gap.replace('"3"', '"1048000"'))
    assert lines(path) == {5: "1", 6: "1"}


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("Tag;Dauer\n1;1,5\n2;2,5\n", "Semikolon"),
        ("Tag,Dauer\n1,2\n", "Komma"),
        ("Titel, lang\nA;B;C\n1;2;3\n1;2;3\n", "Semikolon"),
        ('A,B\n"1;2",x\n"1;2",x\n', "Komma"),
        ("A\n1\n", "Semikolon"),
    ],
)
def test_delimiter(tmp_path: Path, content: str, name: str) -> None:
    assert sheets(csv_file(tmp_path, content))[0].details == f"UTF-8, {name}"


@pytest.mark.parametrize(("expected", "name"), [(("A", "B|C"), "Semikolon"), (("A;B", "C"), "senkrechter Strich")])
def test_expected_names_decide(tmp_path: Path, expected: tuple[str, ...], name: str) -> None:
    [sheet] = sheets(csv_file(tmp_path, "A;B|C\n1;2|3\n"), expected=expected)
    assert sheet.details == f"UTF-8, {name}"
