"""XLSX looked through before calamine opens it: bombs, and the cells that calamine would leave out without a word.

calamine lays a sheet out as a full rectangle, so two cells far apart would fill the memory, and a Rust library out of
memory takes the process with it. Cells with an error and formulas without a stored value it gives as empty.
"""

import posixpath
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from imreport.cases.files.archives import Archive, opened
from imreport.cases.files.faults import FileFault
from imreport.cases.files.limits import Limits
from imreport.cases.files.markup import Errors, parse, whole_tags

NO_VALUE: Final = "#FORMEL OHNE WERT"
"""Text of a formula's cell without a stored value."""

CELL: Final = re.compile(rb"<(?:\w+:)?c[\s/>]")
REFERENCE: Final = re.compile(rb"""<(?:\w+:)?c\s(?:[^>]*?\s)?r\s*=\s*["']([A-Za-z]{1,3})([0-9]{1,7})["']""")
USUAL: Final = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"')
"""A cell as spreadsheet programs write it, found ten times faster."""
UNUSUAL: Final = (b":c", b"<c>", b"<c/", b"<c\n", b"<c\r", b"<c\t")
SPECIAL: Final = (b'"e"', b"'e'", b"<f", b":f")
"""What stands where a cell has an error or a formula; it may stand elsewhere, too."""


def inspect(path: Path, limits: Limits) -> Mapping[str, Errors]:
    """Look through an XLSX file and return the cells with errors by worksheet.

    Raises:
        FileFault: A bomb, entities, or a sheet that is too large.
    """
    with opened(path, limits=limits) as archive:
        special = {member.filename for member in archive.members if _is_special(archive, member, limits=limits)}
    if not special:
        return {}
    with opened(path, limits=limits) as archive:
        return {
            title: _errors(archive, archive.named(member))
            for title, member in _sheets(archive).items() if member in special
        }  # fmt: skip


def _is_special(archive: Archive, member: zipfile.ZipInfo, *, limits: Limits) -> bool:
    """Tell whether a member has cells with errors or formulas; any member may be a sheet, whatever its name."""
    columns: set[bytes] = set()
    height, special = 0, False
    for piece in whole_tags(archive.pieces(member)):
        references = _references(piece)
        columns.update(letters for letters, _ in references)
        rows = [height, *(int(row) for _, row in references)]
        if rows != sorted(rows):  # calamine takes the first and the last cell for the corners
            raise FileFault("mappe_ungewoehnlich", what="Zeilen in falscher Reihenfolge")
        height = rows[-1]
        special = special or any(mark in piece for mark in SPECIAL)
    _refuse_large(max((_number(letters.decode()) for letters in columns), default=0), height, limits=limits)
    return special


def _references(piece: bytes) -> list[tuple[bytes, bytes]]:
    """Return column and row of every cell, all of which must have an address."""
    usual: list[tuple[bytes, bytes]] = USUAL.findall(piece)
    if len(usual) == piece.count(b"<c ") and not any(mark in piece for mark in UNUSUAL):
        return usual
    references: list[tuple[bytes, bytes]] = REFERENCE.findall(piece)
    if len(references) != len(CELL.findall(piece)):
        raise FileFault("mappe_ungewoehnlich", what="Zellen ohne Adresse")
    return references


def _refuse_large(width: int, height: int, *, limits: Limits) -> None:
    if width > limits.columns:
        raise FileFault("datei_zu_breit", limit=limits.columns)
    if width * height > limits.cells:
        raise FileFault("datei_zu_viele_zellen", limit=limits.cells)


def _number(letters: str) -> int:
    """Return the number of a column: A is 1, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = 26 * number + ord(letter) - ord("A") + 1
    return number


@dataclass
class _Sheets:
    """Names of worksheets and where they lie."""

    titles: dict[str, str] = field(default_factory=dict)
    targets: dict[str, str] = field(default_factory=dict)

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "sheet":
            self.titles[attributes.get("r:id", attributes.get("id", ""))] = attributes.get("name", "")
        elif name == "Relationship":
            self.targets[attributes.get("Id", "")] = posixpath.join("xl", attributes.get("Target", "")).lstrip("/")

    def end(self, name: str) -> None: ...

    def text(self, data: str) -> None: ...


def _sheets(archive: Archive) -> dict[str, str]:
    sheets = _Sheets()
    for member in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels"):
        parse(archive.pieces(archive.named(member)), sheets)
    return {title: posixpath.normpath(sheets.targets.get(key, "")) for key, title in sheets.titles.items()}


@dataclass
class _Cells:
    """Cells with an error, or with a formula and no value."""

    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    kind: str = ""
    place: tuple[int, int] = (0, 0)
    has_formula: bool = False
    value: list[str] | None = None
    found: str = ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "c":
            address = attributes.get("r", "")
            letters = address.rstrip("0123456789")
            self.place, self.kind = (int(address[len(letters) :] or 0), _number(letters)), attributes.get("t", "n")
            self.has_formula, self.found = False, ""
        elif name == "f":
            self.has_formula = True
        elif name == "v":
            self.value = []

    def text(self, data: str) -> None:
        if self.value is not None:
            self.value.append(data)

    def end(self, name: str) -> None:
        if name == "v":
            self.found, self.value = "".join(self.value or ()), None
        elif name == "c" and self.kind == "e":
            self.errors[self.place] = self.found or "#FEHLER"
        elif name == "c" and self.has_formula and not self.found and self.kind == "n":
            self.errors[self.place] = NO_VALUE


def _errors(archive: Archive, member: zipfile.ZipInfo) -> Errors:
    cells = _Cells()
    parse(archive.pieces(member), cells)
    return cells.errors
