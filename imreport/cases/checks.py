"""Checks: one rule, one small function, one German sentence per fault; the registry ``RULES`` lists them in order."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from imreport.cases.casting import entries, value
from imreport.cases.codes import CodeLists
from imreport.cases.engine import Engine
from imreport.cases.findings import Finding, Findings, Severity
from imreport.cases.schema import Column, Table, tables
from imreport.cases.sources import FileSource, NotTextError, Sources, open_file
from imreport.german import day, number


@dataclass(frozen=True, slots=True)
class Export:
    """What a rule may look at: ``raw_`` and ``case_`` tables, the sources, the code lists, the report's period."""

    engine: Engine
    sources: Sources
    codes: CodeLists
    period: tuple[date, date] | None = None

    def tables(self) -> Iterator[Table]:
        """Yield the tables that the export holds."""
        return (table for name, table in tables().items() if name in self.sources)

    def present(self, table: Table) -> Iterator[Column]:
        """Yield the columns that the source of a table holds."""
        return (column for column in table.columns if column.header in self.sources[table.name].header)


@dataclass(frozen=True, slots=True)
class Fault:
    """What a rule yields: where and what, before files and row numbers are looked up."""

    table: Table
    message: str
    record: int | None = None
    column: Column | None = None
    value: str = ""
    suggestion: str = ""


Rule = Callable[[Export], Iterator[Fault]]
RULES: dict[str, tuple[Severity, Rule]] = {}


def rule(key: str, severity: Severity) -> Callable[[Rule], Rule]:
    """Enter a function into the registry of rules."""

    def enter(function: Rule) -> Rule:
        RULES[key] = (severity, function)
        return function

    return enter


def run(export: Export) -> Findings:
    """Apply every rule and give each fault its file and the row that a spreadsheet shows."""
    faults = [(key, severity, fault) for key, (severity, check) in RULES.items() for fault in check(export)]
    numbered = {fault.table.name for _, _, fault in faults if fault.record}
    rows = {name: export.sources[name].spreadsheet_rows() for name in numbered}
    return Findings.of(
        _finding(export, rows, key=key, severity=severity, fault=fault) for key, severity, fault in faults
    )


def _finding(export: Export, rows: Mapping[str, list[int]], *, key: str, severity: Severity, fault: Fault) -> Finding:
    return Finding(
        severity,
        key,
        fault.message,
        file=export.sources[fault.table.name].name,
        row=rows[fault.table.name][fault.record - 1] if fault.record else None,
        column=fault.column.header if fault.column else "",
        value=fault.value,
        suggestion=fault.suggestion,
    )


def open_files(paths: Mapping[str, Path]) -> tuple[dict[str, FileSource], Findings]:
    """Open the files of an export; a missing or unreadable one becomes a finding."""
    sources, faults = {}, []
    for name, path in paths.items():
        try:
            sources[name] = open_file(path, tables()[name])
        except OSError:
            message = f"Die Datei für „{tables()[name].title}“ fehlt oder ist nicht lesbar."
            faults.append(Finding(Severity.ERROR, "datei_fehlt", message, file=path.name))
        except NotTextError:
            message = f"Die Datei für „{tables()[name].title}“ ist keine CSV-Datei (Text, durch Semikolon getrennt)."
            faults.append(Finding(Severity.ERROR, "datei_kein_text", message, file=path.name))
    return sources, Findings.of(faults)


def _records(export: Export, table: Table, *, condition: str, show: str = "''") -> Iterator[tuple[int, str]]:
    """Yield (record, text) of the raw rows of a table that meet a condition."""
    rows = export.engine.rows(f"select row_, {show} from raw_{table.name} as raw where {condition} order by row_")
    return ((int(str(record)), str(text)) for record, text in rows)


@rule("spalte_fehlt", Severity.ERROR)
def missing_column(export: Export) -> Iterator[Fault]:
    """Every column of the schema stands in the file."""
    for table in export.tables():
        header = export.sources[table.name].header
        for column in table.columns:
            if column.header not in header:
                free = [name for name in header if name not in {c.header for c in table.columns}]
                near = get_close_matches(column.header, free, n=1)
                yield Fault(table, f"Die Spalte „{column.header}“ fehlt.", column=column, suggestion="".join(near))


@rule("zeile_verschoben", Severity.ERROR)
def surplus_cells(export: Export) -> Iterator[Fault]:
    """No record has more cells than the header."""
    for table in export.tables():
        for record, _ in _records(export, table, condition="surplus_"):
            yield Fault(table, "Die Zeile hat mehr Zellen als die Kopfzeile; ein Trennzeichen steht zu viel.", record)


@rule("angabe_fehlt", Severity.ERROR)
def missing_value(export: Export) -> Iterator[Fault]:
    """Keys and required columns are filled."""
    for table in export.tables():
        for column in export.present(table):
            if column.required or (column.kind == "key" and column.unique):
                for record, _ in _records(export, table, condition=f"coalesce(trim({column.name}), '') = ''"):
                    yield Fault(table, f"In der Spalte „{column.header}“ fehlt die Angabe.", record, column)


@rule("schluessel_doppelt", Severity.ERROR)
def duplicate_key(export: Export) -> Iterator[Fault]:
    """A key identifies one row."""
    for table in export.tables():
        key = table.columns[0]
        earlier = (
            f"exists (from raw_{table.name} as o where trim(o.{key.name}) = trim(raw.{key.name}) and o.row_ < raw.row_)"
        )
        for record, _ in _records(export, table, condition=earlier):
            yield Fault(table, f"Der Schlüssel in „{key.header}“ kommt weiter oben schon vor.", record, key)


@rule("schluessel_unbekannt", Severity.ERROR)
def unknown_code(export: Export) -> Iterator[Fault]:
    """Category columns hold entries of their code list."""
    for table in export.tables():
        for column in export.present(table):
            if column.kind == "code":
                condition = f"{value(column, export.codes)} is null"
                found = _records(export, table, condition=condition, show=f"trim({column.name})")
                for record, text in found:
                    yield _unknown(export, table, column=column, record=record, text=text)


@rule("mehrfachangabe_unbekannt", Severity.ERROR)
def unknown_entry(export: Export) -> Iterator[Fault]:
    """Every entry of a multi-value column stands in its code list."""
    for table in export.tables():
        for column in table.of_kind("codes"):
            sql = entries(table, column, codes=export.codes, select="row_, entry, code")
            found = export.engine.rows(f"select row_, entry from ({sql}) where code is null order by all")
            for record, text in found:
                yield _unknown(export, table, column=column, record=int(str(record)), text=str(text))


def _unknown(export: Export, table: Table, *, column: Column, record: int, text: str) -> Fault:
    labels = [code.key if column.keys_only else code.label for code in export.codes[column.codes]]
    near = get_close_matches(text, labels, n=1)
    return Fault(
        table, f"„{text[:60]}“ steht nicht im Schlüsselverzeichnis „{column.codes}“.", record, column,
        value=text[:60], suggestion="".join(near),
    )  # fmt: skip


@rule("datum_unmoeglich", Severity.ERROR)
def impossible_date(export: Export) -> Iterator[Fault]:
    """A date column holds days that exist."""
    for table in export.tables():
        for column in table.of_kind("date"):
            yield from _not_cast(export, table, column=column, fault="ist kein Datum der Form 31.12.2020")


@rule("zahl_unmoeglich", Severity.ERROR)
def impossible_number(export: Export) -> Iterator[Fault]:
    """A number column holds numbers."""
    for table in export.tables():
        for column in table.of_kind("number"):
            yield from _not_cast(export, table, column=column, fault="ist keine Zahl der Form 0,75")


def _not_cast(export: Export, table: Table, *, column: Column, fault: str) -> Iterator[Fault]:
    condition = f"trim({column.name}) <> '' and {value(column, export.codes)} is null"
    for record, text in _records(export, table, condition=condition, show=f"trim({column.name})"):
        yield Fault(table, f"„{text[:60]}“ {fault}.", record, column, value=text[:60])


@rule("bezug_unbekannt", Severity.ERROR)
def unknown_reference(export: Export) -> Iterator[Fault]:
    """A reference points to a row that exists: no consultation without a known client."""
    for table in export.tables():
        for column in table.of_kind("reference"):
            if column.table not in export.sources:
                continue  # the missing file is a finding of its own
            other = tables()[column.table]
            known = f"select trim({column.name}) from raw_{column.table} where {column.name} is not null"
            condition = f"trim({column.name}) <> '' and trim({column.name}) not in ({known})"
            for record, _ in _records(export, table, condition=condition):
                yield Fault(
                    table, f"Die Angabe in „{column.header}“ kommt in „{other.title}“ nicht vor.", record, column
                )


@rule("gespraech_ohne_klient", Severity.ERROR)
def consultation_without_client(export: Export) -> Iterator[Fault]:
    """A consultation belongs to a client or to a household."""
    table = tables()["consultations"]
    if table.name in export.sources:
        empty = "coalesce(trim(client_id), '') = '' and coalesce(trim(household_id), '') = ''"
        for record, _ in _records(export, table, condition=empty):
            yield Fault(table, "Das Gespräch hat weder eine Klient-Nr. noch eine Haushalt-Nr.", record)


@rule("ende_vor_beginn", Severity.ERROR)
def end_before_start(export: Export) -> Iterator[Fault]:
    """Care, plans and posts do not end before they begin."""
    for name, first, last in (
        ("clients", "care_from", "care_until"),
        ("plans", "created_on", "closed_on"),
        ("posts", "filled_from", "filled_until"),
    ):
        if name in export.sources:
            columns = {column.name: column for column in tables()[name].columns}
            start, end = (value(columns[column], export.codes) for column in (first, last))
            for record, _ in _records(export, tables()[name], condition=f"{end} < {start}"):
                yield Fault(tables()[name], "Das Ende liegt vor dem Beginn.", record, columns[last])


@rule("haushalt_ohne_mitglied", Severity.WARNING)
def household_without_members(export: Export) -> Iterator[Fault]:
    """Somebody of the household is in care on the day of its consultation."""
    table = tables()["consultations"]
    if {"consultations", "clients"} <= set(export.sources):
        absent = """row_ in (select c.row_ from raw_consultations as c
            join case_consultations as t on t.consultation_id = trim(c.consultation_id)
            where t.client_id is null and t.household_id is not null and t.consulted_on is not null and not exists (
                select 1 from case_clients as k where k.household_id = t.household_id and k.care_from <= t.consulted_on
                and coalesce(k.care_until, t.consulted_on) >= t.consulted_on))"""
        for record, _ in _records(export, table, condition=absent):
            yield Fault(table, "Am Tag des Gesprächs ist niemand aus dem Haushalt in Betreuung.", record)


@rule("schluessel_nicht_gueltig", Severity.WARNING)
def code_out_of_validity(export: Export) -> Iterator[Fault]:
    """A consultation names codes that were valid on its day."""
    table = tables()["consultations"]
    if table.name not in export.sources:
        return
    for column in table.of_kind("code", "codes"):
        source = "case_consultation_topics" if column.kind == "codes" else "case_consultations"
        code = column.name.removesuffix("s") if column.kind == "codes" else column.name
        expired = f"""trim(consultation_id) in (select t.consultation_id from {source} as t
            join case_consultations as c on c.consultation_id = t.consultation_id
            join validity as v on v.list = '{column.codes}' and v.code = t.{code}
            where c.consulted_on < v.valid_from or c.consulted_on > v.valid_until)"""
        for record, text in _records(export, table, condition=expired, show=f"trim({column.name})"):
            yield Fault(table, f"„{text[:60]}“ war am Tag des Gesprächs kein gültiger Schlüssel.", record, column)


@rule("ausserhalb_zeitraum", Severity.HINT)
def outside_period(export: Export) -> Iterator[Fault]:
    """Consultations outside the report's period do not count; one finding says how many there are."""
    table = tables()["consultations"]
    if export.period is None or table.name not in export.sources:
        return
    start, end = export.period
    sql = "select count(*) from case_consultations where consulted_on < $start or consulted_on > $end"
    count = int(str(export.engine.rows(sql, start=start, end=end)[0][0]))
    if count:
        noun, verb = ("Gespräch liegt", "zählt") if count == 1 else ("Gespräche liegen", "zählen")
        text = f"{number(count)} {noun} außerhalb des Zeitraums {day(start)} bis {day(end)} und {verb} nicht mit."
        yield Fault(table, text, column=table.columns[1])
