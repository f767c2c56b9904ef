"""Identifiers with a format, wherever in a cell they stand."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from imreport.cases.gate.checksums import holds_iban, is_insurance_number, is_tax_number
from imreport.cases.gate.model import Column, Hit, Identifier

BIRTH_BEFORE = 2005
"""Nothing that an export counts happened before; a day before it is a day of birth."""

STREETS = (
    r"stra(?:ß|ss)en?|str\.?|gasse|gässle|allee|chaussee|promenade|steige|ring|damm|ufer|halde|graben|weg|platz|wall|"
    r"stieg|berg|hof|garten|tor|wiesen?|äcker|acker|feld|park|markt|brücke|winkel|blick|rain|esch|grund|hang"
)
NO_STREET = re.compile(
    r"(?:arbeits|studien|ausbildungs|kita|kindergarten|krippen|therapie|praktikums|schul|kurs|wohn|heim|schlaf|stell|"
    r"betreuungs|pflege|sitz|steh|bildungs|rechts|um|berufs|fach|such|vor)-?(?:platz|weg|ring|hof|feld)\s",
    re.IGNORECASE,
)
NO_PLACE = re.compile(
    r"\d\s+(?:Euro|EUR|Personen|Klient|Gespr|Stunden|Tage|Minuten|Monat|Jahr|Kilometer|Stück|Fälle|Einwohner|"
    r"Teilnehm|Plätze|Haushalt|Familien|Kinder|Männer|Frauen|\w*kreis\b|\w+-\w+-Kreis)"
)
NO_PHONE = re.compile(r"\d{2,5}/(?:19|20)\d\d|0\d{4}[ -]\d{3}")
"""A running number with its year, a Gemeindeschlüssel with a gap."""
TIMESTAMP = re.compile(r"20(?:1[3-9]|[23]\d)(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d")
"""Year to minute. An AZR number begins with the day it was given (JJMMTT), and months 13 to 39 are none."""
STATE_KEY = re.compile(r"(?:0[1-9]|1[0-6])\d{10}")
"""An amtlicher Regionalschlüssel (12 digits) begins with the key of a Land, 01 to 16."""
STATE_KEY_HEADER = re.compile(r"regionalschl(?:ü|ue)ssel|\bars\b", re.IGNORECASE)
NOTHING = re.compile(r"(?!)")


@dataclass(frozen=True)
class Pattern:
    """A format of identifiers.

    Attributes:
        identifier: What it is.
        exact: What to look at.
        holds: Whether a match is one, told from its text.
    """

    identifier: Identifier
    exact: re.Pattern[str]
    holds: Callable[[str], bool] = bool

    def found_in(self, text: str) -> bool:
        """Tell whether a text holds the identifier."""
        return any(self.holds(match[0]) for match in self.exact.finditer(text))


def _is_phone(text: str) -> bool:
    digits = len(re.sub(r"\D", "", text))
    return 7 <= digits <= 16 and not NO_PHONE.fullmatch(text.strip())


def _is_street(text: str) -> bool:
    return not NO_STREET.match(text)


def _is_place(text: str) -> bool:
    return not NO_PLACE.search(text)


def _is_azr(text: str) -> bool:
    return not TIMESTAMP.fullmatch(text)


def _is_birth(text: str) -> bool:
    return any(1900 <= int(year) < BIRTH_BEFORE for year in re.findall(r"(?<!\d)\d{4}(?!\d)", text))


DAY = r"(?:\d{1,2}[./-]\s?\d{1,2}[./-]\s?(?:\d{4}|\d{2})|\d{4}-\d\d-\d\d)"
LABELLED = r"(?:(?:reise)?pass|(?:personal)?ausweis|aufenthaltstitel|eAT|visum|tazkira|passport)"

PATTERNS = (
    Pattern(
        Identifier.EMAIL,
        re.compile(
            r"(?<![\w.+%-])[\w.+%-]+\s?(?:@\s?[\w-]{2,}|[(\[{](?:at|ät)[)\]}]\s?[\w-]+)|\b\w+ at [\w-]+\.\w\w", re.I
        ),
    ),
    Pattern(
        Identifier.PHONE,
        re.compile(
            r"(?<![\w+])\+\s?[1-9][\d\s/().–-]{6,}\d"
            r"|(?<![\w.,/+-])00(?:49|[1-9]\d{0,2}[\s/().–-])[\d\s/().–-]{6,}\d"
            r"|(?<![\w.,/+-])\(?0[1-9]\d{1,4}\)?\s?[\s/–-]\s?\(?\d[\d\s/–-]{1,}\d"
            r"|(?<![\w.,/+-])0[1-9]\d{1,4}\.\d{2,}(?:\.?\d{2,})*"
            r"|(?<![\w.,/+-])0(?:1[5-7]\d{8,9}|[2-9]\d{8,9})(?![\w]|[.,]\d)"
        ),
        _is_phone,
    ),
    Pattern(
        Identifier.ACCOUNT,
        re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2}\d\d(?:[ \xa0-]?[A-Za-z0-9]){11,30}"),
        holds_iban,
    ),
    Pattern(
        Identifier.AZR,
        re.compile(r"(?<![\w.,+/-])(?:\d{12}|\d{6} \d{6})(?![\w/-]|[.,]\d)"),
        _is_azr,
    ),
    Pattern(
        Identifier.FILE,
        re.compile(r"(?<![\w./-])\d{7,8}\s?[–-]\s?\d{3}(?![\w-])"),
    ),
    Pattern(
        Identifier.TAX,
        re.compile(r"(?<![\w.,+/-])[1-9]\d(?: ?\d{3}){3}(?![\w/-]|[.,]\d)"),
        is_tax_number,
    ),
    Pattern(
        Identifier.INSURANCE,
        re.compile(r"(?<![\w.,+/-])(?:\d ?){8}[A-Za-z] ?(?:\d ?){2}\d(?!\w)"),
        is_insurance_number,
    ),
    Pattern(
        Identifier.ADDRESS,
        re.compile(
            rf"(?<!\w)[A-ZÄÖÜ]\w[\w.'-]{{0,40}}(?:(?<=\w)|[ -])(?:{STREETS})\s{{1,2}}\d{{1,3}}\s?[a-z]?(?![\w.:]|\s?%)"
            r"|(?<!\w)[A-ZÄÖÜ][\w-]{2,40}(?:str\.|straße|strasse)\d{1,3}",
            re.IGNORECASE,
        ),
        _is_street,
    ),
    Pattern(
        Identifier.ADDRESS,
        re.compile(r"(?<![\w.,/-])(?:D-|D )?\d{5}\s+[A-ZÄÖÜ][a-zäöüß]{2,}[\w-]*"),
        _is_place,
    ),
    Pattern(
        Identifier.BIRTH,
        re.compile(
            rf"(?:\bgeb(?:\.|oren|urtsdatum|dat\.?)?|\*|\bdob|\bborn|\bbirth\w*)\s*(?:am|on|in)?\s*[:.]?\s*{DAY}", re.I
        ),
    ),
    Pattern(
        Identifier.DOCUMENT,
        re.compile(
            rf"\b{LABELLED}\w*[\s-]*(?:nr|nummer|no|number|-?id)?[.:\s#-]*(?-i:[A-Z0-9]*\d[A-Z0-9]*\d[A-Z0-9]{{4,}})"
            r"|[A-Z0-9<]{5,}<<[A-Z0-9<]*",
            re.I,
        ),
    ),
)
"""Formats that are refused wherever they stand."""

DATED = Pattern(
    Identifier.BIRTH,
    re.compile(rf"(?<![\w.-]){DAY}(?![\w-])"),
    _is_birth,
)
"""A day before BIRTH_BEFORE in a column that does not hold days."""


def format_hits(column: Column) -> Iterator[Hit]:
    """Find the identifiers with a format in a column."""
    holds_places = STATE_KEY_HEADER.search(column.inspected.header[:200]) is not None
    for pattern in PATTERNS:
        excused = STATE_KEY if holds_places and pattern.identifier is Identifier.AZR else NOTHING
        rows = [row for text, row in column.suspects.items() if pattern.found_in(text) and not excused.fullmatch(text)]
        if rows:
            yield Hit(pattern.identifier, min(rows))
