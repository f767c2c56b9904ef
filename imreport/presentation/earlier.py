"""Earlier numbers in passages: the comparison period (``vergleich``) and the report before (``vorbericht``)."""

from dataclasses import dataclass
from datetime import date
from typing import NoReturn

from imreport.disclosure import Comparison
from imreport.errors import NotReleasedError
from imreport.presentation.words import TableWord


@dataclass(frozen=True)
class EarlierWord:
    """What the report is compared with; its Kennzahlen are attributes: ``vergleich.themen.kinder``."""

    comparison: Comparison

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


def earlier(name: str, comparison: Comparison | None) -> EarlierWord | NothingEarlier:
    """Return the word for a comparison that there may be."""
    return EarlierWord(comparison) if comparison else NothingEarlier(name)
