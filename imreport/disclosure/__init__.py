"""Stage 3: Kennzahlen become a Release; what is not in it cannot be published.

``prepare`` computes and protects everything at once: ``protect`` marks what is small, joins the tables over common base
cells and hides what others would follow from; ``attack`` proves it.
"""

from imreport.disclosure.cells import MERGED, PUBLISHED, SECRET, Cell, ReleasedTable
from imreport.disclosure.comparison import Comparison
from imreport.disclosure.hidden import HIDDEN, Hidden, Value
from imreport.disclosure.prepare import (
    HANDOVER,
    Prepared,
    prepare,
    prepare_cases,
    release_cases,
    require_days,
)
from imreport.disclosure.release import Release
from imreport.disclosure.statements import statements
from imreport.sources import load_cases

__all__ = [
    "HANDOVER",
    "HIDDEN",
    "MERGED",
    "PUBLISHED",
    "SECRET",
    "Cell",
    "Comparison",
    "Hidden",
    "Prepared",
    "Release",
    "ReleasedTable",
    "Value",
    "load_cases",
    "prepare",
    "prepare_cases",
    "release_cases",
    "require_days",
    "statements",
]
