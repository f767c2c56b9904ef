"""Word: every part of the file, with its paragraphs, tables, fields, comments, notes and properties."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from imreport.publication.audit.found import Found, Opaque, Reader, Table, Words
from imreport.publication.audit.markup import local
from imreport.publication.audit.package import everything, read_parts, spoken, unpacked

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STORIES: Final = {
    "document": "", "header": "Kopfzeile", "footer": "Fußzeile", "comments": "Kommentar", "footnotes": "Fußnote",
    "endnotes": "Endnote",
}  # fmt: skip
SILENT: Final = ("styles", "stylesWithEffects", "numbering", "fontTable", "settings", "webSettings", "people")
TOLD: Final = frozenset(
    ("tblCaption", "tblDescription", "alias", "tag", "default", "statusText", "helpText", "docVar", "listItem")
)
"""Elements whose attributes hold a text."""
FIELDS: Final = frozenset(
    ("PAGE", "NUMPAGES", "SECTIONPAGES", "SEQ", "TOC", "PAGEREF", "REF", "STYLEREF", "DATE", "FILENAME")
)
BOOKMARK: Final = re.compile(r"(?:ref_fig|table|fig|tbl|fn|fnref|_Toc|_Ref|_Hlk|_GoBack|OLE_LINK)\d*")
HEADING: Final = re.compile(r"(?:Heading|[Bb]erschrift|Überschrift)\d?")
CONTENTS: Final = re.compile(r"(?:TOC|Verzeichnis|TableofFigures|Abbildungsverzeichnis)\d*")
CAPTION: Final = re.compile(r"\w*(?:Caption|Beschriftung)|Kleingedrucktes")
NUMBERING: Final = re.compile(r"\s*(?:\d{1,2}\.|[a-z]\))\s")
PAGE: Final = re.compile(r"\s\d{1,3}\s*$")


def read_word(content: bytes, *, embedded: Mapping[str, Reader]) -> Iterator[Found]:
    """Yield what a Word file holds.

    Args:
        content: The file.
        embedded: Ending of a file name to what reads such a file inside this one.
    """
    parts = unpacked(content)
    if parts is None:
        yield Opaque("die ganze Datei")
        return
    yield from read_parts(parts, own=_part, embedded=embedded)


def _part(name: str, root: Any) -> Iterator[Found]:
    stem = re.sub(r"\d*\.xml$", "", name.rpartition("/")[2])
    if stem in STORIES:
        yield from _story(root, STORIES[stem])
    elif stem in SILENT or name.startswith("word/comments") or name.startswith("word/glossary/"):
        yield from _story(root, f"Teil {name}")
    else:
        yield from everything(root, f"Teil {name}")


def _story(root: Any, story: str) -> Iterator[Found]:
    """Yield paragraphs and tables in order, and what stands in attributes."""
    yield from spoken(root, story or "Text", texts=False)
    yield from _told(root, story or "Text")
    caption, number = "", 0
    for element in root.iter(f"{W}p", f"{W}tbl"):
        if local(element) == "tbl":
            number += 1
            yield Table(caption or f"{story or 'Text'}, Tabelle {number}", tuple(_rows(element)))
            caption = ""
        elif not _in_table(element):
            words = _paragraph(element, story)
            caption = (
                f"„{' '.join(words.text.split())}“" if words.text.startswith("Tabelle") and not words.prose else ""
            )
            yield words


def _told(root: Any, place: str) -> Iterator[Found]:
    for element in root.iter("{*}*"):
        name = local(element)
        if name in TOLD:
            yield Words(f"{place}, {name}", " ".join(element.attrib.values()))
        elif name == "bookmarkStart" and not BOOKMARK.fullmatch(text := element.get(f"{W}name", "")):
            yield Words(f"{place}, Textmarke", re.sub(r"[-_]", " ", text), prose=True)
        elif name == "instrText" or element.get(f"{W}instr"):
            code = (element.text or "") if name == "instrText" else element.get(f"{W}instr")
            if code.split()[:1] and code.split()[0] not in FIELDS:
                yield Words(f"{place}, Feld", code, prose=True)


def _in_table(paragraph: Any) -> bool:
    ancestors = (local(ancestor) for ancestor in paragraph.iterancestors())
    return next((name for name in ancestors if name in ("tbl", "txbxContent")), "") == "tbl"


def _rows(table: Any) -> Iterator[tuple[Words, ...]]:
    rows = (row for row in table.iter(f"{W}tr") if next(row.iterancestors(f"{W}tbl")) is table)
    for number, row in enumerate(rows, start=1):
        cells = [cell for cell in row.iter(f"{W}tc") if next(cell.iterancestors(f"{W}tr")) is row]
        if cells:
            yield tuple(
                Words(f"Reihe {number}, Spalte {column}", "\n".join(_text(p) for p in cell.iter(f"{W}p")), prose=True)
                for column, cell in enumerate(cells, start=1)
            )


def _paragraph(paragraph: Any, story: str) -> Words:
    styled = paragraph.find(f"{W}pPr/{W}pStyle")
    style, text = styled.get(f"{W}val", "") if styled is not None else "", _text(paragraph)
    if CONTENTS.fullmatch(style):
        return Words("Inhaltsverzeichnis", PAGE.sub("", NUMBERING.sub("", text, count=1)), prose=True)
    if HEADING.fullmatch(style):
        return Words("Überschrift", NUMBERING.sub("", text, count=1), prose=True)
    if CAPTION.fullmatch(style):
        return Words("Beschriftung", text)
    return Words(story or "Absatz", text, prose=True)


def _text(paragraph: Any) -> str:
    """Return the text of a paragraph, deleted text included; paragraphs in text boxes within it are others."""
    texts = []
    for element in paragraph.iter("{*}t", f"{W}delText", f"{W}tab", f"{W}br", f"{W}cr", f"{W}noBreakHyphen"):
        if next(element.iterancestors(f"{W}p")) is paragraph:
            name = local(element)
            texts.append(element.text or "" if name in ("t", "delText") else "-" if name == "noBreakHyphen" else " ")
    return "".join(texts)
