"""Rules that hold stock against flow: whoever is in care is counselled, and care ends at some time."""

from collections.abc import Iterator
from typing import Final

from imreport.cases.checks.export import Export
from imreport.cases.checks.registry import Fault, rule
from imreport.cases.findings import Severity
from imreport.cases.schema import tables
from imreport.german import number, percent

CLIENTS: Final = tables()["clients"]
LAST_TALKS: Final = """with talks as (
        select client_id, consulted_on from case_consultations where client_id is not null
        union all
        select k.client_id, c.consulted_on
        from (select distinct household_id, consulted_on from case_consultations where client_id is null) as c
        join case_clients as k on k.household_id = c.household_id and k.care_from <= c.consulted_on
          and coalesce(k.care_until, c.consulted_on) >= c.consulted_on),
    last_talks as (select client_id, max(consulted_on) as last_on from talks where {within} group by client_id)"""
"""The last talk of every client, alone or with the household."""


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
    sql = f"""{LAST_TALKS.format(within=export.within("consulted_on"))}
        select count(*), count(*) filter (l.last_on is null) from case_clients as k
        left join last_talks as l on l.client_id = k.client_id where {_in_care(export)}"""
    count, without = export.numbers(sql)
    share = 100 * without / (count or 1)
    if count >= export.limit("mindestzahl") and share > export.limit("ohne_gespraech_prozent"):
        yield Fault(CLIENTS, f"Mit {percent(share)} der Personen in Betreuung gibt es im Zeitraum kein Gespräch.")


def _in_care(export: Export) -> str:
    if export.period is None:
        return "k.care_from is not null"
    start, end = export.period
    return f"k.care_from <= date '{end}' and coalesce(k.care_until, date '{end}') >= date '{start}'"


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
    end, days = f"date '{export.period[1]}'", int(export.limit("ruhend_tage"))
    sql = f"""{LAST_TALKS.format(within=f"consulted_on <= {end}")}
        select count(*), count(*) filter (greatest(l.last_on, k.care_from) < {end} - {days}) from case_clients as k
        left join last_talks as l on l.client_id = k.client_id
        where k.care_from <= {end} and coalesce(k.care_until, {end}) >= {end}"""
    count, resting = export.numbers(sql)
    share = 100 * resting / (count or 1)
    if count >= export.limit("mindestzahl") and share > export.limit("ruhend_prozent"):
        text = f"Bei {percent(share)} der Betreuten liegt das letzte Gespräch mehr als {number(days)} Tage zurück."
        yield Fault(CLIENTS, text)


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
