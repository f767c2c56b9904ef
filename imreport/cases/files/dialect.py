"""Dialect of a CSV file: which delimiter it has, found by consistency over the first rows, never by chance."""

import csv
import io
import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from imreport.cases.files.faults import FileFault
from imreport.cases.files.sheets import is_blank

DELIMITERS: Final = {";": "Semikolon", ",": "Komma", "\t": "Tabulator", "|": "senkrechter Strich"}
SAMPLE: Final = 1 << 16
SEP_LINE: Final = re.compile(r"\ufeff?sep=([;,\t|])\r?\n?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dialect:
    """How the cells of a CSV file are separated.

    Attributes:
        delimiter: One character.
        width: The most frequent number of cells of a record among the first ones.
        sep_line: Whether the first line is Excel's ``sep=;``, which no spreadsheet shows.
    """

    delimiter: str
    width: int
    sep_line: bool = False

    @property
    def name(self) -> str:
        """The delimiter in words."""
        return DELIMITERS[self.delimiter]


def find(path: Path, *, expected: Collection[str]) -> Dialect:
    """Find the delimiter of a UTF-8 file.

    The line ``sep=;`` decides; else the delimiter under which some record has most of the expected names; else the one
    under which the largest share of records has the same number of cells (two at least), then the larger number.

    Raises:
        FileFault: Two delimiters fit equally well.
    """
    with path.open(encoding="utf-8-sig", newline="") as stream:
        sample = stream.read(SAMPLE)
    if sep := SEP_LINE.match(sample):
        return Dialect(sep[1], _width(_records(sample[sep.end() :], sep[1])), sep_line=True)
    found = {delimiter: _records(sample, delimiter) for delimiter in DELIMITERS if delimiter in sample}
    scores = {delimiter: _score(records, expected) for delimiter, records in found.items()}
    if max((named for named, *_ in scores.values()), default=0) < 2:  # one name may be a record without delimiters
        found |= {delimiter: _records(sample, delimiter) for delimiter in DELIMITERS if delimiter not in found}
        scores = {delimiter: _score(found[delimiter], expected) for delimiter in DELIMITERS}
    best = [delimiter for delimiter, score in scores.items() if score == max(scores.values())]
    if len(best) > 1 and max(scores.values()) > (0, 0, 0):
        raise FileFault("csv_trennzeichen_unklar", what=" und ".join(DELIMITERS[delimiter] for delimiter in best))
    return Dialect(best[0], _width(found[best[0]]))


def _records(sample: str, delimiter: str) -> list[list[str]]:
    """Parse the sample; its last record may be cut off, unless it is the only one."""
    try:
        records = list(csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter))
    except csv.Error:
        return []
    whole = records[:-1] if len(sample) == SAMPLE else records
    return [record for record in whole if not is_blank(record)]


def _width(records: Sequence[Sequence[str]]) -> int:
    """Return the most frequent number of cells, the larger one of two."""
    counts = Counter(map(len, records))
    return max(counts, key=lambda width: (counts[width], width), default=1)


def _named(records: Sequence[Sequence[str]], wanted: Collection[str]) -> int:
    """Return how many of the wanted names the record with the most of them has; most cells are no name at all."""
    cells = {cell for record in records for cell in record}
    names = {cell: name for cell in cells if (name := cell.strip().casefold()) in wanted}
    return max((len({names[cell] for cell in record if cell in names}) for record in records), default=0)


def _score(records: Sequence[Sequence[str]], expected: Collection[str]) -> tuple[float, float, int]:
    named = _named(records, {name.casefold() for name in expected})
    wide = Counter(len(record) for record in records if len(record) > 1)
    if not wide:
        return (named, 0, 0)
    width, count = max(wide.items(), key=lambda item: (item[1], item[0]))
    return (named, count / len(records), width)
