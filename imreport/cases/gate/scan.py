"""Read the cells of all columns: all texts of a column with few, else those that may hold an identifier."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from imreport.cases.engine import Engine
from imreport.cases.gate.model import SUSPECTS, Column, Inspected
from imreport.cases.numbering import number_of

FEW = 5_000
"""Up to so many distinct texts, a column is read as a whole; of others this many rows, spread over the file."""
FEW_PLAIN = 1_000
"""So many of plain numbers, which only all together may tell something: days in keys, the shape of a passport's."""
READ = 1_000
"""Characters of a cell that are looked at; a cell of that length is free text."""
# Hashes, but nothing that begins as an IBAN does, with two letters and two digits.
HASH = r"([1-9]|0[1-9a-fA-F]|[a-fA-F][0-9]|[a-fA-F]{2}([0-9][a-fA-F]|[a-fA-F]))[0-9a-fA-F]{12,62}"
PLAIN = rf"[A-Za-z]{{1,4}}[-_]?([0-9]{{1,7}}|[0-9]{{9,12}})|[1-9][0-9]{{0,9}}|0[0-9]{{0,7}}|000[0-9]{{1,8}}|{HASH}"
"""Running numbers and hashes, without blanks and without room for a day."""
TAME = "|".join((
    r"[A-Za-z]{1,4}[-_]?[0-9]{1,12}",  # running numbers with a letter before
    r"-?[1-9][0-9]{0,9}([.,][0-9]+)?|0[0-9]{0,7}([.,][0-9]+)?|000[0-9]{1,8}",  # numbers, Gemeindeschlüssel
    r"-?[1-9][0-9]{0,2}(\.[0-9]{3})+(,[0-9]+)?|[0-2]?[0-9]:[0-5][0-9](:[0-5][0-9])?",  # long numbers, times
    r"[0-3]?[0-9]\.[01]?[0-9]\.20(0[5-9]|[1-9][0-9])([ T].{5,8})?",  # days and times since 2005
    r"20(0[5-9]|[1-9][0-9])-[01][0-9]-[0-3][0-9]([ T].{5,8})?",
    HASH,
))  # fmt: skip
"""Texts that hold no identifier, as RE2 for the database: most keys and days are not looked at one by one."""
DAY = r"(19[2-9][0-9]|200[0-4])[01][0-9][0-3][0-9]|[0-3][0-9][01][0-9](19[2-9][0-9]|200[0-4])"
BIRTH_KEY = rf"[A-Za-z]{{1,4}}[-_]?({DAY})"
"""Tame by its shape, but for a day of birth."""
SUSPECT = f"not regexp_full_match(text_, ' *({TAME}) *') or regexp_full_match(text_, ' *({BIRTH_KEY}) *')"
DAYS_ASIDE = r"[A-Za-z]{1,4}[-_]?[0-9]{8}"
FORMAT = "regexp_matches(text_, '@|[0-9][0-9 ./()-]{5,}[0-9]')"


def plain(engine: Engine, relation: str, *, names: Sequence[str]) -> frozenset[str]:
    """Return the columns of text in which every cell is empty or a plain number: a running one or a hash.

    Such a cell is ASCII without blanks and holds no identifier; it needs no other look.
    """
    kinds = engine.kinds(relation)
    texts = [name for name in names if kinds[name] == "VARCHAR"]
    if not texts:
        return frozenset()
    tests = ", ".join(f"coalesce(bool_and({_is_plain(quoted(name))}), true)" for name in texts)
    [answers] = engine.rows(f"select {tests} from {relation}")
    return frozenset(name for name, answer in zip(texts, answers, strict=True) if answer)


def _is_plain(text: str) -> str:
    day = f"regexp_full_match({text}, '{DAYS_ASIDE}') and not regexp_full_match({text}, '{BIRTH_KEY}')"
    return f"case when regexp_full_match({text}, '{PLAIN}') then true when {text} is null then null else {day} end"


def read_columns(engine: Engine, relation: str, *, columns: Sequence[Column]) -> Iterator[Column]:
    """Fill the columns that hold anything: one pass for the sizes of all of them, then one over each alone."""
    for column, (filled, distinct) in zip(columns, _sizes(engine, relation, columns=columns), strict=True):
        if filled:
            cells = _Cells(engine, relation, column.inspected, filled)
            values, suspects = cells.all() if distinct <= FEW else cells.some()
            yield replace(column, filled=filled, values=values, suspects=suspects)


def quoted(name: str) -> str:
    """Return a name as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'


def _sizes(engine: Engine, relation: str, *, columns: Sequence[Column]) -> list[tuple[int, int]]:
    """Return how many cells of each column are filled, and about how many texts they have."""
    if not columns:
        return []
    kinds = engine.kinds(relation)
    counts = ", ".join(_size(column.inspected, kinds[column.inspected.name]) for column in columns)
    row = [int(str(number)) for number in engine.rows(f"select {counts} from {relation}")[0]]
    return list(zip(row[::2], row[1::2], strict=True))


def _size(column: Inspected, kind: str) -> str:
    """Return the SQL of both; texts of a list are few."""
    number, text = quoted(number_of(column.name)), quoted(column.name)
    if column.form:
        return f"count({number}), approx_count_distinct({number})"
    return (
        f"count(*) filter ({text} <> ''), approx_count_distinct({text})" if kind == "VARCHAR" else f"count({text}), 0"
    )


@dataclass(frozen=True)
class _Cells:
    """The cells of one column; both ways of reading return the column's values and its suspects."""

    engine: Engine
    relation: str
    column: Inspected
    filled: int

    def all(self) -> tuple[dict[str, int], dict[str, int]]:
        name = quoted(self._name)
        source = f"(select {name}, min(line_) as line_ from {self.relation} group by {name})"
        values = self._texts("true", source=source)
        return values, values

    def some(self) -> tuple[dict[str, int], dict[str, int]]:
        rows = FEW_PLAIN if self.column.is_plain else FEW
        sample = f"(from {self.relation} where hash(line_) % {max(1, self.filled // rows)} = 0)"
        suspects = {} if self.column.is_plain else self._texts(SUSPECT, source=self.relation, first=f"{FORMAT} desc, ")
        return self._texts("true", source=sample, limit=FEW), suspects

    @property
    def _name(self) -> str:
        return number_of(self.column.name) if self.column.form else self.column.name

    def _texts(self, condition: str, *, source: str, first: str = "", limit: int = SUSPECTS) -> dict[str, int]:
        """Return the distinct texts that meet a condition and the first row of each, in the order of the file."""
        form, name = self.column.form, quoted(self._name)
        text = form.text(name) if form else f"{name}::varchar"
        rows = self.engine.rows(
            f"select left(text_, {READ}), min(line_) as line from (select {text} as text_, line_ from {source}) "
            f"where text_ <> '' and ({condition}) group by text_ order by {first} line, text_ limit {limit}"
        )
        texts: dict[str, int] = {}
        for cell, line in rows:
            # Blanks around a text are cut here: in the database it takes longer than all the rest.
            texts.setdefault(str(cell).strip(), int(str(line)))
        texts.pop("", None)
        return texts
