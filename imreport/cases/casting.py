"""Casting: from the text of ``raw_<table>`` to the typed ``case_<table>``, one SQL expression per kind of column."""

from collections.abc import Sequence

from imreport.cases.cells import day_sql, number_sql
from imreport.cases.codes import CodeLists
from imreport.cases.engine import Engine
from imreport.cases.schema import Column, Table, tables


def register_codes(engine: Engine, codes: CodeLists) -> None:
    """Load ``spellings`` (list, keys_only, spelling, code), ``rollup`` (list, code, parent) and ``validity``."""
    spellings = [
        (codes_.name, strict, spelling, key)
        for codes_ in codes.values()
        for strict in (False, True)
        for spelling, key in codes_.spellings(keys_only=strict)
    ]
    every = [(codes_.name, code) for codes_ in codes.values() for code in codes_]
    parents = [(name, code.key, code.parent) for name, code in every if code.parent]
    limits = [(name, c.key, c.valid_from, c.valid_until) for name, c in every if c.valid_from or c.valid_until]
    engine.rows("create table spellings (list varchar, keys_only boolean, spelling varchar, code varchar)")
    engine.rows("create table rollup (list varchar, code varchar, parent varchar)")
    engine.rows("create table validity (list varchar, code varchar, valid_from date, valid_until date)")
    for table, rows in (("spellings", spellings), ("rollup", parents), ("validity", limits)):
        _insert(engine, table, rows=rows)


def _insert(engine: Engine, table: str, *, rows: Sequence[tuple[object, ...]]) -> None:
    """Insert with one statement: DuckDB takes about a millisecond for each statement."""
    if rows:
        marks = ", ".join("(" + ", ".join("?" * len(rows[0])) + ")" for _ in rows)
        engine.connection.execute(f"insert into {table} values {marks}", [value for row in rows for value in row])


def cast(engine: Engine, codes: CodeLists) -> None:
    """Make every ``case_<table>``, and ``case_consultation_topics`` with one row per topic named in a consultation."""
    for table in tables().values():
        _cast_codes(engine, table, codes=codes)
        _cast_table(engine, table, codes=codes)


def _cast_table(engine: Engine, table: Table, *, codes: CodeLists) -> None:
    single = [column for column in table.columns if column.kind != "codes"]
    selection = ", ".join(f"{value(column, codes)} as {column.name}" for column in single)
    source = f"raw_{table.name} as raw order by row_"
    engine.rows(f"create table case_{table.name} as select row_, {selection} from {source}")


def _cast_codes(engine: Engine, table: Table, *, codes: CodeLists) -> None:
    """Give every multi-value column a table of its own: ``case_consultation_topics`` for ``topics``."""
    for column in table.of_kind("codes"):
        key, single = f"trim({table.columns[0].name}) as {table.columns[0].name}", column.name.removesuffix("s")
        name = f"case_{table.name.removesuffix('s')}_{column.name}"
        select = f"row_, {key}, code as {single}"
        engine.rows(f"create table {name} as {entries(table, column, codes=codes, select=select)}")


def entries(table: Table, column: Column, *, codes: CodeLists, select: str) -> str:
    """Return the SQL of one row per distinct entry of a multi-value cell: ``entry`` (text) and ``code`` or NULL.

    A separator too many makes no entry; a cell without any entry has the one entry "Ohne Angabe".
    """
    unknown = codes[column.codes].unknown
    return f"""select distinct {select} from (
        select raw.*, part.entry,
               case when part.entry = '' then '{unknown}' else s.code end as code
        from raw_{table.name} as raw,
             unnest(string_split(coalesce(raw.{column.name}, ''), '|')) as split(part_),
             lateral (select trim(split.part_) as entry) as part
        left join spellings as s
          on s.list = '{column.codes}' and s.keys_only = {column.keys_only} and s.spelling = lower(part.entry)
        where part.entry <> '' or trim(coalesce(raw.{column.name}, ''), ' |') = '') as raw"""


def value(column: Column, codes: CodeLists) -> str:
    """Return the SQL expression that casts one column; it is NULL where the text is empty or no such value."""
    text = f"nullif(trim(raw.{column.name}), '')"
    match column.kind:
        case "date":
            return day_sql(text)
        case "number":
            return number_sql(text)
        case "code":
            unknown = codes[column.codes].unknown
            return f"""case when {text} is null then '{unknown}' else (select max(code) from spellings
                where list = '{column.codes}' and keys_only = {column.keys_only} and spelling = lower({text})) end"""
        case _:
            return text
