"""Rules about how recognisable the persons of an export are."""

from collections.abc import Iterator
from typing import Final

from imreport.cases.checks.export import Export
from imreport.cases.checks.registry import Fault, rule
from imreport.cases.findings import Severity
from imreport.cases.gate import uniqueness
from imreport.cases.schema import tables

QUASI: Final = ("nationality", "gender", "age_group", "residence_status", "commune", "team")


@rule(
    "anonymitaet_k",
    Severity.HINT,
    what="Seltene Kombinationen von Merkmalen werden gezählt (k-Anonymität).",
    advice="Export nur in geschützten Ordnern aufbewahren.",
    limits=("mindestzahl",),
)
def rare_combinations(export: Export) -> Iterator[Fault]:
    """Count persons whose combination of quasi-identifiers is rare: who knows one knows the person's whole case."""
    table = tables()["clients"]
    if export.holds(table.name):
        columns = {column.name: column.header for column in table.columns if column.name in QUASI}
        found = uniqueness(export.engine, f"case_{table.name}", columns=columns)
        if found.unique and found.persons >= export.limit("mindestzahl"):
            yield Fault(table, found.sentence)
