"""Clients (Klientinnen und Klienten): who is in care at the reference date, and who came and went in the period."""

from typing import Final

from imreport.indicators.dimensions import (
    AGE_GROUP,
    ASSOCIATION,
    COMMUNE,
    DURATION,
    ENDING,
    GENDER,
    HOUSEHOLD_SIZE,
    NATIONALITY,
    ORIGIN,
    RESIDENCE_STATUS,
)
from imreport.indicators.indicator import Dimension, Indicator, Share
from imreport.indicators.populations import CLIENTS, CLIENTS_OF_PERIOD

_SOURCE: Final = "Klientinnen und Klienten"
_TITLE: Final = "Klientinnen und Klienten nach"


def _stock(key: str, dimension: Dimension, *, title: str, short: str, note: str = "") -> Indicator:
    """Return the indicator of the clients in care by one dimension, with their share."""
    return Indicator(
        key=key,
        title=f"{_TITLE} {title}",
        short=short,
        unit="Personen",
        basis="stock",
        chapter="klienten",
        population=CLIENTS,
        dimensions=(dimension,),
        shares=(Share("anteil", "Anteil", key),),
        source=_SOURCE,
        note=note,
    )


ENTRIES: Final = (
    _stock("staatsangehoerigkeit", NATIONALITY, title="Staatsangehörigkeit", short="Staatsangehörigkeit"),
    _stock("geschlecht", GENDER, title="Geschlecht", short="Geschlecht"),
    _stock("altersgruppe", AGE_GROUP, title="Altersgruppe", short="Altersgruppe"),
    _stock("aufenthaltsstatus", RESIDENCE_STATUS, title="Aufenthaltsstatus", short="Aufenthaltsstatus"),
    _stock(
        "haushalt",
        HOUSEHOLD_SIZE,
        title="Größe des Haushalts",
        short="Größe des Haushalts",
        note="Zum Haushalt zählen seine am Stichtag betreuten Personen. Gezählt sind Personen, nicht Haushalte.",
    ),
    _stock("klienten_verband", ASSOCIATION, title="Verwaltungsgemeinschaft", short="Personen nach Verband"),
    _stock("klienten_gemeinde", COMMUNE, title="Gemeinde", short="Personen nach Gemeinde"),
    _stock("betreuungsdauer", DURATION, title="Dauer der Betreuung", short="Dauer der Betreuung"),
    Indicator(
        key="klienten_verlauf",
        title="Klientinnen und Klienten des Zeitraums nach Beginn und Verbleib",
        short="Beginn und Ende der Betreuung",
        unit="Personen",
        basis="flow",
        chapter="klienten",
        population=CLIENTS_OF_PERIOD,
        dimensions=(ORIGIN, ENDING),
        whole=True,
        source=_SOURCE,
        note="Wer am letzten Tag noch betreut wurde, zählt als betreut, auch wenn die Betreuung an diesem Tag endete.",
    ),
)
