"""Grids: rows and columns of published numbers, as printed and as numbers; what tables and charts are made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Entry:
    """One number of a grid: as it is printed, and as a number.

    Attributes:
        text: What is printed.
        number: The number, None where there is none or it is hidden.
        share: Whether it is a percentage.
    """

    text: str
    number: float | None = None
    share: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a grid: its name and its entries."""

    name: str
    entries: tuple[Entry, ...]
    total: bool = False

    @property
    def texts(self) -> tuple[str, ...]:
        """The row as printed, its name first."""
        return (self.name, *(entry.text for entry in self.entries))


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows and columns of published numbers: what a table prints and what stands beside a chart.

    Attributes:
        header: One text per column; the first column names the rows.
        rows: The rows, totals last.
    """

    header: tuple[str, ...]
    rows: tuple[Row, ...]

    @classmethod
    def of(cls, raw: Mapping[str, Any]) -> Self:
        """Rebuild a grid from its JSON form."""
        rows = (
            Row(row["name"], tuple(Entry(**entry) for entry in row["entries"]), row["total"]) for row in raw["rows"]
        )
        return cls(tuple(raw["header"]), tuple(rows))


@dataclass(frozen=True, slots=True)
class Series:
    """One series of a chart: its name and a number per category, None where it is hidden or missing."""

    name: str
    values: tuple[float | None, ...]
