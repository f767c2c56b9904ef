"""Periods: first and last day, as a person writes them, and the ones that a period may be compared with."""

import calendar
import re
from datetime import date, timedelta
from typing import Final

from imreport.errors import UsageError
from imreport.german import day, long_day, month, months_between, parse_day

Period = tuple[date, date]
"""First and last day, both included."""

YEAR_BEFORE: Final = "vorjahr"
PERIOD_BEFORE: Final = "vorperiode"
NAMES: Final = (YEAR_BEFORE, PERIOD_BEFORE)


def parse_year(text: str) -> Period:
    """Read a year that a person typed.

    Raises:
        UsageError: The text is no year.

    Example:
        >>> parse_year("2020")
        (datetime.date(2020, 1, 1), datetime.date(2020, 12, 31))
    """
    if not re.fullmatch(r"[12]\d{3}", text.strip()):
        raise UsageError(f"„{text}“ ist kein Jahr.", "Schreiben Sie zum Beispiel 2020.")
    return date(int(text), 1, 1), date(int(text), 12, 31)


def parse_period(text: str, *, of: Period) -> Period:
    """Read a period to compare with: ``01.01.2019..31.12.2019``, ``vorjahr`` or ``vorperiode``.

    Args:
        text: What a person typed.
        of: The period that it is compared with.

    Raises:
        UsageError: The text is no period.
    """
    if text in NAMES:
        return named_period(text, of=of)
    first, dots, last = text.partition("..")
    if not dots:
        hint = f"Schreiben Sie zwei Tage wie 01.01.2019..31.12.2019 oder {' oder '.join(NAMES)}."
        raise UsageError(f"„{text}“ ist kein Zeitraum für einen Vergleich.", hint)
    return ordered(parse_day(first), parse_day(last), what="Der Vergleichszeitraum")


def ordered(start: date, end: date, *, what: str) -> Period:
    """Return two days as a period.

    Raises:
        UsageError: The second is before the first.
    """
    if end < start:
        raise UsageError(f"{what} endet am {day(end)}, vor seinem Beginn am {day(start)}.", "Vertauscht?")
    return start, end


def named_period(name: str, *, of: Period) -> Period:
    """Return the period a year earlier (``vorjahr``) or the equally long one before (``vorperiode``).

    Example:
        >>> named_period("vorjahr", of=(date(2021, 1, 1), date(2021, 2, 28)))
        (datetime.date(2020, 1, 1), datetime.date(2020, 2, 29))
        >>> named_period("vorperiode", of=(date(2020, 3, 1), date(2020, 12, 31)))
        (datetime.date(2019, 5, 1), datetime.date(2020, 2, 29))
    """
    start, end = of
    if name == YEAR_BEFORE:
        return _earlier(start, 12), _earlier_end(end, 12)
    if whole_months(of):
        months = months_between(start, end)
        return _earlier(start, months), _earlier_end(end, months)
    last = start - timedelta(1)
    return last - (end - start), last


def whole_months(period: Period) -> bool:
    """Whether a period consists of whole calendar months."""
    return period[0].day == 1 and _is_last(period[1])


def in_words(period: Period) -> str:
    """Say when something happened, as in running text.

    Example:
        >>> in_words((date(2019, 3, 1), date(2019, 3, 31))), in_words((date(2019, 1, 1), date(2019, 12, 31)))
        ('im März 2019', 'im Jahr 2019')
    """
    start, end = period
    if start == end:
        return f"am {long_day(start)}"
    months = months_between(start, end) if whole_months(period) else 0
    if months == 1:
        return f"im {month(start)}"
    if months == 12 and start.month == 1:
        return f"im Jahr {start.year}"
    return f"vom {long_day(start)} bis zum {long_day(end)}"


def equally_long(one: Period, other: Period) -> bool:
    """Whether two periods are as long as each other: in days, in whole months, or from and to the same days of a year.

    Example:
        >>> equally_long((date(2020, 1, 1), date(2020, 12, 31)), (date(2019, 1, 1), date(2019, 12, 31)))
        True
    """
    if whole_months(one) and whole_months(other):
        return months_between(*one) == months_between(*other)
    same_days = one[1] - one[0] == other[1] - other[0]
    return same_days or named_period(YEAR_BEFORE, of=max(one, other)) == min(one, other)


def _is_last(day: date) -> bool:
    return day.day == calendar.monthrange(day.year, day.month)[1]


def _earlier(day: date, months: int) -> date:
    """Return the same day some months earlier, or the last one of a month that is too short."""
    number = day.year * 12 + day.month - 1 - months
    year, month = divmod(number, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _earlier_end(day: date, months: int) -> date:
    """Return the same, but the last day of a month stays the last one."""
    earlier = _earlier(day, months)
    return earlier.replace(day=calendar.monthrange(earlier.year, earlier.month)[1]) if _is_last(day) else earlier
