"""Parquet files, read by DuckDB; every column becomes text in the form that other formats have."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from imreport.cases.engine import Engine
from imreport.cases.files.faults import FileFault
from imreport.cases.files.limits import Limits
from imreport.cases.files.scratch import new_path, quoted
from imreport.cases.files.sheets import HEAD, Layout, Row, has_text, select
from imreport.cases.numbering import Forms


@dataclass(frozen=True, slots=True)
class Parquet:
    """A Parquet file: its header is row 1, its first record row 2, as if it were a spreadsheet."""

    path: Path
    columns: tuple[tuple[str, str], ...]
    limits: Limits

    def fill(self, engine: Engine, name: str, *, layout: Layout) -> Forms:
        """Make the table; cells longer than the limit are refused."""
        import duckdb

        try:
            inner = select(self._records(first=layout.header_row), layout=layout, columns=len(self.columns))
            engine.rows(f'create table "{name}" as {inner}')
        except duckdb.Error as error:
            raise FileFault("datei_beschaedigt") from error
        lengths = ", ".join(f"length(c{n})" for n in range(layout.width))
        long = f"greatest({lengths}, 0) > {self.limits.cell_length}"
        for (row,) in engine.rows(f'select line_ from "{name}" where {long} order by line_ limit 1'):
            raise FileFault("zelle_zu_lang", row=int(str(row)), limit=self.limits.cell_length)
        return {}

    def _records(self, *, first: int) -> str:
        """Return the query of the records from a row number on, that row excluded."""
        texts = ", ".join(
            f"nullif({_as_text(column, kind)}, '') as c{n}" for n, (column, kind) in enumerate(self.columns)
        )
        scan = f"read_parquet('{quoted(self.path)}', file_row_number = true, hive_partitioning = false)"
        records = f"select file_row_number + 2 as line_, {len(self.columns)} as cells_, {texts} from {scan}"
        return f"select * from ({records}) where line_ > {first} and {has_text(range(len(self.columns)))}"

    def head(self, engine: Engine) -> tuple[Row, ...]:
        """Return the names of the columns as row 1, then the first records."""
        found = engine.rows(f"{self._records(first=1)} order by line_ limit {HEAD - 1}")
        records = ((int(str(row)), tuple(str(text or "") for text in texts)) for row, _, *texts in found)
        return ((1, tuple(name for name, _ in self.columns)), *records)


def open_parquet(path: Path, scratch: Path, *, limits: Limits) -> tuple[tuple[Row, ...], Parquet]:
    """Look at a Parquet file.

    Raises:
        FileFault: It is damaged or too large.
    """
    import duckdb

    if any(character in str(path) for character in "*?["):
        path = shutil.copyfile(path, new_path(scratch, ".parquet"))
    try:
        with Engine() as engine:
            parquet = Parquet(path, _columns(engine, path, limits=limits), limits)
            return parquet.head(engine), parquet
    except duckdb.Error as error:
        raise FileFault("datei_beschaedigt") from error


def _columns(engine: Engine, path: Path, *, limits: Limits) -> tuple[tuple[str, str], ...]:
    file = quoted(path)
    [(rows,)] = engine.rows(f"select num_rows from parquet_file_metadata('{file}')")
    found = engine.rows(f"describe select * from read_parquet('{file}', hive_partitioning = false)")
    if len(found) > limits.columns:
        raise FileFault("datei_zu_breit", limit=limits.columns)
    if int(str(rows)) > limits.rows:
        raise FileFault("datei_zu_viele_zellen", limit=limits.rows * len(found))
    return tuple((str(name), str(kind)) for name, kind, *_ in found)


def _as_text(column: str, kind: str) -> str:
    """Return the expression for a column's text; moments with a time zone are told in German time."""
    name = '"' + column.replace('"', '""') + '"'
    if kind == "BOOLEAN":
        return f"case {name} when true then 'ja' when false then 'nein' end"
    if kind == "TIMESTAMP WITH TIME ZONE":
        return _as_text_without("00:00:00", f"timezone('Europe/Berlin', {name})")
    if kind.startswith("TIMESTAMP"):
        return _as_text_without("00:00:00", name)
    if kind.startswith("DECIMAL"):
        return f"regexp_replace(cast({name} as varchar), '\\.0*$|(\\.[0-9]*[1-9])0+$', '\\1')"
    if kind in ("DOUBLE", "FLOAT"):
        return f"regexp_replace(cast({name} as varchar), '\\.0$', '')"
    return f"cast({name} as varchar)"


def _as_text_without(midnight: str, moment: str) -> str:
    return f"regexp_replace(cast({moment} as varchar), ' {midnight}$', '')"
