"""Two dimensions: paired bars before and after the cut, or a panel per category of one dimension."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from imreport.disclosure import Cell, Release, ReleasedTable, Value
from imreport.indicators import TOTAL
from imreport.presentation.charts.sketch import Sketch, number
from imreport.presentation.drawing import Plan
from imreport.presentation.grid import Series
from imreport.presentation.select import ALL, Line, along, crossing, lines
from imreport.presentation.texts import only_share, share_of, value_text

PANELS: Final = 5
LAST_YEARS: Final = "Gezeigt sind die letzten {count} Jahre; alle stehen in der Tabelle."


def eras(release: Release, released: ReleasedTable, *, named: int) -> Sketch:
    """Two bars per category of the second dimension: its share before and after the cut, the count behind it."""
    seconds = along(released, 1)
    columns = [[released.cell(era, key) for key, _ in seconds] for era in ("vorher", "seither")]
    shares = [[cell.shares["anteil"] for cell in column] for column in columns]
    series = (Series(column[0].labels[0], tuple(map(number, row))) for column, row in zip(columns, shares, strict=True))
    labels = (tuple(map(_share_and_count, column)) for column in columns)
    names = tuple(label for _, label in seconds)
    return Plan("bar", names, tuple(series), tuple(labels), (False,) * len(names)), released.cells, ()


def _share_and_count(cell: Cell) -> str:
    share = share_of(cell, "anteil")
    return share if cell.is_hidden else f"{share} ({value_text(cell.value)})"


@dataclass(frozen=True, slots=True)
class Panels:
    """Draws a panel per category of one dimension.

    Attributes:
        axis: The dimension that has the panels; the other names the rows.
        shares: Whether shares within the panel are drawn; else the numbers.
        total: Whether the totals have a panel of their own.
    """

    axis: int
    shares: bool = False
    total: bool = False

    def __call__(self, release: Release, released: ReleasedTable, *, named: int) -> Sketch:
        """Sketch it; of many years the last ones."""
        every = along(released, self.axis)
        rows = lines(released, 1 - self.axis)
        panels = self._legible(self._panels(released, every[-PANELS:]), released, rows=rows)
        columns = [[crossing(released, row, other=panel, axis=1 - self.axis) for row in rows] for panel in panels]
        shares = [[only_share(cell) for cell in column] for column in columns]
        told = self.shares and not any(share is None for column in shares for share in column)
        drawn: list[list[Value | None]] = shares if told else [[cell.value for cell in column] for column in columns]
        plan = Plan(
            "panels",
            tuple(row.label for row in rows),
            tuple(Series(panel.label, tuple(map(number, row))) for panel, row in zip(panels, drawn, strict=True)),
            tuple(tuple(self._text(cell, released, shares=told) for cell in column) for column in columns),
            tuple(row.residual for row in rows),
        )
        return plan, released.cells, tuple(_notes(released, shares=told, years=len(every)))

    def _text(self, cell: Cell, released: ReleasedTable, *, shares: bool) -> str:
        if shares:
            return share_of(cell, next(iter(cell.shares)))
        return value_text(cell.value, released.indicator.decimals)

    def _panels(self, released: ReleasedTable, categories: list[tuple[str, str]]) -> list[Line]:
        """Return what has a panel: no category without any case, and the total where there are several."""
        total = any(TOTAL in cell.keys and cell.number for cell in released.cells)
        cells = {key: released.cell(*((key, TOTAL) if self.axis == 0 else (TOTAL, key))) for key, _ in categories}
        found = [Line(label, (key,)) for key, label in categories if cells[key].number != 0 or not total]
        return [*found, ALL] if self.total and len(found) > 1 else found

    def _legible(self, panels: list[Line], released: ReleasedTable, *, rows: list[Line]) -> list[Line]:
        """Return the panels in which a number is shown; all of them where there is none."""
        other = 1 - self.axis
        shown = [p for p in panels if not all(crossing(released, r, other=p, axis=other).is_hidden for r in rows)]
        return shown or panels


def _notes(released: ReleasedTable, *, shares: bool, years: int) -> Iterator[str]:
    """Yield what the bars are where they are shares, and how many of the years are shown."""
    if shares:
        yield f"Gezeigt: {released.indicator.shares[0].title}."
    if years > PANELS:
        yield LAST_YEARS.format(count=PANELS)
