"""Days of birth: by their spread in a column of days, by their place in a key."""

import re
from collections.abc import Iterable, Mapping
from datetime import date

from imreport.cases.gate.model import Column, Hit, Identifier
from imreport.cases.gate.patterns import BIRTH_BEFORE, DATED

EARLY_SHARE = 0.1
SPREAD_YEARS = 60
COLUMN_SHARE = 0.5
DAY = re.compile(
    r"\d{1,2}[./-]\d{1,2}[./-](?P<y>\d{4}|\d\d)(?!\d)|(?P<iy>\d{4})-\d\d-\d\d(?!\d)"
    r"|(?P<cy>(?:19|20)\d\d)(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$"
)
KEY = re.compile(
    r"(?P<head>[^\W\d_]{1,4}[-_.]?[^\W\d_]{0,3}[-_.]?)?(?P<digits>\d{8}|\d{6})(?P<tail>[-_.]?[^\W\d_]{0,4}\d?)"
)
FIRST_YEAR = 1900
LAST_YEAR = 2099


def is_day(text: str) -> bool:
    """Tell whether a cell begins with a day, written in German or as ISO 8601."""
    return DAY.match(text.strip()) is not None


def birth_hits(column: Column) -> list[Hit]:
    """Find days of birth in a column: many early days in a column of days, any in another, and in its keys."""
    days = [value for value in column.values if is_day(value)]
    hits = _in_keys({**column.values, **column.suspects})
    if len(days) <= COLUMN_SHARE * len(column.values):
        hits += [Hit(Identifier.BIRTH, row) for text, row in column.suspects.items() if DATED.found_in(text)][:1]
    elif _look_like_births(_year(text) for text in days):
        hits.append(Hit(Identifier.BIRTH))
    return hits


def _year(text: str) -> int:
    match = DAY.match(text.strip())
    year = (match["y"] or match["iy"] or match["cy"]) if match else ""
    return int(year) if len(year) == 4 else _century(int(year or 0))


def _century(year: int) -> int:
    return year + (2000 if year < 30 else 1900)


def _look_like_births(years: Iterable[int]) -> bool:
    """Tell whether a column of days is one of births: a tenth lies early, or they spread over a long life.

    One early day alone is a slip of the pen: 01.01.1900 is what some platforms write for "unknown".
    """
    known = sorted(year for year in years if FIRST_YEAR < year <= LAST_YEAR)
    early = sum(year < BIRTH_BEFORE for year in known)
    many = early > EARLY_SHARE * len(known) and early > min(1, len(known) - 1)
    return many or (early > 1 and known[-2] - known[1] >= SPREAD_YEARS)


def _in_keys(texts: Mapping[str, int]) -> list[Hit]:
    """Find initials with a day of birth: half of the keys of that shape are days, so they are no running numbers."""
    shapes: dict[tuple[int, int], list[tuple[int | None, int]]] = {}
    for text, row in texts.items():
        if (match := KEY.fullmatch(text.strip())) and (match["head"] or match["tail"]):
            shape = (len(match["digits"]), len(match["head"] or ""))
            shapes.setdefault(shape, []).append((_year_of_digits(match["digits"]), row))
    return [Hit(Identifier.BIRTH, _first_row(found)) for found in shapes.values() if _are_births(found)][:1]


def _first_row(found: list[tuple[int | None, int]]) -> int:
    return min(row for year, row in found if year)


def _are_births(found: list[tuple[int | None, int]]) -> bool:
    years = [year for year, _ in found if year]
    return len(years) > COLUMN_SHARE * len(found) and _look_like_births(years)


def _year_of_digits(digits: str) -> int | None:
    """Return the year of a day without separators: JJJJMMTT, TTMMJJJJ, JJMMTT or TTMMJJ."""
    size = len(digits) - 4
    orders = ((digits[:size], digits[size : size + 2], digits[-2:]), (digits[4:], digits[2:4], digits[:2]))
    for year, month, day in orders:
        full = int(year) if size == 4 else _century(int(year))
        if 1920 <= full <= 2025 and _exists(full, month=int(month), day=int(day)):
            return full
    return None


def _exists(year: int, *, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
