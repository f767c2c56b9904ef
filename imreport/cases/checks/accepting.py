"""Accepting (hingenommen): a few faulty rows do not stop the report; they are set aside and named."""

from collections.abc import Sequence
from dataclasses import replace

from imreport.cases.checks.settings import Accepted, CheckSettings
from imreport.cases.findings import Finding, Findings, Severity
from imreport.german import number

Aside = set[tuple[str, int]]
"""Table and ``row_`` of the rows to set aside."""


def accepted(findings: Findings, settings: CheckSettings) -> tuple[Aside, Findings]:
    """Set aside the rows that the county accepts, rule by rule.

    A rule is accepted as a whole: with more faulty rows than are accepted, every one of them stays a Fehler, and its
    sentence says how many are accepted and how many were found. What is no Fehler needs no accepting. A row that is
    set aside can do no harm, so whatever else is a Fehler in it becomes a Hinweis too.

    Returns:
        The rows to set aside, and the findings with the accepted ones turned into Hinweise.
    """
    aside: Aside = set()
    changed = list(findings)
    for entry in settings.accepted:
        own = [finding for finding in changed if _concerns(finding, entry)]
        refused = _refused(entry, own)
        if refused:
            changed = [_refusing(f, refused) if _concerns(f, entry) else f for f in changed]
        else:
            aside |= {(finding.table, finding.record) for finding in own if finding.record is not None}
            changed = [_accepted(f, entry) if _is_error_in(f, aside) else f for f in changed]
    return aside, Findings.of(changed)


def _concerns(finding: Finding, entry: Accepted) -> bool:
    return finding.severity is Severity.ERROR and finding.rule == entry.rule


def _refused(entry: Accepted, own: Sequence[Finding]) -> str:
    """Return why an entry cannot be accepted, empty if it can."""
    rows = {(finding.table, finding.record) for finding in own if finding.record is not None}
    if own and not rows:
        return "Hinnehmen lassen sich nur Befunde zu einzelnen Zeilen."
    found = len(rows) + sum(finding.times for finding in own if finding.record is None)
    if found > entry.count:
        noun = "Zeile" if entry.count == 1 else "Zeilen"
        return f"Hingenommen sind {number(entry.count)} {noun}, gefunden wurden {number(found)}."
    return ""


def _refusing(finding: Finding, reason: str) -> Finding:
    return replace(finding, message=f"{finding.message} {reason}")


def _is_error_in(finding: Finding, rows: Aside) -> bool:
    return finding.severity is Severity.ERROR and (finding.table, finding.record) in rows


def _accepted(finding: Finding, entry: Accepted) -> Finding:
    reason = f" Grund: {entry.reason.rstrip('.')}." if entry.reason else ""
    return replace(finding, severity=Severity.HINT, message=f"Hingenommen: {finding.message}{reason}")
