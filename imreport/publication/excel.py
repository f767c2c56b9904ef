"""Excel: one sheet per table with real numbers and a native chart, and a sheet of notes before them."""

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from imreport import german
from imreport.chapters import CHAPTERS
from imreport.disclosure import Release
from imreport.presentation import Entry, Grid
from imreport.presentation.protection import explanation, marking
from imreport.presentation.style import WARNING
from imreport.publication.data import release_of
from imreport.publication.excel_charts import insert_chart
from imreport.publication.excel_leaves import Leaf, leaves
from imreport.publication.outline import Outline

PLAIN: Final = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
"""A text is a text, even where it begins with "=" or "http"."""
WIDE: Final = 46
SHARES: Final = "Auf ganze Prozent gerundet."
SMALL_BASES: Final = "Keine Anteile bei weniger als 20 Fällen in der Grundgesamtheit (–)."
SHEETS: Final = (
    "Ein Blatt je Kennzahl und je Tabelle, die mehrere Kennzahlen zeigt oder vergleicht; der Titel steht darüber."
)
CODES: Final = {"whole": "#,##0", "tenth": "#,##0.0", "hundredth": "#,##0.00", "percent": "0\u00a0%"}
NUMBERS: Final = ("whole", "tenth", "hundredth")
"""The format of a number, by its decimals."""
SIGNED: Final = "signed_"
SIGNS: Final = ("+", german.MINUS)
"""How differences begin."""


def write_excel(outline: Outline) -> bytes:
    """Return the workbook."""
    import xlsxwriter

    release, result = release_of(outline), io.BytesIO()
    workbook: Any = xlsxwriter.Workbook(result, PLAIN)
    created = datetime.fromisoformat(release.dated)
    workbook.set_properties(
        {"title": release.title, "author": release.county, "comments": release.notice, "created": created}
    )
    formats = _formats(workbook)
    sheets = leaves(release)
    _notes_sheet(workbook, formats, release=release, sheets=sheets)
    for leaf in sheets:
        _table_sheet(workbook, formats, leaf=leaf, release=release)
    workbook.close()
    return result.getvalue()


def _formats(workbook: Any) -> dict[str, Any]:
    font = {"font_name": "Arial", "font_size": 10, "valign": "top"}
    looks: dict[str, dict[str, Any]] = {
        "text": {},
        "wrap": {"text_wrap": True},
        "small": {"font_color": "#404040", "font_size": 9},
        "title": {"bold": True, "font_size": 14},
        "bold": {"bold": True},
        "marking": {"bold": True, "font_color": WARNING},
        "head": {"bold": True, "bg_color": "#ECECEC", "bottom": 1, "text_wrap": True},
        "head_right": {"bold": True, "bg_color": "#ECECEC", "bottom": 1, "text_wrap": True, "align": "right"},
        "right": {"align": "right"},
    }
    for name, code in CODES.items():
        looks |= {name: {"num_format": code}, SIGNED + name: {"num_format": f"+{code};-{code};{code}"}}
    return {name: workbook.add_format({**font, **look}) for name, look in looks.items()}


def _notes_sheet(workbook: Any, formats: dict[str, Any], *, release: Release, sheets: Sequence[Leaf]) -> None:
    sheet = workbook.add_worksheet("Hinweise")
    sheet.set_column(0, 0, 28, formats["wrap"])
    sheet.set_column(1, 1, 90, formats["wrap"])
    top = _write_marking(sheet, formats, release=release)
    sheet.write_string(top, 0, release.title, formats["title"])
    lines = _remarks(release)
    for row, (name, text) in enumerate(lines, start=top + 2):
        sheet.write_string(row, 0, name, formats["bold"])
        sheet.write_string(row, 1, text, formats["wrap"])
        sheet.set_row(row, 14 * (1 + len(text) // 95))
    for row, leaf in enumerate(sheets, start=top + len(lines) + 3):
        sheet.write_url(row, 0, f"internal:'{leaf.name}'!A1", string=leaf.name)
        sheet.write_string(row, 1, leaf.title, formats["wrap"])
    _page(sheet, release)


def _remarks(release: Release) -> list[tuple[str, str]]:
    """Return name and text of what a reader must know about the whole workbook."""
    scope = release.parameters.scope
    return [
        ("Kreis", release.county),
        ("Kennzeichnung", release.notice or german.EMPTY),
        ("Berichtszeitraum", f"{german.day(scope.start)} bis {german.day(scope.end)}"),
        ("Stichtag", german.day(scope.as_of)),
        ("Datum des Berichts", german.day(datetime.fromisoformat(release.dated).date())),
        ("Geheimhaltung", explanation(release)),
        ("Anteile", shares_note(release)),
        ("Blätter", SHEETS),
        *((f"Ohne Kapitel „{CHAPTERS[key]}“", reason) for key, reason in release.left_out.items()),
    ]


def shares_note(release: Release) -> str:
    """Say how shares are rounded, and which there are none of."""
    return SHARES if release.parameters.internal else f"{SHARES} {SMALL_BASES}"


def _write_marking(sheet: Any, formats: dict[str, Any], *, release: Release) -> int:
    """Mark the first row of a sheet that is for the service itself, and return the row below it."""
    if words := marking(release.profile):
        sheet.write_string(0, 0, words, formats["marking"])
    return 1 if words else 0


def _table_sheet(workbook: Any, formats: dict[str, Any], *, leaf: Leaf, release: Release) -> None:
    grid = leaf.grid
    sheet = workbook.add_worksheet(leaf.name)
    top = _write_marking(sheet, formats, release=release)
    head = _write_head(sheet, formats, title=leaf.title, lines=leaf.lines, top=top)
    sheet.set_column(0, 0, min(WIDE, 3 + max(len(row.name) for row in grid.rows) if grid.rows else WIDE))
    sheet.set_column(1, len(grid.header) - 1, 16)
    sheet.set_row(head, 42 if max(map(len, grid.header)) > 30 else 28)
    _write_grid(sheet, formats, grid=grid, head=head)
    sheet.freeze_panes(head + 1, 1)
    sheet.repeat_rows(head)
    insert_chart(workbook, sheet, leaf=leaf, head=head, release=release)
    _page(sheet, release)


def _write_head(sheet: Any, formats: dict[str, Any], *, title: str, lines: Sequence[str], top: int) -> int:
    """Write the title and the lines below it from a row on, and return the row of the table's header."""
    sheet.set_row(top, 22)
    sheet.write_string(top, 0, title, formats["title"])
    for row, text in enumerate(lines, start=top + 1):
        sheet.write_string(row, 0, text, formats["small"])
    return top + len(lines) + 2


def _write_grid(sheet: Any, formats: dict[str, Any], *, grid: Grid, head: int) -> None:
    """Write numbers as numbers; what is hidden or does not exist stands there as it is printed."""
    for column, text in enumerate(grid.header):
        sheet.write_string(head, column, text, formats["head_right" if column else "head"])
    for row, line in enumerate(grid.rows, start=head + 1):
        sheet.write_string(row, 0, line.name, formats["bold" if line.total else "text"])
        for column, entry in enumerate(line.entries, start=1):
            if entry.number is None:
                sheet.write_string(row, column, entry.text, formats["right"])
            else:
                number = entry.number / 100 if entry.share else entry.number
                sheet.write_number(row, column, number, formats[_look(entry)])


def _look(entry: Entry) -> str:
    """Return the name of the format that shows a number as it is printed: its decimals, percent, a sign for changes."""
    signed = SIGNED if entry.text.startswith(SIGNS) else ""
    printed, *_ = entry.text.split()
    return signed + ("percent" if entry.share else NUMBERS[len(printed.partition(",")[2])])


def _page(sheet: Any, release: Release) -> None:
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    if words := marking(release.profile):
        sheet.set_header(f'&C&"Arial,Bold"{words}')
    county, notice = (text.replace("&", "&&") for text in (release.county, release.notice))
    sheet.set_footer(f"&L{county}&C{notice}&RSeite &P von &N")
