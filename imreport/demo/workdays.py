"""Workdays: working days in Baden-Württemberg, and how busy each of them is."""

from datetime import date, timedelta
from functools import cache

from imreport.demo.chance import Chance

DAY = timedelta(days=1)
SATURDAY = 5
BUSY_BY_WEEKDAY = (1.0, 1.1, 0.95, 1.15, 0.65, 0.006, 0.0)
"""Monday to Sunday: Friday is short, a Saturday is the rare exception."""


def easter(year: int) -> date:
    """Easter Sunday of a year (anonymous Gregorian computus)."""
    century, of_century = divmod(year, 100)
    leap = (19 * (year % 19) + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - leap - of_century % 4) % 7
    shift = (year % 19 + 11 * leap + 22 * weekday) // 451
    month, day = divmod(leap + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


@cache
def holidays(year: int) -> frozenset[date]:
    """The public holidays of Baden-Württemberg in a year."""
    fixed = ((1, 1), (1, 6), (5, 1), (10, 3), (11, 1), (12, 25), (12, 26))
    from_easter = (-2, 1, 39, 50, 60)
    moving = (easter(year) + days * DAY for days in from_easter)
    return frozenset([*(date(year, month, day) for month, day in fixed), *moving])


def is_working_day(day: date) -> bool:
    """Tell whether the offices are open: Monday to Friday, no public holiday."""
    return day.weekday() < SATURDAY and day not in holidays(day.year)


def next_working_day(day: date) -> date:
    """The day itself or the first working day after it."""
    while not is_working_day(day):
        day += DAY
    return day


def last_working_day(day: date) -> date:
    """The day itself or the last working day before it."""
    while not is_working_day(day):
        day -= DAY
    return day


def working_day_between(first: date, last: date, *, chance: Chance) -> date:
    """A random working day from first to last, or first where there is none between them."""
    day = next_working_day(first + chance.between(0, (last - first).days) * DAY)
    return day if day <= last else max(first, last_working_day(last))


def month_end(day: date) -> date:
    """The last day of the day's month."""
    return (day.replace(day=1) + 32 * DAY).replace(day=1) - DAY


def busyness(day: date) -> float:
    """How many consultations a day holds compared with a usual one (1.0); zero on Sundays and public holidays."""
    if day in holidays(day.year):
        return 0.0
    return BUSY_BY_WEEKDAY[day.weekday()] * _season(day)


def _season(day: date) -> float:
    if (day.month, day.day) in ((12, 24), (12, 31)):
        return 0.04
    if (day.month, day.day) >= (12, 20) or (day.month, day.day) <= (1, 7):
        return 0.3
    return 1.0
