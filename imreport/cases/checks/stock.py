"""Rules that hold stock against flow: whoever is in care is counselled, and care ends at some time."""

from collections.abc import Iterator
from typing import Final

from imreport.cases.checks.export import Export
from imreport.cases.checks.registry import Fault, rule
from imreport.cases.checks.talks import talks
from imreport.cases.findings import Severity
from imreport.cases.schema import tables
from imreport.german import number, percent

CLIENTS: Final = tables()["clients"]


@rule(
    "betreuung_ohne_gespraech",
    Severity.HINT,
    what="Mit den meisten Personen in Betreuung gibt es im Zeitraum ein Gespräch.",
    advice="Prüfen, ob Gespräche fehlen oder beendete Betreuungen kein Enddatum haben.",
    limits=("mindestzahl", "ohne_gespraech_prozent"),
)
def care_without_consultation(export: Export) -> Iterator[Fault]:
    """Whoever is in care in the period is counselled in it: many without a talk are clients long gone."""
    if not export.holds("clients", "consultations"):
        return
    found = talks(export)
    share = 100 * found.without / (found.in_care or 1)
    if found.in_care >= export.limit("mindestzahl") and share > export.limit("ohne_gespraech_prozent"):
        yield Fault(CLIENTS, f"Mit {percent(share)} der Personen in Betreuung gibt es im Zeitraum kein Gespräch.")


@rule(
    "betreuung_ruht",
    Severity.HINT,
    what="Bei den meisten Betreuten liegt das letzte Gespräch am Ende des Zeitraums nicht lange zurück.",
    advice="Enddatum der Betreuung nachtragen, wo sie eingeschlafen ist; der Bestand ist sonst zu hoch.",
    limits=("mindestzahl", "ruhend_tage", "ruhend_prozent"),
)
def care_at_rest(export: Export) -> Iterator[Fault]:
    """Care without a talk for a year has ended, only nobody entered it: the stock is too high."""
    if export.period is None or not export.holds("clients", "consultations"):
        return
    found = talks(export)
    share = 100 * found.resting / (found.at_end or 1)
    if found.at_end >= export.limit("mindestzahl") and share > export.limit("ruhend_prozent"):
        days = number(int(export.limit("ruhend_tage")))
        yield Fault(
            CLIENTS, f"Bei {percent(share)} der Betreuten liegt das letzte Gespräch mehr als {days} Tage zurück."
        )


@rule(
    "betreuung_ohne_ende",
    Severity.HINT,
    what="Manche Betreuungen haben ein Ende, wenn der Export mehr als ein Jahr umfasst.",
    advice="Spalte „Betreuung bis“ in den Export aufnehmen; ohne sie wächst der Bestand nur.",
    limits=("mindestzahl",),
)
def care_never_ends(export: Export) -> Iterator[Fault]:
    """Within a year some care ends: without any end, everybody ever counselled counts as in care."""
    sql = "select count(*), count(care_until), max(care_from) - min(care_from) from case_clients"
    count, ended, days = export.numbers(sql)
    if count >= export.limit("mindestzahl") and not ended and days > 365:
        yield Fault(CLIENTS, "Bei keiner einzigen Person hat die Betreuung ein Ende.", CLIENTS.columns[-1])
