"""Pandoc's AST, as far as documents need it: constructors for the elements that Markdown cannot say.

The JSON form is pandoc-types 1.23: ``{"t": name, "c": content}``.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from imreport.presentation import Grid

Node = dict[str, Any]
DEFAULT: Final[Node] = {"t": "AlignDefault"}
LEFT: Final[Node] = {"t": "AlignLeft"}
RIGHT: Final[Node] = {"t": "AlignRight"}
NO_ATTRIBUTES: Final = ["", [], []]


def node(name: str, content: Any) -> Node:
    """Return an element."""
    return {"t": name, "c": content}


def text(words: str) -> list[Node]:
    """Return words as one inline; pandoc breaks lines at spaces of its own accord."""
    inlines: list[Node] = []
    for word in words.split(" "):
        inlines += [node("Str", word), {"t": "Space"}]
    return inlines[:-1]


def words(inlines: Any) -> str:
    """Return the words of inline elements, however deep they stand."""
    if isinstance(inlines, list):
        return "".join(map(words, inlines))
    if not isinstance(inlines, dict):
        return ""
    return str(inlines["c"]) if inlines["t"] == "Str" else words(inlines["c"]) if "c" in inlines else " "


def strong(words: str) -> list[Node]:
    """Return words in bold."""
    return [node("Strong", text(words))]


def raw(format_: str, content: str) -> Node:
    """Return a block that only one format prints."""
    return node("RawBlock", [format_, content])


def div(blocks: list[Node], *, classes: Sequence[str] = (), attributes: Mapping[str, str] | None = None) -> Node:
    """Return a container with classes and attributes."""
    return node("Div", [["", list(classes), [list(pair) for pair in (attributes or {}).items()]], blocks])


def paragraph(words: str) -> Node:
    """Return a paragraph of plain words."""
    return node("Para", text(words))


def figure(path: str, *, alt: str, caption: str, width: str) -> Node:
    """Return a picture with text in its place and a caption."""
    image = node("Image", [["", [], [["width", width]]], text(alt), [path, ""]])
    return node("Figure", [NO_ATTRIBUTES, [None, [node("Plain", text(caption))]], [node("Plain", [image])]])


def table(grid: Grid, *, caption: str, widths: Sequence[float]) -> Node:
    """Return a table with a caption, a header row, the first column as row headers, and totals in bold.

    Args:
        grid: Its header and rows.
        caption: What stands above it.
        widths: The columns' shares of the text width.
    """
    columns = [[RIGHT if number else LEFT, node("ColWidth", width)] for number, width in enumerate(widths)]
    body = [_row(row.texts, bold=row.total) for row in grid.rows]
    return node(
        "Table",
        [
            NO_ATTRIBUTES,
            [None, [node("Plain", text(caption))]],
            columns,
            [NO_ATTRIBUTES, [_row(grid.header, head=True)]],
            [[NO_ATTRIBUTES, 1, [], body]],
            [NO_ATTRIBUTES, []],
        ],
    )


def with_scopes(table_: Node) -> Node:
    """Return a table from Markdown with its first row and column as headers, as our own tables have them."""
    attributes, caption, columns, (head_attributes, head), bodies, foot = table_["c"]
    head = [_scoped(row, ["col"] * len(columns)) for row in head]
    bodies = [[own, 1, between, [_scoped(row, ["row"]) for row in rows]] for own, _, between, rows in bodies]
    return node("Table", [attributes, caption, columns, [head_attributes, head], bodies, foot])


def _scoped(row: list[Any], scopes: Sequence[str]) -> list[Any]:
    """Return a parsed row of which the first cells say what they head."""
    attributes, cells = row
    named = [[["", [], [["scope", scope]]], *cell[1:]] for scope, cell in zip(scopes, cells, strict=False)]
    return [attributes, [*named, *cells[len(scopes) :]]]


def _row(cells: Sequence[str], *, head: bool = False, bold: bool = False) -> list[Any]:
    """Return a row; HTML says of each header cell what it heads."""
    scopes = ["col" if head else "row", *(["col"] if head else [""]) * (len(cells) - 1)]
    attributes = [["", [], [["scope", scope]] if scope else []] for scope in scopes]
    style = strong if bold else text
    named = zip(attributes, cells, strict=True)
    return [NO_ATTRIBUTES, [[attribute, DEFAULT, 1, 1, [node("Plain", style(cell))]] for attribute, cell in named]]
