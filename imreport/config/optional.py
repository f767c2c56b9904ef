"""Sections of bericht.toml that only some chapters need: comparison, funding, costs, map."""

from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator

from imreport.config.section import Section
from imreport.errors import ConfigError


class ComparisonSection(Section):
    """``[vergleich]``: the second period of the report, by its days or by a name, and the report before this one."""

    start: date | None = Field(None, alias="von")
    end: date | None = Field(None, alias="bis")
    period: Literal["", "vorjahr", "vorperiode"] = Field("", alias="zeitraum")
    report: str = Field("", alias="bericht")

    @model_validator(mode="after")
    def _check(self) -> Self:
        if (self.start is None) != (self.end is None):
            raise ConfigError("[vergleich] braucht „von“ und „bis“ zusammen.", "Ergänzen Sie den anderen Tag.")
        if self.start and self.period:
            raise ConfigError(
                "[vergleich] nennt den Zeitraum zweimal: mit „von“ und „bis“ und mit „zeitraum“.",
                "Streichen Sie eines davon.",
            )
        return self


class InterruptionSection(Section):
    """One entry of ``[foerderung] unterbrechungen``: days on which the funding of a post stood still, both included."""

    post: str = Field(alias="stelle")
    start: date = Field(alias="von")
    end: date = Field(alias="bis")

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.end < self.start:
            message = f"Die Unterbrechung der Stelle „{self.post}“ in [foerderung] endet vor ihrem Beginn."
            raise ConfigError(message, "Vertauscht?")
        return self


class FundingSection(Section):
    """``[foerderung]``: for how many months the state funds a post, and when that was interrupted."""

    months: int = Field(60, alias="monate", gt=0)
    interruptions: tuple[InterruptionSection, ...] = Field((), alias="unterbrechungen")


class CostSection(Section):
    """``[kosten]``: what a full post and the platform cost in a year (Euro), what the state pays, and who says so."""

    rate: float = Field(alias="satz_je_vzae", gt=0)
    platform: float = Field(0, alias="plattform_jahr", ge=0)
    state_percent: float | None = Field(None, alias="anteil_land_prozent", ge=0, le=100)
    source: str = Field(alias="quelle", min_length=1)


class MapSection(Section):
    """``[karte]``: the outlines of the communes (a GeoJSON file), and who made them."""

    communes: str = Field("", alias="gemeinden")
    source: str = Field("", alias="quelle")
