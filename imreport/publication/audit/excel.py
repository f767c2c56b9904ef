"""Excel: every sheet, hidden or not, with cells, formulas, names, comments, charts and properties."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from imreport.publication.audit.found import Found, Opaque, Reader, Table, Words, inside
from imreport.publication.audit.markup import local, parse
from imreport.publication.audit.package import Parts, everything, read_parts, spoken, unpacked

R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
REFERENCE: Final = re.compile(r"(?:'[^']*'|[^\s'!(,;+*/-]+)!|\$?[A-Z]{1,3}\$?\d+(?!\w)|\$\d+:\$\d+|\$[A-Z]+:\$[A-Z]+")
CODES: Final = re.compile(r'&"[^"]*"|&\d+|&[A-Za-z]')
QUOTED: Final = re.compile(r'"([^"]*)"')
STATES: Final = {"hidden": " (ausgeblendet)", "veryHidden": " (sehr versteckt)"}
LAYOUT: Final = frozenset(["c", "v", "t", "r", "is", "rPh", "row", "sheetData", "f", "formula", "formula1", "formula2"])
MARGINS: Final = frozenset(["oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"])


def read_excel(content: bytes, *, embedded: Mapping[str, Reader]) -> Iterator[Found]:
    """Yield what a workbook holds.

    Args:
        content: The file.
        embedded: Ending of a file name to what reads such a file inside this one.
    """
    parts = unpacked(content)
    if parts is None or "xl/workbook.xml" not in parts:
        yield Opaque("die ganze Datei")
        return
    yield from _cells(parts, _sheets(parts))
    yield from read_parts(parts, own=_part, embedded=embedded)


def _sheets(parts: Parts) -> dict[str, str]:
    """Return the part of each sheet and how readers find it."""
    book, links = parse(parts["xl/workbook.xml"]), parse(parts.get("xl/_rels/workbook.xml.rels", b"<r/>"))
    targets = {link.get("Id"): link.get("Target", "") for link in links.iter("{*}Relationship")}
    sheets = {}
    for sheet in book.iter("{*}sheet"):
        target = targets.get(sheet.get(f"{R}id"), "")
        path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        sheets[path] = f"Blatt „{sheet.get('name')}“{STATES.get(sheet.get('state', ''), '')}"
    return sheets


def _cells(parts: Parts, sheets: Mapping[str, str]) -> Iterator[Found]:
    """Yield the cells of all sheets, and texts that stand in the file but in no cell."""
    table = parse(parts["xl/sharedStrings.xml"]) if "xl/sharedStrings.xml" in parts else None
    texts = ["".join(t.text or "" for t in item.iter("{*}t")) for item in table] if table is not None else []
    percents, used = _percent_styles(parts), set()
    for name, data in parts.items():
        if name.startswith("xl/worksheets/") and name.endswith(".xml"):
            sheet = parse(data)
            used |= {cell.findtext("{*}v") for cell in sheet.iter("{*}c") if cell.get("t") == "s"}
            rows = [
                [words for cell in row if (words := _cell(cell, texts, percents=percents)).text.strip()]
                for row in sheet.iter("{*}row")
            ]
            yield from inside(sheets.get(name, f"Teil {name}"), _runs(rows))
    for number, text in enumerate(texts):
        if str(number) not in used:
            yield Words("Text in keiner Zelle", text)


def _percent_styles(parts: Parts) -> set[int]:
    """Return the styles that print a share as a percentage."""
    root = parse(parts["xl/styles.xml"]) if "xl/styles.xml" in parts else None
    if root is None:
        return set()
    codes = {"9": "%", "10": "%"} | {one.get("numFmtId"): one.get("formatCode", "") for one in root.iter("{*}numFmt")}
    styles = root.iterfind("{*}cellXfs/{*}xf")
    return {number for number, style in enumerate(styles) if "%" in codes.get(style.get("numFmtId"), "")}


def _cell(cell: Any, texts: list[str], *, percents: set[int]) -> Words:
    raw, kind = cell.findtext("{*}v") or "", cell.get("t", "n")
    place = f"Zelle {cell.get('r', '?')}"
    if kind == "s":
        return Words(place, texts[int(raw)] if raw.isdigit() and int(raw) < len(texts) else raw)
    if kind == "inlineStr":
        return Words(place, "".join(t.text or "" for t in cell.iter("{*}t")))
    return Words(place, _printed(raw, percent=int(cell.get("s", "0")) in percents) if kind == "n" else raw)


def _printed(raw: str, *, percent: bool) -> str:
    """Return a number as a German reader sees it."""
    try:
        number = float(raw)
    except ValueError:
        return raw
    number = round(number * 100, 6) if percent else number
    text = str(int(number)) if number.is_integer() else str(round(number, 9)).replace(".", ",")
    return f"{text} %" if percent else text


def _runs(rows: list[list[Words]]) -> Iterator[Found]:
    """Join rows: those of several cells to tables, lines of single cells to texts."""
    table: list[tuple[Words, ...]] = []
    lines: list[Words] = []
    for row in [*rows, []]:
        if len(row) != 1 and lines:
            last = f" bis {lines[-1].place.removeprefix('Zelle ')}" if len(lines) > 1 else ""
            yield Words(lines[0].place + last, " ".join(line.text for line in lines))
            lines = []
        if len(row) < 2 and table:
            yield Table("", tuple(table))
            table = []
        if len(row) == 1:
            lines.append(row[0])
        elif row:
            table.append(tuple(row))


def _part(name: str, root: Any) -> Iterator[Found]:
    place = f"Teil {name}"
    if name.startswith("xl/worksheets/"):
        yield from spoken(root, place, texts=False)
        yield from _sheet_texts(root, place)
    elif name == "xl/workbook.xml":
        yield from _names(root)
    elif name == "xl/styles.xml":
        codes = (one.get("formatCode", "") for one in root.iter("{*}numFmt"))
        yield from (Words("Zahlenformat", text) for code in codes for text in QUOTED.findall(code))
    elif name.startswith(("xl/drawings/", "xl/comments", "xl/threadedComments", "xl/persons")):
        yield from _remarked(root, place)
    elif name != "xl/sharedStrings.xml":
        yield from everything(root, place)


def _sheet_texts(root: Any, place: str) -> Iterator[Found]:
    """Yield formulas, headers, footers and every other text that is no cell."""
    for element in root.iter("{*}*"):
        name, text = local(element), (element.text or "").strip()
        if name in ("f", "formula", "formula1", "formula2") and text:
            yield Words(f"{place}, Formel", REFERENCE.sub(" ", text))
        elif name in MARGINS:
            yield Words(f"{place}, Kopf- oder Fußzeile", CODES.sub(" ", text))
        elif text and name not in LAYOUT:
            yield Words(place, text)
        if name == "hyperlink":
            yield Words(
                f"{place}, Verweis",
                " ".join((element.get("display", ""), REFERENCE.sub(" ", element.get("location", "")))),
            )


def _names(root: Any) -> Iterator[Found]:
    for sheet in root.iter("{*}sheet"):
        yield Words("Name eines Blatts", sheet.get("name", ""))
    for name in root.iter("{*}definedName"):
        yield Words("Definierter Name", f"{name.get('name', '')} {name.get('comment', '')}")
        yield Words(f"Definierter Name „{name.get('name')}“", REFERENCE.sub(" ", name.text or ""))


def _remarked(root: Any, place: str) -> Iterator[Found]:
    """Yield the texts of drawings and comments; the anchors of a drawing are numbers of rows and columns."""
    yield from spoken(root, place, texts=False)
    anchors = ("col", "colOff", "row", "rowOff", "anchor", "row", "column")
    texts: dict[Any, list[str]] = {}
    for element in root.iter("{*}*"):
        if local(element).lower() not in [anchor.lower() for anchor in anchors] and (element.text or "").strip():
            owner = next(
                (one for one in element.iterancestors() if local(one) in ("comment", "sp", "threadedComment")), root
            )
            texts.setdefault(owner, []).append(element.text)
    for owner, pieces in texts.items():
        where = f"Kommentar zu Zelle {owner.get('ref')}" if owner.get("ref") else place
        yield Words(where, "".join(pieces))
