"""Excel: one sheet per Kennzahl with real numbers and a native chart, and a sheet of notes before them."""

import io
import textwrap
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from imreport import german
from imreport.chapters import CHAPTERS
from imreport.disclosure import Release, ReleasedTable
from imreport.presentation import Entry, Grid, message
from imreport.presentation.charts import CHARTS
from imreport.presentation.protection import SECRET, explanation, marking
from imreport.presentation.select import parts
from imreport.presentation.style import SERIES, WARNING, Paint
from imreport.presentation.tables import crossed, listing
from imreport.presentation.texts import basis_text, notes, source_text
from imreport.publication.data import release_of
from imreport.publication.outline import Outline

LINE: Final = 100
PLAIN: Final = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
"""A text is a text, even where it begins with "=" or "http"."""
WIDE: Final = 46
SHARES: Final = "Auf ganze Prozent gerundet."
SMALL_BASES: Final = "Keine Anteile bei weniger als 20 Fällen in der Grundgesamtheit (–)."
NUMBERS: Final = ("whole", "tenth", "hundredth")
"""The format of a number, by its decimals."""
UPRIGHT: Final = ("month", "year", "moment", "half")
"""The kinds of dimensions that are drawn as columns, one after the other in time."""
PATTERNS: Final = {"////": "wide_upward_diagonal"}


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
    _notes_sheet(workbook, formats, release=release)
    for table in _ordered(release):
        _table_sheet(workbook, formats, release=release, table=table)
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
        "whole": {"num_format": "#,##0"},
        "tenth": {"num_format": "#,##0.0"},
        "hundredth": {"num_format": "#,##0.00"},
        "percent": {"num_format": "0\u00a0%"},
    }
    return {name: workbook.add_format({**font, **look}) for name, look in looks.items()}


def _notes_sheet(workbook: Any, formats: dict[str, Any], *, release: Release) -> None:
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
    for row, table in enumerate(_ordered(release), start=top + len(lines) + 3):
        sheet.write_url(row, 0, f"internal:'{table.indicator.short}'!A1", string=table.indicator.short)
        sheet.write_string(row, 1, table.indicator.title, formats["wrap"])
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
        ("Blätter", "Ein Blatt je Kennzahl; Name und Einheit stehen in dessen Kopf."),
        *((f"Ohne Kapitel „{CHAPTERS[key]}“", reason) for key, reason in release.left_out.items()),
    ]


def _ordered(release: Release) -> list[ReleasedTable]:
    """Return the tables in the order of the chapters; those that only other chapters need come last."""
    places = {key: place for place, key in enumerate(release.chapters)}
    return sorted(release.tables.values(), key=lambda table: places.get(table.indicator.chapter, len(places)))


def shares_note(release: Release) -> str:
    """Say how shares are rounded, and which there are none of."""
    return SHARES if release.parameters.internal else f"{SHARES} {SMALL_BASES}"


def _write_marking(sheet: Any, formats: dict[str, Any], *, release: Release) -> int:
    """Mark the first row of a sheet that is for the service itself, and return the row below it."""
    if words := marking(release.profile):
        sheet.write_string(0, 0, words, formats["marking"])
    return 1 if words else 0


def _table_sheet(workbook: Any, formats: dict[str, Any], *, release: Release, table: ReleasedTable) -> None:
    indicator = table.indicator
    grid = listing(table, parts(table)) if len(indicator.dimensions) == 1 else crossed(table)
    sheet = workbook.add_worksheet(indicator.short)
    remarks = " ".join((*notes(release, table, cells=table.cells, grid=grid), source_text(release, table)))
    lines = [f"Einheit: {indicator.unit}", basis_text(release, table), *textwrap.wrap(remarks, LINE)]
    top = _write_marking(sheet, formats, release=release)
    head = _write_head(sheet, formats, title=indicator.title, lines=lines, top=top)
    sheet.set_column(0, 0, min(WIDE, 3 + max(len(row.name) for row in grid.rows) if grid.rows else WIDE))
    sheet.set_column(1, len(grid.header) - 1, 16)
    sheet.set_row(head, 42 if max(map(len, grid.header)) > 30 else 28)
    _write_grid(sheet, formats, grid=grid, head=head, decimals=indicator.decimals)
    sheet.freeze_panes(head + 1, 1)
    sheet.repeat_rows(head)
    if table.key in CHARTS and 0 < len(_drawn_columns(table, grid)) <= len(SERIES):
        chart = _chart(workbook, table, grid=grid, sheet=sheet.get_name(), head=head)
        chart.set_title({"name": _chart_title(release, table, grid=grid), "name_font": {"size": 11, "name": "Arial"}})
        text = f"{indicator.title}. {message(release, table)} Alle Werte stehen in der Tabelle daneben."
        sheet.insert_chart(head, len(grid.header) + 1, chart, {"description": text})
    _page(sheet, release)


def _write_head(sheet: Any, formats: dict[str, Any], *, title: str, lines: Sequence[str], top: int) -> int:
    """Write the title and the lines below it from a row on, and return the row of the table's header."""
    sheet.set_row(top, 22)
    sheet.write_string(top, 0, title, formats["title"])
    for row, text in enumerate(lines, start=top + 1):
        sheet.write_string(row, 0, text, formats["small"])
    return top + len(lines) + 2


def _chart_title(release: Release, table: ReleasedTable, *, grid: Grid) -> str:
    """Return the title of a chart; what is hidden and the marking go with it where charts are copied elsewhere.

    LibreOffice draws no label where there is no number, so that the title has to say it.
    """
    hidden = any(SECRET in line.texts for line in grid.rows if not line.total)
    parts = (table.indicator.title, f"{SECRET} ohne Balken" if hidden else "", marking(release.profile))
    return " – ".join(filter(None, parts))


def _write_grid(sheet: Any, formats: dict[str, Any], *, grid: Grid, head: int, decimals: int) -> None:
    """Write numbers as numbers; what is hidden or does not exist stands there as it is printed."""
    for column, text in enumerate(grid.header):
        sheet.write_string(head, column, text, formats["head_right" if column else "head"])
    for row, line in enumerate(grid.rows, start=head + 1):
        sheet.write_string(row, 0, line.name, formats["bold" if line.total else "text"])
        for column, entry in enumerate(line.entries, start=1):
            if entry.number is None:
                sheet.write_string(row, column, entry.text, formats["right"])
            elif entry.share:
                sheet.write_number(row, column, entry.number / 100, formats["percent"])
            else:
                sheet.write_number(row, column, entry.number, formats[NUMBERS[decimals]])


def _chart(workbook: Any, table: ReleasedTable, *, grid: Grid, sheet: str, head: int) -> Any:
    """Make a native chart of the sheet's numbers."""
    kind = "column" if table.indicator.dimensions[0].kind in UPRIGHT else "bar"
    columns = _drawn_columns(table, grid)
    rows = [row for row, line in enumerate(grid.rows, start=head + 1) if not line.total]
    chart = workbook.add_chart({"type": kind})
    for column, paint in zip(columns, SERIES, strict=False):
        values = (sheet, rows[0], column, rows[-1], column)
        entries = [line.entries[column - 1] for line in grid.rows if not line.total]
        chart.add_series({**_series(values, paint, head=head), **_values(entries, labelled=kind == "bar")})
    chart.set_legend({"position": "top"} if len(columns) > 1 else {"none": True})
    font = {"name": "Arial", "size": 9}
    names, values = (chart.set_y_axis, chart.set_x_axis) if kind == "bar" else (chart.set_x_axis, chart.set_y_axis)
    names({"num_font": font, "reverse": True} if kind == "bar" else {"num_font": {**font, "rotation": -90}})
    values({"visible": False, "major_gridlines": {"visible": False}})
    chart.set_size({"width": 620, "height": max(300, 60 + 26 * len(columns) * len(rows)) if kind == "bar" else 340})
    return chart


def _drawn_columns(table: ReleasedTable, grid: Grid) -> list[int]:
    """Return the columns to draw: shares where the Kennzahl compares them, else the first column of values."""
    rows = [line for line in grid.rows if not line.total]
    shares = [number for number, entry in enumerate(rows[0].entries, start=1) if entry.share] if rows else []
    return shares if table.percent_only or len(table.indicator.dimensions) > 1 or not rows else [1]


def _values(entries: Sequence[Entry], *, labelled: bool) -> dict[str, Any]:
    """Return what a series stores and says of its numbers.

    What is hidden has no number, not even 0, and its symbol stands in place of a label, be bars labelled or not.
    """
    missing = any(entry.number is None for entry in entries)
    shown = None if labelled else {"delete": True}
    custom = [{"value": entry.text} if entry.number is None else shown for entry in entries]
    labels = {"value": labelled or missing, "font": {"name": "Arial", "size": 9}}
    return {
        "values_data": [
            entry.number if entry.number is None or not entry.share else entry.number / 100 for entry in entries
        ],
        "data_labels": {**labels, "custom": custom} if missing else labels,
    }


def _series(values: tuple[str, int, int, int, int], paint: Paint, *, head: int) -> dict[str, Any]:
    sheet, first, column, last, _ = values
    look: dict[str, Any] = {"fill": {"color": paint.fill}}
    if paint.hatch:
        look = {"pattern": {"pattern": PATTERNS[paint.hatch], "fg_color": paint.edge, "bg_color": paint.fill}}
    return {
        "name": [sheet, head, column],
        "categories": [sheet, first, 0, last, 0],
        "values": list(values),
        "gap": 40,
        **look,
    }


def _page(sheet: Any, release: Release) -> None:
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    if words := marking(release.profile):
        sheet.set_header(f'&C&"Arial,Bold"{words}')
    county, notice = (text.replace("&", "&&") for text in (release.county, release.notice))
    sheet.set_footer(f"&L{county}&C{notice}&RSeite &P von &N")
