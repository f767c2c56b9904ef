"""Merging: the parts of all sources become one ``raw_<table>`` of text each.

``raw_<table>`` has ``row_`` (unique, in the order of the parts), ``part_``, ``line_`` (row as a spreadsheet shows it),
``surplus_``, ``short_``, ``total_`` (looks like a line of totals) and every column of the schema as text.
``parts_read`` holds how many rows each part had, ``aside_rows`` those without a text in any of these columns.
"""

from collections.abc import Sequence
from typing import Final

from imreport.cases.cells import literal, trimmed
from imreport.cases.engine import Engine
from imreport.cases.mapping import cell_sql
from imreport.cases.parts import Part
from imreport.cases.schema import Table, tables

TOTALS: Final = r"(gesamt|gesamtsumme|gesamtzahl|insgesamt|summe|zwischensumme|total|ergebnis)\b.*"
"""How a cell begins that heads a line of totals."""


ASIDE: Final = """create table aside_rows (table_ varchar, row_ bigint, part_ integer, line_ bigint, reason varchar,
    newer_part_ integer, newer_line_ bigint)"""


def merge(engine: Engine, parts: Sequence[Part]) -> None:
    """Make every ``raw_<table>`` from the loaded parts."""
    engine.rows("create table parts_read (part_ integer, rows_ bigint)")
    engine.rows(ASIDE)
    for table in tables().values():
        _create(engine, table)
        for part in parts:
            if part.table is table:
                engine.rows(f"insert into parts_read select {part.number}, count(*) from {part.relation}")
                _append(engine, part)
                engine.rows(f"drop table {part.relation}")


def _create(engine: Engine, table: Table) -> None:
    columns = "".join(f", {column.name} varchar" for column in table.columns)
    engine.rows(
        f"""create table raw_{table.name} (row_ bigint, part_ integer, line_ bigint, surplus_ boolean, short_ boolean,
        total_ boolean{columns})"""
    )


def _append(engine: Engine, part: Part) -> None:
    """Add the rows of a part that have a text in any column of the schema."""
    found = part.columns()
    cells = [(column, found.get(column.name, "null")) for column in part.table.columns]
    texts = "".join(f", {trimmed(cell_sql(part.spec, column, cell=cell))}" for column, cell in cells)
    known = [cell for _, cell in cells if cell != "null"] or ["''"]
    filled = f"(surplus_ or coalesce({', '.join(trimmed(cell) for cell in known)}) is not null)"
    engine.rows(
        f"""insert into aside_rows select {literal(part.table.name)}, null, {part.number}, line_, 'ohne_angaben', null,
        null from {part.relation} where not ({filled})"""
    )
    engine.rows(
        f"""insert into raw_{part.table.name}
        select (select coalesce(max(row_), 0) from raw_{part.table.name}) + row_number() over (), {part.number},
               line_, surplus_, short_, {_total(part, key=cells[0][1])}{texts}
        from {part.relation} where {filled}"""
    )


def _total(part: Part, *, key: str) -> str:
    """Return the condition of a line of totals: no key of its own, and a cell that begins with such a word."""
    cells = [f"c{place}" for place in range(len(part.header))]
    if not cells:
        return "false"
    heads = " or ".join(_heads_total(cell) for cell in cells)
    return f"coalesce(case when {trimmed(key)} is null then {heads} else {_heads_total(key)} end, false)"


def _heads_total(cell: str) -> str:
    return f"regexp_full_match(lower(trim({cell})), {literal(TOTALS)})"
