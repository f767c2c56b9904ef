"""The errors of imreport: a German sentence, a hint, an exit code.

ImreportError                 1  anything that went wrong; shown as "Fehler: sentence" and "Hinweis: hint"
├── UsageError                2  parameters, command line
│   └── ConfigError           2  bericht.toml
├── FindingsError             3  the export has findings of severity Fehler
├── NotebookError             4  a cell of the notebook failed
├── DocumentError             5  a document or folder could not be written
└── DisclosureError           6  something may not be published
    ├── LedgerError           6  the ledger of published numbers is damaged or cannot be written
    ├── NotReleasedError      6  the number was never prepared
    │   └── OmittedError      6  this run leaves it out
    ├── HiddenValueError      6  somebody calculated with a hidden value
    └── LeakError             6  a finished document holds a number that was not released (publication/audit)
"""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Self


class ImreportError(Exception):
    """Base of all errors that a reader can act on.

    Attributes:
        message: One German sentence: what is wrong, and where.
        hint: What to do about it; empty if there is nothing to say.
        exit_code: What the command line returns.
    """

    exit_code = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()

    @classmethod
    def unknown(cls, what: str, name: str, *, known: Iterable[str], prefix: str = "") -> Self:
        """Build the error for a misspelt name, with the nearest known one as a suggestion.

        Args:
            what: What it is the name of.
            name: The name as it was written.
            known: The names that exist.
            prefix: What stands before the name and the known ones when they are shown.

        Example:
            >>> str(UsageError.unknown("Parameter", "bsi", known=["von", "bis"]))
            'Unbekannt: Parameter „bsi“. Meinten Sie „bis“?'
        """
        known = sorted(known)
        near = get_close_matches(name, known, n=1, cutoff=0.5)
        allowed = ", ".join(prefix + word for word in known)
        hint = f"Meinten Sie „{prefix}{near[0]}“?" if near else f"Erlaubt sind: {allowed}."
        return cls(f"Unbekannt: {what} „{prefix}{name}“.", hint)


class UsageError(ImreportError):
    """Parameters or the command line are not usable."""

    exit_code = 2


class ConfigError(UsageError):
    """bericht.toml is missing, not readable or not valid."""


class FindingsError(ImreportError):
    """The export has findings of severity Fehler; nothing was calculated."""

    exit_code = 3


class NotebookError(ImreportError):
    """A cell of the notebook failed."""

    exit_code = 4


class DocumentError(ImreportError):
    """A document or its folder could not be written."""

    exit_code = 5


class DisclosureError(ImreportError):
    """A number, or a whole report, may not be published."""

    exit_code = 6


class LedgerError(DisclosureError):
    """The ledger of published numbers (Veröffentlichungsregister) cannot be trusted, read or written."""


class NotReleasedError(DisclosureError):
    """The Release holds no such Kennzahl or category."""


class OmittedError(NotReleasedError):
    """A passage asks for a Kennzahl that this run leaves out; a passage with a chapter falls away then."""


class HiddenValueError(DisclosureError, TypeError):
    """A hidden value was used in arithmetic, a comparison, a sort or a condition."""
