"""German words for numbers, dates and lists: every number that a reader sees is formatted here.

Built on Babel's CLDR data (locale de_DE) with the typography of DIN 5008: a no-break space before the percent sign,
a true minus sign, thousands separated by a point.
"""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import Final

from babel.dates import format_date
from babel.numbers import format_decimal

from imreport.errors import UsageError

LOCALE: Final = "de_DE"
NBSP: Final = "\u00a0"
MINUS: Final = "\u2212"
EMPTY: Final = "–"
NUMERALS: Final = (
    "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf",
)  # fmt: skip
"""From two on."""


def number(value: float, decimals: int = 0) -> str:
    """Format a number with German separators.

    Example:
        >>> number(43240), number(22.1, 2), number(-5)
        ('43.240', '22,10', '−5')
    """
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(value, format=pattern, locale=LOCALE).replace("-", MINUS)


def percent(value: float) -> str:
    r"""Format a share, given in percent, as a whole percentage.

    Example:
        >>> percent(81.8)
        '82\xa0%'
    """
    return f"{number(value)}{NBSP}%"


def numeral(value: int) -> str:
    """Write a number as in running text: in words from two to twelve.

    Example:
        >>> numeral(5), numeral(13)
        ('fünf', '13')
    """
    return NUMERALS[value - 2] if 2 <= value < 2 + len(NUMERALS) else number(value)


def day(value: date) -> str:
    """Format a date as in a form: 28.02.2021."""
    return format_date(value, "dd.MM.yyyy", locale=LOCALE)


def days(start: date, end: date) -> str:
    """Name the days of a period as in a form: 01.02.2018 bis 28.02.2021, or its only day."""
    return day(start) if start == end else f"{day(start)} bis {day(end)}"


def long_day(value: date) -> str:
    """Format a date as in running text: 28. Februar 2021."""
    return format_date(value, f"d.'{NBSP}'MMMM yyyy", locale=LOCALE)


def month(value: date) -> str:
    """Name a month as in running text: März 2020."""
    return format_date(value, "MMMM yyyy", locale=LOCALE)


def short_month(value: date) -> str:
    """Name a month as on an axis: 03/2020."""
    return format_date(value, "MM/yyyy", locale=LOCALE)


def listing(items: Sequence[str], word: str = "und") -> str:
    """Join words as in a sentence.

    Example:
        >>> listing(["Syrien", "Irak", "Iran"])
        'Syrien, Irak und Iran'
    """
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {word} {items[-1]}"


def alphabetical(word: str) -> str:
    """Return the key under which a word sorts as in a German index: Ägypten with A, not after Z.

    Example:
        >>> sorted(["Zypern", "Ägypten", "Algerien"], key=alphabetical)
        ['Ägypten', 'Algerien', 'Zypern']
    """
    return unicodedata.normalize("NFD", word.casefold()).encode("ascii", "ignore").decode()


def parse_day(text: str) -> date:
    """Read a date that a person typed: 28.02.2021 or 2021-02-28.

    Raises:
        UsageError: The text is no such date.
    """
    german = re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", text.strip())
    try:
        if german:
            return date(int(german[3]), int(german[2]), int(german[1]))
        return date.fromisoformat(text.strip())
    except ValueError:
        raise UsageError(
            f"„{text}“ ist kein Datum.", "Schreiben Sie zum Beispiel 28.02.2021 oder 2021-02-28."
        ) from None


def months_between(start: date, end: date) -> int:
    """Count the calendar months that a period touches, both ends included.

    Example:
        >>> months_between(date(2018, 2, 1), date(2021, 2, 28))
        37
    """
    return (end.year - start.year) * 12 + end.month - start.month + 1
