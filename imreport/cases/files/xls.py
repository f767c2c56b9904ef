"""XLS looked through before calamine opens it: passwords, cells far apart, and errors that calamine gives as empty.

An XLS file is a stream of records (type, length, data) in an OLE container; the format is [MS-XLS], openly specified.
"""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from imreport.cases.files.faults import FileFault
from imreport.cases.files.limits import Limits
from imreport.cases.files.markup import Errors

END, PASSWORD, BOUND_SHEET, BEGIN, FORMULA, ERROR_OR_BOOLEAN, MANY = 0x0A, 0x2F, 0x85, 0x809, 0x06, 0x205, 0xBD
CELLS: Final = frozenset({0x203, 0x204, 0xFD, 0x27E, 0xD6, FORMULA, 0x206, 0x406, ERROR_OR_BOOLEAN, MANY})
ERRORS: Final = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!"}
STREAMS: Final = ("Workbook", "Book")
BIFF8: Final = 0x600

Record = tuple[int, bytes]


def inspect(path: Path, limits: Limits) -> Mapping[str, Errors]:
    """Look through an XLS file and return the cells with errors by worksheet.

    Raises:
        FileFault: A password, a damaged container, another program's file, or a sheet that is too large.
    """
    stream = _stream(path)
    version, found = BIFF8, {}
    for kind, data in _records(stream, 0):
        if kind == PASSWORD:
            raise FileFault("datei_verschluesselt")
        if kind == BEGIN:
            (version,) = struct.unpack_from("<H", _at_least(data, 2))
        elif kind == BOUND_SHEET:
            (start,) = struct.unpack_from("<I", _at_least(data, 8))
            found[_title(data[6:], version)] = _errors(stream, start, limits=limits)
    return found


def _stream(path: Path) -> bytes:
    """Return the workbook's stream; whatever olefile stumbles over is a damaged file."""
    import olefile  # type: ignore[import-untyped, unused-ignore]

    try:
        with olefile.OleFileIO(path) as container:
            if container.exists("EncryptedPackage"):
                raise FileFault("datei_verschluesselt")
            name = next((name for name in STREAMS if container.exists(name)), None)
            if name is None:
                raise FileFault("datei_unbekanntes_format", what="ein älteres Office-Dokument, keine Arbeitsmappe,")
            return bytes(container.openstream(name).read())
    except FileFault:
        raise
    except Exception as error:
        raise FileFault("datei_beschaedigt") from error


def _records(stream: bytes, start: int) -> Iterator[Record]:
    """Yield the records up to the end of the substream."""
    while start + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, start)
        if kind == END:
            return
        yield kind, stream[start + 4 : start + 4 + length]
        start += 4 + length


def _at_least(data: bytes, length: int) -> bytes:
    if len(data) < length:
        raise FileFault("datei_beschaedigt")
    return data


def _title(data: bytes, version: int) -> str:
    """Return the name of a worksheet: length, then since Excel 97 a byte that tells the encoding."""
    if version < BIFF8:
        return data[1 : 1 + data[0]].decode("cp1252", "replace")
    wide = data[1] & 1
    return data[2 : 2 + data[0] * (1 + wide)].decode("utf-16-le" if wide else "latin-1", "replace")


@dataclass
class _Extent:
    limits: Limits
    width: int = 0
    height: int = 0
    errors: dict[tuple[int, int], str] = field(default_factory=dict)

    def reach(self, row: int, column: int) -> None:
        self.width, self.height = max(self.width, column), max(self.height, row)
        if self.width > self.limits.columns:
            raise FileFault("datei_zu_breit", limit=self.limits.columns)
        if self.width * self.height > self.limits.cells:
            raise FileFault("datei_zu_viele_zellen", limit=self.limits.cells)


def _errors(stream: bytes, start: int, *, limits: Limits) -> Errors:
    extent = _Extent(limits)
    for kind, data in _records(stream, start):
        if kind in CELLS:
            row, column = struct.unpack_from("<HH", _at_least(data, 6))
            (last,) = struct.unpack_from("<H", data, len(data) - 2) if kind == MANY else (column,)
            extent.reach(row + 1, max(column, last) + 1)
            if (code := _error_code(kind, data)) is not None:
                extent.errors[row + 1, column + 1] = ERRORS.get(code, "#N/A")
    return extent.errors


def _error_code(kind: int, data: bytes) -> int | None:
    if kind == ERROR_OR_BOOLEAN and data[7:8] == b"\1":
        return data[6]
    if kind & 0xFF == FORMULA and data[6:7] == b"\2" and data[12:14] == b"\xff\xff":
        return data[8]
    return None
