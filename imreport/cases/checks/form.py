"""Rules about the form of a file: its columns, and records that do not fit under the header."""

from collections import Counter
from collections.abc import Iterator

from imreport.cases.checks.export import Export
from imreport.cases.checks.registry import Fault, Rows, rule
from imreport.cases.findings import Severity
from imreport.cases.suggest import nearest


@rule(
    "spalte_fehlt",
    Severity.ERROR,
    what="Jede Spalte des Exportformats steht in der Datei.",
    advice="Spalte in den Export aufnehmen oder in bericht.toml zuordnen.",
)
def missing_column(export: Export) -> Iterator[Fault]:
    """Every column of the schema stands in the file; without it a Kennzahl would silently be empty."""
    for table in export.tables():
        own = {column.header for column in table.columns}
        for place, header in export.headers(table):
            for column in table.columns:
                if column.header not in header:
                    near = nearest(column.header, [name for name in header if name and name not in own])
                    yield Fault(table, f"Die Spalte „{column.header}“ fehlt.", column, near, place)


@rule(
    "spalte_doppelt",
    Severity.ERROR,
    what="Keine Spalte des Exportformats steht zweimal in der Kopfzeile.",
    advice="Eine der beiden Spalten im Export weglassen oder umbenennen.",
)
def doubled_column(export: Export) -> Iterator[Fault]:
    """A header names a column once; of two, nobody knows which one counts."""
    for table in export.tables():
        for place, header in export.headers(table):
            times = Counter(header)
            for column in table.columns:
                if times[column.header] > 1:
                    text = f"Die Spalte „{column.header}“ steht mehrmals in der Kopfzeile."
                    yield Fault(table, text, column, place=place)


@rule(
    "tabelle_leer",
    Severity.HINT,
    what="Keine Tabelle ist leer, während eine andere viele Zeilen hat.",
    advice="Prüfen, ob der Export vollständig ist oder ein Filter gesetzt war.",
    limits=("mindestzahl",),
)
def empty_table(export: Export) -> Iterator[Fault]:
    """A table has rows if others have many; an empty one is mostly an export with a filter left on."""
    counts = {table: export.numbers(f"select count(*) from rows_{table.name}")[0] for table in export.tables()}
    for table, count in counts.items():
        if not count and max(counts.values()) >= export.limit("mindestzahl"):
            yield Fault(table, f"Die Tabelle „{table.title}“ hat keine Zeilen.")


@rule(
    "zeile_verschoben",
    Severity.ERROR,
    what="Keine Zeile hat mehr Zellen als die Kopfzeile.",
    advice="Das überzählige Trennzeichen entfernen oder den Text in Anführungszeichen setzen.",
)
def surplus_cells(export: Export) -> Iterator[Rows]:
    """No record has more cells than the header: what stands behind the separator too many is in the wrong column."""
    for table in export.tables():
        message = "Die Zeile hat mehr Zellen als die Kopfzeile; ein Trennzeichen steht zu viel."
        yield Rows(table, message, where="t.surplus_")


@rule(
    "zeile_kurz",
    Severity.WARNING,
    what="Keine Zeile hat weniger Zellen als die Kopfzeile.",
    advice="Prüfen, ob ein Trennzeichen fehlt und Angaben in der falschen Spalte stehen.",
)
def missing_cells(export: Export) -> Iterator[Rows]:
    """No record has fewer cells than the header: either empty cells at its end were left out, or a separator was."""
    for table in export.tables():
        message = "Die Zeile hat weniger Zellen als die Kopfzeile; vielleicht fehlt ein Trennzeichen."
        yield Rows(table, message, where="t.short_")
