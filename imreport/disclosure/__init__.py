"""Stage 3: Kennzahlen become a Release; what is not in it cannot be published.

``prepare`` computes and protects everything at once. ``rules.protect`` is the seam that the protection hangs on.
"""

from imreport.disclosure.cells import MERGED, PUBLISHED, SECRET, Cell, ReleasedTable
from imreport.disclosure.hidden import HIDDEN, Hidden, Value
from imreport.disclosure.prepare import HANDOVER, load_cases, prepare, release_cases
from imreport.disclosure.release import Release
from imreport.disclosure.statements import statements

__all__ = [
    "HANDOVER",
    "HIDDEN",
    "MERGED",
    "PUBLISHED",
    "SECRET",
    "Cell",
    "Hidden",
    "Release",
    "ReleasedTable",
    "Value",
    "load_cases",
    "prepare",
    "release_cases",
    "statements",
]
