"""Files that are broken or mean harm: each has its sentence, none brings the program down."""

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from imreport.cases.files import FileFault, open_file
from imreport.cases.files.faults import SENTENCES
from imreport.cases.files.limits import DEFAULTS
from tests.cases.files.reading import csv_file, fault, sheets, table
from tests.cases.files.workbooks import ods_cell, ods_rows, rewrite, write_ods, write_xlsx, write_zip

FAULTY_TEXTS: dict[str, tuple[bytes, str, int | None]] = {
    "empty": (b"", "datei_leer", None),
    "blank": (b"\xef\xbb\xbf \r\n\n", "datei_leer", None),
    "delimiters only": (b";;\n;;\n", "datei_leer", None),
    "NUL": (b"A;B\n1;x\n2;\0\n", "datei_nullzeichen", 3),
    "UTF-16 without mark": ("A;B\n1;x\n".encode("utf-16-le"), "datei_nullzeichen", 1),
    "UTF-32": ("A;B\n1;x\n".encode("utf-32"), "datei_nullzeichen", 1),
    "quote never closes": (b'A;B\n1;x\n2;"y\n3;z\n', "csv_anfuehrungszeichen", 3),
    "quote never closes, blank line": (b'A;B\n\n1;x\n2;"y\n3;z\n', "csv_anfuehrungszeichen", 4),
    "quote closes in a later cell": (b'A;B;C\n1;x;\n2;"y;\n3;z;\n4;u;"v"\n', "csv_anfuehrungszeichen", 3),
    "quote closes in a later row": (b'A;B;C\n1;x;\n2;y;"u\n3;z;w\n4;u;v"\n', "csv_anfuehrungszeichen", 3),
    "text after the quote": (b'A;B\n1;"x"y\n', "csv_anfuehrungszeichen", 2),
    "cell too long": (b"A;B\n1;" + b"x" * 10_001 + b"\n", "zelle_zu_lang", 2),
    "cell far too long": (b"A;B\n1;" + b"x" * 3_000_000 + b"\n", "zelle_zu_lang", 2),
    "quoted cell far too long": (b'A;B\n1;"' + b"x\n" * 200_000 + b'"\n', "zelle_zu_lang", 2),
    "too many columns": (b"A;B\n1;2\n" + b"x;" * 600 + b"\n", "datei_zu_breit", 3),
    "header too wide": (b"x;" * 600 + b"\n", "datei_zu_breit", 1),
    "mixed encodings": ("A;B\nGröße;x\n".encode() + "3;Größe\n".encode("cp1252"), "datei_kodierung_gemischt", 3),
    "mixed, Windows first": ("A;ß\n".encode("cp1252") + "1;ß\n".encode(), "datei_kodierung_gemischt", 2),
    "UTF-8 by its mark only": (b"\xef\xbb\xbfA;B\n1;Gr\xf6\xdfe\n", "datei_kodierung_gemischt", 2),
    "two delimiters": (b"A;B|C\n1;2|3\n", "csv_trennzeichen_unklar", None),
}


@pytest.mark.parametrize("name", FAULTY_TEXTS)
def test_faulty_text(tmp_path: Path, name: str) -> None:
    content, rule, row = FAULTY_TEXTS[name]
    found = fault(csv_file(tmp_path, content))
    assert (found.rule, found.row, found.file) == (rule, row, "gespraeche.csv")


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"%PDF-1.7", "PDF"), (b"\x89PNG\r\n", "Bild"), (b"\x1f\x8b\x08", "gzip"), (b"{\\rtf1", "RTF"),
        (b"<html><table><tr><td>1</td></tr></table>", "HTML"), (b"\xef\xbb\xbf \n<!DOCTYPE html>", "HTML"),
        (b"<?xml version='1.0'?><Workbook/>", "XML"), ("<table>".encode("utf-16"), "HTML"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["export.xls", "export.csv"])
def test_other_formats_are_named(tmp_path: Path, content: bytes, word: str, name: str) -> None:
    found = fault(csv_file(tmp_path, content, name))
    assert found.rule == "datei_unbekanntes_format"
    assert word in found.message
    assert "CSV oder XLSX" in found.hint


@pytest.mark.parametrize(
    ("members", "word"),
    [
        ({"[Content_Types].xml": "", "word/document.xml": ""}, "Word"),
        ({"[Content_Types].xml": "", "xl/workbook.bin": ""}, "XLSB"),
        ({"mimetype": "application/vnd.oasis.opendocument.text"}, "LibreOffice"),
    ],
)
def test_other_documents_are_named(tmp_path: Path, members: dict[str, str], word: str) -> None:
    assert word in fault(write_zip(tmp_path / "export.xlsx", members)).message


def test_undefined_bytes_are_kept_visible(tmp_path: Path) -> None:
    assert table(csv_file(tmp_path, b"A;B\n1;\xfc\x81\n")) == [(2, False, False, ("1", "ü\ufffd"))]


@pytest.mark.parametrize("name", ["/etc/x.csv", "../x.csv", "a/../../x.csv", "..\\x.csv", "C:\\x.csv", "."])
def test_members_that_lead_outside(tmp_path: Path, name: str) -> None:
    assert fault(write_zip(tmp_path / "export.zip", {name: "A;B\n1;2\n"})).rule == "archiv_unsicher"


def test_member_without_a_name(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "export.zip", {"a.csv": "A;B\n1;2\n"})
    path.write_bytes(path.read_bytes().replace(b"a.csv", b"\0.csv"))
    assert fault(path).rule == "archiv_unsicher"


def test_archive_in_archive(tmp_path: Path) -> None:
    inner = write_zip(tmp_path / "inner.zip", {"a.csv": "A;B\n1;2\n"})
    found = fault(write_zip(tmp_path / "export.zip", {"inner.zip": inner.read_bytes()}))
    assert (found.rule, found.file) == ("archiv_unsicher", "export.zip/inner.zip")


def test_fault_in_a_member_names_it(tmp_path: Path) -> None:
    found = fault(write_zip(tmp_path / "export.zip", {"a.csv": "A;B\n1;2\n", "b.csv": 'A;B\n1;"2\n'}))
    assert str(found).startswith("export.zip/b.csv, Zeile 2: Hier öffnet ein Anführungszeichen")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_members_of_one_name(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.csv", "A;B\n1;2\n")
        archive.writestr("a.csv", "A;B\n1;3\n")
    assert fault(path).rule == "archiv_unsicher"


def test_too_many_members(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "export.zip", {f"{number}.csv": "" for number in range(2_001)})
    assert fault(path).rule == "archiv_zu_viele_dateien"


BOMB = "A;B\n" + "1;2\n" * 40_000_000


@pytest.mark.parametrize("name", ["export.zip", "export.xlsx", "export.ods"])
def test_zip_bomb(tmp_path: Path, name: str) -> None:
    kind = {
        "export.xlsx": {"[Content_Types].xml": ""},
        "export.ods": {"mimetype": "application/vnd.oasis.opendocument.spreadsheet"},
    }
    assert fault(write_zip(tmp_path / name, {**kind.get(name, {}), "a.csv": BOMB})).rule == "archiv_bombe"


def test_zip_bomb_that_lies_about_its_size(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "export.zip", {"a.csv": "A;B\n" + "1;2\n" * 100_000})
    content = path.read_bytes()
    size = (4 + 400_000).to_bytes(4, "little")
    path.write_bytes(content.replace(size, (1_000).to_bytes(4, "little")))
    assert fault(path).rule == "datei_beschaedigt"


@pytest.mark.parametrize("address", ["ALL2", "XFD1048576", "ZZ2"])
def test_cells_far_right(tmp_path: Path, address: str) -> None:
    path = write_xlsx(tmp_path / "x.xlsx", S=[["A", "B"], [1, 2]])
    assert fault(rewrite(path, b'r="B2"', f'r="{address}"'.encode())).rule == "datei_zu_breit"


def test_cells_far_apart(tmp_path: Path) -> None:
    path = rewrite(write_xlsx(tmp_path / "x.xlsx", S=[["A", "B"], [1, 2]]), b'r="B2"', b'r="SA1048576"')
    assert fault(path).rule == "datei_zu_viele_zellen"


@pytest.mark.parametrize("name", ["worksheets/sheet1", "workbook", "styles"])
@pytest.mark.parametrize("entity", ['<!ENTITY a "aaaa">', '<!ENTITY a SYSTEM "file:///etc/passwd">'])
def test_entities_in_xlsx(tmp_path: Path, name: str, entity: str) -> None:
    path = write_xlsx(tmp_path / "x.xlsx", S=[["A", "B"], [1, 2]])
    with zipfile.ZipFile(path) as archive:
        members = {member: archive.read(member) for member in archive.namelist()}
    doctype = f"<!DOCTYPE x [{entity}]>".encode()
    found = fault(write_zip(path, {**members, f"xl/{name}.xml": doctype + members[f"xl/{name}.xml"]}))
    assert (found.rule, "Entitäten" in found.message) == ("mappe_ungewoehnlich", True)


def test_entities_in_ods(tmp_path: Path) -> None:
    doctype = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    assert fault(write_ods(tmp_path / "x.ods", ods_rows([["A"]]), doctype)).rule == "mappe_ungewoehnlich"


@pytest.mark.parametrize(
    ("repeat", "rule"), [("columns", "datei_zu_breit"), ("rows", "datei_zu_viele_zellen")]
)  # fmt: skip
def test_repeated_cells_in_ods(tmp_path: Path, repeat: str, rule: str) -> None:
    row = f"<table:table-row>{ods_cell('1') * 30}</table:table-row>"
    old = "<table:table-cell " if repeat == "columns" else "<table:table-row>"
    new = f'{old.rstrip(">")} table:number-{repeat}-repeated="1000000" '
    path = write_ods(tmp_path / "x.ods", row.replace(old, new if repeat == "columns" else new + ">"))
    assert fault(path).rule == rule


def test_rows_out_of_order(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "x.xlsx", S=[["A", "B"], [1, 2], [3, 4]])
    assert fault(rewrite(path, b'r="A2"', b'r="A1048576"')).rule == "mappe_ungewoehnlich"


@pytest.mark.parametrize("new", [b"<c  r='B2'", b'<c s="0" r="B2"', b'<c\n\tr = "B2"'])
def test_cells_written_in_other_ways(tmp_path: Path, new: bytes) -> None:
    path = rewrite(write_xlsx(tmp_path / "x.xlsx", S=[["A", "B"], [1, 2]]), b'<c r="B2"', new)
    assert table(path) == [(2, False, False, ("1", "2"))]
    assert fault(rewrite(path, b"B2", b"XFD2")).rule == "datei_zu_breit"


def test_cells_without_address(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "x.xlsx", S=[["A", "B"], [1, 2]])
    assert fault(rewrite(path, b' r="B2"', b"")).rule == "mappe_ungewoehnlich"


def test_encrypted_ods(tmp_path: Path) -> None:
    path = write_ods(tmp_path / "x.ods", ods_rows([["A"], ["1"]]))
    path = rewrite(path, b"</manifest:manifest>", b"<manifest:encryption-data/></manifest:manifest>")
    assert fault(path).rule == "datei_verschluesselt"


def test_encrypted_zip(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "x.zip", {"a.csv": "A;B\n1;2\n"})
    content = bytearray(path.read_bytes())
    content[content.index(b"PK\1\2") + 8] |= 1
    path.write_bytes(content)
    assert fault(path).rule == "datei_verschluesselt"


@pytest.mark.parametrize("kind", ["xlsx", "ods", "zip"])
@pytest.mark.parametrize("part", [3, 2])
def test_cut_off_archives(tmp_path: Path, kind: str, part: int) -> None:
    write = {
        "xlsx": lambda path: write_xlsx(path, S=[["A"], [1]]),
        "ods": lambda path: write_ods(path, ods_rows([["A"]])),
        "zip": lambda path: write_zip(path, {"a.csv": "A;B\n1;2\n"}),
    }[kind]
    path = write(tmp_path / "x.dat")
    path.write_bytes(path.read_bytes()[: path.stat().st_size * (part - 1) // part])
    assert fault(path).rule == "datei_beschaedigt"


@pytest.mark.parametrize("content", [b"PAR1", b"PAR1" + b"\xff" * 100 + b"PAR1", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_only_the_first_bytes_are_right(tmp_path: Path, content: bytes) -> None:
    assert fault(csv_file(tmp_path, content)).rule == "datei_beschaedigt"


def test_too_many_sheets(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "x.xlsx", A=[["A"]], B=[["A"]])
    assert fault(path, limits=replace(DEFAULTS, sheets=1)).rule == "mappe_zu_viele_blaetter"


def test_large_file(tmp_path: Path) -> None:
    path = csv_file(tmp_path, "A;B\n1;2\n")
    assert fault(path, limits=replace(DEFAULTS, file_size=7)).rule == "datei_zu_gross"


def test_long_cell_in_a_workbook_names_sheet_and_row(tmp_path: Path) -> None:
    found = fault(write_xlsx(tmp_path / "x.xlsx", Export=[["A"], ["x" * 10_001]]))
    assert (found.rule, found.file, found.sheet, found.row) == ("zelle_zu_lang", "x.xlsx", "Export", 2)


def test_file_outside_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "daten"
    folder.mkdir()
    (folder / "link.csv").symlink_to(csv_file(tmp_path, "A;B\n1;2\n"))
    with pytest.raises(FileFault) as found:
        open_file(folder / "link.csv", folder=folder, scratch=tmp_path)
    assert found.value.rule == "datei_ausserhalb"


def test_missing_file(tmp_path: Path) -> None:
    assert fault(tmp_path / "x.csv").rule == "datei_fehlt"


def test_nothing_is_left_beside_the_data(tmp_path: Path) -> None:
    csv_file(tmp_path, "A;B\n\n1;ä\n".encode("cp1252"))
    sheets(tmp_path / "gespraeche.csv")
    assert [path.name for path in tmp_path.iterdir()] == ["gespraeche.csv"]


@pytest.mark.parametrize("rule", SENTENCES)
def test_sentences_are_whole(rule: str) -> None:
    found = FileFault(rule, limit=3, what="x")
    assert all(text[0].isupper() and text.endswith(".") for text in (found.message, found.hint))
    assert "{" not in found.message + found.hint
