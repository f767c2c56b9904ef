"""Data quality for the report: what became of the rows, and how much the checks found."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Protocol

from imreport.cases.findings import Findings, Severity


class Rows(Protocol):
    """What became of the rows of one file or sheet."""

    @property
    def read(self) -> int:
        """Rows with any text."""

    @property
    def used(self) -> int:
        """Rows that count."""

    @property
    def aside(self) -> Mapping[str, int]:
        """Reason to the number of rows set aside."""


def quality(findings: Findings, accounts: Iterable[Rows]) -> dict[str, int]:
    """Sum up the accounts of all files and the findings.

    Returns:
        ``gelesen``, ``verwendet``, each reason with the rows set aside for it, then each severity with its findings;
        rows read are rows used and rows set aside.
    """
    counts = Counter({"gelesen": 0, "verwendet": 0})
    for account in accounts:
        counts.update({"gelesen": account.read, "verwendet": account.used, **account.aside})
    return dict(counts) | {severity.value: findings.counts[severity] for severity in Severity}
