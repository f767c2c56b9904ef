"""Formats: what a file is, by its first bytes and its members, never by its suffix."""

import re
import zipfile
from pathlib import Path
from typing import Final

from imreport.cases.files.archives import BROKEN
from imreport.cases.files.faults import FileFault

ZIP: Final = b"PK\x03\x04"
EMPTY_ZIP: Final = b"PK\x05\x06"
OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FOREIGN: Final[tuple[tuple[bytes, str], ...]] = (
    (b"%PDF", "ein PDF-Dokument"),
    (b"\x89PNG", "ein Bild"),
    (b"\xff\xd8\xff", "ein Bild"),
    (b"GIF8", "ein Bild"),
    (b"II*\0", "ein Bild"),
    (b"MM\0*", "ein Bild"),
    (b"BM\x36", "ein Bild"),
    (b"{\\rtf", "ein Textdokument (RTF)"),
    (b"\x1f\x8b", "mit gzip gepackt"),
    (b"BZh", "mit bzip2 gepackt"),
    (b"\xfd7zXZ\0", "mit xz gepackt"),
    (b"\x28\xb5\x2f\xfd", "mit zstd gepackt"),
    (b"7z\xbc\xaf\x27\x1c", "mit 7-Zip gepackt"),
    (b"Rar!", "mit RAR gepackt"),
    (b"SQLite format 3\0", "eine Datenbank"),
    (b"\x7fELF", "ein Programm"),
    (b"MZ\x90", "ein Programm"),
)
MARKUP: Final = re.compile(rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|table|meta)\b", re.I | re.S)
XML: Final = re.compile(rb"\s*<\?xml\b", re.I)
MEMBERS: Final = {
    "xl/workbook.bin": "eine binäre Arbeitsmappe (XLSB)",
    "word/document.xml": "ein Word-Dokument",
    "ppt/presentation.xml": "eine Präsentation",
}


def recognise(path: Path) -> str:
    """Return "csv", "xlsx", "xls", "ods", "parquet" or "zip".

    Raises:
        FileFault: It is empty, or of a kind that is not read.
    """
    with path.open("rb") as stream:
        start = stream.read(4096)
    if not start.strip(b" \t\r\n\xef\xbb\xbf"):
        raise FileFault("datei_leer")
    if start.startswith((ZIP, EMPTY_ZIP)):
        return _recognise_zip(path)
    if start.startswith(OLE):
        return "xls"
    if start.startswith(b"PAR1"):
        return "parquet"
    if foreign := _foreign(start):
        raise FileFault("datei_unbekanntes_format", what=foreign)
    return "csv"


def _foreign(start: bytes) -> str:
    text = start.lstrip(b"\xef\xbb\xbf\xff\xfe").replace(b"\0", b"")  # without byte order mark, UTF-16 made readable
    if MARKUP.match(text):
        return "eine Webseite (HTML), auch wenn ihr Name auf .xls oder .csv endet,"
    if XML.match(text):
        return "eine XML-Datei"
    return next((what for magic, what in FOREIGN if start.startswith(magic)), "")


def _recognise_zip(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = {name.replace("\\", "/") for name in archive.namelist()}
            kind = _start_of(archive, "mimetype") if "mimetype" in names else ""
    except (RuntimeError, *BROKEN) as error:
        raise FileFault("datei_beschaedigt") from error
    return _kind_of(names, kind)


def _start_of(archive: zipfile.ZipFile, member: str) -> str:
    with archive.open(member) as stream:
        return stream.read(100).decode("latin-1")


def _kind_of(names: set[str], kind: str) -> str:
    for member, what in MEMBERS.items():
        if member in names:
            raise FileFault("datei_unbekanntes_format", what=what)
    if kind.startswith("application/vnd.oasis.opendocument."):
        if "spreadsheet" in kind:
            return "ods"
        raise FileFault("datei_unbekanntes_format", what="ein Dokument von LibreOffice, keine Tabelle,")
    return "xlsx" if "[Content_Types].xml" in names else "zip"
