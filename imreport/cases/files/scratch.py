"""Scratch copies: records brought into a CSV file of one known dialect, in the engine's private folder."""

import csv
import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from imreport.cases.engine import Engine
from imreport.cases.files.faults import FileFault
from imreport.cases.files.limits import Limits
from imreport.cases.files.sheets import HEAD, Layout, Row, is_blank, select
from imreport.cases.numbering import Forms

_COUNTER = itertools.count()
LINE: Final = 100_000
"""Bytes that DuckDB keeps free for a line at least."""


def new_path(folder: Path, suffix: str) -> Path:
    """Return an unused path in the scratch folder, whose name says nothing and holds no wildcard."""
    paths = (folder / f"copy{number}{suffix}" for number in _COUNTER)
    return next(path for path in paths if not path.exists())


@dataclass(frozen=True, slots=True)
class Copy:
    """A scratch copy: ``line_``, ``cells_`` and every cell quoted, records of one width.

    Attributes:
        path: Where it lies.
        columns: How many texts each record has.
        records: How many records it has.
        longest: Bytes that the longest record may have.
        head: The first of them.
    """

    path: Path
    columns: int
    records: int
    longest: int
    head: tuple[Row, ...]

    def fill(self, engine: Engine, name: str, *, layout: Layout) -> Forms:
        """Make the table; DuckDB must find as many records as were written."""
        columns = {"line_": "bigint", "cells_": "bigint"} | {f"c{n}": "varchar" for n in range(self.columns)}
        scan = f"""read_csv('{quoted(self.path)}', delim = ',', quote = '"', escape = '"', header = false,
            auto_detect = false, strict_mode = true, null_padding = true, parallel = false, compression = 'none',
            hive_partitioning = false, new_line = '\\n', max_line_size = $longest, buffer_size = $buffer,
            columns = $columns)"""
        inner = select(f"select * from {scan}", layout=layout, columns=self.columns)
        longest = max(self.longest, LINE)
        engine.rows(f'create table "{name}" as {inner}', columns=columns, longest=longest, buffer=16 * longest)
        [(count,)] = engine.rows(f'select count(*) from "{name}"')
        if count != self.records:
            raise FileFault("datei_beschaedigt")
        engine.rows(f'delete from "{name}" where line_ <= {layout.header_row}')
        return {}


def quoted(path: Path) -> str:
    """Return a path as the inside of an SQL string."""
    return str(path).replace("'", "''")


def write_copy(records: Iterable[tuple[int, Sequence[str]]], folder: Path, *, limits: Limits) -> Copy:
    """Write the records that have text, as they are wide; DuckDB fills up the narrow ones."""
    path = new_path(folder, ".csv")
    head: list[Row] = []
    columns = count = longest = 0
    with path.open("w", encoding="utf-8", newline="") as stream:
        write = csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\n").writerow
        for line, texts in records:
            _check(texts, line=line, limits=limits)
            if not is_blank(texts):
                longest = max(longest, write([line, len(texts), *texts]))
                columns, count = max(columns, len(texts)), count + 1
                if len(head) < HEAD:
                    head.append((line, tuple(texts)))
    return Copy(path, columns, count, longest=4 * longest, head=tuple(head))


def _check(texts: Sequence[str], *, line: int, limits: Limits) -> None:
    if len(texts) > limits.columns:
        raise FileFault("datei_zu_breit", row=line, limit=limits.columns)
    if max(map(len, texts), default=0) > limits.cell_length:
        raise FileFault("zelle_zu_lang", row=line, limit=limits.cell_length)
    if "\0" in "".join(texts):
        raise FileFault("datei_nullzeichen", row=line)
