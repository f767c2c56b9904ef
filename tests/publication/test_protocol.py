"""The Prüfprotokoll: every finding in a row, every rule in the overview, no cell a formula."""

import io
from pathlib import Path

import openpyxl
import pytest

from imreport.cases import Finding, Findings, Severity
from imreport.errors import DocumentError
from imreport.publication import protocol
from imreport.publication.protocol import save_findings, write_findings

HEADER = ("Schwere", "Regel", "Datei", "Blatt", "Zeile", "Spalte", "Wert", "Befund", "Vorschlag")
CODE = Finding(
    Severity.ERROR, "schluessel_unbekannt", "Satz.", "a.xlsx", "Mai", 3, "Kanal", "=1+1", "@Video", table="t", record=99
)
FINDINGS = Findings.of(
    [
        CODE,
        Finding(Severity.HINT, "anonymitaet_k", "-Satz.", "b.csv"),
        Finding(Severity.HINT, "neu", "Satz.", "c", times=5),
    ]
)


def read(findings: Findings) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(write_findings(findings)))


def cells(findings: Findings, sheet: str) -> list[tuple[object, ...]]:
    return list(read(findings)[sheet].iter_rows(values_only=True))


def test_a_row_for_each_finding() -> None:
    assert cells(FINDINGS, "Befunde") == [
        HEADER,
        ("Fehler", "schluessel_unbekannt", "a.xlsx", "Mai", 3, "Kanal", "=1+1", "Satz.", "@Video"),
        ("Hinweis", "anonymitaet_k", "b.csv", None, None, None, None, "-Satz.", None),
        ("Hinweis", "neu", "c", None, None, None, None, "Satz.", None),
    ]


def test_no_cell_is_a_formula() -> None:
    kinds = {cell.data_type for sheet in read(FINDINGS) for row in sheet.iter_rows(min_row=2) for cell in row}
    assert kinds == {"s", "n"}


def test_a_row_for_each_rule() -> None:
    rows = cells(FINDINGS, "Übersicht")
    assert rows[0] == ("Schwere", "Regel", "Anzahl", "Was geprüft wird", "Was zu tun ist", "Erste Stelle")
    assert rows[1][:4] == ("Fehler", "schluessel_unbekannt", 1, "Jede Angabe steht in ihrem Schlüsselverzeichnis.")
    assert rows[1][5] == "a.xlsx, Blatt „Mai“, Zeile 3, Spalte „Kanal“"
    assert rows[2] == ("Hinweis", "neu", 5, None, None, "c")
    assert rows[3][:3] == ("Hinweis", "anonymitaet_k", 1)


def test_both_sheets_can_be_filtered() -> None:
    workbook = read(FINDINGS)
    assert [(sheet.title, sheet.auto_filter.ref, sheet.freeze_panes) for sheet in workbook] == [
        ("Befunde", "A1:I4", "A2"), ("Übersicht", "A1:F4", "A2"),
    ]  # fmt: skip


def test_without_findings_there_are_headers() -> None:
    assert [len(list(sheet.iter_rows())) for sheet in read(Findings())] == [1, 1]


def test_what_fits_on_no_sheet_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protocol, "ROWS", 2)
    assert len(cells(FINDINGS, "Befunde")) == 3
    last = cells(FINDINGS, "Übersicht")[-1]
    assert last[2:4] == (1, "Befunde, die nicht mehr auf das Blatt „Befunde“ passen")


def test_same_findings_same_bytes() -> None:
    assert write_findings(FINDINGS) == write_findings(FINDINGS)


def test_a_folder_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"„befunde\.xlsx“ lässt sich nicht schreiben"):
        save_findings(FINDINGS, tmp_path / "nix" / "befunde.xlsx")
