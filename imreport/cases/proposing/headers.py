"""Headers: which of the first rows of an unknown sheet is its header."""

from collections.abc import Sequence
from typing import Final

from imreport.cases.parts import Rectangle
from imreport.cases.proposing.words import column_likeness
from imreport.cases.schema import Table, tables

KNOWN: Final = 0.8
"""How well a cell must fit a column to count as its header."""
FEWEST: Final = 2
"""A row with fewer known headers is no header: perhaps the sheet has none, and what stands there are values."""
LONGEST: Final = 80
"""A longer text is no header of ours."""


def header_row(rectangle: Rectangle) -> tuple[int, tuple[str, ...]] | None:
    """Return row number and texts of the header, None if no row looks like one."""
    rows = [(_known(texts), row, texts) for row, texts in rectangle.head]
    best, row, texts = max(rows, key=lambda entry: (entry[0], -entry[1]), default=(0, 0, ()))
    if best < FEWEST:
        return None
    last = max(place for place, text in enumerate(texts, start=1) if text.strip())
    return row, tuple(texts[:last])


def _known(texts: Sequence[str]) -> int:
    """Return how many of the texts are headers of the table that most of them fit."""
    own = {text.strip() for text in texts if 0 < len(text.strip()) <= LONGEST}
    return max(sum(_fits(text, table) for text in own) for table in tables().values())


def _fits(text: str, table: Table) -> bool:
    return any(column_likeness(text, table.name, column=column.name) >= KNOWN for column in table.columns)
