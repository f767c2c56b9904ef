"""HTML: text, tables, attributes, comments, scripts and everything embedded."""

import base64
import binascii
import re
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import unquote_to_bytes

from imreport.publication.audit.found import Found, Opaque, Table, Words, inside
from imreport.publication.audit.pictures import read_picture
from imreport.publication.audit.svg import read_drawing, read_svg
from imreport.publication.html import stylesheet

INLINE: Final = frozenset(
    ("a", "abbr", "b", "br", "cite", "code", "del", "em", "i", "ins", "kbd", "mark", "q", "s", "small", "span",
     "strong", "sub", "sup", "u", "var", "wbr")
)  # fmt: skip
STRUCTURE: Final = frozenset(
    ("colspan", "rowspan", "scope", "lang", "charset", "width", "height", "start", "role", "class", "tabindex")
)
LENGTHS: Final = re.compile(
    r"(?:\s*(?:text-align|width|max-width|height|list-style-type|vertical-align)\s*:\s*[\w.%-]+\s*;?)*\s*"
)
NOTE: Final = re.compile(r"fn(?:ref)?\d+|#fn(?:ref)?\d+")
HEADING: Final = re.compile(r"h[1-6]")
NUMBERING: Final = re.compile(r"\s*(?:\d{1,2}\.|[a-z]\))\s")
DATA: Final = re.compile(r"data:([\w/+.-]*)[^,]*?(;base64)?,(.*)", re.DOTALL)
VIEWPORT: Final = "width=device-width, initial-scale=1"


def read_html(content: bytes) -> Iterator[Found]:
    """Yield what a page or a fragment of one holds."""
    from lxml import etree, html

    try:
        root = html.document_fromstring(content, parser=html.HTMLParser(encoding="utf-8", huge_tree=True))
    except (etree.ParserError, etree.XMLSyntaxError):
        return
    for comment in (*root.itersiblings(preceding=True), *root.iter(etree.Comment, etree.ProcessingInstruction)):
        yield Words("Kommentar im Quelltext", comment.text or "")
    for element in root.iter("*"):
        yield from _attributes(element)
    yield from _flow(root)


def _attributes(element: Any) -> Iterator[Found]:
    for name, text in element.attrib.items():
        place = f"Element {element.tag}, Attribut {name}"
        if name in ("src", "href", "xlink:href", "data", "poster") and text.startswith("data:"):
            yield from inside(_subject(element), _embedded(text))
        elif name == "style" and not LENGTHS.fullmatch(text):
            yield Words(place, text)
        elif name in ("id", "href", "for", "headers", "aria-labelledby", "aria-describedby"):
            if not NOTE.fullmatch(text):
                yield Words(place, re.sub(r"[-_#]", " ", text), prose=True)
        elif name not in STRUCTURE and name != "style" and text != VIEWPORT and element.tag != "svg":
            yield Words(_subject(element) if name == "alt" else place, text)


def _subject(element: Any) -> str:
    return "Alternativtext" if element.tag == "img" else f"Element {element.tag}"


def _embedded(address: str) -> Iterator[Found]:
    match = DATA.fullmatch(address)
    try:
        kind, packed, text = match.groups() if match else ("", None, address)
        content = base64.b64decode(text, validate=True) if packed else unquote_to_bytes(text)
    except (binascii.Error, ValueError):
        kind, content = "", b""
    if kind == "image/svg+xml":
        return inside("Abbildung", read_svg(content))
    if kind.startswith("image/"):
        return inside("Abbildung", read_picture(content))
    return iter([Opaque(f"eine eingebettete Datei ({kind or 'unbekannt'})")])


def _flow(element: Any) -> Iterator[Found]:
    """Yield the texts of an element, one for each run of text between blocks, and its tables."""
    if element.tag == "table":
        yield from _table(element)
        return
    if element.tag == "svg":
        yield from inside("Abbildung", read_drawing(element))
        return
    run = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and (child.tag not in INLINE or _has_blocks(child)):
            yield from _run(element, run)
            run = []
            yield from _flow(child)
        elif isinstance(child.tag, str):
            run.append(_text(child))
        run.append(child.tail or "")
    yield from _run(element, run)


def _run(element: Any, run: list[str]) -> Iterator[Found]:
    text = "".join(run)
    if not text.strip() or (element.tag == "style" and text.strip() == stylesheet().strip()):
        return
    if HEADING.fullmatch(element.tag) or any(one.tag == "nav" for one in element.iterancestors()):
        yield Words("Überschrift", NUMBERING.sub("", text, count=1), prose=True)
    elif element.tag in ("style", "script", "title", "figcaption"):
        yield Words(
            {"title": "Titel", "figcaption": "Bildunterschrift"}.get(element.tag, f"Element {element.tag}"), text
        )
    else:
        small = any("kleingedrucktes" in one.get("class", "") for one in (element, *element.iterancestors()))
        yield Words("Kleingedrucktes" if small else "Text", text, prose=not small)


def _has_blocks(element: Any) -> bool:
    return any(
        isinstance(child.tag, str) and child.tag not in INLINE for child in element.iter() if child is not element
    )


def _text(element: Any) -> str:
    """Return the text of an inline element; the mark of a footnote is none."""
    if "footnote-ref" in element.get("class", "") and NOTE.fullmatch(element.get("href", "")):
        return ""
    parts = [" " if element.tag == "br" else element.text or ""]
    for child in element:
        parts += [_text(child) if isinstance(child.tag, str) else "", child.tail or ""]
    return "".join(parts)


def _table(element: Any) -> Iterator[Found]:
    caption = " ".join(" ".join(_text(part).split()) for part in element.iterfind("caption"))
    title = f"Tabelle „{caption}“" if caption else "Tabelle"
    if caption:
        yield Words("Tabellenüberschrift", caption)
    rows = []
    for number, row in enumerate(element.iter("tr"), start=1):
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        rows.append(
            tuple(Words(f"Reihe {number}, Spalte {column}", cell.text_content(), prose=True)
                  for column, cell in enumerate(cells, start=1))
        )  # fmt: skip
    yield Table(title, tuple(filter(None, rows)))
