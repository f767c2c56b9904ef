"""The table of contents: the chapters of a long report, for readers to jump to."""

from collections.abc import Iterator
from typing import Any, Final

from imreport.publication import ast
from imreport.publication.outline import Outline

LONG: Final = 5
"""Chapters from which a report has a table of contents."""
TITLE: Final = "Inhalt"
CHAPTER: Final = 2
"""The level of a chapter's heading in the notebook."""


def has_contents(outline: Outline) -> bool:
    """Whether a report is long enough for a table of contents."""
    return len({part.chapter for part in outline.parts if part.chapter}) >= LONG


def entries(tree: Any) -> Iterator[tuple[str, str]]:
    """Yield identifier and words of the chapters' headings in an AST, their numbers included."""
    for block in tree["blocks"]:
        if block["t"] == "Header" and block["c"][0] == CHAPTER:
            _, (identifier, _, _), inlines = block["c"]
            yield identifier, ast.words(inlines)
