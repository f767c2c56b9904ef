"""Rules about the dates of single rows: in order, not in the future, not before the programme."""

from collections.abc import Iterator
from typing import Final

from imreport.cases.checks.export import Export
from imreport.cases.checks.registry import Fault, Rows, rule
from imreport.cases.findings import Severity
from imreport.cases.schema import Column, tables
from imreport.german import day, number

SPANS: Final = (
    ("clients", "care_from", "care_until"),
    ("plans", "created_on", "closed_on"),
    ("posts", "filled_from", "filled_until"),
)
EVENTS: Final = (("consultations", "consulted_on"), ("plans", "created_on"))
PAST: Final = (*EVENTS, ("plans", "closed_on"), ("clients", "care_from"))
"""What can only be entered once it has happened; an end of care or of a post may be planned."""


def _column(table: str, name: str) -> Column:
    return next(column for column in tables()[table].columns if column.name == name)


@rule(
    "ende_vor_beginn",
    Severity.ERROR,
    what="Betreuung, Integrationsplan und Stellenbesetzung enden nicht vor ihrem Beginn.",
    advice="Eines der beiden Daten berichtigen.",
)
def end_before_start(export: Export) -> Iterator[Rows]:
    """Care, plans and posts do not end before they begin: such a row would count on no day at all."""
    for name, first, last in SPANS:
        where = f"t.{last} < t.{first}"
        yield Rows(tables()[name], "Das Ende liegt vor dem Beginn.", _column(name, last), where)


@rule(
    "datum_zukunft",
    Severity.WARNING,
    what="Gespräche, Pläne und Betreuungsbeginn liegen nicht nach dem Datum des Berichts.",
    advice="Datum berichtigen, oder in bericht.toml das Datum des Berichts.",
)
def date_in_the_future(export: Export) -> Iterator[Rows]:
    """Nothing has happened after the date of the report; there is no other clock."""
    today = export.settings.today
    if today:
        for name, column in PAST:
            message = f"Das Datum liegt nach dem Datum des Berichts ({day(today)})."
            yield Rows(tables()[name], message, _column(name, column), f"t.{column} > date '{today}'")


@rule(
    "vor_programmbeginn",
    Severity.WARNING,
    what="Gespräche und Integrationspläne liegen nicht vor dem Beginn des Programms (programmbeginn).",
    advice="Jahr berichtigen, oder programmbeginn in bericht.toml.",
)
def before_the_programme(export: Export) -> Iterator[Rows]:
    """Nobody was counselled before the programme began; care by others may well have begun earlier."""
    begun = export.settings.begun
    if begun:
        for name, column in EVENTS:
            message = f"Das Datum liegt vor dem Beginn des Programms ({day(begun)})."
            yield Rows(tables()[name], message, _column(name, column), f"t.{column} < date '{begun}'")


@rule(
    "schluessel_nicht_gueltig",
    Severity.WARNING,
    what="Jedes Gespräch nennt Schlüssel, die an seinem Tag gültig waren.",
    advice="Angabe berichtigen, oder gueltig_von und gueltig_bis im Schlüsselverzeichnis.",
)
def code_out_of_validity(export: Export) -> Iterator[Rows]:
    """A consultation names codes that were valid on its day: no channel before it existed."""
    table = tables()["consultations"]
    for column in table.of_kind("code", "codes"):
        code, join = f"t.{column.name}", ""
        if column.kind == "codes":
            code = f"m.{column.name.removesuffix('s')}"
            join = "join case_consultation_topics as m on m.row_ = t.row_"
        query = f"""select distinct t.row_, v.code as shown from {export.typed(table.name)} as t {join}
            join validity as v on v.list = '{column.codes}' and v.code = {code}
            where t.consulted_on < v.valid_from or t.consulted_on > v.valid_until"""
        message = "{text} war am Tag des Gesprächs kein gültiger Schlüssel."
        yield Rows(table, message, column, query=query, read=export.codes[column.codes].label)


@rule(
    "ausserhalb_zeitraum",
    Severity.HINT,
    what="Gespräche liegen im Berichtszeitraum; alle anderen zählen nicht mit.",
    advice="Nichts, wenn der Export mehr enthält als der Bericht; sonst von und bis in bericht.toml prüfen.",
)
def outside_period(export: Export) -> Iterator[Fault]:
    """Consultations outside the report's period do not count; one finding says how many there are."""
    table = tables()["consultations"]
    if export.period is None or not export.holds(table.name):
        return
    start, end = export.period
    sql = f"select count(*) from case_consultations where not ({export.within('consulted_on')})"
    count = int(export.numbers(sql)[0])
    if count:
        noun, verb = ("Gespräch liegt", "zählt") if count == 1 else ("Gespräche liegen", "zählen")
        text = f"{number(count)} {noun} außerhalb des Zeitraums {day(start)} bis {day(end)} und {verb} nicht mit."
        yield Fault(table, text, table.columns[1])
