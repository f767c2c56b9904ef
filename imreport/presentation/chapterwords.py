"""Chapters in passages: which ones this run has (``hat_kapitel``), and what to call one (``verweis``)."""

from dataclasses import dataclass
from typing import Final

from imreport import german
from imreport.chapters import CHAPTERS
from imreport.disclosure import Release
from imreport.errors import UsageError

ABSENT: Final = "nicht in diesem Bericht"


@dataclass(frozen=True)
class Chapters:
    """The chapters of a run.

    Attributes:
        release: What may be published.
    """

    release: Release

    def has(self, key: str) -> bool:
        """Whether this run prints a chapter (``hat_kapitel``).

        Raises:
            UsageError: There is no such chapter; with a suggestion.
        """
        if key not in CHAPTERS:
            raise UsageError.unknown("Kapitel", key, known=CHAPTERS)
        return key in self.release.chapters and not self.release.omits_chapter(key)

    def title(self, key: str) -> str:
        """Return the title of a chapter (``verweis``), or that this run does not have it."""
        if not self.has(key):
            return ABSENT
        return CHAPTERS[key].replace("…", german.month(self.release.parameters.scope.cut))
