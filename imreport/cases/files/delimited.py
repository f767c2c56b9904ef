"""Delimited text: CSV files, read by DuckDB where every line is a record, else record by record with Python."""

import csv
import itertools
import os
import shutil
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from imreport.cases.engine import Engine, below
from imreport.cases.files import compact
from imreport.cases.files.dialect import Dialect, find
from imreport.cases.files.encodings import Text, as_text, require_utf8
from imreport.cases.files.faults import FileFault
from imreport.cases.files.limits import Limits
from imreport.cases.files.scratch import Copy, new_path, quoted, write_copy
from imreport.cases.files.sheets import HEAD, Layout, Origin, Row, has_text, is_blank, is_visible, select
from imreport.cases.numbering import Forms, number_of

WILDCARDS: Final = frozenset("*?[")
"""What DuckDB takes for a pattern in a path."""
BUFFER: Final = 16_000_000
"""Bytes that one thread reads at a time."""


@dataclass(frozen=True, slots=True)
class Delimited:
    """A CSV file whose text is known to be UTF-8."""

    text: Text
    dialect: Dialect
    scratch: Path
    limits: Limits

    @property
    def details(self) -> str:
        """Encoding and delimiter in words."""
        return f"{self.text.encoding}, {self.dialect.name}"

    @property
    def is_open(self) -> bool:
        """Whether the text ends without a line end, or after the first half of one."""
        with self.text.path.open("rb") as stream:
            stream.seek(-1, os.SEEK_END)
            ends = (b"\n",) if self.text.lines > 1 else (b"\n", b"\r")
            return stream.read(1) not in ends

    @property
    def first_row(self) -> int:
        """Row number of the first line: ``sep=;`` is no row of a spreadsheet."""
        return 0 if self.dialect.sep_line else 1

    def content(self) -> tuple[tuple[Row, ...], Origin]:
        """Return the first records with text, and where all of them lie.

        Raises:
            FileFault: The text is not delimited properly.
        """
        if self.text.plain and self.dialect.width <= self.limits.columns:
            filled = ((row, tuple(texts)) for row, texts in self.records() if not is_blank(texts))
            return tuple(itertools.islice(filled, HEAD)), self
        copy = self._copy()
        return copy.head, copy

    def records(self) -> Iterator[tuple[int, list[str]]]:
        """Yield row number and cells of every record, blank ones too.

        Raises:
            FileFault: A quote opens and does not close where it should.
        """
        row, line = 1, 0
        with self.text.path.open(encoding="utf-8-sig", newline="") as lines:
            if self.dialect.sep_line:
                next(lines)
            reader = csv.reader(lines, delimiter=self.dialect.delimiter, strict=True)
            try:
                for texts in reader:
                    if reader.line_num > line + 1:
                        self._refuse_swallowed(texts, row=row)
                    yield row, texts
                    row, line = row + 1, reader.line_num
            except csv.Error as error:
                rule = "zelle_zu_lang" if "limit" in str(error) else "csv_anfuehrungszeichen"
                raise FileFault(rule, row=row, limit=self.limits.cell_length) from None

    def _refuse_swallowed(self, texts: Sequence[str], *, row: int) -> None:
        """Refuse a cell that holds a whole line of the table: its quote has closed in a later record."""
        delimiters = max(2, self.dialect.width - 1)
        for text in texts:
            if any(line.count(self.dialect.delimiter) >= delimiters for line in text.splitlines()[1:]):
                raise FileFault("csv_anfuehrungszeichen", row=row)

    def fill(self, engine: Engine, name: str, *, layout: Layout) -> Forms:
        """Make the table by DuckDB, or record by record if DuckDB reads anything else than one record a line."""
        import duckdb

        if self.dialect.width >= layout.width and self._lines_are_rows(layout.header_row):
            with suppress(duckdb.Error):
                lines, forms = self._fill_fast(engine, name, layout=layout)
                if lines == self.text.lines:
                    return forms
        engine.drop(name)
        return self._copy().fill(engine, name, layout=layout)

    def _copy(self) -> Copy:
        if not self.text.is_whole:
            require_utf8(self.text.path)
        return write_copy(self.records(), self.scratch, limits=self.limits)

    def _lines_are_rows(self, header_row: int) -> bool:
        """Tell whether no line break stands in a cell down to the header."""
        with self.text.path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.reader(lines, delimiter=self.dialect.delimiter)
            return all(
                reader.line_num == number for number, _ in enumerate(itertools.islice(reader, header_row + 1), 1)
            )

    def _fill_fast(self, engine: Engine, name: str, *, layout: Layout) -> tuple[int, Forms]:
        """Read in parallel, in the order of the file.

        Returns:
            The number of lines if every record is one; row numbers are right if it is that of the file. And the forms
            of the columns that are numbers.
        """
        columns, skip = self.dialect.width, layout.header_row + 1 - self.first_row
        scan = compact.Scan(
            f"""read_csv('{quoted(self._path())}', delim = $delimiter, quote = '"', escape = '"', header = false,
            skip = {skip}, auto_detect = false, strict_mode = true, compression = 'none',
            hive_partitioning = false, buffer_size = {BUFFER}, columns = $columns)""",
            {"delimiter": self.dialect.delimiter, "columns": {f"c{n}": "varchar" for n in range(columns)}},
        )
        table = below(name)
        plan = compact.Plan.of(self._sample() if self.text.lines >= compact.MANY_LINES else [])
        forms = compact.make_compact(engine, scan, table=table, columns=columns, plan=plan)
        first = "c0 is not null" if "c0" in forms else is_visible("c0")
        [(found, visible)] = engine.rows(f'select count(*), count(*) filter ({first}) from "{table}"')
        records = f"""select *{_beside(forms)}, rowid + {layout.header_row + 1} as line_, {columns} as cells_
            from "{table}" """
        text = has_text(range(columns))
        blanks = found != visible and engine.rows(f"select 1 from ({records}) where not {text} limit 1")
        inner = f"select * from ({records}) where {text}" if blanks else records
        engine.rows(f'create view "{name}" as {select(inner, layout=layout, columns=columns, numbers=forms)}')
        return int(str(found)) + skip, {cell: form for cell, form in forms.items() if int(cell[1:]) < layout.width}

    def _sample(self) -> list[list[str]]:
        return compact.sample(self.text.path, delimiter=self.dialect.delimiter, columns=self.dialect.width)

    def _path(self) -> Path:
        if WILDCARDS.isdisjoint(str(self.text.path)):
            return self.text.path
        copy = new_path(self.scratch, ".csv")
        shutil.copyfile(self.text.path, copy)
        return copy


def _beside(forms: Forms) -> str:
    """Return the SQL that puts the texts of running numbers in their places, and the numbers beside them."""
    texts = ", ".join(f"{form.text(cell)} as {cell}" for cell, form in forms.items())
    numbers = "".join(f", {cell} as {number_of(cell)}" for cell in forms)
    return f" replace ({texts}){numbers}" if forms else ""


def open_delimited(path: Path, scratch: Path, *, limits: Limits, expected: Collection[str]) -> Delimited:
    """Look at a text file: encoding, lines, delimiter.

    Raises:
        FileFault: NUL bytes, two encodings, no clear delimiter.
    """
    text = as_text(path, scratch, limits=limits)
    return Delimited(text, find(text.path, expected=expected), scratch, limits)
