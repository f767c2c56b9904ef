"""The sheets of the workbook: one per Kennzahl, and one per table of the report that sets several side by side."""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from imreport.disclosure import Release, ReleasedTable
from imreport.presentation import Grid, Omitted, Table, message
from imreport.presentation.charts import CHARTS
from imreport.presentation.comparing import changes, comparison, planned_comparison
from imreport.presentation.select import parts
from imreport.presentation.style import SERIES
from imreport.presentation.tables import crossed, listing
from imreport.presentation.teams import team_table
from imreport.presentation.texts import basis_text, notes, source_text

LINE: Final = 100
TAB: Final = 31
"""How many letters Excel takes for the name of a sheet."""
UPRIGHT: Final = ("month", "year", "moment", "half")
"""The kinds of dimensions that are drawn as columns, one after the other in time."""
COMPARISON: Final = "vergleich"
BOTH_PERIODS: Final = (1, 2)


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a sheet draws beside its table.

    Attributes:
        kind: ``bar`` (horizontal) or ``column`` (vertical).
        columns: The columns of the sheet that are drawn, a series each.
        message: The sentence that the chart is drawn for.
    """

    kind: str
    columns: tuple[int, ...]
    message: str


@dataclass(frozen=True, slots=True)
class Leaf:
    """A sheet with a table.

    Attributes:
        name: What its tab says.
        chapter: Key of the chapter that it belongs to.
        title: What it shows.
        lines: What stands between title and table: unit, basis, notes, source.
        grid: The numbers.
        drawn: Its chart, None without one.
    """

    name: str
    chapter: str
    title: str
    lines: tuple[str, ...]
    grid: Grid
    drawn: Drawn | None = None


def leaves(release: Release) -> list[Leaf]:
    """Return the sheets in the order of the chapters; those that only other chapters need come last."""
    places = {key: place for place, key in enumerate(release.chapters)}
    made = [
        *(_of_kennzahl(release, table) for table in release.tables.values()),
        *_of_block(team_table(release), "Teams", chapter="organisation"),
        *_of_block(comparison(release), "Vergleich", chapter=COMPARISON),
        *_compared(release),
        *_of_block(changes(release), "Änderungen", chapter=COMPARISON),
    ]
    return sorted(made, key=lambda leaf: places.get(leaf.chapter, len(places)))


def _of_kennzahl(release: Release, table: ReleasedTable) -> Leaf:
    indicator = table.indicator
    grid = listing(table, parts(table)) if len(indicator.dimensions) == 1 else crossed(table)
    remarks = notes(release, table, cells=table.cells, grid=grid)
    lines = _lines(indicator.unit, basis_text(release, table), remarks=(*remarks, source_text(release, table)))
    columns = _drawn_columns(table, grid) if table.key in CHARTS else ()
    kind = "column" if indicator.dimensions[0].kind in UPRIGHT else "bar"
    drawn = Drawn(kind, columns, message(release, table)) if 0 < len(columns) <= len(SERIES) else None
    return Leaf(indicator.short, indicator.chapter, indicator.title, lines, grid, drawn)


def _compared(release: Release) -> Iterator[Leaf]:
    """Yield the Kennzahlen beside those of the second period; where only totals are compared, the overview has them."""
    for key in release.comparison.tables if release.comparison else ():
        block = comparison(release, key) if key in release.tables else Omitted(key, "")
        if isinstance(block, Table) and any(not row.total for row in block.grid.rows):
            planned = planned_comparison(release, key)
            drawn = None if isinstance(planned, Omitted) else Drawn("bar", BOTH_PERIODS, planned[1].message)
            name = _tab(f"Vergleich {release.tables[key].indicator.short}")
            yield from _of_block(block, name, chapter=COMPARISON, drawn=drawn)


def _tab(name: str) -> str:
    return name if len(name) <= TAB else f"{name[: TAB - 1]}…"


def _of_block(block: Table | Omitted, name: str, *, chapter: str, drawn: Drawn | None = None) -> Iterator[Leaf]:
    """Yield the sheet of a table of the report, if this run has it."""
    if isinstance(block, Table):
        lines = _lines(block.unit, block.basis, remarks=(*block.notes, block.source))
        yield Leaf(name, chapter, block.title, lines, block.grid, drawn)


def _lines(unit: str, basis: str, *, remarks: tuple[str, ...]) -> tuple[str, ...]:
    units = (f"Einheit: {unit}",) if unit else ()
    return (*units, basis, *textwrap.wrap(" ".join(remarks), LINE))


def _drawn_columns(table: ReleasedTable, grid: Grid) -> tuple[int, ...]:
    """Return the columns to draw: shares where the Kennzahl compares them, else the first column of values."""
    rows = [line for line in grid.rows if not line.total]
    shares = [number for number, entry in enumerate(rows[0].entries, start=1) if entry.share] if rows else []
    return tuple(shares) if table.percent_only or len(table.indicator.dimensions) > 1 or not rows else (1,)
