"""Casting: from texts to typed values. Every distinct text is cast once, and rows get the value of theirs.

``words_<table>`` has ``column_``, ``part_``, ``cell`` (the text in the file), ``place_`` (its number, if the part keeps
it as one of a list), ``text`` (trimmed, in the words of the schema) and, according to the kind of the column, ``date``,
``number`` or ``code``. ``case_<table>`` shows ``row_`` and
the typed columns of ``rows_<table>``, ``case_clients`` also ``home``, the household that a client lives in or is alone,
``case_consultation_topics`` one row per topic named in a consultation.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from imreport.cases.cells import day_sql, number_sql, trimmed
from imreport.cases.codes import ASSOCIATIONS, CodeLists
from imreport.cases.engine import LIST, Engine, literal
from imreport.cases.mapping import cell_sql
from imreport.cases.numbering import TYPE, Form
from imreport.cases.parts import Part
from imreport.cases.schema import Column, Table

FEW: Final = 5_000
"""Up to so many distinct texts a column keeps as numbers."""
LENGTH: Final = 500_000
"""Characters that they may have together."""
TYPES: Final = {"date": "date", "number": "decimal(9, 2)"}
PLACE: Final = "coalesce(enum_code({cell}) + 2, 1)"
"""The place of a cell's word in a list, if the cell is kept as a number; the first is that of the empty cell."""


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


class Beside(NamedTuple):
    """The SQL that puts the words of a column beside the rows of a part: what is joined, and text and value then."""

    join: str
    text: str
    value: str


@dataclass(frozen=True)
class Words:
    """The distinct texts of a table's columns, and what they were cast to.

    Attributes:
        table: The table.
        codes: The code lists.
        listed: Number of a part and column to its type, where the part keeps the column as numbers of a list.
        keys: The keys that are kept as numbers, and their forms.
        same: Columns of one part whose texts are its cells as they stand in a list.
        types: Column to the type that its texts are kept in, code list to the type of its codes.
    """

    table: Table
    codes: CodeLists
    listed: Mapping[tuple[int, str], str]
    keys: Mapping[str, Form]
    same: Set[str] = frozenset()
    types: Mapping[str, str] = field(default_factory=dict)

    @property
    def cast(self) -> tuple[Column, ...]:
        """The columns whose texts are cast."""
        return self.table.of_kind("date", "number", "code", "codes")

    def columns(self) -> Iterator[tuple[str, str]]:
        """Yield the columns of ``rows_<table>`` that come from cells, and their types."""
        for column in self.table.columns:
            if column.text == column.name:
                yield column.name, TYPE if column.name in self.keys else "varchar"
            else:
                yield column.text, self._kept(column)
                if column.kind != "codes":
                    yield column.name, self._type(column)

    def _kept(self, column: Column) -> str:
        return self.types.get(column.name, "varchar")

    def _type(self, column: Column) -> str:
        return TYPES.get(column.kind) or self.types[column.codes]

    def beside(self, column: Column, part: Part, *, engine: Engine) -> Beside:
        """Return the SQL that puts a column's words beside the rows of a part.

        Numbers of a list are places in lists of texts and values, which unlike a join keep the order of the rows.
        """
        cell = part.columns().get(column.name)
        nothing = literal(self.codes[column.codes].unknown) if column.kind == "code" else "null"
        if cell is None:
            return Beside("", "null", nothing)
        name, cell = f"{column.name}_", f"part.{cell}"
        value = "null" if column.kind == "codes" else f"cast({column.kind} as {self._type(column)})"
        own = f"""(select cell, place_, cast(text as {self._kept(column)}) as text, {value} as value
            from words_{self.table.name} where column_ = '{column.name}' and part_ = {part.number})"""
        if (part.number, column.name) not in self.listed:
            join = f"left join {own} as {name} on {name}.cell is not distinct from cast({cell} as varchar)"
            return Beside(join, f"{name}.text", f"{name}.value")
        text = cell if column.name in self.same else _place(engine, f"{name}text", cell=cell, words=own)
        value = _place(engine, f"{name}value", cell=cell, words=own)
        return Beside("", text, value)


def _place(engine: Engine, name: str, *, cell: str, words: str) -> str:
    """Keep texts or values in the order of their places; return the SQL of the one at the place of a cell."""
    kind = name.rpartition("_")[2]
    engine.rows(
        f"""set variable {name} = (select list({kind} order by place)
        from range(1, (select coalesce(max(place_), 0) + 1 from {words})) as places(place)
        left join {words} on place_ = place)"""
    )
    return f"getvariable('{name}')[{PLACE.format(cell=cell)}]"


def make_words(
    engine: Engine, table: Table, *, parts: Sequence[Part], codes: CodeLists, keys: Mapping[str, Form]
) -> Words:
    """Make ``words_<table>`` from the loaded parts of a table."""
    engine.rows(
        f"""create table words_{table.name} (column_ varchar, part_ integer, cell varchar, place_ integer, text varchar,
        date date, number decimal(9, 2), code varchar)"""
    )
    words = Words(table, codes, dict(_listed(engine, parts)), keys)
    distinct = (_distinct(part, column, words=words) for part in parts for column in words.cast)
    if queries := [*filter(None, distinct)]:
        engine.rows(f"insert into words_{table.name} by name {' union all by name '.join(queries)}")
    same = {name: words.listed[number, name] for number, name in _same(engine, table) if (number, name) in words.listed}
    lists = {column.codes for column in table.of_kind("code")}
    types = {name: engine.list_type(dict.fromkeys(code.key for code in codes[name])) for name in lists}
    return replace(words, same=same.keys(), types=types | same | _few(engine, table, same=same.keys()))


def _few(engine: Engine, table: Table, *, same: Set[str]) -> dict[str, str]:
    """Return the other columns that have few texts, and the types of their lists."""
    rows = engine.rows(
        f"""select column_, list(text order by text) from (
            select distinct column_, text from words_{table.name} where text is not null)
        where column_ not in (select unnest($same))
        group by column_ having count(*) <= {FEW} and sum(length(text)) <= {LENGTH}""",
        same=sorted(same),
    )
    return {str(name): engine.list_type(texts) for name, texts in rows}  # type: ignore[arg-type]


def _listed(engine: Engine, parts: Sequence[Part]) -> Iterator[tuple[tuple[int, str], str]]:
    """Yield number, column and type where a part keeps numbers of a list."""
    for part in parts:
        kinds = engine.kinds(part.relation)
        for name, cell in part.columns().items():
            if kinds[cell].startswith(LIST):
                yield (part.number, name), kinds[cell]


def _same(engine: Engine, table: Table) -> Iterator[tuple[int, str]]:
    """Yield part and column where only one part has the column, and every text is the cell as it stands."""
    query = f"""select any_value(part_), column_ from words_{table.name} group by column_
        having min(part_) = max(part_) and bool_and(cell is not distinct from text)"""
    return ((int(str(number)), str(name)) for number, name in engine.rows(query))


def _distinct(part: Part, column: Column, *, words: Words) -> str:
    """Return the query of the distinct cells of a column in a part with their values, empty if it lacks the column."""
    cell = part.columns().get(column.name)
    if cell is None:
        return ""
    value = "" if column.kind == "codes" else f", {_value(column, words.codes)} as {column.kind}"
    text = trimmed(cell_sql(part.spec, column, cell="cell"))
    place = PLACE.format(cell="cell") if (part.number, column.name) in words.listed else "null"
    return f"""(select '{column.name}' as column_, {part.number} as part_, cell, place_, text{value} from (
        select cell, place_, {text} as text from (
            select cast(cell as varchar) as cell, {place} as place_ from (
                select distinct {cell} as cell from {part.relation}))))"""


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
    home = f", {_home(words)} as home" if table.name == "clients" else ""
    engine.rows(f"create view case_{table.name} as select row_, {typed(table)}{home} from rows_{table.name}")
    for column in table.of_kind("codes"):
        _entries(engine, words, column=column)


def _home(words: Words) -> str:
    """Return the SQL of a client's household: whoever has none is one alone, which no household is called."""
    alone = "-1 - client_id" if "client_id" in words.keys else "'allein ' || client_id"
    return f"coalesce(household_id, {alone})"


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
