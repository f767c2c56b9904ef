"""Numbers of passports, identity cards and residence permits that stand in a cell without a word to say so."""

import re

from imreport.cases.gate.checksums import is_document_number
from imreport.cases.gate.model import Column, Hit, Identifier

CHECKED = re.compile(r"[CFGHJKLMNPRTVWXYZ][CFGHJKLMNPRTVWXYZ0-9]{8}\d")
"""German documents: 9 of these characters (no vowels, no B, D, Q, S: § 2 PAuswV) and the check digit."""
SERIAL = re.compile(r"(?=(?:.*\d){3})[CFGHJKLMNPRTVWXYZ](?!\d{8})[CFGHJKLMNPRTVWXYZ0-9]{8}")
FOREIGN = re.compile(r"[A-Z]{1,2} ?[1-9]\d{6,8}|[NAPG]0\d{8}")
"""One or two letters and seven to nine digits that are no running number, as many states number passports."""
SHARE = 0.8
CHECKED_SHARE = 0.5
FEW = 3


def document_hits(column: Column) -> list[Hit]:
    """Find document numbers; without a word beside them, only the share of a column tells them from other keys."""
    role = column.inspected.role
    checked = {text: row for text, row in column.suspects.items() if _is_checkable(text.strip())}
    valid = [row for text, row in checked.items() if is_document_number(text.strip())]
    if len(valid) > CHECKED_SHARE * len(checked):
        return [Hit(Identifier.DOCUMENT, min(valid))]
    shapes = (SERIAL, FOREIGN) if not role else (SERIAL,) if column.inspected.is_key else ()
    return [Hit(Identifier.DOCUMENT) for shape in shapes if _is_mostly(shape, column)][:1]


def _is_checkable(text: str) -> bool:
    """Tell whether a text has the shape of a German document number; letters beside digits, so no running number."""
    return CHECKED.fullmatch(text) is not None and any(mark.isalpha() for mark in text[1:])


def _is_mostly(shape: re.Pattern[str], column: Column) -> bool:
    found = sum(shape.fullmatch(text.strip()) is not None for text in column.values)
    return found >= FEW and found > SHARE * len(column.values)
