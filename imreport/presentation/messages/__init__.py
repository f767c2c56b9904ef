"""Messages: the one sentence that a chart is drawn for, written by rule from the published cells."""

from collections.abc import Callable
from typing import Final

from imreport.disclosure import Release, ReleasedTable
from imreport.presentation.messages.pairs import (
    changed_shares,
    differing_shares,
    eras,
    leading,
    movement,
    totals,
)
from imreport.presentation.messages.rankings import (
    areas,
    care,
    extremes,
    funding_ends,
    gender,
    largest_group,
    ranking,
    topics,
)
from imreport.presentation.messages.recovery import recovery
from imreport.presentation.messages.times import funded, moments, months, years
from imreport.presentation.messages.wording import NOTHING

__all__ = ["NOTHING", "message", "recovery"]

Teller = Callable[[Release, ReleasedTable], str]


def message(release: Release, table: ReleasedTable) -> str:
    """Return the message of a Kennzahl's chart."""
    default = totals if len(table.indicator.dimensions) > 1 else ranking
    return _MESSAGES.get(table.key, default)(release, table)


_MESSAGES: Final[dict[str, Teller]] = {
    "stellen": moments("Die Zahl der besetzten Stellen"),
    "vzae": moments("Der Stellenumfang", unit="VZÄ"),
    "klienten_team": areas,
    "gespraeche_team": areas,
    "klienten_verband": areas,
    "gespraeche_verband": areas,
    "klienten_gemeinde": areas,
    "gespraeche_jahr": years("Die durchschnittliche Zahl der Gespräche"),
    "gespraeche_monat": months,
    "kanaele_jahr": changed_shares,
    "klienten_beraten": largest_group,
    "klienten_verlauf": movement,
    "betreuungsdauer": care,
    "themen": topics,
    "themen_jahr": changed_shares,
    "themen_form": differing_shares,
    "weiterleitungen": topics,
    "weiterleitungen_jahr": changed_shares,
    "weiterleitungen_form": differing_shares,
    "thema_ziel": leading,
    "plaene": years("Die durchschnittliche Zahl neuer Integrationspläne"),
    "geschlecht": gender,
    "altersgruppe": largest_group,
    "haushalt": largest_group,
    "kanaele": eras,
    "kontaktwege": eras,
    "foerderende": funding_ends,
    "vzae_gefoerdert": funded,
    "klienten_je_vzae": extremes,
    "gespraeche_je_vzae_monat": extremes,
}
