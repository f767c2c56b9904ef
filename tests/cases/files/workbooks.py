"""Writes small workbooks for the tests."""

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl

Rows = Sequence[Sequence[object]]

NAMESPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)
ODS = "application/vnd.oasis.opendocument.spreadsheet"
MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS}"/></manifest:manifest>'
)


def write_xlsx(path: Path, **sheets: Rows) -> Path:
    book = openpyxl.Workbook()
    book.remove(book["Sheet"])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row, start=1):
                sheet.cell(number, column, value)
    book.save(path)
    return path


def write_zip(path: Path, members: Mapping[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def rewrite(path: Path, old: bytes, new: bytes) -> Path:
    """Replace bytes in every member of a zip."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name).replace(old, new) for name in archive.namelist()}
    return write_zip(path, members)


def write_ods(path: Path, rows: str, before: str = "") -> Path:
    """Write an ODS file whose one table "Export" holds these rows of XML."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}<office:document-content {NAMESPACES}><office:body>'
        f'<office:spreadsheet><table:table table:name="Export">{rows}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    return write_zip(path, {"mimetype": ODS, "content.xml": content, "META-INF/manifest.xml": MANIFEST})


def ods_rows(rows: Sequence[Sequence[str]]) -> str:
    return "".join(f"<table:table-row>{''.join(map(ods_cell, row))}</table:table-row>" for row in rows)


def ods_cell(text: str) -> str:
    if not text:
        return "<table:table-cell/>"
    return f'<table:table-cell office:value-type="string"><text:p>{escape(text)}</text:p></table:table-cell>'
