"""The body of a document: the outline as a pandoc AST for one target, with numbered headings, figures and tables."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any, Final

from imreport.errors import DocumentError
from imreport.presentation import Grid
from imreport.publication import ast
from imreport.publication.ast import Node
from imreport.publication.outline import Outline, Picture, Sheet, Text
from imreport.publication.pandoc import read_markdown

MARKER: Final = "imreportteil"
CHARACTER: Final = 0.0137
LETTER: Final = 0.01
"""What a letter of a long word takes; short words and bold ones need the more generous share above."""
PADDING: Final = 0.017
NARROW: Final = 0.8
WIDE: Final = 1.5
NARROWEST: Final = 0.2
LONG: Final = 12
"""More rows than these may break across pages."""
LEAD: Final = 285
"""A paragraph of up to so many letters, three lines, stays with the chart or table below it; others stand alone."""


def _as_they_are(nodes: list[Node]) -> list[Node]:
    return nodes


@dataclass(frozen=True, slots=True)
class Target:
    """What differs between the formats.

    Attributes:
        figure: Makes the node of a chart with its caption.
        small_print: Makes the node of the line below a chart or table.
        together: Keeps nodes on one page.
        lead: Keeps the short paragraph before a chart or table on its page.
        compact: Sets the nodes of a table in small type.
        numbered: Whether captions begin with "Tabelle 1: "; a format that numbers them itself leaves it out.
    """

    figure: Callable[[Picture], Node]
    small_print: Callable[[str], Node]
    together: Callable[[list[Node]], list[Node]] = _as_they_are
    lead: Callable[[list[Node]], list[Node]] = _as_they_are
    compact: Callable[[list[Node]], list[Node]] = _as_they_are
    numbered: bool = True


def body(outline: Outline, target: Target) -> dict[str, Any]:
    """Build the AST of everything below the form for one format."""
    tree = _markdown(outline)
    blocks: list[Node] = []
    for number, part in enumerate(outline.parts):
        match part:
            case Text():
                shown = outline.parts[number + 1 : number + 2]
                leads = bool(shown) and not isinstance(shown[0], Text)
                nodes = [kept for node in tree["texts"][number] for kept in _unbroken(node, target)]
                blocks += _leading(nodes, target) if leads else nodes
            case Picture():
                blocks += target.together([target.figure(part), target.small_print(small_print_of(part))])
            case Sheet():
                blocks += _table(part, target)
    return {"pandoc-api-version": tree["version"], "meta": {}, "blocks": blocks}


def _unbroken(node: Node, target: Target) -> list[Node]:
    """Keep a table that a clerk wrote in Markdown on one page, if it is not long."""
    rows = sum(len(part[3]) for part in node["c"][4]) if node["t"] == "Table" else LONG + 1
    return [node] if rows > LONG else target.together([node])


def _leading(nodes: list[Node], target: Target) -> list[Node]:
    """Keep the last paragraph with the chart or table that follows, if it is short."""
    *before, last = nodes
    short = last["t"] == "Para" and len(ast.words(last["c"])) <= LEAD
    return [*before, *target.lead([last])] if short else nodes


def caption(part: Picture | Sheet, *, numbered: bool = True) -> str:
    """Return the caption: kind and number, title, and for a chart its message."""
    kind = "Abbildung" if isinstance(part, Picture) else "Tabelle"
    number = f"{kind} {part.number}: " if numbered else ""
    message = f" – {part.content['message']}" if isinstance(part, Picture) else ""
    return f"{number}{part.content['title']}{message}"


def small_print_of(part: Picture | Sheet) -> str:
    """Return basis, notes and source of a chart or table, and of a chart where its values stand.

    The appendix names the source of all its tables once.
    """
    content = part.content
    if isinstance(part, Sheet):
        return " ".join((content["basis"], *content["notes"], *([] if part.compact else [content["source"]])))
    values = (f"Werte: Tabelle {part.table}.",) if part.table else ()
    return " ".join((content["basis"], *content["notes"], content["source"], *values))


def _markdown(outline: Outline) -> dict[str, Any]:
    """Parse all texts at once, with a marker paragraph before each; number their headings, head their tables."""
    texts = {number: part for number, part in enumerate(outline.parts) if isinstance(part, Text)}
    joined = "\n\n".join(f"{MARKER}{number}\n\n{part.markdown}" for number, part in texts.items())
    tree = read_markdown(joined)
    split: dict[int, list[Node]] = {}
    for block in tree["blocks"]:
        if (number := _marked(block)) is not None:
            split[number] = []
        else:
            split[next(reversed(split))].append(ast.with_scopes(block) if block["t"] == "Table" else block)
    _refuse_pictures(tree["blocks"])
    _number_headings((block, texts[number].numbered) for number, blocks in split.items() for block in blocks)
    return {"version": tree["pandoc-api-version"], "texts": split}


def _refuse_pictures(tree: Any) -> None:
    """Refuse pictures in Markdown: they would depend on files outside the notebook and have no checked text."""
    for node in tree if isinstance(tree, list) else [tree.get("c")] if isinstance(tree, dict) else []:
        if isinstance(node, dict) and node.get("t") == "Image":
            hint = "Abbildungen kommen aus „imreport.chart(…)“, mit Alternativtext und Werten."
            raise DocumentError("In einer Textzelle steht ein Bild; das kann kein Dokument drucken.", hint)
        _refuse_pictures(node)


def _marked(block: Node) -> int | None:
    words = block["c"] if block["t"] == "Para" else []
    first = words[0]["c"] if len(words) == 1 and words[0]["t"] == "Str" else ""
    return int(first.removeprefix(MARKER)) if first.startswith(MARKER) else None


def _number_headings(blocks: Iterable[tuple[Node, bool]]) -> None:
    """Number chapters 1., 2. and their sections a), b); headings of cells tagged as unnumbered are left alone."""
    chapters: Iterator[int] = count(1)
    sections: Iterator[int] = count(ord("a"))
    for block, numbered in blocks:
        if block["t"] != "Header" or not numbered:
            continue
        level, _, words = block["c"]
        if level == 2:
            sections = count(ord("a"))
            words[:0] = [ast.node("Str", f"{next(chapters)}."), {"t": "Space"}]
        elif level == 3:
            words[:0] = [ast.node("Str", f"{chr(next(sections))})"), {"t": "Space"}]


def _table(part: Sheet, target: Target) -> list[Node]:
    """Make the nodes of a table; only a long one may break across pages."""
    grid = Grid.of(part.content["grid"])
    node = ast.table(grid, caption=caption(part, numbered=target.numbered), widths=column_widths(grid))
    nodes = [node, target.small_print(small_print_of(part))]
    kept = nodes if len(grid.rows) > LONG else target.together(nodes)
    return target.compact(kept) if part.compact else kept


def column_widths(grid: Grid) -> list[float]:
    """Share the text width among the columns.

    Columns of numbers get what their longest word needs, the first column what its longest name needs, at least its
    longest word, and what is left is shared by the columns of numbers.
    """
    columns = zip(*(row.texts for row in grid.rows), strict=True)
    words = [[*head.split(), *cells] for head, cells in zip(grid.header, columns, strict=True)]
    needed = [max(map(_width, column)) * CHARACTER + PADDING for column in words]
    longest = max(len(word) for name in words[0] for word in re.split(r"[\s/-]", name)) * LETTER + PADDING
    first = max(min(max(needed[0], NARROWEST), 1 - sum(needed[1:])), longest)
    others, left = needed[1:], 1 - first
    spare = max(left - sum(others), 0) / len(others)
    scale = min(left / sum(others), 1)
    return [first, *(width * scale + spare for width in others)]


def _width(text: str) -> float:
    """Return the width of a text in letters: digits and points are narrower than most of them, M and W wider."""
    return sum(WIDE if letter in "MWmw" else 1 if letter.isalpha() else NARROW for letter in text)
