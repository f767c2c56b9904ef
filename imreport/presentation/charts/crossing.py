"""Two dimensions: paired bars before and after the cut, or a panel per category of one dimension."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeVar

from imreport.disclosure import Cell, Release, ReleasedTable
from imreport.indicators import TOTAL
from imreport.presentation.charts.sketch import Sketch, number
from imreport.presentation.drawing import Plan
from imreport.presentation.grid import Series
from imreport.presentation.portions import portion
from imreport.presentation.select import along, crossing, lines
from imreport.presentation.texts import share_text, value_text

PANELS: Final = 5
ROWS: Final = 10
LAST_YEARS: Final = "Gezeigt sind die letzten {count} Jahre; alle stehen in der Tabelle."

T = TypeVar("T")
S = TypeVar("S")
Numbers = tuple[tuple[float | None, ...], ...]
Texts = tuple[tuple[str, ...], ...]


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
    share = share_text(cell.shares["anteil"])
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
        """Sketch it; of many years the last ones, of many rows the largest."""
        every = along(released, self.axis)
        panels = [*every[-PANELS:], *([(TOTAL, "Gesamt")] if self.total and len(every) > 1 else [])]
        rows = lines(released, 1 - self.axis, most=ROWS)
        columns = [[crossing(released, row, panel, axis=1 - self.axis) for row in rows] for panel, _ in panels]
        values, texts = self._drawn(released, columns)
        series = tuple(Series(name, row) for (_, name), row in zip(panels, values, strict=True))
        residual = tuple(row.residual for row in rows)
        plan = Plan("panels", tuple(row.label for row in rows), series, texts, residual)
        return plan, released.cells, (LAST_YEARS.format(count=PANELS),) if len(every) > PANELS else ()

    def _drawn(self, released: ReleasedTable, columns: list[list[Cell]]) -> tuple[Numbers, Texts]:
        """Return numbers and texts of every panel: shares where all of them can be told, else the counts."""
        shares = [[portion(released, cell, self.axis) for cell in column] for column in columns]
        if self.shares and not any(share is None for column in shares for share in column):
            return _all(shares, number), _all(shares, share_text)
        values = [[cell.value for cell in column] for column in columns]
        return _all(values, number), _all(values, lambda value: value_text(value, released.indicator.decimals))


def _all(columns: list[list[T]], change: Callable[[T], S]) -> tuple[tuple[S, ...], ...]:
    return tuple(tuple(map(change, column)) for column in columns)
