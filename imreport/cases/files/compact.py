"""Compact: columns of few distinct texts are kept as numbers of a list of them, so that millions of rows stay small."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from imreport.cases.engine import Engine, enum

MANY_LINES: Final = 50_000
"""From so many lines on it is worth a first look at the file."""
SAMPLE: Final = 5_000
"""So many records tell which columns may have few distinct texts."""
RARE: Final = 20
"""Such a column repeats each of its texts so often in the sample, on average."""
FEW: Final = 5_000
"""Distinct texts that are few."""
LENGTH: Final = 500_000
"""Characters that they may have together."""


@dataclass(frozen=True, slots=True)
class Scan:
    """Records that can be read several times: what stands after ``from``, and its parameters."""

    source: str
    parameters: Mapping[str, object]

    def ask(self, engine: Engine, query: str) -> list[tuple[object, ...]]:
        """Run a query with ``{source}`` in it."""
        return engine.rows(query.replace("{source}", self.source), **self.parameters)


def compact(engine: Engine, scan: Scan, *, columns: int, lines: int) -> str:
    """Return the query of all records of a scan in their order, whose parameters are those of the scan.

    Args:
        engine: The database.
        scan: Records with the texts ``c0`` …
        columns: How many texts.
        lines: How many records there may be.
    """
    names = [f"c{n}" for n in range(columns)]
    listed = _listed(engine, scan, names=names) if lines >= MANY_LINES else {}
    cells = (f"cast({name} as {enum(listed[name])}) as {name}" if listed.get(name) else name for name in names)
    return f"select {', '.join(cells)} from {scan.source}"


def _listed(engine: Engine, scan: Scan, *, names: Sequence[str]) -> dict[str, list[str]]:
    """Return the distinct texts of the columns that have few, from one pass over all records."""
    candidates = _candidates(engine, scan, names=names)
    if not candidates:
        return {}
    sets = ", ".join(f"({name})" for name in candidates)
    place = " ".join(f"when grouping({name}) = 0 then '{name}'" for name in candidates)
    found: dict[str, list[str]] = {name: [] for name in candidates}
    query = f"""select name, list(text) from (
            select case {place} end as name, coalesce({", ".join(candidates)}) as text
            from {{source}} group by grouping sets ({sets}))
        where text is not null group by name having count(*) <= {FEW} and sum(length(text)) <= {LENGTH}"""
    for name, texts in scan.ask(engine, query):
        found[str(name)] = sorted(texts)  # type: ignore[call-overload]
    return found


def _candidates(engine: Engine, scan: Scan, *, names: Sequence[str]) -> list[str]:
    """Return the columns whose texts repeat in the first records."""
    counts = ", ".join(f"count({name}), approx_count_distinct({name})" for name in names)
    [row] = scan.ask(engine, f"select {counts} from (select * from {{source}} limit {SAMPLE})")
    sizes = [int(str(number)) for number in row]
    pairs = zip(names, sizes[::2], sizes[1::2], strict=True)
    return [name for name, filled, distinct in pairs if distinct and distinct * RARE <= filled]
