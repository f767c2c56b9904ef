"""The executed notebook: sources, outputs of every media type, and all metadata."""

import ast
import base64
import binascii
import io
import json
import re
import tokenize
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from imreport.presentation import MIME
from imreport.publication.audit.data import values
from imreport.publication.audit.found import Block, Found, Opaque, Picture, Table, Template, Words, inside
from imreport.publication.audit.html import read_html
from imreport.publication.audit.pictures import read_picture
from imreport.publication.audit.svg import read_svg
from imreport.publication.audit.templates import prose

IDENTIFIER: Final = re.compile(r"[\w-]{1,64}")
ADDRESSED: Final = ast.Call | ast.keyword | ast.Subscript | ast.Slice | ast.Compare
"""Where a number of code is an argument, an index or a limit, and is not itself shown."""


def read_notebook(content: bytes) -> Iterator[Found]:
    """Yield what a notebook holds."""
    try:
        notebook = json.loads(content)
        cells = notebook["cells"]
    except (ValueError, KeyError, TypeError):
        yield Opaque("die ganze Datei")
        return
    yield from read_cells(cells)
    metadata = dict(notebook.get("metadata", {}))
    for known in ("kernelspec", "language_info"):
        yield from values({k: v for k, v in metadata.pop(known, {}).items() if k not in _KERNEL}, f"Metadaten, {known}")
    yield from values(metadata, "Metadaten des Notizbuchs")
    rest = {
        key: item for key, item in notebook.items() if key not in ("cells", "metadata", "nbformat", "nbformat_minor")
    }
    yield from values(rest, "Notizbuch")


_KERNEL: Final = ("name", "display_name", "version", "codemirror_mode", "pygments_lexer", "nbconvert_exporter")


def read_cells(cells: list[dict[str, Any]]) -> Iterator[Found]:
    """Yield what the cells of a notebook hold."""
    for number, cell in enumerate(cells, start=1):
        yield from inside(f"Zelle {number}", _cell(cell))


def _cell(cell: Mapping[str, Any]) -> Iterator[Found]:
    source = _joined(cell.get("source", ""))
    yield from _code(source) if cell.get("cell_type") == "code" else [Words("Text", prose(source), prose=True)]
    for output in cell.get("outputs", []):
        yield from inside("Ausgabe", _output(output))
    for files in cell.get("attachments", {}).values():
        yield from (Opaque(f"eine angehängte Datei ({kind})") for kind in files)
    if not IDENTIFIER.fullmatch(name := str(cell.get("id", "zelle"))):
        yield Words("Kennung", name)
    known = ("source", "outputs", "attachments", "id", "cell_type", "execution_count", "metadata")
    yield from values(cell.get("metadata", {}), "Metadaten")
    yield from values({key: item for key, item in cell.items() if key not in known}, "Zelle")


def _joined(text: Any) -> str:
    return "".join(text) if isinstance(text, list) else str(text)


def _code(source: str) -> Iterator[Found]:
    """Yield what a code cell says: a passage as a template, of other code its comments, texts and free numbers."""
    first, _, rest = source.partition("\n")
    if first.startswith("%%passage"):
        yield Template("Passage", rest, first.removeprefix("%%passage").strip())
        return
    code = "\n".join("" if line.lstrip().startswith(("%", "!")) else line for line in source.split("\n"))
    try:
        tree = ast.parse(code)
        tokens = list(tokenize.generate_tokens(io.StringIO(code).readline))
    except (SyntaxError, tokenize.TokenError):
        yield Words("Code", source)
        return
    yield from (
        Words("Code, Kommentar", token.string, prose=True) for token in tokens if token.type == tokenize.COMMENT
    )
    yield from (Words("Code", line) for line in source.split("\n") if line.lstrip().startswith(("%", "!")))
    for constant, addressed in _constants(tree, addressed=False):
        if isinstance(constant, str):
            yield Words("Code", constant, prose=True)
        elif isinstance(constant, int | float) and not isinstance(constant, bool) and not addressed:
            yield Words("Code", str(constant))


def _constants(node: ast.AST, *, addressed: bool) -> Iterator[tuple[Any, bool]]:
    """Yield the constants of code, and whether they are only an argument, an index or a limit."""
    if isinstance(node, ast.Constant):
        yield node.value, addressed
    for child in ast.iter_child_nodes(node):
        yield from _constants(child, addressed=addressed or isinstance(node, ADDRESSED))


def _output(output: Mapping[str, Any]) -> Iterator[Found]:
    known = ("output_type", "data", "metadata", "execution_count")
    yield from values({key: item for key, item in output.items() if key not in known}, "Text")
    yield from values(output.get("metadata", {}), "Metadaten")
    data = dict(output.get("data", {}))
    block = data.pop(MIME, None)
    if isinstance(block, Mapping):
        yield from _block(block)
        if block.get("kind") == "table":
            yield _plain_table(_joined(data.pop("text/plain", "")))
    is_chart = isinstance(block, Mapping) and block.get("kind") == "chart"
    for kind, item in data.items():
        for found in inside(kind, _media(kind, item)):
            yield replace(found, own=is_chart) if isinstance(found, Picture) else found


def _plain_table(text: str) -> Table:
    """Return a table that a block shows as lines of text."""
    lines = enumerate(text.split("\n"), start=1)
    return Table(
        "text/plain", tuple(tuple(Words(f"Reihe {n}", cell) for cell in line.split(" | ")) for n, line in lines)
    )


def _block(block: Mapping[str, Any]) -> Iterator[Found]:
    match block.get("kind"):
        case "passage":
            yield Words("Passage", prose(str(block.get("text", ""))), prose=True)
            yield from values({key: item for key, item in block.items() if key != "text"}, "Passage")
        case "chart" | "table" | "cover":
            yield Block(f"Block „{block.get('id')}“", block)
        case _:
            yield from values(block, "Block")


def _media(kind: str, item: Any) -> Iterator[Found]:
    if kind == "text/html":
        yield from read_html(_joined(item).encode())
    elif kind == "image/svg+xml":
        yield from read_svg(_joined(item).encode())
    elif kind.startswith("image/"):
        yield from _picture(_joined(item))
    elif isinstance(item, str | list):
        yield Words("", prose(_joined(item)), prose=True)
    else:
        yield from values(item, "")


def _picture(packed: str) -> Iterator[Found]:
    try:
        content = base64.b64decode(packed)
    except (binascii.Error, ValueError):
        return iter([Opaque("ein beschädigtes Bild")])
    return read_picture(content)
