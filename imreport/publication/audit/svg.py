"""SVG: every text that is drawn, as text or as outlines of glyphs, and title, description, labels and metadata."""

import re
from collections.abc import Iterator
from typing import Any, Final

from imreport.publication.audit.found import Drawing, Found, Opaque, Words
from imreport.publication.audit.markup import comments, local, parse

GEOMETRY: Final = frozenset(
    ("d", "style", "transform", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "dx", "dy", "width",
     "height", "viewBox", "version", "points", "offset", "fill", "stroke", "stroke-width", "opacity", "fill-opacity",
     "clip-path", "clipPathUnits", "patternUnits", "href", "type", "font-size", "font-weight")
)  # fmt: skip
IDENTIFIER: Final = re.compile(
    r"(?:figure|axes|patch|text|line2d|[xy]tick|matplotlib\.axis|child|legend|PathCollection|LineCollection)_\d+"
    r"|[a-z][0-9a-f]{10}|\w*Sans(?:-\w+)?-[0-9a-f]+"
)
"""What matplotlib calls its groups, glyphs, patterns and clips."""
ZERO: Final = 0x13
"""The glyph of the digit 0 in Liberation Sans; the others follow."""


def read_svg(content: bytes) -> Iterator[Found]:
    """Yield the texts of an SVG file."""
    root = parse(content)
    if root is None:
        yield Opaque("eine beschädigte SVG-Datei")
        return
    yield from read_drawing(root)


def read_drawing(root: Any) -> Iterator[Found]:
    """Yield the texts of an SVG element."""
    drawn = [text for text, _ in comments(root)]
    drawn += [
        digits for text, comment in comments(root) if (digits := _drawn_digits(comment)) not in ("", _digits(text))
    ]
    for element in root.iter("{*}*"):
        name, text = local(element), (element.text or "").strip()
        if name in ("text", "tspan", "textPath"):
            drawn += [element.text or "", element.tail or ""]
        elif text or (element.tail or "").strip():
            yield Words(f"Element {name}", f"{text} {element.tail or ''}")
        yield from _attributes(element, name)
    yield Drawing("", tuple(drawn))


def _attributes(element: Any, name: str) -> Iterator[Found]:
    for key, text in element.attrib.items():
        attribute = key.rpartition("}")[2]
        known = IDENTIFIER.fullmatch(text) if attribute == "id" else attribute in GEOMETRY
        if not known:
            yield Words(f"Element {name}, Attribut {attribute}", text)


def _drawn_digits(comment: Any) -> str:
    """Return the digits among the glyphs of the group after a comment, which says what they draw."""
    group = comment.getnext()
    uses = group.iterfind(".//{*}use") if group is not None and isinstance(group.tag, str) else ()
    glyphs = (use.get("{http://www.w3.org/1999/xlink}href", "").rpartition("-")[2] for use in uses)
    numbers = (int(glyph, 16) - ZERO for glyph in glyphs if re.fullmatch("[0-9a-f]+", glyph))
    return "".join(str(number) for number in numbers if 0 <= number <= 9)


def _digits(text: str) -> str:
    return "".join(re.findall(r"\d", text))
