"""Sheets for the gate: from cells, from CSV files, with an identifier planted."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from imreport.cases import Finding
from imreport.cases.engine import Engine
from imreport.cases.gate import Inspected, Place, inspect
from imreport.cases.gate.model import Column
from imreport.cases.gate.scan import read_columns
from imreport.cases.schema import tables
from tests.conftest import ROOT

PLACE = Place("export.csv", "")
ENCODINGS = ("utf-8-sig", "cp1252", "latin-1")
Rows = Sequence[Sequence[str]]


@cache
def roles() -> Mapping[str, str]:
    """Header of the schema to the kind of its column."""
    return {column.header: column.kind for table in tables().values() for column in table.columns}


@cache
def sample(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a file of the sample, header first."""
    return tuple(map(tuple, read(ROOT / "data" / name)))


def read(path: Path) -> list[list[str]]:
    """The rows of a CSV file in any of the dialects of tests/exports, header first."""
    raw = path.read_bytes()
    encoding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else next(e for e in ENCODINGS if _decodes(raw, e))
    lines = raw.decode(encoding).splitlines(keepends=True)
    header = next((line for line in lines if line.strip()), "")
    return [row for row in csv.reader(lines, delimiter=max(";\t,", key=header.count)) if any(row)]


def _decodes(raw: bytes, encoding: str) -> bool:
    try:
        raw.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def inspect_rows(rows: Rows, *, header: Sequence[str], vocabulary: Iterable[str] = ()) -> list[Finding]:
    """Let the gate look at a sheet; the first row below the header is row 2."""
    columns = [Inspected(f"c{n}", name, roles().get(name.strip(), "")) for n, name in enumerate(header)]
    with loaded(rows, width=len(header)) as engine:
        return inspect(engine, "sheet", place=PLACE, columns=columns, vocabulary=tuple(vocabulary))


def inspect_column(values: Iterable[str], header: str = "Merkmal") -> list[Finding]:
    """Let the gate look at a sheet of one column; a header of the schema gives it that column's kind."""
    return inspect_rows([[value] for value in values], header=[header])


def read_column(values: Iterable[str]) -> Column:
    """Read a sheet of one column as the gate does."""
    with loaded([[value] for value in values], width=1) as engine:
        (column,) = read_columns(engine, "sheet", columns=[Column(Inspected("c0", "Merkmal"), "Merkmal")])
        return column


@contextmanager
def loaded(rows: Rows, *, width: int) -> Iterator[Engine]:
    """A database with the rows in the table ``sheet``, short ones filled up with null."""
    import pandas as pd

    names = [f"c{n}" for n in range(width)]
    cells = [[line, *row[:width], *[None] * (width - len(row))] for line, row in enumerate(rows, start=2)]
    with Engine() as engine:
        engine.rows(f"create table sheet (line_ bigint, {', '.join(f'{name} varchar' for name in names)})")
        engine.connection.register("frame_", pd.DataFrame(cells, columns=["line_", *names], dtype=object))
        engine.rows("insert into sheet select * from frame_")
        yield engine


def rules(findings: Iterable[Finding]) -> set[str]:
    """The rules of findings."""
    return {finding.rule for finding in findings}
