"""Rules about references: they lead to a row that exists, and what they join belongs together."""

from collections.abc import Iterator
from typing import NamedTuple

from imreport.cases.checks import bits
from imreport.cases.checks.export import Export
from imreport.cases.checks.registry import Rows, rule
from imreport.cases.checks.talks import talkers, talks
from imreport.cases.findings import Severity
from imreport.cases.schema import Column, Table, tables
from imreport.german import number


def _column(table: str, name: str) -> Column:
    return next(column for column in tables()[table].columns if column.name == name)


@rule(
    "bezug_unbekannt",
    Severity.ERROR,
    what="Jede Klient-, Haushalt- und Gesprächsnummer kommt in der Tabelle vor, auf die sie sich bezieht.",
    advice="Prüfen, ob beide Tabellen aus demselben Export stammen und keine gefiltert ist.",
)
def unknown_reference(export: Export) -> Iterator[Rows]:
    """A reference points to a row that exists: no consultation without a known client."""
    for table in export.tables():
        for column in table.of_kind("reference"):
            # a missing file is a finding of its own
            if export.holds(column.table) and _may_be_unknown(export, table, column=column):
                query = f"""select t.row_, '' as shown from {export.typed(table.name)} as t
                    anti join {export.typed(column.table)} as o on o.{column.name} = t.{column.name}
                    where t.{column.name} is not null"""
                other = tables()[column.table].title
                message = f"Die Angabe in „{column.header}“ kommt in „{other}“ nicht vor."
                yield Rows(table, message, column, query=query)


def _may_be_unknown(export: Export, table: Table, *, column: Column) -> bool:
    """Whether a look at all keys together leaves open that a reference leads nowhere."""
    if column.name == "client_id":
        return _links(export, table).unknown
    if column.name not in export.numbered:
        return True
    known, asked = (bits.Numbers(column.name, export.typed(name)) for name in (column.table, table.name))
    return bits.lacks(export, asked, known=known) is not False


@rule(
    "gespraech_ohne_klient",
    Severity.ERROR,
    what="Jedes Gespräch hat eine Klient-Nr. oder eine Haushalt-Nr.",
    advice="Zuordnung in der Plattform nachtragen.",
)
def consultation_without_client(export: Export) -> Iterator[Rows]:
    """A consultation belongs to a client or to a household."""
    where = "t.client_id is null and t.household_id is null"
    message = "Das Gespräch hat weder eine Klient-Nr. noch eine Haushalt-Nr."
    yield Rows(tables()["consultations"], message, where=where)


@rule(
    "haushalt_passt_nicht",
    Severity.WARNING,
    what="Hat ein Gespräch Klient-Nr. und Haushalt-Nr., so gehört die Person zu diesem Haushalt.",
    advice="Eine der beiden Nummern berichtigen; gezählt wird die Klient-Nr.",
)
def client_of_another_household(export: Export) -> Iterator[Rows]:
    """A consultation with client and household names the client's own household."""
    query = f"""select t.row_, '' as shown from {export.typed("consultations")} as t
        join {export.typed("clients")} as k on k.client_id = t.client_id
        where k.household_id <> t.household_id"""
    message = "Die Person dieses Gesprächs gehört nicht zu dem Haushalt, der daneben steht."
    table = tables()["consultations"]
    if export.holds("clients") and _links(export, table).foreign:
        yield Rows(table, message, _column("consultations", "household_id"), query=query)


@rule(
    "form_passt_nicht",
    Severity.HINT,
    what="Ein Einzelgespräch hat eine Klient-Nr., ein Familiengespräch eine Haushalt-Nr.",
    advice="Form oder Nummer berichtigen; gezählt wird nach der Nummer.",
)
def form_without_its_key(export: Export) -> Iterator[Rows]:
    """The form of a consultation fits its key; whoever has a client's key is counted as one person."""
    table, column = tables()["consultations"], _column("consultations", "form")
    for form, key in (("einzel", "client_id"), ("familie", "household_id")):
        header = _column("consultations", key).header
        where = f"t.form = '{form}' and t.{key} is null and coalesce(t.client_id, t.household_id) is not null"
        message = f"Zur Form „{export.codes[column.codes].label(form)}“ fehlt die {header}"
        yield Rows(table, message, column, where)


@rule(
    "haushalt_ohne_mitglied",
    Severity.WARNING,
    what="Am Tag eines Familiengesprächs ist jemand aus dem Haushalt in Betreuung.",
    advice="Betreuungszeitraum oder Haushalt-Nr. berichtigen; das Gespräch zählt sonst ohne Personen.",
)
def household_without_members(export: Export) -> Iterator[Rows]:
    """Somebody of the household is in care on the day of its consultation."""
    query = f"""select t.row_, '' as shown from {export.typed("consultations")} as t
        where t.client_id is null and t.household_id is not null and t.consulted_on is not null and not exists (
            select 1 from case_clients as k where k.household_id = t.household_id and k.care_from <= t.consulted_on
            and coalesce(k.care_until, t.consulted_on) >= t.consulted_on)"""
    message = "Am Tag des Gesprächs ist niemand aus dem Haushalt in Betreuung."
    if export.holds("clients") and talks(export).unmatched:
        yield Rows(tables()["consultations"], message, query=query)


@rule(
    "gespraech_ausserhalb_betreuung",
    Severity.HINT,
    what="Ein Gespräch liegt nicht lange vor oder nach der Betreuung der Person.",
    advice="Betreuungszeitraum oder Gesprächsdatum berichtigen.",
    limits=("betreuung_toleranz_tage",),
)
def consultation_outside_care(export: Export) -> Iterator[Rows]:
    """A consultation lies within the client's care, or a few days beside it."""
    return _outside_care(export, "consultations", day="consulted_on", noun="Das Gespräch")


@rule(
    "plan_ausserhalb_betreuung",
    Severity.HINT,
    what="Ein Integrationsplan entsteht nicht lange vor oder nach der Betreuung der Person.",
    advice="Betreuungszeitraum oder Datum des Plans berichtigen.",
    limits=("betreuung_toleranz_tage",),
)
def plan_outside_care(export: Export) -> Iterator[Rows]:
    """A plan is made within the client's care, or a few days beside it."""
    return _outside_care(export, "plans", day="created_on", noun="Der Integrationsplan")


def _outside_care(export: Export, table: str, *, day: str, noun: str) -> Iterator[Rows]:
    days = int(export.limit("betreuung_toleranz_tage"))
    query = f"""select t.row_, '' as shown from {export.typed(table)} as t
        join case_clients as k on k.client_id = t.client_id where {_outside(export, day)}"""
    message = f"{noun} liegt mehr als {number(days)} Tage außerhalb der Betreuung."
    if export.holds("clients") and _links(export, tables()[table]).outside:
        yield Rows(tables()[table], message, _column(table, day), query=query)


class _Links(NamedTuple):
    """Whether any row with a client's key is of an unknown client, names another household, lies outside care."""

    unknown: bool
    foreign: bool
    outside: bool


def _links(export: Export, table: Table) -> _Links:
    """Look at the first and last row of every client of a table, for all rules that join the two."""
    day = next(column.name for column in table.of_kind("date"))
    clients = f"""(select client_id, null as one_home, null as other_home, min({day}) as first_, max({day}) as last_
        from case_{table.name} where client_id is not null group by client_id)"""
    clients = talkers(export) if table.name == "consultations" else clients
    sql = f"""select bool_or(k.row_ is null), bool_or(k.household_id <> t.one_home or k.household_id <> t.other_home),
            bool_or({_outside(export, "first_")} or {_outside(export, "last_")})
        from {clients} as t left join case_clients as k on k.client_id = t.client_id"""
    return _Links(*map(bool, export.ask(sql)[0]))


def _outside(export: Export, day: str) -> str:
    """Return the condition that a day of ``t`` lies outside the care of ``k``."""
    days = int(export.limit("betreuung_toleranz_tage"))
    return f"""coalesce(k.care_until >= k.care_from, true)
        and (t.{day} < k.care_from - {days} or t.{day} > k.care_until + {days})"""
