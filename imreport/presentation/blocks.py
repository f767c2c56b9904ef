"""Blocks: frozen values, one per notebook output, that hold everything a document needs to print them.

A block shows itself in Jupyter as a mimebundle. ``application/vnd.imreport.block+json`` carries its content;
documents are built from that, never from the HTML beside it.
"""

import base64
import json
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from html import escape
from typing import Any, ClassVar, Final

from imreport.disclosure import Release
from imreport.presentation.form import opening
from imreport.presentation.grid import Grid, Series
from imreport.presentation.html import fields_html, picture_html, table_html, warning_html
from imreport.presentation.protection import warning

MIME: Final = "application/vnd.imreport.block+json"
Bundle = dict[str, Any]


@dataclass(frozen=True)
class Block(ABC):
    """Base of all blocks.

    Attributes:
        id: The key of the Kennzahl it shows, or its own name.
    """

    kind: ClassVar[str]
    id: str

    def content(self) -> dict[str, Any]:
        """Return what documents are built from, fit for JSON."""
        return {"kind": self.kind, **asdict(self)}

    @abstractmethod
    def views(self) -> Bundle:
        """Return what JupyterLab may show, media type to content."""

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> tuple[Bundle, Bundle]:
        return {MIME: self.content(), **self.views(), "text/plain": self.plain()}, {}

    def plain(self) -> str:
        """Return the block as one line of text."""
        return f"<{self.kind} {self.id}>"


@dataclass(frozen=True)
class Exhibit(Block):
    """What tables and charts have in common.

    Attributes:
        title: What it shows.
        basis: Period or reference date, and whom it covers.
        unit: What one unit of a value is.
        source: Where the numbers come from.
        notes: What a reader must know; the legend of [g] where a value is hidden.
        grid: The numbers, ready to print.
    """

    title: str
    basis: str
    unit: str
    source: str
    notes: tuple[str, ...]
    grid: Grid

    @property
    def small_print(self) -> str:
        """Basis, notes and source as one line below the exhibit."""
        return " ".join((self.basis, *self.notes, self.source))


@dataclass(frozen=True)
class Table(Exhibit):
    """A table of published numbers."""

    kind: ClassVar[str] = "table"

    def views(self) -> Bundle:
        """Return a plain accessible table."""
        return {"text/html": table_html(self.grid, title=self.title, small_print=self.small_print)}

    def plain(self) -> str:
        """Return the table as lines of text."""
        return "\n".join(" | ".join(texts) for texts in (self.grid.header, *(row.texts for row in self.grid.rows)))


@dataclass(frozen=True)
class Chart(Exhibit):
    """A chart of published numbers.

    Attributes:
        form: ``bar`` (horizontal) or ``column`` (vertical).
        message: The sentence that the chart is drawn for.
        alt: Text in place of the picture: form, message and key values.
        categories: The names along the axis.
        series: The numbers along the axis.
        svg: The picture as SVG.
        png: The picture as PNG.
        width: Its width in centimetres.
    """

    form: str
    message: str
    alt: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    svg: str = field(repr=False)
    png: bytes = field(repr=False)
    width: float

    kind: ClassVar[str] = "chart"

    def content(self) -> dict[str, Any]:
        """Return the content without the pictures: they stand beside it in the bundle."""
        return {name: value for name, value in super().content().items() if name not in ("svg", "png")}

    def views(self) -> Bundle:
        """Return the picture, and with its caption and values."""
        picture = picture_html(self.svg, alt=self.alt, title=self.title, message=self.message)
        values = table_html(self.grid, title=self.title, small_print=self.small_print)
        return {
            "text/html": f"{picture}<details><summary>Werte</summary>{values}</details>",
            "image/svg+xml": self.svg,
            "image/png": base64.b64encode(self.png).decode("ascii"),
        }

    def plain(self) -> str:
        """Return the text in place of the picture."""
        return self.alt

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> tuple[Bundle, Bundle]:
        bundle, _ = super()._repr_mimebundle_()
        return bundle, {kind: {"alt": self.alt} for kind in ("image/svg+xml", "image/png")}


@dataclass(frozen=True)
class Passage(Block):
    """A passage of prose with its numbers filled in.

    Attributes:
        text: Markdown.
    """

    kind: ClassVar[str] = "passage"
    text: str

    def plain(self) -> str:
        """Return the text."""
        return self.text

    def views(self) -> Bundle:
        """Return the text as Markdown."""
        return {"text/markdown": self.text}


@dataclass(frozen=True)
class Omitted(Block):
    """Stands where a chart or table is left out of this run; documents print nothing for it.

    Attributes:
        reason: Why, in German.
    """

    kind: ClassVar[str] = "omitted"
    reason: str

    def views(self) -> Bundle:
        """Return the reason in small print."""
        return {"text/html": f"<p><small>Entfällt in diesem Bericht: {escape(self.reason)}.</small></p>"}


@dataclass(frozen=True)
class Cover(Block):
    """The form of the submission and the whole Release: what documents need beyond the cells that follow.

    Attributes:
        release: The Release in JSON form.
    """

    kind: ClassVar[str] = "cover"
    release: Mapping[str, Any]

    def views(self) -> Bundle:
        """Return the filled-in form, below a warning where the numbers are not protected."""
        note = warning_html(warning(self.release["parameters"]["profil"]))
        return {"text/html": f"{note}{fields_html(opening(self.release))}"}


def cover(release: Release) -> Cover:
    """Make the cover of a report: the form of the submission, and the numbers that documents are built from."""
    return Cover("vorlage", json.loads(release.to_json()))
