"""Leaks: numbers in a document that were not released, and the error that stops their publication."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from imreport.errors import DisclosureError

WRITTEN: Final = (
    "Schreiben Sie die Zahl im Notizbuch als Platzhalter einer Kennzahl, zum Beispiel {{ themen.kinder | zahl }}, "
    "oder tragen Sie sie mit Quelle unter [fakten] in bericht.toml ein."
)
SHOWN: Final = (
    "Hier darf nur stehen, was für diese Kennzahl freigegeben ist. Nehmen Sie die Zahl heraus "
    "oder schreiben Sie das Dokument mit „imreport render“ neu."
)
UNREADABLE: Final = (
    "Nehmen Sie es heraus oder legen Sie die Datei in den Ordner „nicht_veroeffentlichen“; geprüft werden kann nur, "
    "was sich lesen lässt."
)


@dataclass(frozen=True, slots=True)
class Leak:
    """A number that was not released, or something that cannot be read.

    Attributes:
        file: The file.
        place: Where in it.
        number: The number as it stands there; empty for what cannot be read.
        excerpt: The text around it.
        remedy: What to do about it.
    """

    file: str
    place: str
    number: str
    excerpt: str
    remedy: str

    @property
    def sentence(self) -> str:
        """Say where it is and what."""
        where = f"{self.place}: „{self.excerpt}“" if self.excerpt not in ("", self.number) else self.place
        if not self.number:
            return f"In „{self.file}“ ist etwas, das sich nicht prüfen lässt: {where}."
        return f"In „{self.file}“ steht eine Zahl, die nicht freigegeben ist: „{self.number}“ ({where})."


class LeakError(DisclosureError):
    """A finished document holds a number that was not released.

    Attributes:
        leaks: All of them.
    """

    def __init__(self, leaks: Sequence[Leak]) -> None:
        first, others = leaks[0], len(leaks) - 1
        more = f" Weitere Stellen: {others}." if others else ""
        super().__init__(first.sentence, f"{first.remedy}{more}")
        self.leaks = tuple(leaks)
