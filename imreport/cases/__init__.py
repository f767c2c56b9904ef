"""Stage 1: export files become validated case tables.

``readers`` bring files or pandas frames into DuckDB as text, ``checks`` turn their faults into ``findings``,
``casting`` gives every column its type from ``schema`` and ``codes``, and ``CaseTables`` answers SQL over views cut
to a ``Scope``.
"""

from imreport.cases.codes import Code, CodeList, CodeLists, load_code_lists
from imreport.cases.findings import Finding, Findings, Severity
from imreport.cases.scope import Scope
from imreport.cases.tables import CaseTables

__all__ = [
    "CaseTables",
    "Code",
    "CodeList",
    "CodeLists",
    "Finding",
    "Findings",
    "Scope",
    "Severity",
    "load_code_lists",
]
