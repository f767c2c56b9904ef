"""Passages in a notebook's source: what their author wrote, and what they say once the Release is filled in."""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from imreport.disclosure import Release
from imreport.errors import ImreportError
from imreport.presentation.passages import passage
from imreport.presentation.rendering import parsed
from imreport.publication.audit.found import Template, Words
from imreport.publication.audit.numbers import clean

if TYPE_CHECKING:
    from jinja2 import nodes

COMMENT: Final = re.compile(r"\{#.*?#\}", re.DOTALL)
ORDINAL: Final = re.compile(r"(?m)^[ >]*(?:\d+[.)] |\[\^\w+\]:)|\[\^\w+\]")
"""What Markdown numbers by itself: the items of a list and footnotes."""
_PIECES: Final = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")


def prose(markdown: str) -> str:
    """Return Markdown without the numbers of lists and footnotes."""
    return ORDINAL.sub(" ", markdown)


def letters(text: str) -> str:
    r"""Return letters and numbers alone, numbers set apart, so that line ends, hyphens and emphasis do not matter.

    Example:
        >>> letters("mit **1.234 Ge-\nsprächen**")
        'mit<1.234>Gesprächen'
    """
    pieces = (match[0] for match in _PIECES.finditer(clean(text)))
    return "".join(f"<{piece}>" if piece[0].isdigit() else piece for piece in pieces)


def filled(passages: Iterable[Template], release: Release) -> str:
    """Fill in passages with a Release and return their letters; what cannot be filled in counts for nothing."""
    texts = []
    for template in passages:
        if template.chapter and release.omits_chapter(template.chapter):
            continue
        try:
            texts.append(letters(prose(passage(release, template.text).text)))
        except ImreportError:
            continue
    return "\n".join(texts)


def written(template: Template) -> Iterator[Words]:
    """Yield what the author of a passage wrote around and inside its placeholders."""
    from jinja2 import TemplateError, nodes

    try:
        tree = parsed(template.text)
    except TemplateError:
        yield Words(template.place, template.text, prose=True)
        return
    yield from (Words(f"{template.place}, Kommentar", text, prose=True) for text in COMMENT.findall(template.text))
    pieces = (data.data if isinstance(data, nodes.TemplateData) else "…" for data in _outputs(tree))
    yield Words(template.place, prose("".join(pieces)), prose=True)
    for constant, free in _constants(tree, free=True):
        if isinstance(constant, str):
            yield Words(f"{template.place}, Platzhalter", constant, prose=True)
        elif free and isinstance(constant, int | float) and not isinstance(constant, bool):
            yield Words(f"{template.place}, Platzhalter", str(constant))


def _outputs(tree: "nodes.Template") -> "Iterator[nodes.Node]":
    from jinja2 import nodes

    for output in tree.find_all(nodes.Output):
        yield from output.nodes


def _constants(node: "nodes.Node", *, free: bool) -> Iterator[tuple[object, bool]]:
    """Yield the constants of a tree, and whether they can be printed: not as an argument, an index or a limit."""
    from jinja2 import nodes

    if isinstance(node, nodes.Const):
        yield node.value, free
    for name, child in _children(node):
        argued = isinstance(node, nodes.Call | nodes.Filter | nodes.Test | nodes.Getitem) and name != "node"
        bound = argued or isinstance(node, nodes.Compare | nodes.Slice)
        yield from _constants(child, free=free and not bound)


def _children(node: "nodes.Node") -> "Iterator[tuple[str, nodes.Node]]":
    from jinja2 import nodes

    for name, item in node.iter_fields():
        for child in item if isinstance(item, list) else [item]:
            if isinstance(child, nodes.Node):
                yield name, child
