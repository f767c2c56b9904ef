"""Checks: one rule, one small function, one German sentence per fault; ``RULES`` lists them in order.

A rule yields ``Rows`` (SQL that finds the rows that break it) or a ``Fault`` of a whole table; ``run`` asks them all,
``accepted`` sets aside what the county accepts, ``document`` writes docs/pruefregeln.md.
"""

# The order of these imports is the order of the rules.
# isort: off
from imreport.cases.checks import form, values, keys, references, dates
from imreport.cases.checks import period, calendar, shares, repeats, households, workload, stock, privacy

# isort: on
from imreport.cases.checks.accepting import accepted
from imreport.cases.checks.export import Export, Place
from imreport.cases.checks.limits import LIMITS
from imreport.cases.checks.period import ABOUT_DAYS, OF_COMPARISON, OF_READERS
from imreport.cases.checks.quality import quality
from imreport.cases.checks.reading import explain
from imreport.cases.checks.registry import RULES
from imreport.cases.checks.running import run
from imreport.cases.checks.settings import Accepted, CheckSettings

__all__ = [
    "ABOUT_DAYS", "LIMITS", "OF_COMPARISON", "OF_READERS", "RULES", "Accepted", "CheckSettings", "Export", "Place",
    "accepted", "calendar", "dates", "explain", "form", "households", "keys", "period", "privacy", "quality",
    "references", "repeats", "run", "shares", "stock", "values", "workload",
]  # fmt: skip
