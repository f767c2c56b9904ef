"""Sketches: what is to be drawn of a Kennzahl, for which of its cells, with which notes."""

from typing import Protocol

from imreport.disclosure import Cell, Release, ReleasedTable, Value
from imreport.presentation.drawing import Plan

Sketch = tuple[Plan, tuple[Cell, ...], tuple[str, ...]]
"""What to draw, the cells it stands for, and notes of its own."""


class Sketcher(Protocol):
    """Turns a released table into a sketch."""

    def __call__(self, release: Release, released: ReleasedTable, *, named: int) -> Sketch:
        """Name at most ``named`` categories where the chart is about the most frequent ones."""


def number(value: Value | None) -> float | None:
    """Return a number that may be drawn, None for what is hidden or does not exist."""
    return value if isinstance(value, int | float) else None
