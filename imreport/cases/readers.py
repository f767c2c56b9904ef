"""Readers: bring each source into the engine as text, one column per column of the schema, faults and all.

The table ``raw_<name>`` has ``row_`` (position of the record, from 1) and every column of the schema as text, NULL
where the source lacks it. ``surplus_`` is true for a record with more fields than the header.
"""

from pathlib import Path
from typing import Final

from imreport.cases.engine import Engine
from imreport.cases.schema import Table, tables
from imreport.cases.sources import FileSource, FrameSource, Source, Sources

SURPLUS: Final = 20
"""How many cells beyond the header are looked at."""


def read(engine: Engine, sources: Sources) -> None:
    """Load every table of the schema; a table without a source is empty."""
    for name, table in tables().items():
        _load(engine, table, source=sources.get(name))


def _load(engine: Engine, table: Table, *, source: Source | None) -> None:
    match source:
        case FileSource():
            _load_file(engine, table, source=source)
        case FrameSource():
            _load_frame(engine, table, source=source)
        case None:
            columns = ", ".join(f"cast(null as varchar) as {column.name}" for column in table.columns)
            engine.rows(f"create table raw_{table.name} as select 0 as row_, false as surplus_, {columns} limit 0")


def _load_file(engine: Engine, table: Table, *, source: FileSource) -> None:
    """Read a file with DuckDB: short records are padded, long ones marked, records of empty cells are blank lines."""
    names = [f"column{position}" for position in range(len(source.header))]
    surplus = [f"surplus{position}" for position in range(SURPLUS)]
    scan = """read_csv($path, delim = $delimiter, quote = '"', escape = '"', header = false, skip = $skip,
        auto_detect = false, columns = $columns, null_padding = true, strict_mode = false, parallel = false)"""
    engine.rows(
        f"""create table raw_{table.name} as select * from (
        select row_number() over () as row_, coalesce({", ".join(surplus)}) is not null as surplus_,
               {_selection(table, source, names=names)}
        from {scan}) where surplus_ or {_filled(table)}""",
        path=str(_as_utf8(engine, source)),
        delimiter=source.delimiter,
        skip=source.header_row,
        columns=dict.fromkeys([*names, *surplus], "varchar"),
    )


def _filled(table: Table) -> str:
    """Return the condition that a record has any text in the columns that are read."""
    return f"trim(concat({', '.join(column.name for column in table.columns)})) <> ''"


def _load_frame(engine: Engine, table: Table, *, source: FrameSource) -> None:
    names = [f"column{position}" for position in range(len(source.header))]
    frame = source.frame.set_axis(names, axis=1).reset_index(drop=True).assign(nothing_=None)
    keys = {column.header for column in table.of_kind("key", "reference")}
    for name, header in zip(names, source.header, strict=True):
        if header in keys and frame[name].dtype == "float64":
            frame[name] = frame[name].astype("Int64")  # keys with gaps: pandas reads 17 as 17.0
    engine.connection.register("frame_", frame.copy())
    engine.rows(
        f"""create table raw_{table.name} as
        select row_number() over () as row_, false as surplus_, {_selection(table, source, names=names)} from frame_"""
    )
    engine.connection.unregister("frame_")


def _selection(table: Table, source: Source, *, names: list[str]) -> str:
    """Name the source's columns after the schema; a missing one becomes NULL."""
    found = dict(zip(source.header, names, strict=True))
    expressions = (f"cast({found.get(column.header, 'null')} as varchar) as {column.name}" for column in table.columns)
    return ", ".join(expressions)


def _as_utf8(engine: Engine, source: FileSource) -> Path:
    """Return a path that DuckDB can read: the file itself, or a decoded copy in the engine's private folder."""
    if source.encoding != "cp1252":
        return source.path
    copy = engine.folder / source.name
    with (
        source.path.open(encoding="cp1252", errors="replace", newline="") as old,
        copy.open("w", encoding="utf-8", newline="") as new,
    ):
        new.writelines(old)
    return copy
