"""Findings (Prüfprotokoll): what is wrong with an export, where, and what to do; one sentence each."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import cached_property


class Severity(StrEnum):
    """How bad a finding is: a Fehler stops the report, a Warnung and a Hinweis do not."""

    ERROR = "Fehler"
    WARNING = "Warnung"
    HINT = "Hinweis"


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault of the export.

    Attributes:
        severity: How bad it is.
        rule: The key of the rule that found it.
        message: One German sentence.
        file: Name of the file.
        sheet: Name of the sheet, empty for CSV.
        row: Row as a spreadsheet numbers it (the header is row 1); None if the fault has no row.
        column: German header of the column, empty if the fault has none.
        value: The text of the cell; empty for columns that identify people.
        suggestion: What the cell may have meant.
    """

    severity: Severity
    rule: str
    message: str
    file: str
    sheet: str = ""
    row: int | None = None
    column: str = ""
    value: str = ""
    suggestion: str = ""

    @property
    def place(self) -> str:
        """Where the fault stands: file, row and column."""
        row = f"Zeile {self.row}" if self.row else ""
        column = f"Spalte „{self.column}“" if self.column else ""
        return ", ".join(part for part in (self.file, row, column) if part)

    @property
    def hint(self) -> str:
        """The suggestion as a question, empty if there is none."""
        return f"Meinten Sie „{self.suggestion}“?" if self.suggestion else ""


@dataclass(frozen=True)
class Findings:
    """All findings of one export, worst first, then in the order of files and rows."""

    items: tuple[Finding, ...] = ()

    @classmethod
    def of(cls, items: Iterable[Finding]) -> "Findings":
        """Sort the findings: severity, file, row, column."""
        order = list(Severity)
        return cls(tuple(sorted(items, key=lambda f: (order.index(f.severity), f.file, f.row or 0, f.column))))

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    @cached_property
    def counts(self) -> Counter[Severity]:
        """How many findings there are of each severity."""
        return Counter(finding.severity for finding in self.items)

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that stop the report."""
        return tuple(finding for finding in self.items if finding.severity is Severity.ERROR)

    def records(self) -> list[dict[str, object]]:
        """Return one flat dict per finding, for the Prüfprotokoll and for machines."""
        return [{**asdict(finding), "severity": finding.severity.value} for finding in self.items]
