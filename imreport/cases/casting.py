"""Casting: from texts to typed values. Every distinct text is cast once, and rows get the value of theirs.

``words_<table>`` has ``column_``, ``part_``, ``cell`` (the text in the file), ``text`` (trimmed, in the words of the
schema) and, according to the kind of the column, ``date``, ``number`` or ``code``. ``case_<table>`` shows ``row_`` and
the typed columns of ``rows_<table>``, ``case_consultation_topics`` one row per topic named in a consultation.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from imreport.cases.cells import day_sql, number_sql, trimmed
from imreport.cases.codes import ASSOCIATIONS, CodeLists
from imreport.cases.engine import Engine, enum, literal
from imreport.cases.mapping import cell_sql
from imreport.cases.parts import Part
from imreport.cases.schema import Column, Table

FEW: Final = 5_000
"""Up to so many distinct texts a column keeps as numbers."""
LENGTH: Final = 500_000
"""Characters that they may have together."""
TYPES: Final = {"date": "date", "number": "decimal(9, 2)"}


def register_codes(engine: Engine, codes: CodeLists) -> None:
    """Load ``spellings`` (list, keys_only, spelling, code), ``rollup`` (list, code, parent) and ``validity``.

    In ``rollup``, the list ``verbaende`` has the communes as codes and their associations as parents.
    """
    spellings = [
        (codes_.name, strict, spelling, key)
        for codes_ in codes.values()
        for strict in (False, True)
        for spelling, key in codes_.spellings(keys_only=strict)
    ]
    every = [(codes_.name, code) for codes_ in codes.values() for code in codes_]
    parents = [(name, code.key, code.parent) for name, code in every if code.parent]
    parents += [(ASSOCIATIONS, code.key, code.association) for _, code in every if code.association]
    limits = [(name, c.key, c.valid_from, c.valid_until) for name, c in every if c.valid_from or c.valid_until]
    engine.rows("create table spellings (list varchar, keys_only boolean, spelling varchar, code varchar)")
    engine.rows("create table rollup (list varchar, code varchar, parent varchar)")
    engine.rows("create table validity (list varchar, code varchar, valid_from date, valid_until date)")
    for table, rows in (("spellings", spellings), ("rollup", parents), ("validity", limits)):
        _insert(engine, table, rows=rows)


def _insert(engine: Engine, table: str, *, rows: Sequence[tuple[object, ...]]) -> None:
    """Insert with one statement: DuckDB takes about a millisecond for each statement."""
    if rows:
        columns = {f"c{place}": list(values) for place, values in enumerate(zip(*rows, strict=True))}
        engine.rows(f"insert into {table} select {', '.join(f'unnest(${name})' for name in columns)}", **columns)


@dataclass(frozen=True)
class Words:
    """The distinct texts of a table's columns, and what they were cast to.

    Attributes:
        table: The table.
        codes: The code lists.
        types: Column to the type that its texts are kept in.
    """

    table: Table
    codes: CodeLists
    types: Mapping[str, str]

    @property
    def cast(self) -> tuple[Column, ...]:
        """The columns whose texts are cast."""
        return self.table.of_kind("date", "number", "code", "codes")

    def columns(self) -> Iterator[tuple[str, str]]:
        """Yield the columns of ``rows_<table>`` that come from cells, and their types."""
        for column in self.table.columns:
            if column.text == column.name:
                yield column.name, "varchar"
            else:
                yield column.text, self.types.get(column.name, "varchar")
                if column.kind != "codes":
                    yield column.name, self._type(column)

    def _type(self, column: Column) -> str:
        return TYPES.get(column.kind) or enum(dict.fromkeys(code.key for code in self.codes[column.codes]))

    def join(self, column: Column, part: Part, *, cell: str) -> str:
        """Return the SQL that puts a column's words beside the rows of a part, under the name ``<column>_``."""
        value = "" if column.kind == "codes" else f", cast({column.kind} as {self._type(column)}) as value"
        kept = self.types.get(column.name, "varchar")
        return f"""
            left join (select cell, cast(text as {kept}) as text{value} from words_{self.table.name}
            where column_ = '{column.name}' and part_ = {part.number}) as {column.name}_
            on {column.name}_.cell is not distinct from cast({cell} as varchar)"""

    def values(self, column: Column, *, is_there: bool) -> Iterator[tuple[str, str]]:
        """Yield the SQL of the columns of ``rows_<table>`` that a column of the schema becomes."""
        nothing = literal(self.codes[column.codes].unknown) if column.kind == "code" else "null"
        yield column.text, f"{column.name}_.text" if is_there else "null"
        if column.kind != "codes":
            yield column.name, f"{column.name}_.value" if is_there else nothing


def make_words(engine: Engine, table: Table, *, parts: Sequence[Part], codes: CodeLists) -> Words:
    """Make ``words_<table>`` from the loaded parts of a table."""
    engine.rows(
        f"""create table words_{table.name} (column_ varchar, part_ integer, cell varchar, text varchar, date date,
        number decimal(9, 2), code varchar)"""
    )
    words = Words(table, codes, {})
    distinct = (_distinct(part, column, codes=codes) for part in parts for column in words.cast)
    if queries := [*filter(None, distinct)]:
        engine.rows(f"insert into words_{table.name} by name {' union all by name '.join(queries)}")
    few = engine.rows(
        f"""select column_, list(text order by text) from (
            select distinct column_, text from words_{table.name} where text is not null)
        group by column_ having count(*) <= {FEW} and sum(length(text)) <= {LENGTH}"""
    )
    return Words(table, codes, {str(name): enum(texts) for name, texts in few})  # type: ignore[arg-type]


def _distinct(part: Part, column: Column, *, codes: CodeLists) -> str:
    """Return the query of the distinct cells of a column in a part with their values, empty if it lacks the column."""
    cell = part.columns().get(column.name)
    if cell is None:
        return ""
    value = "" if column.kind == "codes" else f", {_value(column, codes)} as {column.kind}"
    text = trimmed(cell_sql(part.spec, column, cell="cell"))
    return f"""(select '{column.name}' as column_, {part.number} as part_, cell, text{value} from (
        select cell, {text} as text from (
            select cast(cell as varchar) as cell from (select distinct {cell} as cell from {part.relation}))))"""


def _value(column: Column, codes: CodeLists) -> str:
    """Return the SQL expression that casts ``text``; it is NULL where the text is empty or no such value."""
    match column.kind:
        case "date":
            return day_sql("text")
        case "number":
            return number_sql("text")
        case _:
            unknown = literal(codes[column.codes].unknown)
            return f"""case when text is null then {unknown} else (select max(code) from spellings
                where list = '{column.codes}' and keys_only = {column.keys_only} and spelling = lower(text)) end"""


def case_views(engine: Engine, words: Words) -> None:
    """Make ``case_<table>``, and for each multi-value column a view with one row per entry of a cell."""
    table = words.table
    engine.rows(f"create view case_{table.name} as select row_, {typed(table)} from rows_{table.name}")
    for column in table.of_kind("codes"):
        _entries(engine, words, column=column)


def typed(table: Table) -> str:
    """Return the SQL of the typed columns of ``rows_<table>``, codes as text."""
    single = (column for column in table.columns if column.kind != "codes")
    return ", ".join(
        f"cast({column.name} as varchar) as {column.name}" if column.kind == "code" else column.name
        for column in single
    )


def _entries(engine: Engine, words: Words, *, column: Column) -> None:
    """Make ``entries_<table>``: ``text`` of a cell, ``entry`` and ``code`` or NULL, one row per distinct entry of it.

    A separator too many makes no entry; a cell without any entry has the one entry "Ohne Angabe".
    """
    table, unknown = words.table, literal(words.codes[column.codes].unknown)
    kept, key = words.types.get(column.name, "varchar"), table.columns[0].name
    engine.rows(
        f"""create table entries_{table.name} as
        select distinct cast(text as {kept}) as text, part.entry,
               case when part.entry = '' then {unknown} else s.code end as code
        from (select text from words_{table.name} where column_ = '{column.name}' union select null) as word,
             unnest(string_split(coalesce(text, ''), '|')) as split(part_),
             lateral (select trim(split.part_) as entry) as part
        left join spellings as s
          on s.list = '{column.codes}' and s.keys_only = {column.keys_only} and s.spelling = lower(part.entry)
        where part.entry <> '' or trim(coalesce(text, ''), ' |') = ''"""
    )
    engine.rows(
        f"""create view case_{table.name.removesuffix("s")}_{column.name} as
        select row_, {key}, code as {column.name.removesuffix("s")} from rows_{table.name} as one
        join (select distinct text, code from entries_{table.name}) as entry
        on entry.text is not distinct from one.{column.text}"""
    )
