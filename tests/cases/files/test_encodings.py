"""A long file that begins as UTF-8 is decoded only once, and what is no UTF-8 further down is found all the same."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imreport.cases.engine import Engine
from imreport.cases.files import FileFault, encodings, open_file
from imreport.cases.files.limits import DEFAULTS
from tests.cases.files.reading import csv_file, records, temporary

HEADER = "Nr;Thema;Ort"
ROWS = [f"{n};Bürgergeld;Öpfingen" for n in range(1, 12_001)]
UTF_8, CP_1252 = "\n".join([HEADER, *ROWS, ""]).encode(), "\n".join([HEADER, *ROWS, ""]).encode("cp1252")


@pytest.fixture(autouse=True)
def _long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encodings, "CHUNK", 1 << 15)


def read(folder: Path, content: bytes) -> list[str]:
    path = csv_file(folder, content)
    with Engine(tasks=1) as engine:
        [sheet] = open_file(path, folder=folder, scratch=engine.folder)
        sheet.load(engine, "t", header_row=1)
        return [";".join(texts) for *_, texts in records(engine, "t")]


@pytest.mark.parametrize("content", [UTF_8, b"\xef\xbb\xbf" + UTF_8, CP_1252, UTF_8.decode().encode("utf-16")])
def test_every_encoding_is_read(tmp_path: Path, content: bytes) -> None:
    assert read(tmp_path, content) == ROWS


def test_only_the_beginning_is_looked_at(tmp_path: Path) -> None:
    text = encodings.as_text(csv_file(tmp_path, UTF_8), tmp_path, limits=DEFAULTS)
    assert (text.encoding, text.is_whole, text.plain) == ("UTF-8", False, True)
    assert encodings.as_text(csv_file(tmp_path, CP_1252), tmp_path, limits=DEFAULTS).encoding == "Windows-1252"


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
@pytest.mark.parametrize("row", [9_000, 12_000])
def test_a_row_further_down_in_another_encoding_is_named(tmp_path: Path, row: int, end: bytes) -> None:
    lines = UTF_8.splitlines()
    lines[row] = CP_1252.splitlines()[row]
    with pytest.raises(FileFault) as found:
        read(tmp_path, end.join([*lines, b""]))
    assert (found.value.rule, found.value.row) == ("datei_kodierung_gemischt", row + 1)


def test_rows_with_line_breaks_in_cells_are_looked_at_as_a_whole(tmp_path: Path) -> None:
    lines = UTF_8.splitlines()
    lines[9_000] = b'9000;"B\xfcrger\ngeld";Ulm'
    with pytest.raises(FileFault) as found:
        read(tmp_path, b"\n".join([*lines, b""]))
    assert found.value.rule == "datei_kodierung_gemischt"


@given(place=st.integers(200_000, len(UTF_8)), odd=st.binary(min_size=1, max_size=4).filter(lambda b: not b.isascii()))
def test_whatever_is_no_utf8_is_refused(place: int, odd: bytes) -> None:
    """As Python decodes, so does the database: it keeps nothing that Python would refuse."""
    content = UTF_8[:place] + odd + UTF_8[place:]
    try:
        content.decode()
    except UnicodeDecodeError:
        with temporary() as folder, pytest.raises(FileFault):
            read(Path(folder), content)
