"""The outline: what the executed notebook says, as a sequence of parts in the order in which documents print them."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from imreport.errors import DocumentError
from imreport.presentation import MIME

UNPRINTED: Final = "nicht-drucken"
UNNUMBERED: Final = "ohne-nummer"


@dataclass(frozen=True, slots=True)
class Text:
    """Markdown, from a markdown cell or a passage."""

    markdown: str
    numbered: bool = True


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart: the content of its block, its pictures and its number in the document."""

    content: Mapping[str, Any]
    svg: str
    png: str
    number: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: the content of its block and its number in the document."""

    content: Mapping[str, Any]
    number: int


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
    """Collect the parts of an executed notebook.

    Raises:
        DocumentError: It was not executed, or has no cover.
    """
    release: Mapping[str, Any] | None = None
    parts: list[Part] = []
    counts = {"chart": 0, "table": 0}
    for kind, content, data in _printed(notebook):
        if kind in counts:
            counts[kind] += 1
        match kind:
            case "cover":
                release = content["release"]
            case "text" | "passage":
                parts.append(Text(content["text"], content["numbered"]))
            case "chart":
                parts.append(
                    Picture(content, _joined(data["image/svg+xml"]), _joined(data["image/png"]), counts["chart"])
                )
            case "table":
                parts.append(Sheet(content, counts["table"]))
    if release is None:
        hint = "Führen Sie es mit „imreport report“ oder in JupyterLab mit „Run All“ aus und speichern Sie es."
        raise DocumentError("Das Notizbuch enthält keine Ergebnisse.", hint)
    return Outline(release, tuple(parts))


def _printed(notebook: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any], Mapping[str, Any]]]:
    """Yield kind, content and mimebundle of everything that documents print, in order."""
    for cell in notebook["cells"]:
        tags = cell["metadata"].get("tags", [])
        if UNPRINTED in tags:
            continue
        if cell["cell_type"] == "markdown":
            yield "text", {"text": _joined(cell["source"]), "numbered": UNNUMBERED not in tags}, {}
        for output in cell.get("outputs", []):
            if block := output.get("data", {}).get(MIME):
                yield block["kind"], {**block, "numbered": UNNUMBERED not in tags}, output["data"]


def _joined(text: str | list[str]) -> str:
    """Return the text of a notebook field: files hold a list of lines, memory a string."""
    return text if isinstance(text, str) else "".join(text)
