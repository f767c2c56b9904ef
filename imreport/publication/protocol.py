"""What only the office sees: the findings as a workbook to filter, and what was hidden, for the editor."""

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from imreport.cases import Findings
from imreport.cases.checks import explain
from imreport.disclosure import Release
from imreport.errors import DocumentError
from imreport.presentation.protection import WARNING
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
OVERVIEW: Final = {
    "Schwere": 10, "Regel": 26, "Anzahl": 10, "Was geprüft wird": 60, "Was zu tun ist": 60, "Erste Stelle": 50,
}  # fmt: skip
ROWS: Final = 1_000_000
"""How many findings a sheet takes; Excel ends shortly after."""

_EPOCH: Final = datetime(1980, 1, 1)


def write_findings(findings: Findings) -> bytes:
    """Return the Prüfprotokoll as an Excel file: one row per finding, with a filter, and an overview of the rules."""
    import xlsxwriter

    result = io.BytesIO()
    workbook: Any = xlsxwriter.Workbook(result, {**PLAIN, "in_memory": False, "constant_memory": True})
    workbook.set_properties({"title": "Prüfprotokoll", "created": _EPOCH})
    bold = workbook.add_format({"bold": True, "bg_color": "#ECECEC"})
    sheet = _sheet(workbook, "Befunde", columns=dict(COLUMNS.values()), bold=bold)
    _fill(sheet, ([record[name] for name in COLUMNS] for record in findings.records(ROWS)))
    sheet.autofilter(0, 0, max(1, min(len(findings), ROWS)), len(COLUMNS) - 1)
    overview = _sheet(workbook, "Übersicht", columns=OVERVIEW, bold=bold)
    _fill(overview, _overview(findings))
    overview.autofilter(0, 0, max(1, len(findings.summaries())), len(OVERVIEW) - 1)
    workbook.close()
    return result.getvalue()


def _sheet(workbook: Any, name: str, *, columns: Mapping[str, int], bold: Any) -> Any:
    sheet = workbook.add_worksheet(name)
    for column, (title, width) in enumerate(columns.items()):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, title, bold)
    sheet.freeze_panes(1, 0)
    return sheet


def _fill(sheet: Any, rows: Iterable[Sequence[object]]) -> None:
    """Write numbers as numbers and all else as text, so that no cell is ever a formula."""
    for row, cells in enumerate(rows, start=1):
        for column, value in enumerate(cells):
            if isinstance(value, int):
                sheet.write_number(row, column, value)
            elif value:
                sheet.write_string(row, column, str(value))


def _overview(findings: Findings) -> Iterator[Sequence[object]]:
    for found in findings.summaries():
        yield found.severity.value, found.rule, found.count, *explain(found.rule), found.places[0]
    if len(findings) > ROWS:
        yield "", "", len(findings) - ROWS, "Befunde, die nicht mehr auf das Blatt „Befunde“ passen", "", ""


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


def write_hidden(release: Release, advice: Sequence[str]) -> bytes:
    """Return a text for the editor: what is hidden, what that cost, and which coarser report would cost less."""
    lines = [
        f"Geheimhaltung im Bericht „{release.title}“",
        *([WARNING] if release.parameters.internal else []),
        f"Schwelle: {release.threshold} Personen. Diese Übersicht ist nur für das Haus bestimmt.",
        "",
        *advice,
        *(f"{key}: entfällt, {reason}" for key, reason in release.omitted.items()),
    ]
    return ("\n".join(lines) + "\n").encode()
