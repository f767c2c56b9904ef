"""Sources: the file or the pandas frame that a case table is read from, and what is known about it before reading."""

import codecs
import csv
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from imreport.cases.schema import Table, tables

if TYPE_CHECKING:
    import pandas as pd

CHUNK: Final = 1 << 20
DELIMITERS: Final = ";,\t|"


class NotTextError(ValueError):
    """A file is not text in UTF-8 or Windows-1252."""


@dataclass(frozen=True, slots=True)
class FileSource:
    """A CSV file of the export.

    Attributes:
        path: Where it lies.
        sha256: Hash of its bytes, for the manifest.
        encoding: ``utf-8-sig`` or ``cp1252``, whichever decodes all of it.
        delimiter: The separator under which the header names most of the expected columns.
        header: The column names as they stand in the file.
    """

    path: Path
    sha256: str
    encoding: str
    delimiter: str
    header: tuple[str, ...]
    header_row: int = 1

    @property
    def name(self) -> str:
        """What findings call it."""
        return self.path.name

    def spreadsheet_rows(self) -> list[int]:
        """Return the row number of each record as a spreadsheet shows it (blank lines count, line breaks do not)."""
        with self.path.open(encoding=self.encoding, errors="replace", newline="") as lines:
            numbered = enumerate(csv.reader(lines, delimiter=self.delimiter), start=1)
            return [number for number, record in numbered if record][1:]


@dataclass(frozen=True, slots=True)
class FrameSource:
    """A pandas frame that somebody has in a notebook; columns bear German headers or English names."""

    table: str
    frame: "pd.DataFrame"

    @property
    def name(self) -> str:
        """What findings call it."""
        return f"DataFrame „{self.table}“"

    @property
    def header(self) -> tuple[str, ...]:
        """The frame's columns under their German headers."""
        german = {column.name: column.header for column in tables()[self.table].columns}
        return tuple(german.get(str(name), str(name)) for name in self.frame.columns)

    def spreadsheet_rows(self) -> list[int]:
        """Return the row numbers that the frame would have in a file with a header."""
        return list(range(2, len(self.frame) + 2))


Source = FileSource | FrameSource
Sources = Mapping[str, Source]


def open_file(path: Path, table: Table) -> FileSource:
    """Look at a file once: hash, encoding, delimiter, header.

    Raises:
        OSError: The file is missing or not readable.
        NotTextError: It is not text: an Excel file, for example, or UTF-16.
    """
    sha256, encoding = _fingerprint(path)
    with path.open(encoding=encoding, errors="replace", newline="") as lines:
        row, first = next(((n, line) for n, line in enumerate(lines, start=1) if line.strip()), (1, ""))
    candidates = [(delimiter, next(csv.reader([first], delimiter=delimiter), [])) for delimiter in DELIMITERS]
    wanted = {column.header for column in table.columns}
    delimiter, header = max(candidates, key=lambda pair: len(wanted.intersection(pair[1])))
    return FileSource(path, sha256, encoding, delimiter, tuple(header), row)


def _fingerprint(path: Path) -> tuple[str, str]:
    digest, encoding = hashlib.sha256(), "utf-8-sig"
    decoder: codecs.IncrementalDecoder = codecs.getincrementaldecoder("utf-8")()
    for chunk in _chunks(path):
        if b"\0" in chunk:
            raise NotTextError(path.name)
        digest.update(chunk)
        try:
            decoder.decode(chunk)
        except UnicodeDecodeError:
            encoding = "cp1252"
            decoder = codecs.getincrementaldecoder("cp1252")("replace")
    return digest.hexdigest(), encoding


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            yield chunk
