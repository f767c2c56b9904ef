"""Rules about single cells: filled where they must be, and of the type that their column says."""

from collections.abc import Callable, Iterator

from imreport.cases.checks.export import Export
from imreport.cases.checks.registry import Rows, rule
from imreport.cases.codes import CodeLists
from imreport.cases.findings import Severity
from imreport.cases.schema import Column, Kind, Table, tables
from imreport.cases.suggest import nearest
from imreport.german import number


@rule(
    "angabe_fehlt",
    Severity.ERROR,
    what="Schlüssel und Pflichtangaben sind ausgefüllt.",
    advice="Die Angabe in der Plattform nachtragen und neu exportieren.",
)
def missing_value(export: Export) -> Iterator[Rows]:
    """Keys and required columns are filled: a consultation without a day would count in no period."""
    for table in export.tables():
        for column in export.present(table):
            if column.required or (column.kind == "key" and column.unique):
                empty = f"t.{column.text} is null"
                yield Rows(table, f"In der Spalte „{column.header}“ fehlt die Angabe.", column, empty)


@rule(
    "schluessel_unbekannt",
    Severity.ERROR,
    what="Jede Angabe steht in ihrem Schlüsselverzeichnis.",
    advice="Angabe berichtigen, oder im Schlüsselverzeichnis als Schlüssel oder Schreibweise ergänzen.",
)
def unknown_code(export: Export) -> Iterator[Rows]:
    """Category columns hold entries of their code list; an empty cell counts as „Ohne Angabe“."""
    for table in export.tables():
        for column in export.present(table):
            if column.kind == "code":
                yield Rows(
                    table, _unlisted(column), column, where=f"t.{column.name} is null",
                    show=_shown(export, table, column=column), suggest=_nearest_label(export.codes, column),
                )  # fmt: skip


@rule(
    "mehrfachangabe_unbekannt",
    Severity.ERROR,
    what="Jede Nennung einer Mehrfachangabe steht in ihrem Schlüsselverzeichnis.",
    advice="Nennung berichtigen, oder im Schlüsselverzeichnis als Schlüssel oder Schreibweise ergänzen.",
)
def unknown_entry(export: Export) -> Iterator[Rows]:
    """Every entry of a multi-value column stands in its code list."""
    for table in export.tables():
        for column in table.of_kind("codes"):
            cast, single = f"case_{table.name.removesuffix('s')}_{column.name}", column.name.removesuffix("s")
            if export.engine.rows(f"select 1 from {cast} where {single} is null limit 1"):
                query = f"""select t.row_, case when {export.hidden("e.entry")} then '' else e.entry end as shown
                    from rows_{table.name} as t join entries_{table.name} as e
                    on e.text is not distinct from t.{column.text} where e.code is null"""
                yield Rows(table, _unlisted(column), column, query=query, suggest=_nearest_label(export.codes, column))


def _unlisted(column: Column) -> str:
    return f"{{text}} steht nicht im Schlüsselverzeichnis „{column.codes}“."


def _shown(export: Export, table: Table, *, column: Column) -> str:
    return f"case when {export.hidden(f't.{column.text}')} then '' else t.{column.text} end"


def _nearest_label(codes: CodeLists, column: Column) -> Callable[[str], str]:
    """Return what finds the nearest label, or else the nearest further spelling."""
    words = [code.key if column.keys_only else code.label for code in codes[column.codes]]
    further = [] if column.keys_only else [word for code in codes[column.codes] for word in code.also]
    return lambda text: nearest(text, words) or nearest(text, further)


@rule(
    "datum_unmoeglich",
    Severity.ERROR,
    what="Datumsspalten enthalten Tage, die es gibt.",
    advice="Datum berichtigen, zum Beispiel 31.12.2020.",
)
def impossible_date(export: Export) -> Iterator[Rows]:
    """A date column holds days that exist."""
    return _not_cast(export, "date", fault="ist kein Datum der Form 31.12.2020")


@rule(
    "zahl_unmoeglich",
    Severity.ERROR,
    what="Zahlenspalten enthalten Zahlen.",
    advice="Zahl ohne Einheit schreiben, zum Beispiel 0,75.",
)
def impossible_number(export: Export) -> Iterator[Rows]:
    """A number column holds numbers."""
    return _not_cast(export, "number", fault="ist keine Zahl der Form 0,75")


def _not_cast(export: Export, kind: Kind, *, fault: str) -> Iterator[Rows]:
    for table in export.tables():
        for column in table.of_kind(kind):
            where = f"t.{column.name} is null and t.{column.text} is not null"
            yield Rows(table, f"{{text}} {fault}.", column, where, show=_shown(export, table, column=column))


@rule(
    "datum_zu_alt",
    Severity.WARNING,
    what="Kein Datum liegt vor dem frühesten sinnvollen Jahr.",
    advice="Tippfehler im Jahr berichtigen; ein Platzhalter wie 01.01.1900 gehört gelöscht.",
    limits=("fruehestes_jahr",),
)
def early_date(export: Export) -> Iterator[Rows]:
    """No date lies decades back: 1900 is how some platforms write „empty“, 1019 is a typing mistake."""
    year = int(export.limit("fruehestes_jahr"))
    for table in export.tables():
        for column in table.of_kind("date"):
            yield Rows(
                table, f"{{text}} liegt vor dem Jahr {year}.", column, where=f"year(t.{column.name}) < {year}",
                show=_shown(export, table, column=column),
            )  # fmt: skip


@rule(
    "stellenanteil_unplausibel",
    Severity.WARNING,
    what="Der Umfang einer Stelle liegt über 0 und höchstens beim Grenzwert.",
    advice="VZÄ berichtigen; Prozentwerte wie 75 als 0,75 schreiben, mehrere Stellen einzeln aufführen.",
    limits=("vzae_hoechstens",),
)
def odd_share_of_post(export: Export) -> Iterator[Rows]:
    """A post has more than 0 and at most 1 FTE: 75 for 75 % would make one post into a department."""
    table, most = tables()["posts"], export.limit("vzae_hoechstens")
    (column,) = table.of_kind("number")
    message = f"{{text}} ist kein Stellenumfang über 0 und bis {number(most, 2)} VZÄ."
    where = f"t.fte <= 0 or t.fte > {most}"
    yield Rows(table, message, column, where, show=_shown(export, table, column=column))
