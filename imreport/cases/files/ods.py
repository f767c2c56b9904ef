"""ODS looked through before calamine opens it: bombs of repeated cells, and errors that calamine gives as empty."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from imreport.cases.files.archives import opened
from imreport.cases.files.faults import FileFault
from imreport.cases.files.limits import Limits
from imreport.cases.files.markup import Errors, parse, whole_tags

CELLS = ("table-cell", "covered-table-cell")


def inspect(path: Path, limits: Limits) -> Mapping[str, Errors]:
    """Look through an ODS file and return the cells with errors by worksheet.

    Raises:
        FileFault: A bomb, entities, a password, or a sheet that is too large.
    """
    content = _Content(limits)
    with opened(path, limits=limits) as archive:
        for member in archive.members:
            if member.filename == "content.xml":
                parse(archive.pieces(member), content)
            elif any(b"encryption-data" in piece for piece in whole_tags(archive.pieces(member))):
                raise FileFault("datei_verschluesselt")
    return content.errors


@dataclass
class _Content:
    """Extent and errors of every table."""

    limits: Limits
    errors: dict[str, dict[tuple[int, int], str]] = field(default_factory=dict)
    table: str = ""
    row: int = 0
    column: int = 0
    width: int = 0
    rows_repeated: int = 1
    cells_repeated: int = 1
    is_error: bool = False
    written: list[str] = field(default_factory=list)

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name in CELLS:
            self.cells_repeated = _count(attributes, "number-columns-repeated")
            self.is_error = "error" in attributes.get("value-type", "")
            self.written = [value for key, value in attributes.items() if key in ("value", "date-value", "time-value")]
        elif name == "table-row":
            self.rows_repeated, self.column = _count(attributes, "number-rows-repeated"), 0
        elif name == "table":
            self.table, self.row, self.width = attributes.get("name", ""), 0, 0

    def text(self, data: str) -> None:
        self.written.append(data)

    def end(self, name: str) -> None:
        if name in CELLS:
            self._end_cell()
        elif name == "table-row":
            self.row += self.rows_repeated

    def _end_cell(self) -> None:
        first, self.column = self.column + 1, self.column + self.cells_repeated
        if any(self.written):
            self._extend(self.row + self.rows_repeated)
            if self.is_error:
                self._note("".join(self.written), first=first)

    def _extend(self, height: int) -> None:
        self.width = max(self.width, self.column)
        if self.width > self.limits.columns:
            raise FileFault("datei_zu_breit", limit=self.limits.columns)
        if self.width * height > self.limits.cells:
            raise FileFault("datei_zu_viele_zellen", limit=self.limits.cells)

    def _note(self, text: str, *, first: int) -> None:
        rows = range(self.row + 1, self.row + self.rows_repeated + 1)
        places = ((row, column) for row in rows for column in range(first, self.column + 1))
        self.errors.setdefault(self.table, {}).update(dict.fromkeys(places, text))


def _count(attributes: Mapping[str, str], name: str) -> int:
    text = attributes.get(name, "1")
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise FileFault("datei_beschaedigt")
    return max(1, int(text))
