"""Merging: the parts of all sources become one ``rows_<table>`` each, its texts and its values side by side.

``rows_<table>`` has ``row_`` (unique, in the order of the parts), ``part_``, ``line_`` (row as a spreadsheet shows it),
``surplus_``, ``short_``, ``total_`` (looks like a line of totals), every column of the schema cast to its type, and the
text of whatever is no key under ``<column>_text``. ``words_<table>`` holds what was cast, each distinct text once.
``parts_read`` holds how many rows each part had, ``aside_rows`` those without a text in any of these columns.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Final

from imreport.cases.casting import Beside, Words, case_views, make_words
from imreport.cases.cells import trimmed
from imreport.cases.codes import CodeLists
from imreport.cases.engine import Engine, literal
from imreport.cases.mapping import cell_sql
from imreport.cases.parts import Part
from imreport.cases.schema import Column, Table, tables

TOTALS: Final = r"(gesamt|gesamtsumme|gesamtzahl|insgesamt|summe|zwischensumme|total|ergebnis)\b.*"
"""How a cell begins that heads a line of totals."""


ASIDE: Final = """create table aside_rows (table_ varchar, row_ bigint, part_ integer, line_ bigint, reason varchar,
    newer_part_ integer, newer_line_ bigint, short_ boolean)"""


def merge(engine: Engine, parts: Sequence[Part], *, codes: CodeLists) -> None:
    """Make every ``rows_<table>`` and ``case_<table>`` from the loaded parts."""
    engine.rows("create table parts_read (part_ integer, rows_ bigint)")
    engine.rows(ASIDE)
    engine.together(partial(_merge_table, engine, table, parts=parts, codes=codes) for table in tables().values())


def _merge_table(engine: Engine, table: Table, *, parts: Sequence[Part], codes: CodeLists) -> None:
    own = [part for part in parts if part.table is table]
    words = make_words(engine, table, parts=own, codes=codes)
    columns = ", ".join(f"{name} {kind}" for name, kind in words.columns())
    engine.rows(
        f"""create table rows_{table.name} (row_ integer, part_ integer, line_ integer, surplus_ boolean,
        short_ boolean, total_ boolean, {columns})"""
    )
    last = 0
    for part in own:
        last = _append(engine, part, words=words, last=last)
        engine.drop(part.relation)
    case_views(engine, words)


def _append(engine: Engine, part: Part, *, words: Words, last: int) -> int:
    """Add the rows of a part that have a text in any column of the schema; return the number of the last row."""
    [(read, end)] = engine.rows(f"select count(*), coalesce(max(line_), {part.header_row}) from {part.relation}")
    before = last - part.header_row
    engine.rows(f"insert into parts_read values ({part.number}, {read})")
    engine.rows(f"insert into rows_{part.table.name} {_selection(engine, part, words=words, before=before)}")
    [(kept,)] = engine.rows(f"select count(*) from rows_{part.table.name} where part_ = {part.number}")
    if kept != read:
        engine.rows(
            f"""insert into aside_rows select {literal(part.table.name)}, null, {part.number}, line_, 'ohne_angaben',
            null, null, short_ from {part.relation}
            where line_ + {before} not in (select row_ from rows_{part.table.name}) order by line_"""
        )
    return before + int(str(end))


def _selection(engine: Engine, part: Part, *, words: Words, before: int) -> str:
    found, keys = part.columns(), _keys(part)
    beside = {column.name: words.beside(column, part, engine=engine) for column in words.cast}
    cells = ", ".join(f"{sql} as {name}" for name, sql in _cells(part, keys=keys, beside=beside))
    filled = [sql for sql in (*keys.values(), *(one.text for one in beside.values())) if sql != "null"]
    starts = [f"{_text(found[name])} between '!' and '~'" for name in keys if name in found]
    known = " or ".join(["surplus_", *starts[:1], f"coalesce({', '.join([*filled, 'null'])}) is not null"])
    joins = " ".join(one.join for one in beside.values())
    return f"""select line_ + {before} as row_, {part.number} as part_, line_, surplus_, short_,
        {_total(part)} as total_, {cells} from {part.relation} as part {joins} where {known}"""


def _text(cell: str) -> str:
    """Return the SQL of a cell as text: the part may keep it as a number of a list."""
    return f"cast({cell} as varchar)"


def _keys(part: Part) -> Mapping[str, str]:
    """Return the SQL of every key."""
    return {column.name: _key(part, column) for column in part.table.of_kind("key", "reference")}


def _key(part: Part, column: Column) -> str:
    cell = _text(part.columns().get(column.name, "null"))
    return cell if part.is_plain(column) else trimmed(cell_sql(part.spec, column, cell=cell))


def _cells(part: Part, *, keys: Mapping[str, str], beside: Mapping[str, Beside]) -> Iterator[tuple[str, str]]:
    """Yield the SQL of every column of ``rows_<table>`` that comes from a cell."""
    for column in part.table.columns:
        if column.name in keys:
            yield column.name, keys[column.name]
        else:
            yield column.text, beside[column.name].text
            if column.kind != "codes":
                yield column.name, beside[column.name].value


def _total(part: Part) -> str:
    """Return the condition of a line of totals: no key of its own, and a cell that begins with such a word.

    Most keys have a digit as their second character, which no such word has.
    """
    cells = [_text(f"c{place}") for place in range(len(part.header))]
    if not cells:
        return "false"
    column = part.table.columns[0]
    key = _text(part.columns().get(column.name, "null"))
    heads = " or ".join(_heads_total(cell) for cell in cells)
    other = f"not ({key} between '!' and '~' and substr({key}, 2, 1) <= '9') and {_heads_total(key)}"
    other = "false" if part.is_plain(column) else other
    return f"coalesce(case when {_key(part, column)} is null then {heads} else {other} end, false)"


def _heads_total(cell: str) -> str:
    return f"regexp_full_match(lower(trim({cell})), {literal(TOTALS)})"
