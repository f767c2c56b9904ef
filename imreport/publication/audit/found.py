"""What readers find in a document: texts, tables, series, drawings, pictures, each with its place."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Found:
    """Something that a document holds.

    Attributes:
        place: Where, in words that help to find it.
    """

    place: str


@dataclass(frozen=True, slots=True)
class Words(Found):
    """A text.

    Attributes:
        text: The text.
        prose: Whether somebody wrote it: only there may a count stand without the category that it belongs to.
    """

    text: str
    prose: bool = False


@dataclass(frozen=True, slots=True)
class Table(Found):
    """A table, its rows top down; the place of a cell is that within the table."""

    rows: tuple[tuple[Words, ...], ...]


@dataclass(frozen=True, slots=True)
class Series(Found):
    """The cache of a chart: its name, and category and number of each point."""

    name: str
    points: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Drawing(Found):
    """A vector picture: every text that is drawn."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Picture(Found):
    """A picture made of pixels, whose numbers no program reads.

    Attributes:
        content: Its bytes.
        own: Whether it stands in the notebook beside the chart that it shows.
    """

    content: bytes
    own: bool = False


@dataclass(frozen=True, slots=True)
class Block(Found):
    """The content of a notebook's block: a chart, a table or the cover."""

    content: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Record(Found):
    """A row of kennzahlen.csv."""

    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Template(Found):
    """The source of a passage: its text with placeholders, and the chapter that it falls away with."""

    text: str
    chapter: str


@dataclass(frozen=True, slots=True)
class Opaque(Found):
    """Something that cannot be read, and therefore not be audited."""


class Reader(Protocol):
    """Finds what a file of one format holds."""

    def __call__(self, content: bytes) -> Iterator[Found]:
        """Yield everything in it that could say a number."""


def inside(place: str, found: Iterable[Found]) -> Iterator[Found]:
    """Put a place before the place of everything that was found in it."""
    return (replace(one, place=", ".join(part for part in (place, one.place) if part)) for one in found)
