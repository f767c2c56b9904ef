"""Compact: columns of few distinct texts are kept as numbers of a list of them, so that millions of rows stay small.

The list comes from records all over the file, so that the file is read once. A text that is not in it stays beside its
row at first, and makes the list longer afterwards.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final, cast

from imreport.cases.engine import Engine, enum

MANY_LINES: Final = 50_000
"""From so many lines on it is worth a first look at the file."""
PLACES: Final = 100
"""At so many places of the file the first look reads records."""
PIECE: Final = 8_000
"""So many bytes at each of them."""
RARE: Final = 20
"""A column is listed if each of its texts stands so often in these records, on average."""
FEW: Final = 5_000
"""Distinct texts that are few."""
LENGTH: Final = 500_000
"""Characters that they may have together."""
DAY: Final = re.compile(r"(?P<german>\d\d\.\d\d\.(?P<g>\d{4}))|\d{4}-\d\d-\d\d")

Lists = Mapping[str, frozenset[str]]
"""Column to the texts that it may hold."""


@dataclass(frozen=True, slots=True)
class Scan:
    """Records with the texts ``c0`` …: what stands after ``from``, and its parameters."""

    source: str
    parameters: Mapping[str, object]


def sample(path: Path, *, delimiter: str, columns: int) -> list[list[str]]:
    """Return records from places all over a UTF-8 file that has one record a line."""
    lines: list[bytes] = []
    with path.open("rb") as stream:
        size = stream.seek(0, io.SEEK_END)
        for start in range(0, size, max(PIECE, size // PLACES)):
            stream.seek(start)
            stream.readline()
            lines += stream.readlines(PIECE)
    text = b"".join(lines).decode("utf-8", "replace")
    records: list[list[str]] = []
    with suppress(csv.Error):  # a cut quote may seem to hold all the rest
        records += (texts for texts in csv.reader(io.StringIO(text), delimiter=delimiter) if len(texts) == columns)
    return records


def lists(records: Sequence[Sequence[str]]) -> Lists:
    """Return the texts of the columns that have few, as far as these records tell."""
    found = {}
    for place, cells in enumerate(zip(*records, strict=True)):
        texts = frozenset(cells) - {""}
        if texts and len(texts) * RARE <= len(cells) - cells.count(""):
            texts |= _days(texts)
            if _are_few(texts):
                found[f"c{place}"] = texts
    return found


def _are_few(texts: frozenset[str]) -> bool:
    return len(texts) <= FEW and sum(map(len, texts)) <= LENGTH


def _days(texts: frozenset[str]) -> frozenset[str]:
    """Return all days of the years whose days stand among some texts, written as they are."""
    matches = [match for match in map(DAY.fullmatch, texts) if match]
    years = {(int(match["g"] or match[0][:4]), match["german"] is not None) for match in matches}
    return frozenset(day for year, german in years if year for day in _year(year, german=german))


def _year(year: int, *, german: bool) -> Iterator[str]:
    first = date(year, 1, 1)
    for more in range(365 + (year % 4 == 0)):  # a day of the next year does no harm
        yield f"{first + timedelta(more):{'%d.%m.%Y' if german else '%Y-%m-%d'}}"


def make_compact(engine: Engine, scan: Scan, *, table: str, columns: int, listed: Lists) -> None:
    """Make a table of all records of a scan in their order.

    Args:
        engine: The database.
        scan: The records.
        table: What the table is called.
        columns: How many texts a record has.
        listed: The columns that are kept as numbers of a list, and the texts that they have if nothing else is found.
    """
    names = [f"c{place}" for place in range(columns)]
    known = "".join(f", try_cast({name} as {enum(sorted(texts))}) as known_{name}" for name, texts in listed.items())
    cells = ", ".join(f"known_{name} as {name}" if name in listed else name for name in names)
    other = ", ".join(f"case when known_{name} is null then {name} end" for name in listed)
    rest = f", case when coalesce({other}) is not null then [{other}] end as rest_" if listed else ""
    query = f"select {cells}{rest} from (select *{known} from {scan.source})"
    engine.rows(f'create table "{table}" as {query}', **scan.parameters)
    if listed:
        _lengthen(engine, table, listed=listed)


def _lengthen(engine: Engine, table: str, *, listed: Lists) -> None:
    """Take what stands beside the rows into the lists; a list that gets too long becomes text."""
    query = f"""select place, case when count(distinct text) <= {FEW} then list(distinct text) end from (
            select generate_subscripts(rest_, 1) as place, unnest(rest_) as text from "{table}" where rest_ is not null)
        where text is not null group by place order by place"""
    names = [*listed]
    for place, new in engine.rows(query):
        name = names[int(str(place)) - 1]
        texts = listed[name].union(cast("list[str]", new or []))
        kind = enum(sorted(texts)) if new and _are_few(texts) else "varchar"
        cell = f"cast(coalesce(cast({name} as varchar), rest_[{place}]) as {kind})"
        engine.rows(f'alter table "{table}" alter {name} set data type {kind} using {cell}')
    engine.rows(f'alter table "{table}" drop rest_')
