"""Rules about too much of a thing: entered twice, or more for one person than is likely."""

from collections.abc import Iterator
from typing import Final

from imreport.cases.checks import bits
from imreport.cases.checks.export import Export
from imreport.cases.checks.registry import Fault, Rows, rule
from imreport.cases.checks.talks import talkers
from imreport.cases.findings import Severity
from imreport.cases.mapping import SEPARATOR
from imreport.cases.schema import tables
from imreport.german import number, percent

TALKS: Final = tables()["consultations"]


@rule(
    "weiterleitung_doppelt",
    Severity.HINT,
    what="Ein Gespräch führt nur einmal zur selben Stelle.",
    advice="Doppelt erfasste Weiterleitung löschen.",
)
def referral_twice(export: Export) -> Iterator[Rows]:
    """One consultation refers to a place once; the second row counts a referral that did not happen."""
    table = tables()["referrals"]
    rows = export.typed(table.name)
    if _may_be_twice(export):
        query = f"""select t.row_, '' as shown from {rows} as t join (
                select consultation_id, target, min(row_) as first_ from {rows}
                group by all having count(*) > 1) as double_
            on double_.consultation_id = t.consultation_id and double_.target = t.target and t.row_ > double_.first_"""
        message = "Dieselbe Weiterleitung steht bei diesem Gespräch schon weiter oben."
        yield Rows(table, message, table.columns[2], query=query)


def _may_be_twice(export: Export) -> bool:
    if "consultation_id" in export.numbered:
        targets = len([*export.codes["weiterleitungsziele"]])
        pairs = bits.Numbers(f"consultation_id * {targets} + enum_code(target)", "rows_referrals")
        found = bits.repeats(export, pairs)
        if found is not None:
            return found
    return export.may_repeat("consultation_id, target", export.typed("referrals"))


@rule(
    "gespraech_wiederholt",
    Severity.WARNING,
    what="Nur wenige Gespräche gleichen einem anderen in allem außer der Nummer.",
    advice="Prüfen, ob derselbe Zeitraum zweimal exportiert ist, mit neuen Nummern.",
    limits=("mindestzahl", "gespraech_wiederholt_prozent"),
)
def consultations_twice(export: Export) -> Iterator[Fault]:
    """Few consultations are alike in all but the key: many mean that the same period was exported twice."""
    rest = ", ".join(column.text for column in TALKS.columns[1:])
    count, different = export.numbers(f"select count(*), count(distinct hash({rest})) from rows_consultations")
    share, most = 100 * (count - different) / (count or 1), export.limit("gespraech_wiederholt_prozent")
    if count >= export.limit("mindestzahl") and share > most:
        text = f"{percent(share)} der Gespräche gleichen einem anderen in allem außer der Nummer."
        yield Fault(TALKS, text, TALKS.columns[0])


@rule(
    "themen_je_gespraech",
    Severity.HINT,
    what="Kein Gespräch nennt mehr Themen als der Grenzwert.",
    advice="Prüfen, ob alle Themen angekreuzt sind.",
    limits=("themen_je_gespraech",),
)
def many_topics(export: Export) -> Iterator[Rows]:
    """A consultation has a few topics: all of them ticked says nothing."""
    most = int(export.limit("themen_je_gespraech"))
    (column,) = TALKS.of_kind("codes")
    separators = f"length(text) - length(replace(text, '{SEPARATOR}', ''))"
    if export.numbers(f"select max({separators}) from words_{TALKS.name} where column_ = 'topics'")[0] >= most:
        query = f"select row_, '' as shown from case_consultation_topics group by row_ having count(*) > {most}"
        yield Rows(TALKS, f"Das Gespräch nennt mehr als {number(most)} Themen.", column, query=query)


@rule(
    "gespraeche_je_klient",
    Severity.HINT,
    what="Mit keiner Person gibt es in einem Monat mehr Einzelgespräche als der Grenzwert.",
    advice="Prüfen, ob eine Sammelnummer verwendet wird oder Gespräche doppelt erfasst sind.",
    limits=("gespraeche_je_klient_und_monat",),
)
def many_consultations_of_a_client(export: Export) -> Iterator[Rows]:
    """Nobody is counselled every day: one key for very many talks is a collective key."""
    most = int(export.limit("gespraeche_je_klient_und_monat"))
    often = f"select client_id from {talkers(export)} where talks > {most}"
    query = f"""select distinct t.row_, '' as shown from {export.typed("clients")} as t join (
        select client_id from case_consultations where client_id in ({often}) and consulted_on is not null
        group by client_id, 12 * year(consulted_on) + month(consulted_on) having count(*) > {most}) as many
        on many.client_id = t.client_id"""
    message = f"Mit dieser Person gibt es in einem Monat mehr als {number(most)} Gespräche."
    yield Rows(tables()["clients"], message, query=query)


@rule(
    "plaene_je_klient",
    Severity.HINT,
    what="Keine Person hat mehr Integrationspläne als der Grenzwert.",
    advice="Prüfen, ob Fortschreibungen als neue Pläne erfasst sind.",
    limits=("plaene_je_klient",),
)
def many_plans_of_a_client(export: Export) -> Iterator[Rows]:
    """A person has a plan or a few: many mean that every revision was entered as a new one."""
    most = int(export.limit("plaene_je_klient"))
    query = f"""select t.row_, '' as shown from {export.typed("clients")} as t join (
            select client_id from case_plans where client_id is not null
            group by client_id having count(*) > {most}) as many
        on many.client_id = t.client_id"""
    yield Rows(tables()["clients"], f"Diese Person hat mehr als {number(most)} Integrationspläne.", query=query)


@rule(
    "planstatus_passt_nicht",
    Severity.HINT,
    what="Ein aktiver Plan hat kein Enddatum, ein beendeter hat eines.",
    advice="Status oder „Beendet am“ berichtigen.",
)
def status_against_end(export: Export) -> Iterator[Rows]:
    """A plan that is active has no end, any other has one."""
    table = tables()["plans"]
    status, closed = table.columns[3:5]
    active, unknown = "t.status = 'aktiv'", f"t.status = '{export.codes[status.codes].unknown}'"
    yield Rows(table, "Der Plan ist aktiv und hat doch ein Enddatum.", closed, f"{active} and t.closed_on is not null")
    if closed in export.present(table):
        open_end = f"not {active} and not {unknown} and t.closed_on_text is null"
        yield Rows(table, "Der Plan ist beendet, und das Enddatum fehlt.", closed, open_end)
