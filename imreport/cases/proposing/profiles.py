"""Profiles: what the values of a file's columns are like. Values stay in here; nobody prints a profile."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from imreport.cases.cells import NUMBER, day_sql, trimmed
from imreport.cases.engine import Engine

SAMPLE: Final = 20_000
"""From how many rows the shares of dates and numbers are taken."""
MANY: Final = 5_000
"""A column with more distinct values holds no codes."""
LONG: Final = 300
"""A column with longer values holds no codes."""


@dataclass(frozen=True, slots=True)
class Profile:
    """One column of a sheet.

    Attributes:
        relation: The relation that it stands in.
        cell: The name of its column there.
        header: Its header.
        rows: Rows of the sheet.
        filled: Rows in which it is not empty.
        distinct: How many different values it has.
        days: Share of the values that are days, from 0 to 1.
        numbers: Share of the values that are numbers.
        values: Each value and how often it occurs, most frequent first; empty where there are too many.
    """

    relation: str
    cell: str
    header: str
    rows: int
    filled: int
    distinct: int
    days: float
    numbers: float
    values: Mapping[str, int] = field(repr=False)


def profiles(engine: Engine, relation: str, *, header: Sequence[str]) -> list[Profile]:
    """Describe every column of a relation that has a header."""
    cells = {f"c{place}": text for place, text in enumerate(header) if text.strip()}
    if not cells:
        return []
    [counts] = engine.rows(f"select count(*){''.join(map(_counts, cells))} from {relation}")
    [shares] = engine.rows(f"select {', '.join(map(_shares, cells))} from (from {relation} limit {SAMPLE})")
    found = []
    for place, (cell, text) in enumerate(cells.items()):
        filled, distinct, longest = (int(str(number or 0)) for number in counts[1 + 3 * place : 4 + 3 * place])
        days, numbers = (float(str(share or 0)) for share in shares[2 * place : 2 * place + 2])
        values = _values(engine, relation, cell=cell) if distinct <= MANY and longest <= LONG else {}
        found.append(
            Profile(relation, cell, text, int(str(counts[0])), filled, distinct, days, numbers, values),
        )
    return found


def _counts(cell: str) -> str:
    text = trimmed(cell)
    return f", count({text}), count(distinct {text}), max(length({text}))"


def _shares(cell: str) -> str:
    text = trimmed(cell)
    day, number = f"({day_sql(text)}) is not null", f"regexp_full_match({text}, '{NUMBER}')"
    filled = f"filter ({text} is not null)"
    return f"avg(cast({day} as integer)) {filled}, avg(cast({number} as integer)) {filled}"


def _values(engine: Engine, relation: str, *, cell: str) -> dict[str, int]:
    text = trimmed(cell)
    rows = engine.rows(
        f"select {text} as v, count(*) as n from {relation} where {text} is not null group by v order by n desc, v"
    )
    return {str(value): int(str(count)) for value, count in rows}
