"""Check digits of the numbers that people in Germany carry, by python-stdnum where it knows them."""

import re
from functools import cache

CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
SVNR_WEIGHTS = (2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1)
IBAN_LENGTHS = range(34, 14, -1)


def holds_iban(text: str) -> bool:
    """Tell whether a text begins with an IBAN (ISO 13616), spaces between its groups allowed."""
    compact = re.sub(r"[\s-]", "", text).upper()
    return any(_is_iban(compact[:length]) for length in IBAN_LENGTHS if length <= len(compact))


@cache
def _is_iban(text: str) -> bool:
    from stdnum import iban  # type: ignore[import-untyped, unused-ignore]

    return bool(iban.is_valid(text, check_country=False))


def is_tax_number(text: str) -> bool:
    """Tell whether a text is a steuerliche Identifikationsnummer (§ 139b AO; check digit ISO 7064 Mod 11, 10)."""
    from stdnum.de import idnr  # type: ignore[import-untyped, unused-ignore]

    return bool(idnr.is_valid(text))


def is_insurance_number(text: str) -> bool:
    """Tell whether a text is a Versicherungsnummer der Rentenversicherung (§§ 2 and 4 VKVV).

    The letter counts as two digits (A = 01); digits are weighted, the sums of their digits added up modulo 10.

    Examples:
        >>> is_insurance_number("15 070649 C 103")
        True
    """
    compact = re.sub(r"\s", "", text).upper()
    letter = f"{CHARACTERS.index(compact[8]) - 9:02}"
    digits = [int(digit) for digit in compact[:8] + letter + compact[9:11]]
    products = [digit * weight for digit, weight in zip(digits, SVNR_WEIGHTS, strict=True)]
    return sum(product // 10 + product % 10 for product in products) % 10 == int(compact[11])


def is_document_number(text: str) -> bool:
    """Tell whether the last digit is the check digit of a document number (ICAO Doc 9303-3, 4.9: weights 7, 3, 1).

    Examples:
        >>> is_document_number("L01X00T471")
        True
    """
    values = [CHARACTERS.index(character) for character in text[:-1].upper()]
    return sum(value * (7, 3, 1)[place % 3] for place, value in enumerate(values)) % 10 == int(text[-1])
