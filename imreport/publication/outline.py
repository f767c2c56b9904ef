"""The outline: what the executed notebook says, as a sequence of parts in the order in which documents print them."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Any, Final

from imreport.errors import DocumentError
from imreport.presentation import MIME

UNPRINTED: Final = "nicht-drucken"
UNNUMBERED: Final = "ohne-nummer"
CHAPTER: Final = "kapitel-"
APPENDIX: Final = "anhang"
HEADING: Final = re.compile(r"(#{1,6})\s")
VISIBLE: Final = 7
"""Deeper than any heading: what follows a heading of every level belongs to it."""


@dataclass(frozen=True, slots=True)
class Text:
    """Markdown, from a markdown cell or a passage.

    Attributes:
        markdown: The text.
        numbered: Whether its headings are numbered.
        chapter: Key of the chapter that it stands in, empty before the first one.
    """

    markdown: str
    numbered: bool = True
    chapter: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart: the content of its block and its pictures.

    Attributes:
        content: The content of its block.
        svg: The picture as SVG.
        png: The picture as PNG, in base64.
        number: Its number in the document.
        chapter: Key of the chapter that it stands in.
        table: The number of the table that prints its values; 0 if the document has none.
    """

    content: Mapping[str, Any]
    svg: str
    png: str
    number: int
    chapter: str = ""
    table: int = 0


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: the content of its block, its number in the document, and the key of its chapter."""

    content: Mapping[str, Any]
    number: int
    chapter: str = ""

    @property
    def compact(self) -> bool:
        """Whether it is set in small type: the tables of the appendix are to look things up in."""
        return self.chapter == APPENDIX


Part = Text | Picture | Sheet


@dataclass(frozen=True, slots=True)
class Outline:
    """The whole document.

    Attributes:
        release: The Release in JSON form, from the cover: title, form, facts, published numbers.
        parts: What follows the form, in order.
    """

    release: Mapping[str, Any]
    parts: tuple[Part, ...]

    def pictures(self) -> Iterator[Picture]:
        """Yield the charts in order."""
        return (part for part in self.parts if isinstance(part, Picture))

    def sheets(self) -> Iterator[Sheet]:
        """Yield the tables in order."""
        return (part for part in self.parts if isinstance(part, Sheet))


def read_notebook(path: Path) -> dict[str, Any]:
    """Read an executed notebook.

    Raises:
        DocumentError: It is missing or no notebook.
    """
    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
    except OSError:
        raise DocumentError(f"„{path.name}“ fehlt oder ist nicht lesbar.", "Prüfen Sie den Pfad.") from None
    except ValueError:
        notebook = None
    if not isinstance(notebook, dict) or "cells" not in notebook:
        raise DocumentError(f"„{path.name}“ ist kein Notizbuch.", "Erwartet wird eine Datei bericht.ipynb.")
    return notebook


def outline(notebook: Mapping[str, Any]) -> Outline:
    """Collect the parts of an executed notebook, its chapters chosen and ordered as the cover's Release says.

    A chapter begins at a cell with the tag ``kapitel-<key>``; what stands before the first one is always printed.

    Raises:
        DocumentError: It was not executed, has no cover, or has a chapter that does not exist.
    """
    release = _cover(notebook)
    chapters = _chapters(notebook)
    printed = _chosen(release, list(chapters))
    return Outline(release, tuple(_numbered([part for key in printed for part in _with_content(chapters[key])])))


def _cover(notebook: Mapping[str, Any]) -> Mapping[str, Any]:
    for cell in notebook["cells"]:
        for content, _ in _blocks(cell):
            if content["kind"] == "cover":
                release: Mapping[str, Any] = content["release"]
                return release
    hint = "Führen Sie es mit „imreport report“ oder in JupyterLab mit „Run All“ aus und speichern Sie es."
    raise DocumentError("Das Notizbuch enthält keine Ergebnisse.", hint)


def _chosen(release: Mapping[str, Any], chapters: list[str]) -> list[str]:
    """Return the chapters to print in their order; a notebook of a Release without chapters is printed as it is."""
    known = [*release.get("chapters", ()), *release.get("left_out", ())]
    if not known:
        return chapters
    if unknown := [key for key in chapters if key and key not in known]:
        raise DocumentError.unknown("Kapitel", unknown[0], known=known)
    return ["", *(key for key in release["chapters"] if key in chapters)]


def _chapters(notebook: Mapping[str, Any]) -> dict[str, list[Part]]:
    """Return the parts of each chapter, those before the first one under an empty key; nothing is numbered yet."""
    chapter = ""
    chapters: dict[str, list[Part]] = {chapter: []}
    for cell in notebook["cells"]:
        tags = cell["metadata"].get("tags", [])
        chapter = next((tag.removeprefix(CHAPTER) for tag in tags if tag.startswith(CHAPTER)), chapter)
        chapters.setdefault(chapter, []).extend(_parts(cell, chapter) if UNPRINTED not in tags else ())
    return chapters


def _parts(cell: Mapping[str, Any], chapter: str) -> Iterator[Part]:
    """Yield what documents print of a cell."""
    numbered = UNNUMBERED not in cell["metadata"].get("tags", [])
    if cell["cell_type"] == "markdown":
        yield Text(_joined(cell["source"]), numbered, chapter)
    for content, data in _blocks(cell):
        match content["kind"]:
            case "passage":
                yield Text(content["text"], numbered, chapter)
            case "chart":
                yield Picture(content, _joined(data["image/svg+xml"]), _joined(data["image/png"]), 0, chapter)
            case "table":
                yield Sheet(content, 0, chapter)


def _blocks(cell: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """Yield content and mimebundle of the blocks that a cell shows."""
    for output in cell.get("outputs", []):
        if block := output.get("data", {}).get(MIME):
            yield block, output["data"]


def _with_content(parts: list[Part]) -> list[Part]:
    """Return the parts of a chapter without headings below which nothing stands, because it fell away in this run."""
    kept: list[Part] = []
    reach = 0
    for part in reversed(parts):
        lines = [line for line in part.markdown.split("\n") if line.strip()] if isinstance(part, Text) else []
        level = len(match[1]) if lines and (match := HEADING.match(lines[0])) else VISIBLE
        if isinstance(part, Text) and all(map(HEADING.match, lines)) and level >= reach:
            continue
        kept.append(part)
        reach = level
    return kept[::-1]


def _numbered(parts: list[Part]) -> Iterator[Part]:
    """Number charts and tables in the printed order; a chart learns which table prints its values."""
    charts, tables = count(1), count(1)
    sheets = {id(part): next(tables) for part in parts if isinstance(part, Sheet)}
    values = {_shown(part): sheets[id(part)] for part in reversed(parts) if isinstance(part, Sheet)}
    for part in parts:
        match part:
            case Picture():
                yield replace(part, number=next(charts), table=values.get(_shown(part), 0))
            case Sheet():
                yield replace(part, number=sheets[id(part)])
            case _:
                yield part


def _shown(part: Picture | Sheet) -> tuple[str, str]:
    """Return what a chart or table shows; a table of the same Kennzahl beside another period has a title of its own."""
    return part.content["id"], part.content["title"]


def _joined(text: str | list[str]) -> str:
    """Return the text of a notebook field: files hold a list of lines, memory a string."""
    return text if isinstance(text, str) else "".join(text)
