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
from imreport.cases.numbering import TYPE, Form, Forms, number_of
from imreport.cases.parts import Part
from imreport.cases.schema import Column, Table, tables

TOTALS: Final = r"(gesamt|gesamtsumme|gesamtzahl|insgesamt|summe|zwischensumme|total|ergebnis)\b.*"
"""How a cell begins that heads a line of totals."""
NAMED: Final = "post_id"
"""Posts are named in bericht.toml, so their keys stay as they are."""
ASIDE: Final = """create table aside_rows (table_ varchar, row_ bigint, part_ integer, line_ bigint, reason varchar,
    newer_part_ integer, newer_line_ bigint, short_ boolean)"""


def merge(engine: Engine, parts: Sequence[Part], *, codes: CodeLists, are_texts: bool = False) -> Forms:
    """Make every ``rows_<table>`` and ``case_<table>`` from the loaded parts.

    Args:
        engine: The database.
        parts: The loaded parts.
        codes: The code lists.
        are_texts: Whether all keys are wanted as texts.

    Returns:
        The keys that are numbers in these tables, and their forms.
    """
    engine.rows("create table parts_read (part_ integer, rows_ bigint)")
    engine.rows(ASIDE)
    keys = {} if are_texts else _numbered(engine, parts)
    merged = partial(_merge_table, engine, parts=parts, codes=codes, keys=keys)
    engine.together(partial(merged, table) for table in tables().values())
    return keys


def _numbered(engine: Engine, parts: Sequence[Part]) -> Forms:
    """Return the keys that have one form in all parts, of which some are read as numbers.

    Who has no household is one alone (``home``), so clients and households are numbers both or neither.
    """
    found = {name: form for name in _names() if (form := _common(engine, parts, name=name))}
    both = {"client_id", "household_id"}
    return found if both <= found.keys() else {name: form for name, form in found.items() if name not in both}


def _names() -> Iterator[str]:
    names = {column.name: None for table in tables().values() for column in _key_columns(table)}
    return (name for name in names if name != NAMED)


def _common(engine: Engine, parts: Sequence[Part], *, name: str) -> Form | None:
    """Return the form of a key, if every cell of every part has it."""
    cells = [(part, cell) for part in parts if (cell := part.columns().get(name))]
    known = {form for part, cell in cells if (form := part.forms.get(cell))}
    if len(known) != 1:
        return None
    [form] = known
    texts = [(part.relation, cell) for part, cell in cells if cell not in part.forms]
    query = "select count(*) from {} where {} is not null and {} is null"
    odd = (engine.rows(query.format(relation, cell, form.number(_text(cell)))) for relation, cell in texts)
    return None if any(rows != [(0,)] for rows in odd) else form


def _merge_table(engine: Engine, table: Table, *, parts: Sequence[Part], codes: CodeLists, keys: Forms) -> None:
    own = [part for part in parts if part.table is table]
    words = make_words(engine, table, parts=own, codes=codes, keys=keys)
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
    keys = {column.name: _key(part, column, form=words.keys.get(column.name)) for column in _key_columns(part.table)}
    beside = {column.name: words.beside(column, part, engine=engine) for column in words.cast}
    cells = ", ".join(f"{sql} as {name}" for name, sql in _cells(part, keys=keys, beside=beside))
    filled = [sql for sql in (*keys.values(), *(one.text for one in beside.values())) if sql != "null"]
    known = " or ".join(["surplus_", *_starts(part, words), *(f"{sql} is not null" for sql in filled)])
    joins = " ".join(one.join for one in beside.values())
    return f"""select line_ + {before} as row_, {part.number} as part_, line_, surplus_, short_,
        {_total(part, keys)} as total_, {cells} from {part.relation} as part {joins} where {known}"""


def _key_columns(table: Table) -> tuple[Column, ...]:
    return table.of_kind("key", "reference")


def _text(cell: str) -> str:
    """Return the SQL of a cell as text: the part may keep it as a number of a list."""
    return f"cast({cell} as varchar)"


def _key(part: Part, column: Column, *, form: Form | None = None) -> str:
    """Return the SQL of a key: its text, or its number where keys of that form are numbers."""
    cell = part.columns().get(column.name, "null")
    if form:
        return number_of(cell) if part.forms.get(cell) else f"cast({form.number(_text(cell))} as {TYPE})"
    return _text(cell) if part.is_plain(column) else trimmed(cell_sql(part.spec, column, cell=_text(cell)))


def _starts(part: Part, words: Words) -> Iterator[str]:
    """Yield the condition, quickly found out, that most rows meet whose first key is no empty cell."""
    first = part.table.columns[0]
    if cell := part.columns().get(first.name):
        is_number = first.name in words.keys and cell in part.forms
        yield f"{number_of(cell)} is not null" if is_number else f"{_text(cell)} between '!' and '~'"


def _cells(part: Part, *, keys: Mapping[str, str], beside: Mapping[str, Beside]) -> Iterator[tuple[str, str]]:
    """Yield the SQL of every column of ``rows_<table>`` that comes from a cell."""
    for column in part.table.columns:
        if column.name in keys:
            yield column.name, keys[column.name]
        else:
            yield column.text, beside[column.name].text
            if column.kind != "codes":
                yield column.name, beside[column.name].value


def _total(part: Part, keys: Mapping[str, str]) -> str:
    """Return the condition of a line of totals: no key of its own, and a cell that begins with such a word.

    Most keys have a digit as their second character, which no such word has; where all are running numbers, none is.
    """
    cells = [_text(cell) for place in range(len(part.header)) if (cell := f"c{place}") not in part.forms]
    if not cells:
        return "false"
    column = part.table.columns[0]
    key = _text(part.columns().get(column.name, "null"))
    heads = " or ".join(_heads_total(cell) for cell in cells)
    other = f"not ({key} between '!' and '~' and substr({key}, 2, 1) <= '9') and {_heads_total(key)}"
    other = "false" if part.is_plain(column) else other
    return f"coalesce(case when {keys[column.name]} is null then {heads} else {other} end, false)"


def _heads_total(cell: str) -> str:
    return f"regexp_full_match(lower(trim({cell})), {literal(TOTALS)})"
