"""Remarks: what a run tells the clerk besides its files: doubts about the days, and what is left to fill in."""

import re
from collections.abc import Iterator
from typing import Final

from imreport.cases import Findings
from imreport.cases.checks import ABOUT_DAYS, explain
from imreport.german import number
from imreport.publication.outline import Outline, Text

UNFINISHED: Final = re.compile(r"(?<!„)\bbitte ergänzen\b")
"""What a clerk still has to write; in quotes the report only speaks of it."""


def doubts(findings: Findings) -> Iterator[str]:
    """Yield what was found about the days that were asked for, each with what to do."""
    for finding in findings:
        if finding.rule in ABOUT_DAYS:
            yield f"{finding.message} {explain(finding.rule)[1]}"


def unfinished(parts: Outline) -> Iterator[str]:
    """Yield a sentence if the document has places that a clerk still has to fill in."""
    texts = (part.markdown for part in parts.parts if isinstance(part, Text))
    if count := sum(len(UNFINISHED.findall(text)) for text in texts):
        where = "An einer Stelle" if count == 1 else f"An {number(count)} Stellen"
        advice = "Füllen Sie sie in Word oder in einer Kopie des Notizbuchs aus, oder lassen Sie das Kapitel weg."
        yield f"{where} steht im Dokument noch „bitte ergänzen“. {advice}"


def counted(findings: Findings, *, protocol: str) -> str:
    """Return how many findings there are of each severity, the most frequent one, and where all of them stand.

    Args:
        findings: What the checks found.
        protocol: The file that lists them all.
    """
    if not findings.counts:
        return "keine Befunde"
    found = ", ".join(f"{number(count)} × {severity.value}" for severity, count in sorted(findings.counts.items()))
    summaries = findings.summaries()
    worst = summaries[0].severity
    first = max((one for one in summaries if one.severity is worst), key=lambda one: one.count)
    often = ("am häufigsten: " if first.count > 1 else "zum Beispiel: ") if len(summaries) > 1 else ""
    return f"{found} ({often}{first.message} Alle: {protocol})"
