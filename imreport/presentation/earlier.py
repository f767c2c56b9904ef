"""Earlier numbers in passages: the comparison period (``vergleich``) and the report before (``vorbericht``)."""

from dataclasses import dataclass
from datetime import date
from typing import NoReturn

from imreport import german
from imreport.disclosure import Comparison, Release
from imreport.errors import NotReleasedError
from imreport.periods import whole_months
from imreport.presentation.comparing import sentences
from imreport.presentation.words import TableWord


@dataclass(frozen=True)
class EarlierWord:
    """What the report is compared with; its Kennzahlen are attributes: ``vergleich.themen.kinder``."""

    comparison: Comparison
    release: Release

    @property
    def veraenderungen(self) -> list[str]:
        """What has changed since, in some sentences."""
        return sentences(self.release, self.comparison)

    @property
    def wann(self) -> str:
        """Its period as an adverbial: "im Jahr 2019", "in der Zeit vom 1. Januar bis …"."""
        scope = self.comparison.parameters.scope
        return _when(scope.start, scope.end)

    @property
    def zeitraum(self) -> str:
        """Its period in words."""
        return self.comparison.label

    @property
    def von(self) -> date | None:
        """Its first day."""
        return self.comparison.parameters.von

    @property
    def bis(self) -> date | None:
        """Its last day."""
        return self.comparison.parameters.bis

    @property
    def stichtag(self) -> date | None:
        """Its reference date."""
        return self.comparison.parameters.stichtag

    @property
    def gleich_lang(self) -> bool:
        """Whether it is as long as the period of the report."""
        return self.comparison.same_length

    def __getattr__(self, key: str) -> TableWord:
        if key.startswith("_"):
            raise AttributeError(key)
        if key not in self.comparison.tables:
            raise NotReleasedError.unknown("verglichene Kennzahl", key, known=self.comparison.tables)
        return TableWord(self.comparison.tables[key])


@dataclass(frozen=True)
class NothingEarlier:
    """No comparison period or no report before: false, and asking for anything of it is an error."""

    name: str

    def __bool__(self) -> bool:
        return False

    def __getattr__(self, key: str) -> NoReturn:
        if key.startswith("_"):
            raise AttributeError(key)
        hint = f"Fragen Sie vorher nach: {{% if {self.name} %}}…{{% endif %}}."
        raise NotReleasedError(f"„{self.name}“ gibt es in diesem Bericht nicht.", hint)


def _when(start: date, end: date) -> str:
    """Say when a period was, as short as it can be."""
    if (start, end) == (date(start.year, 1, 1), date(start.year, 12, 31)):
        return f"im Jahr {start.year}"
    if whole_months((start, end)) and german.months_between(start, end) == 1:
        return f"im {german.month(start)}"
    if start == end:
        return f"am {german.long_day(start)}"
    return f"in der Zeit vom {german.long_day(start)} bis zum {german.long_day(end)}"


def earlier(name: str, comparison: Comparison | None, *, release: Release) -> EarlierWord | NothingEarlier:
    """Return the word for a comparison that there may be."""
    return EarlierWord(comparison, release) if comparison else NothingEarlier(name)
