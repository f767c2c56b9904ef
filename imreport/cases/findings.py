"""Findings (Prüfprotokoll): what is wrong with an export, where, and what to do; one sentence each."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Final

from imreport.german import number

EXAMPLES: Final = 3
"""How many places a summary names for each rule."""


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
        times: How many faults it stands for: more than one if they are too many to be listed.
        table: The table that it is about; never shown.
        record: ``row_`` of the row in that table, to set it aside by; never shown.
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
    times: int = field(default=1, repr=False)
    table: str = field(default="", compare=False, repr=False)
    record: int | None = field(default=None, compare=False, repr=False)

    @property
    def place(self) -> str:
        """Where the fault stands: file, sheet, row and column."""
        sheet = f"Blatt „{self.sheet}“" if self.sheet else ""
        row = f"Zeile {self.row}" if self.row else ""
        column = f"Spalte „{self.column}“" if self.column else ""
        return ", ".join(part for part in (self.file, sheet, row, column) if part)

    @property
    def hint(self) -> str:
        """The suggestion as a question, empty if there is none."""
        return f"Meinten Sie „{self.suggestion}“?" if self.suggestion else ""


SHOWN: Final = ("severity", "rule", "message", "file", "sheet", "row", "column", "value", "suggestion")


@dataclass(frozen=True, slots=True)
class Summary:
    """What one rule found, in short.

    Attributes:
        severity: How bad it is.
        rule: The key of the rule.
        count: How many faults there are.
        message: The sentence of the first one.
        places: Where the first ones stand.
    """

    severity: Severity
    rule: str
    count: int
    message: str
    places: tuple[str, ...]

    @property
    def lines(self) -> list[str]:
        """The lines of it in the terminal: severity, count and sentence, then the first places."""
        count = f" ({number(self.count)} Befunde, Regel {self.rule})" if self.count > 1 else ""
        more = [f"  … und {number(self.count - len(self.places))} mehr"] if self.count > len(self.places) else []
        if self.count == 1:
            return [f"{self.severity.value}: {self.places[0]}: {self.message}"]
        return [f"{self.severity.value}: {self.message}{count}", *(f"  {place}" for place in self.places), *more]


@dataclass(frozen=True)
class Findings:
    """All findings of one export, worst first, then in the order of files and rows."""

    items: tuple[Finding, ...] = ()

    @classmethod
    def of(cls, items: Iterable[Finding]) -> "Findings":
        """Sort the findings: severity, file, sheet, row, column."""
        order = {severity: position for position, severity in enumerate(Severity)}
        return cls(tuple(sorted(items, key=lambda f: (order[f.severity], f.file, f.sheet, f.row or 0, f.column))))

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    @cached_property
    def counts(self) -> Counter[Severity]:
        """How many faults there are of each severity."""
        counts: Counter[Severity] = Counter()
        for finding in self.items:
            counts[finding.severity] += finding.times
        return counts

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that stop the report."""
        return tuple(finding for finding in self.items if finding.severity is Severity.ERROR)

    def summaries(self) -> list[Summary]:
        """Return what each rule found, worst first, then most frequent: count, a sentence, the first places."""
        groups: dict[tuple[Severity, str], list[Finding]] = {}
        for finding in self.items:
            groups.setdefault((finding.severity, finding.rule), []).append(finding)
        order = {severity: position for position, severity in enumerate(Severity)}
        found = [_summary(group) for group in groups.values()]
        return sorted(found, key=lambda summary: (order[summary.severity], -summary.count, summary.rule))

    def records(self, most: int | None = None) -> list[dict[str, object]]:
        """Return one flat dict per finding, at most so many, for the Prüfprotokoll and for machines."""
        return [{name: _plain(getattr(finding, name)) for name in SHOWN} for finding in self.items[:most]]


def _summary(group: list[Finding]) -> Summary:
    listed = [finding for finding in group if finding.times == 1] or group
    first, count = listed[0], sum(finding.times for finding in group)
    return Summary(
        first.severity, first.rule, count, f"{first.message} {first.hint}".rstrip(),
        tuple(finding.place for finding in listed[:EXAMPLES]),
    )  # fmt: skip


def _plain(value: object) -> object:
    return value.value if isinstance(value, Severity) else value
