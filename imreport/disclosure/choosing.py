"""Choosing: which chapters and Kennzahlen a run has, and why it leaves out the others."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from imreport.cases import CodeLists
from imreport.chapters import CHAPTERS, SUMMARY
from imreport.config import Config
from imreport.errors import ConfigError
from imreport.german import day
from imreport.indicators import INDICATORS, Indicator
from imreport.parameters import Parameters

CUT: Final = "zaesur"
COMPARING: Final = "vergleich"
COUNTY: Final = (
    "foerderende",
    "vzae_foerderende",
    "vzae_gefoerdert",
    "kosten_jahr",
    "kosten_zeitraum",
    "kosten_je_gespraech",
)
"""What says something of the county as a whole only."""
SUMMED_UP: Final = (
    "gespraeche", "gespraeche_jahr", "themen", "weiterleitungen", "weiterleitungen_je_100", "staatsangehoerigkeit",
    "kontaktwege", "stellen", "vzae", "klienten_je_vzae", "plaene", "foerderende",
)  # fmt: skip
"""What the Kurzfassung needs."""
TABLES: Final = {
    "organisation": ("posts", "Stellen"),
    "gespraeche": ("consultations", "Gespräche"),
    "themen": ("consultations", "Gespräche"),
    "plaene": ("plans", "Integrationspläne"),
    "klienten": ("clients", "Klientinnen und Klienten"),
}
"""Chapter → the table that it is about, and what its rows are."""


@dataclass(frozen=True)
class Choice:
    """What a run has.

    Attributes:
        chapters: Its chapters, in order.
        left_out: Chapter → the reason why the run leaves it out.
        omitted: Kennzahl → the reason why the run leaves it out.
        counted: The Kennzahlen to compute and protect; those that others need only are among them.
        derived: The Kennzahlen to derive from what is published of others.
    """

    chapters: tuple[str, ...]
    left_out: Mapping[str, str]
    omitted: Mapping[str, str]
    counted: Mapping[str, Indicator]
    derived: Mapping[str, Indicator]


def choose(parameters: Parameters, config: Config, *, codes: CodeLists, rows: Mapping[str, int]) -> Choice:
    """Decide what a run has.

    Args:
        parameters: The resolved parameters.
        config: The configuration.
        codes: The code lists.
        rows: Table of the export → how many rows it has.

    Raises:
        ConfigError: bericht.toml leaves out a Kennzahl that there is not.
    """
    require_known(config.report.without, "[bericht] ohne")
    impossible = dict(_impossible(parameters, rows))
    unwanted = {key: "in bericht.toml nicht gewählt" for key in CHAPTERS if key not in config.report.chapters}
    omitted = _omitted(parameters, config, codes=codes, chapters=impossible)
    left_out = unwanted | impossible
    wanted = _wanted([key for key in config.report.chapters if key not in impossible], omitted)
    needed = dict.fromkeys(with_needs(wanted))
    omitted |= {key: left_out[i.chapter] for key, i in INDICATORS.items() if key not in needed and key not in omitted}
    chosen = {key: indicator for key, indicator in INDICATORS.items() if key in needed}
    return Choice(
        tuple(key for key in config.report.chapters if key not in left_out),
        left_out,
        {key: omitted[key] for key in INDICATORS if key in omitted},
        {key: indicator for key, indicator in chosen.items() if not indicator.derive},
        {key: indicator for key, indicator in chosen.items() if indicator.derive and key not in omitted},
    )


def require_known(keys: Iterable[str], where: str) -> None:
    """Refuse a Kennzahl that there is not.

    Raises:
        ConfigError: With the nearest one as a suggestion.
    """
    for key in keys:
        if key not in INDICATORS:
            raise ConfigError.unknown(f"Kennzahl in {where}", key, known=INDICATORS)


def _impossible(parameters: Parameters, rows: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """Yield the chapters that this run cannot have, with the reason."""
    for chapter, (table, words) in TABLES.items():
        if not rows.get(table):
            yield chapter, f"der Export enthält keine {words}"
    if not parameters.cut_inside:
        yield CUT, f"der {day(parameters.scope.cut)} liegt nicht im Berichtszeitraum"
    if parameters.gemeinde or parameters.verband:
        yield "organisation", "Stellen gehören zu Teams, nicht zu Gemeinden"
    if parameters.has_area:
        yield "foerderung", "die Förderung wird nur für den ganzen Landkreis berichtet"


def _omitted(
    parameters: Parameters, config: Config, *, codes: CodeLists, chapters: Mapping[str, str]
) -> dict[str, str]:
    """Return the Kennzahlen that cannot be computed or are not wanted, with the reason."""
    found: dict[str, str] = dict.fromkeys(config.report.without, "bericht.toml lässt sie weg")
    for key, indicator in INDICATORS.items():
        inputs = (found[other] for other in indicator.inputs if other in found)
        reasons = (
            found.get(key, ""),
            chapters.get(indicator.chapter, ""),
            "sie gilt nur für den ganzen Landkreis" if key in COUNTY and parameters.has_area else "",
            "bericht.toml hat keinen Abschnitt [kosten]" if key.startswith("kosten_") and not config.costs else "",
            indicator.lacking(codes),
            next(inputs, ""),
        )
        if reason := next(filter(None, reasons), ""):
            found[key] = reason
    return found


def _wanted(chapters: Iterable[str], omitted: Mapping[str, str]) -> list[str]:
    """Return the Kennzahlen of these chapters; the Kurzfassung has those of others."""
    own = {*chapters}
    summed_up = SUMMED_UP if SUMMARY in own else ()
    return [
        key for key, indicator in INDICATORS.items()
        if key not in omitted and (indicator.chapter in own or key in summed_up)
    ]  # fmt: skip


def with_needs(keys: Iterable[str]) -> Iterator[str]:
    """Yield Kennzahlen and, before each, all that it needs: inputs, what they follow, the bases of their shares."""
    for key in keys:
        indicator = INDICATORS[key]
        others = (*indicator.inputs, indicator.follows, *(share.of for share in indicator.shares))
        yield from with_needs(other for other in others if other and other != key)
        yield key
