"""Numbers in German text: what they are, and which digits are none, such as dates, references and known phrases."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

MONTHS: Final = "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
SHORT: Final = r"(?:Jan|Feb|Mär|Mrz|Apr|Jun|Jul|Aug|Sept?|Okt|Nov|Dez)\.?"
UNITS: Final = {
    "Personen": r"Person|Klient|Männer|Frauen|Menschen|Kinder|Jungen|Mädchen|Geflüchtete|Asyl|Betreute",
    "Gespräche": r"(?:Beratungs|Einzel|Familien|Telefon)?[Gg]espräch",
    "Nennungen": r"(?:Themenn|N)ennung",
    "Weiterleitungen": r"Weiterleitung",
    "Integrationspläne": r"(?:Integrationsp|P)l(?:an|än)",
    "Stellen": r"Stellen?\b|Posten\b",
    "VZÄ": r"VZÄ|Vollzeit",
    "Monate": r"Monat",
    "Zeilen": r"(?:\w+[ -]){0,2}\w*[Zz]eile",
    "Euro": r"Euro|EUR|€",
}
_DIGITS: Final = r"(?:(?<!\w)[−-])?\d+(?:[.,]\d+)*"
_YEAR: Final = r"(?:19|20)\d\d"
_COUNTED: Final = "|".join(UNITS.values())
_NO_NUMBER: Final = rf"(?!\d|[.,]\d|\s?(?:%|Prozent)|\s(?:{_COUNTED}))"
_DATES: Final = (
    rf"{_YEAR}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?(?!\d)",
    rf"{_YEAR}-\d\d(?![\d-])",
    rf"\d\d?\.\d\d?\.(?:{_YEAR}|\d\d(?!\d))?(?![\d.])",
    rf"\d\d?\. ?(?:{MONTHS}|{SHORT})(?: {_YEAR}\b)?(?!\w)",
    rf"(?<!\w)(?:{MONTHS}|{SHORT}) {_YEAR}(?!\d|[.,]\d)",
    rf"(?<!\w){SHORT} '?[12]\d(?!\w|[.,]\d| ?%| [A-ZÄÖÜ])",
    rf"(?:0?[1-9]|1[0-2])/{_YEAR}(?!\d)",
    rf"{_YEAR}(?:er|/\d\d(?:\d\d)?)?{_NO_NUMBER}",
    r"\d\d?(?:[:.]\d\d)? Uhr\b",
)
_REFERENCES: Final = (
    r"(?<!\w)(?:Abbildung(?:en)?|Abb\.|Tabellen?|Tab\.|Kapitel|Abschnitt|Anlagen?|Ziffer|Nummer|Nr\.|Absatz|Abs\.|"
    r"Artikel|Art\.|§{1,2}|Fußnote|TOP) ?\d{1,3}[a-z]?(?![\d.,]\d|\w)",
    r"(?<!\w)(?:Seiten?|S\.) ?\d{1,3}(?: von \d{1,3})?(?![\d.,]\d|\w)",
    r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}|(?<!\w)[0-9a-f]{64}(?!\w)",
    r"(?<!\w)[ABC][12](?!\w)",
    r"(?<!\w)(?:COVID|Covid|SARS-CoV)-\d\d?(?!\w)",
    r"(?<!\w)(?:UTF-8|PDF/UA-1|PDF/A-2a|[Pp]ython ?3|ISO-8859-1|(?:ISO|DIN|EN) \d{3,5})(?!\w)",
)
_LIKE_A_COUNT: Final = re.compile(rf"\d+ (?:{_COUNTED})\w*")
"""A category that reads like a count, such as a household of "3 Personen": it is one only before its own number."""
_BEFORE_A_NUMBER: Final = r"(?=: \d| \(\d)"
_INVISIBLE: Final = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
_HYPHENS: Final = re.compile(r"(?<=[^\W\d])- (?=[^\W\d])")
"""A hyphen before a word: where a line ends there, nobody can tell whether a space followed."""
_SPACES: Final = re.compile(r"\s+")
_GERMAN: Final = re.compile(r"(?:0|[1-9]\d*|[1-9]\d{0,2}(?:\.\d{3})+)(?:,\d+)?")
_PLAIN: Final = re.compile(r"(?:0|[1-9]\d*)\.\d+")
_AFTER: Final = 40


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text.

    Attributes:
        text: As it stands there.
        value: Its value; None where the digits are no number that the report could print.
        percent: Whether it is a share.
        decimals: How many decimals it has.
        start: Where it begins in the cleaned text.
        end: Where it ends.
        unit: What is counted, as far as the noun after it says so; empty if not.
    """

    text: str
    value: float | None
    percent: bool
    decimals: int
    start: int
    end: int
    unit: str


@lru_cache(maxsize=20_000)
def clean(text: str) -> str:
    r"""Return a text as it is compared: compatible characters as one, invisible ones gone, spaces single.

    Example:
        >>> clean("62\u00a0%  von\n４３")
        '62 % von 43'
    """
    single = _SPACES.sub(" ", unicodedata.normalize("NFKC", text).translate(_INVISIBLE)).strip()
    return _HYPHENS.sub("-", single)


def finder(phrases: Iterable[str]) -> re.Pattern[str]:
    """Build the pattern that finds numbers and passes over known phrases, dates and references.

    Args:
        phrases: Cleaned texts whose digits are known to be right.

    Example:
        >>> pattern = finder(["3 Personen", "über 20 Gespräche"])
        >>> [n.text for n in numbers("3 Personen aus Eritrea. 3 Personen: 7, über 20 Gespräche: 5", pattern)]
        ['3', '7', '5']
    """
    longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    known = "|".join(map(_phrase, longest_first)) or r"(?!)"
    return re.compile(
        rf"(?<!\w)(?P<phrase>{known})(?!\w)|(?P<date>(?<![\d.,])(?:{'|'.join(_DATES)}))"
        rf"|(?P<reference>{'|'.join(_REFERENCES)})|(?P<number>{_DIGITS})(?P<percent> ?(?:%|Prozent(?!punkt)|v\. ?H\.))?"
    )


def _phrase(phrase: str) -> str:
    return re.escape(phrase) + (_BEFORE_A_NUMBER if _LIKE_A_COUNT.fullmatch(phrase) else "")


def numbers(text: str, pattern: re.Pattern[str]) -> Iterator[Number]:
    """Yield the numbers of a cleaned text.

    Example:
        >>> [n.text for n in numbers("Am 28.02.2021 waren es 1.234 (62 %), siehe Tabelle 3.", finder([]))]
        ['1.234', '62 %']
    """
    for match in pattern.finditer(text):
        if match["number"] is None and (match["date"] is None or _is_date(match["date"])):
            continue
        digits = match["number"] or match["date"]
        unit = _unit(text[match.end() : match.end() + _AFTER])
        yield Number(
            match[0], value(digits), bool(match["percent"]), _decimals(digits), match.start(), match.end(), unit
        )


def value(digits: str) -> float | None:
    """Return the value of a number, None if its digits are none.

    Example:
        >>> value("43.240"), value("22,10"), value("0.82"), value("007")
        (43240.0, 22.1, 0.82, None)
    """
    if _GERMAN.fullmatch(digits):
        return round(float(digits.replace(".", "").replace(",", ".")), 6)
    return round(float(digits), 6) if _PLAIN.fullmatch(digits) else None


def _decimals(digits: str) -> int:
    return len(digits.rpartition(",")[2]) if "," in digits else 0


def _unit(after: str) -> str:
    found = (name for name, nouns in UNITS.items() if re.match(rf"[*_]*\s?[*_]*(?:{nouns})", after))
    return next(found, "")


def _is_date(text: str) -> bool:
    """Whether a text that looks like a day is one: 31.02. is none."""
    german = re.fullmatch(r"(\d\d?)\.(\d\d?)\.(\d*)", text)
    iso = re.match(r"(\d{4})-(\d\d)(?:-(\d\d))?", text)
    if not german and not iso:
        return True
    year, month, day = (german[3] or "2000", german[2], german[1]) if german else (iso[1], iso[2], iso[3] or "1")  # type: ignore[index]
    try:
        date(int(year) if len(year) == 4 else 2000, int(month), int(day))
    except ValueError:
        return False
    return True
