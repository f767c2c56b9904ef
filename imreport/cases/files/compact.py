"""Compact: columns of few distinct texts are kept as numbers of a list of them, running numbers as numbers.

So millions of rows stay small. The lists, and the forms of numbers, come from records all over the file, so that the
file is read once. A text that is not in a list or has another form stays beside its row at first; afterwards it makes
the list longer, or the column one of texts.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final, Self, cast

from imreport.cases.engine import Engine
from imreport.cases.numbering import Form, Forms

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
class Plan:
    """How columns are kept: as numbers of a list, as running numbers; others as texts."""

    lists: Lists
    forms: Forms

    @classmethod
    def of(cls, records: Sequence[Sequence[str]]) -> Self:
        """Return what these records tell of all."""
        listed = lists(records)
        cells = {f"c{place}": set(texts) - {""} for place, texts in enumerate(zip(*records, strict=True))}
        found = {name: Form.of(texts) for name, texts in cells.items() if name not in listed}
        return cls(listed, {name: form for name, form in found.items() if form})

    def kept(self, name: str, engine: Engine) -> str:
        """Return the SQL of a cell in the way its column is kept; NULL where the text does not fit."""
        form = self.forms.get(name)
        return form.number(name) if form else f"try_cast({name} as {engine.list_type(sorted(self.lists[name]))})"


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


def make_compact(engine: Engine, scan: Scan, *, table: str, columns: int, plan: Plan) -> Forms:
    """Make a table of all records of a scan in their order.

    Args:
        engine: The database.
        scan: The records.
        table: What the table is called.
        columns: How many texts a record has.
        plan: How columns are kept if nothing else is found.

    Returns:
        The columns that hold running numbers, and their forms.
    """
    names, known = [f"c{place}" for place in range(columns)], [*plan.lists, *plan.forms]
    kept = "".join(f", {plan.kept(name, engine)} as known_{name}" for name in known)
    cells = ", ".join(f"known_{name} as {name}" if name in known else name for name in names)
    other = ", ".join(f"case when known_{name} is null then {name} end" for name in known)
    rest = f", case when coalesce({other}) is not null then [{other}] end as rest_" if known else ""
    query = f"select {cells}{rest} from (select *{kept} from {scan.source})"
    engine.rows(f'create table "{table}" as {query}', **scan.parameters)
    misfits = _take_in(engine, table, plan=plan) if known else []
    return {name: form for name, form in plan.forms.items() if name not in misfits}


def _take_in(engine: Engine, table: str, *, plan: Plan) -> list[str]:
    """Take what stands beside the rows into the columns, and return those whose type had to change.

    Lists become longer; a list that gets too long, and a number with exceptions, become text.
    """
    query = f"""select place, case when count(distinct text) <= {FEW} then list(distinct text) end from (
            select generate_subscripts(rest_, 1) as place, unnest(rest_) as text from "{table}" where rest_ is not null)
        where text is not null group by place order by place"""
    names = [*plan.lists, *plan.forms]
    found = [(int(str(place)), cast("list[str] | None", new)) for place, new in engine.rows(query)]
    for place, new in found:
        name = names[place - 1]
        form, texts = plan.forms.get(name), plan.lists.get(name, frozenset()).union(new or [])
        kind = engine.list_type(sorted(texts)) if new and not form and _are_few(texts) else "varchar"
        old = form.text(name) if form else f"cast({name} as varchar)"
        cell = f"cast(coalesce({old}, rest_[{place}]) as {kind})"
        engine.rows(f'alter table "{table}" alter {name} set data type {kind} using {cell}')
    engine.rows(f'alter table "{table}" drop rest_')
    return [names[place - 1] for place, _ in found]
