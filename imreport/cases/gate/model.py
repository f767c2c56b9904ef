"""The words of the gate: where a column stands, what it may carry, and what was seen in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from imreport.cases.numbering import Form


class Identifier(StrEnum):
    """A kind of direct identifier; its value is the German plural that a finding names."""

    PERSON = "Namen von Personen"
    STAFF = "Namen von Beschäftigten"
    BIRTH = "Geburtsdaten"
    ADDRESS = "Anschriften"
    PHONE = "Telefonnummern"
    EMAIL = "E-Mail-Adressen"
    ACCOUNT = "Bankverbindungen"
    AZR = "Nummern des Ausländerzentralregisters"
    FILE = "Aktenzeichen"
    DOCUMENT = "Pass- oder Ausweisnummern"
    INSURANCE = "Versicherungsnummern"
    TAX = "Steuernummern"
    TEXT = "freien Text"


SUSPECTS = 200_000
"""Distinct texts of one column that are looked at; those that may have a format come first."""


@dataclass(frozen=True)
class Place:
    """Where the columns stand: the name of the file and of the sheet, empty for CSV."""

    file: str
    sheet: str


@dataclass(frozen=True)
class Inspected:
    """One column that the gate looks at.

    Attributes:
        name: Its name in the relation.
        header: Its header in the file; may be anything that stands there.
        role: The schema kind of the column it is mapped to, empty for an unlisted column.
        is_plain: Whether all its cells are known to be plain numbers (see ``scan.plain``).
        form: Their form if the relation also has them as numbers.
    """

    name: str
    header: str
    role: str = ""
    is_plain: bool = False
    form: Form | None = None

    @property
    def is_key(self) -> bool:
        """Whether it holds pseudonymous keys."""
        return self.role in ("key", "reference")


@dataclass(frozen=True)
class Column:
    """A column and the text of its cells.

    Attributes:
        inspected: The column.
        label: How messages name it.
        filled: Number of its non-empty cells.
        values: Its distinct texts and the first row of each: all of them, or those of the first rows.
        suspects: All texts that may hold an identifier, and the first row of each; the same as ``values`` if that is
            complete.
    """

    inspected: Inspected
    label: str
    filled: int = 0
    values: Mapping[str, int] = field(default_factory=dict)
    suspects: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Hit:
    """What a column carries, and the first row that shows it (None: the column as a whole does)."""

    identifier: Identifier
    row: int | None = None
