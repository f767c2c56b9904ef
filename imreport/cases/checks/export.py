"""The export as rules see it: its tables and columns, its rows as SQL, and where a row stands in its file."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from threading import Lock
from typing import Final, NamedTuple

from imreport.cases.checks.settings import CheckSettings
from imreport.cases.codes import CodeLists
from imreport.cases.engine import Engine
from imreport.cases.mapping import normalised
from imreport.cases.numbering import Form
from imreport.cases.parts import Part
from imreport.cases.schema import Column, Table, tables

Answer = list[tuple[object, ...]]
FIRST: Final = 10_000
"""So many rows mostly tell already that contents do not ascend."""


class Place(NamedTuple):
    """Where something stands, as a clerk finds it."""

    file: str
    sheet: str = ""
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Export:
    """What a rule may look at: ``rows_`` and ``case_`` tables, the code lists, the report's period, the settings.

    Keys that are numbers in these tables are in ``numbered``, with the form that they have in the files.
    """

    engine: Engine
    parts: Sequence[Part]
    codes: CodeLists
    period: tuple[date, date] | None = None
    settings: CheckSettings = field(default_factory=CheckSettings)
    numbered: Mapping[str, Form] = field(default_factory=dict)
    _answers: dict[str, Answer] = field(default_factory=dict, init=False, repr=False, compare=False)
    _locks: defaultdict[str, Lock] = field(
        default_factory=lambda: defaultdict(Lock), init=False, repr=False, compare=False
    )

    def holds(self, *names: str) -> bool:
        """Whether the export holds all these tables."""
        return set(names) <= {part.table.name for part in self.parts}

    def tables(self) -> Iterator[Table]:
        """Yield the tables that the export holds."""
        return (table for name, table in tables().items() if self.holds(name))

    def headers(self, table: Table) -> Iterator[tuple[Place, tuple[str, ...]]]:
        """Yield every header that rows of a table stand under, in the words of the schema, and where."""
        for part in self._of(table):
            wanted = part.spec.wanted(table)
            names = (wanted.get(normalised(text)) for text in part.header)
            header = tuple(name.header if name else text for name, text in zip(names, part.header, strict=True))
            yield Place(part.rectangle.file, part.rectangle.sheet), header

    def present(self, table: Table) -> Iterator[Column]:
        """Yield the columns that every file of a table holds."""
        headers = [header for _, header in self.headers(table)]
        return (column for column in table.columns if headers and all(column.header in header for header in headers))

    def is_plain(self, table: Table, column: Column) -> bool:
        """Whether every cell of a column is known to be empty or a plain number: ASCII without blanks."""
        return column.name in self.numbered or all(part.is_plain(column) for part in self._of(table))

    def origins(self, table: Table) -> Mapping[int, str]:
        """Return ``part_`` to the name of its source in bericht.toml, empty if there is one source."""
        return {part.number: part.spec.name for part in self._of(table)}

    def scan(self, table: Table) -> str:
        """Return the SQL after ``from`` of the rows ``t``, their texts (``Column.text``) beside their typed values."""
        codes = ", ".join(f"cast({column.name} as varchar) as {column.name}" for column in table.of_kind("code"))
        return f"(select * {f'replace ({codes})' if codes else ''} from rows_{table.name}) as t"

    def typed(self, name: str) -> str:
        """Return the SQL after ``from`` of a table's typed rows with ``row_``."""
        return f"case_{name}"

    def hidden(self, text: str) -> str:
        """Return the condition that a text of a row (``t``) may be a key or hold one, and is not shown.

        The cells of a record too long or too short may stand under the wrong headers, two may have changed places, and
        a cell with a line break may be the rest of a record whose quote closed too late.
        """
        named = ((table, column) for table in self.tables() for column in table.of_kind("key", "reference"))
        keys = " union all ".join(f"select {self._key(column)} from case_{table.name}" for table, column in named)
        return f"(t.surplus_ or t.short_ or regexp_matches({text}, '[\\t\\r\\n]') or trim({text}) in ({keys}))"

    def _key(self, column: Column) -> str:
        """Return the SQL of a key as it stands in the files."""
        form = self.numbered.get(column.name)
        return form.text(column.name) if form else column.name

    def within(self, day: str) -> str:
        """Return the condition that a day lies in the report's period."""
        if self.period is None:
            return f"{day} is not null"
        start, end = self.period
        return f"{day} between date '{start}' and date '{end}'"

    def limit(self, name: str) -> float:
        """Return a limit as the settings have it."""
        return self.settings.limit(name)

    def ask(self, sql: str) -> Answer:
        """Run a query; when another rule has asked the same, or is just asking it, its answer is taken."""
        with self._locks[sql]:
            if sql not in self._answers:
                self._answers[sql] = self.engine.rows(sql)
        return self._answers[sql]

    def numbers(self, sql: str) -> list[float]:
        """Run a query that returns one row of numbers; an empty sum is 0."""
        return [float(str(value or 0)) for value in self.ask(sql)[0]]

    def ascends(self, content: str, rows: str) -> bool:
        """Whether every content is greater than the one read before it, as running numbers mostly are: none repeats."""
        query = f"""select bool_and(before is null or one > before) from (
            select one, lag(one) over () as before from (select {content} as one from {rows}{{limit}}))"""
        first, whole = query.format(limit=f" limit {FIRST}"), query.format(limit="")
        return all(self.ask(sql) != [(False,)] for sql in (first, whole))

    def may_repeat(self, content: str, rows: str) -> bool:
        """Whether some rows may have the same content: a look at hashes, much cheaper than at the texts themselves."""
        [(repeats,)] = self.ask(f"select count(*) > count(distinct hash({content})) from {rows}")
        return bool(repeats)

    def at(self, part: int, line: int) -> Place:
        """Return where a row stands, by its ``part_`` and ``line_``."""
        sheet = self.parts[part].rectangle
        return Place(sheet.file, sheet.sheet, line)

    def place(self, table: Table) -> Place:
        """Return where a fault of a whole table stands: its first file."""
        return next(place for place, _ in self.headers(table))

    def _of(self, table: Table) -> Iterator[Part]:
        return (part for part in self.parts if part.table is table)
