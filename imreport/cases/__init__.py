"""Stage 1: export files become validated case tables.

``files`` open files of any format, ``parts`` find the tables in them, the ``gate`` refuses direct identifiers,
``merging`` makes one table from all parts, ``casting`` gives every distinct text of a column its value by ``schema``
and ``codes``, ``aside`` takes out what does not count, ``checks`` turn faults into ``findings``, ``accounts`` add up
the rows, and ``CaseTables`` answers SQL over views cut to a ``Scope``.
"""

from imreport.cases.codes import Code, CodeList, CodeLists, load_code_lists
from imreport.cases.findings import Finding, Findings, Severity
from imreport.cases.funding import Funding, Interruption
from imreport.cases.mapping import SourceSpec
from imreport.cases.scope import Scope
from imreport.cases.tables import CaseTables

__all__ = [
    "CaseTables",
    "Code",
    "CodeList",
    "CodeLists",
    "Finding",
    "Findings",
    "Funding",
    "Interruption",
    "Scope",
    "Severity",
    "SourceSpec",
    "load_code_lists",
]
