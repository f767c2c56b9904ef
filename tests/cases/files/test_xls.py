"""XLS files; ``sample.xls`` was written by LibreOffice: a preamble, an error, a date with a time, a hidden sheet."""

import struct
from pathlib import Path

import pytest

from imreport.cases.files.isolation import read_worksheets
from imreport.cases.files.limits import DEFAULTS
from tests.cases.files.reading import csv_file, fault, sheets, tables

SAMPLE = (Path(__file__).parent / "sample.xls").read_bytes()


def test_sample(tmp_path: Path) -> None:
    found = tables(csv_file(tmp_path, SAMPLE, "export.xls"))
    assert list(found) == ["export.xls:Export", "export.xls:Alt"]


def test_cells(tmp_path: Path) -> None:
    path = csv_file(tmp_path, SAMPLE, "export.xls")
    assert sheets(path)[0].head == (
        (1, ("Titel", "", "", "")),
        (3, ("Nr", "Thema", "Datum", "Dauer")),
        (4, ("1", "Wohnen – Miete", "2020-12-31", "1.5")),
        (6, ("2", "#N/A", "2020-12-31 08:30:00", "ja")),
    )


def damaged(old: bytes, new: bytes) -> bytes:
    assert SAMPLE.count(old) >= 1
    return SAMPLE.replace(old, new)


def test_cells_far_apart(tmp_path: Path) -> None:
    number = struct.pack("<HHHH", 0x27E, 10, 3, 0)
    found = fault(csv_file(tmp_path, damaged(number, struct.pack("<HHHH", 0x27E, 10, 65_535, 65_535))))
    assert found.rule == "datei_zu_breit"


@pytest.mark.parametrize("length", [600, 2_000, 4_000])
def test_cut_off(tmp_path: Path, length: int) -> None:
    assert fault(csv_file(tmp_path, SAMPLE[:length])).rule == "datei_beschaedigt"


def test_password(tmp_path: Path) -> None:
    write_access = struct.pack("<H", 0x5C)
    path = csv_file(tmp_path, SAMPLE.replace(write_access, struct.pack("<H", 0x2F), 1))
    assert fault(path).rule == "datei_verschluesselt"


def test_other_programs_file(tmp_path: Path) -> None:
    name = "Workbook".encode("utf-16-le")
    path = csv_file(tmp_path, damaged(name, "WordDocu".encode("utf-16-le")))
    assert "keine Arbeitsmappe" in fault(path).message


def test_encrypted_xlsx(tmp_path: Path) -> None:
    path = csv_file(tmp_path, with_stream("EncryptedPackage"))
    assert fault(path).rule == "datei_verschluesselt"


def with_stream(name: str) -> bytes:
    """The sample with its stream under another name."""
    old, new = "Workbook".encode("utf-16-le"), name.encode("utf-16-le")
    start = SAMPLE.index(old)
    entry = new + bytes(64 - len(new)) + struct.pack("<H", len(new) + 2)
    return SAMPLE[:start] + entry + SAMPLE[start + 66 :]


def test_size_that_takes_calamine_down(tmp_path: Path) -> None:
    """Found by fuzzing: calamine reserves 685 GB, and its process ends."""
    dimensions = struct.pack("<HHII", 0x200, 14, 0, 6)
    path = csv_file(tmp_path, damaged(dimensions, struct.pack("<HHII", 0x200, 14, 0xFF0000, 6)))
    assert fault(path).rule == "datei_beschaedigt"


def test_a_bug_in_the_other_process_is_no_fault_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="KeyError"):
        read_worksheets(csv_file(tmp_path, SAMPLE), tmp_path, kind="unbekannt", limits=DEFAULTS)
