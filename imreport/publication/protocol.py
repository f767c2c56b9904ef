"""What only the office sees: the findings as a workbook to filter, and what was hidden, for the editor."""

import io
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from imreport.cases import Findings
from imreport.disclosure import Release, ReleasedTable
from imreport.errors import DocumentError
from imreport.publication.excel import PLAIN

COLUMNS: Final = {
    "severity": ("Schwere", 10),
    "rule": ("Regel", 26),
    "file": ("Datei", 28),
    "sheet": ("Blatt", 12),
    "row": ("Zeile", 8),
    "column": ("Spalte", 22),
    "value": ("Wert", 30),
    "message": ("Befund", 80),
    "suggestion": ("Vorschlag", 30),
}

_EPOCH: Final = datetime(1980, 1, 1)


def write_findings(findings: Findings) -> bytes:
    """Return the Prüfprotokoll as an Excel file: one row per finding, with a filter."""
    import xlsxwriter

    result = io.BytesIO()
    workbook: Any = xlsxwriter.Workbook(result, PLAIN)
    workbook.set_properties({"title": "Prüfprotokoll", "created": _EPOCH})
    sheet = workbook.add_worksheet("Prüfprotokoll")
    bold = workbook.add_format({"bold": True, "bg_color": "#ECECEC"})
    for column, (title, width) in enumerate(COLUMNS.values()):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, title, bold)
    for row, record in enumerate(findings.records(), start=1):
        for column, name in enumerate(COLUMNS):
            value = record[name]
            if isinstance(value, int):
                sheet.write_number(row, column, value)
            else:
                sheet.write_string(row, column, str(value or ""))
    sheet.autofilter(0, 0, max(1, len(findings)), len(COLUMNS) - 1)
    sheet.freeze_panes(1, 0)
    workbook.close()
    return result.getvalue()


def save_findings(findings: Findings, path: Path) -> None:
    """Write the Prüfprotokoll to a file.

    Raises:
        DocumentError: The file cannot be written.
    """
    try:
        path.write_bytes(write_findings(findings))
    except OSError as error:
        hint = "Ist sie noch in Excel geöffnet? Sonst prüfen Sie die Schreibrechte."
        raise DocumentError(f"„{path.name}“ lässt sich nicht schreiben.", hint) from error


def write_hidden(release: Release) -> bytes:
    """Return a text for the editor: how many values of each Kennzahl are shown, merged and hidden."""
    lines = [
        f"Geheimhaltung im Bericht „{release.title}“",
        f"Schwelle: {release.threshold} Personen. Diese Übersicht ist nur für das Haus bestimmt.",
        "",
        *(_summary(table) for table in release.tables.values()),
        *(f"{key}: entfällt, {reason}" for key, reason in release.omitted.items()),
    ]
    return ("\n".join(lines) + "\n").encode()


def _summary(table: ReleasedTable) -> str:
    hidden = sum(cell.is_hidden for cell in table.cells)
    parts = [f"{len(table.cells) - hidden} Werte gezeigt, {hidden} geheim"]
    parts += ["kleine Kategorien zusammengefasst"] if table.merged else []
    parts += ["nur in ganzen Prozent"] if table.percent_only else []
    return f"{table.indicator.title}: {', '.join(parts)}"
