"""Times as categories: months, years, half-years, moments, and before and after the cut."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from imreport.cases import Scope
from imreport.german import NBSP, day, month, short_month

FUNDED: Final = range(2000, 2100)
"""The years in which funding may end."""
_MOMENTS: Final = {"beginn": "zu Beginn des Zeitraums", "stichtag": "am Stichtag"}


def months(scope: Scope) -> list[str]:
    """Return the months of a period."""
    first, last = (day.year * 12 + day.month - 1 for day in (scope.start, scope.end))
    return [f"{number // 12}-{number % 12 + 1:02}" for number in range(first, last + 1)]


def years(scope: Scope) -> list[str]:
    """Return the years of a period."""
    return [str(year) for year in range(scope.start.year, scope.end.year + 1)]


def moments(scope: Scope) -> list[str]:
    """Return the start if it is earlier, the last days of half-years between (ISO), and the reference date."""
    every = range(scope.start.year, scope.as_of.year + 1)
    ends = [date(year, *end) for year in every for end in ((6, 30), (12, 31))]
    first = ["beginn"] if scope.start < scope.as_of else []
    return [*first, *(end.isoformat() for end in ends if scope.start < end < scope.as_of), "stichtag"]


CATEGORIES: Final[Mapping[str, Callable[[Scope], list[str]]]] = {
    "month": months,
    "year": years,
    "era": lambda _: ["vorher", "seither"],
    "moment": moments,
    "half": lambda _: [f"{year}-H{half}" for year in FUNDED for half in (1, 2)],
    "whole": lambda _: [],
}
"""Kind of a dimension → its categories in a scope, in the order of display."""

LABELS: Final[Mapping[str, Callable[[str, Scope], str]]] = {
    "month": lambda key, _: short_month(date.fromisoformat(f"{key}-01")),
    "era": lambda key, scope: f"{'vor' if key == 'vorher' else 'seit'} {month(scope.cut)}",
    "moment": lambda key, _: _MOMENTS.get(key) or day(date.fromisoformat(key)),
    "half": lambda key, _: f"{key[-1]}.{NBSP}Halbjahr {key[:4]}",
}
"""Kind of a dimension → what readers see for a category; a kind that is not here shows the key itself."""
