"""Rules about pseudonymous keys: one row each, and undamaged. Their values are never shown."""

from collections.abc import Iterator

from imreport.cases.checks import bits
from imreport.cases.checks.export import Export
from imreport.cases.checks.registry import Rows, rule
from imreport.cases.findings import Severity
from imreport.cases.schema import Column, Table

DAMAGED = "\ufffd"
"""What stands where a character could not be read."""
INVISIBLE = ("\u00a0", "\u200b", "\u2007", "\u202f", "\ufeff")
"""Blanks that look like none or like a plain one, and that no trimming takes away."""


def _odd_keys(export: Export) -> Iterator[tuple[Table, Column]]:
    """Yield the columns of keys that are not all plain numbers."""
    keys = ((table, column) for table in export.tables() for column in table.of_kind("key", "reference"))
    return ((table, column) for table, column in keys if not export.is_plain(table, column))


@rule(
    "schluessel_doppelt",
    Severity.ERROR,
    what="Ein Schlüssel kommt nur einmal vor.",
    advice="Doppelte Zeile aus dem Export entfernen oder den Schlüssel berichtigen.",
)
def duplicate_key(export: Export) -> Iterator[Rows]:
    """A key identifies one row; the second row with the same key would count twice."""
    for table in export.tables():
        key, rows = table.columns[0], export.typed(table.name)
        if _may_repeat(export, table, column=key):
            query = f"""select t.row_, '' as shown from {rows} as t join (
                    select {key.name}, min(row_) as first_ from {rows} where {key.name} is not null
                    group by {key.name} having count(*) > 1) as double_
                on double_.{key.name} = t.{key.name} and t.row_ > double_.first_"""
            yield Rows(table, f"Der Schlüssel in „{key.header}“ kommt weiter oben schon vor.", key, query=query)


def _plain(column: Column) -> str:
    return f"lower(replace({column.name}, ' ', ''))"


def _may_repeat(export: Export, table: Table, *, column: Column) -> bool:
    rows = f"{export.typed(table.name)} where {column.name} is not null"
    if column.name in export.numbered:
        found = bits.repeats(export, bits.Numbers(column.name, rows))
        return export.may_repeat(column.name, rows) if found is None else found
    plain = f"lower({column.name})" if export.is_plain(table, column) else _plain(column)
    return not export.ascends(plain, rows) and export.may_repeat(plain, rows)


@rule(
    "schluessel_aehnlich",
    Severity.WARNING,
    what="Keine zwei Schlüssel unterscheiden sich nur durch Groß- und Kleinschreibung oder Leerzeichen.",
    advice="Prüfen, ob dieselbe Person oder derselbe Vorgang zweimal erfasst ist.",
)
def similar_key(export: Export) -> Iterator[Rows]:
    """No two keys differ only in capitals or blanks: they would count as two persons where there may be one."""
    keys = ((table, column) for table in export.tables() for column in table.of_kind("key"))
    for table, key in keys:
        if key.name in export.numbered or not _may_repeat(export, table, column=key):
            continue
        rows, plain = export.typed(table.name), _plain(key)
        query = f"""select t.row_, '' as shown from {rows} as t join (
                select {plain} as plain_, min({key.name}) as first_ from {rows} where {key.name} is not null
                group by plain_ having min({key.name}) <> max({key.name})) as alike
            on alike.plain_ = {plain} and t.{key.name} <> alike.first_"""
        message = f"Der Schlüssel in „{key.header}“ unterscheidet sich von einem anderen nur in der Schreibweise."
        yield Rows(table, message, key, query=query)


@rule(
    "schluessel_leerzeichen",
    Severity.HINT,
    what="Schlüssel enthalten keine unsichtbaren Zeichen: keine Tabulatoren, geschützten oder schmalen Leerzeichen.",
    advice="Unsichtbare Zeichen im Export entfernen; zwei Schlüssel sehen sonst gleich aus und sind es nicht.",
)
def invisible_character(export: Export) -> Iterator[Rows]:
    """Keys hold no blank that looks like none; plain blanks around a key are taken away on reading."""
    for table, column in _odd_keys(export):
        key = f"t.{column.name}"
        blanks = " or ".join(f"contains({key}, chr({ord(blank)}))" for blank in INVISIBLE)
        where = f"case when strlen({key}) > length({key}) then {blanks} else contains({key}, chr(9)) end"
        yield Rows(table, f"Die Angabe in „{column.header}“ enthält ein unsichtbares Zeichen.", column, where)


@rule(
    "schluessel_gerundet",
    Severity.ERROR,
    what="Kein Schlüssel ist eine Zahl in Exponentialschreibweise, wie Excel lange Ziffernfolgen umschreibt.",
    advice="Export nicht in Excel öffnen und speichern, oder die Spalte vorher als Text formatieren.",
)
def rounded_key(export: Export) -> Iterator[Rows]:
    """No key reads 1,23E+14: Excel rounded it, and different persons became one."""
    for table, column in _odd_keys(export):
        where = rf"contains(t.{column.name}, 'E+') and regexp_full_match(t.{column.name}, '\d+([.,]\d+)?E\+\d+')"
        message = f"Die Angabe in „{column.header}“ hat Excel in eine gerundete Zahl verwandelt."
        yield Rows(table, message, column, where)


@rule(
    "schluessel_fehlerwert",
    Severity.ERROR,
    what="Kein Schlüssel ist ein Fehlerwert oder eine Formel aus Excel, wie #NV oder =A2.",
    advice="Die Spalte neu exportieren; in Excel als Werte einfügen statt als Formeln.",
)
def error_value(export: Export) -> Iterator[Rows]:
    """No key reads #NV or =A2: different persons became one, or one became another."""
    for table, column in _odd_keys(export):
        where = (
            rf"t.{column.name} < 'A' and regexp_full_match(t.{column.name}, '=.*|#(N/A|NV|FORMEL .*|[A-Z0-9/]+[!?])')"
        )
        yield Rows(table, f"Die Angabe in „{column.header}“ ist ein Fehlerwert oder eine Formel.", column, where)


@rule(
    "schluessel_beschaedigt",
    Severity.WARNING,
    what="Kein Schlüssel enthält ein Zeichen, das beim Speichern oder Lesen verloren ging.",
    advice="Export in UTF-8 speichern.",
)
def damaged_key(export: Export) -> Iterator[Rows]:
    """Keys hold no replacement character: two keys that differed in what was lost would be one."""
    for table, column in _odd_keys(export):
        where = f"contains(t.{column.name}, '{DAMAGED}')"
        yield Rows(table, f"In der Angabe in „{column.header}“ ist ein Zeichen verloren gegangen.", column, where)
