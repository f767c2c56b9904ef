"""Rows set aside: what was read and does not count, each with its reason; nothing is dropped silently.

They leave ``rows_<table>`` for ``aside_rows``: ``table_``, ``row_``, ``part_``, ``line_``, ``reason``, and for
corrections ``newer_part_`` and ``newer_line_``. Reasons: ``summenzeile``, ``ausserhalb_gueltigkeit``, ``doppelt``
(word for word in a later part too), ``berichtigt`` (a later part has the key with other content), ``hingenommen`` (a
fault that bericht.toml accepts), ``ohne_angaben`` (no text in any column that is read; ``short_`` if too short, too).
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from imreport.cases.engine import Engine, literal
from imreport.cases.findings import Finding, Severity
from imreport.cases.mapping import SourceSpec
from imreport.cases.parts import Part
from imreport.cases.schema import Table, tables
from imreport.german import number

TWICE: Final = "Zeilen, die wortgleich auch in einer späteren Datei stehen und einmal zählen: {count}."
INVALID: Final = "Gespräche außerhalb der Gültigkeit der Quelle „{source}“, die nicht zählen: {count}."
TOTAL: Final = "Die Zeile sieht nach einer Summe aus und zählt nicht mit."
TORN: Final = (
    "Die Zeile hat weniger Zellen als die Kopfzeile und in keiner gelesenen Spalte eine Angabe; sie zählt nicht mit."
)
CORRECTED: Final = "Die Zeile ist in „{place}“, Zeile {line}, berichtigt; es gilt die spätere Datei."


def set_aside(engine: Engine, parts: Sequence[Part]) -> None:
    """Set aside what must not count: lines of totals, days that a source does not cover, rows that a later part has."""
    for table in tables().values():
        own = [part for part in parts if part.table is table]
        _move(engine, table, reason="summenzeile", where="total_")
        for part in own:
            if (outside := _outside(part.spec)) and table.name == "consultations":
                where = f"part_ = {part.number} and {outside}"
                _move(engine, table, reason="ausserhalb_gueltigkeit", where=where)
        if len(own) > 1:
            _move_earlier(engine, table)


def accept(engine: Engine, rows: Iterable[tuple[str, int]]) -> None:
    """Set aside accepted rows (table, ``row_``); with a consultation go its referrals."""
    by_table: dict[str, list[str]] = {}
    for name, row in sorted(rows):
        by_table.setdefault(name, []).append(str(row))
    for name, numbers in by_table.items():
        where = f"row_ in ({', '.join(numbers)})"
        if name == "consultations":
            lost = f"consultation_id in (select consultation_id from rows_consultations where {where})"
            _move(engine, tables()["referrals"], reason="hingenommen", where=lost)
        _move(engine, tables()[name], reason="hingenommen", where=where)


def _move(engine: Engine, table: Table, *, reason: str, where: str) -> None:
    engine.rows(
        f"""insert into aside_rows
        select {literal(table.name)}, row_, part_, line_, {literal(reason)}, null, null, false
        from rows_{table.name} where {where}"""
    )
    _leave(engine, table)


def _move_earlier(engine: Engine, table: Table) -> None:
    """Set aside the rows whose key a later part has as well."""
    key, content = table.columns[0].name, ", ".join(column.text for column in table.columns)
    old = ", ".join(f"old.{column.text}" for column in table.columns)
    engine.rows(
        f"""insert into aside_rows
        select {literal(table.name)}, old.row_, old.part_, old.line_,
               case when row({old}) is not distinct from new.content_ then 'doppelt' else 'berichtigt' end,
               new.part_, new.line_, false
        from rows_{table.name} as old join (
            select {key} as key_, max(part_) as part_, arg_max(line_, part_) as line_,
                   arg_max(row({content}), part_) as content_
            from rows_{table.name} where {key} is not null group by all having min(part_) < max(part_)) as new
        on new.key_ = old.{key} and old.part_ < new.part_"""
    )
    _leave(engine, table)


def _leave(engine: Engine, table: Table) -> None:
    """Take out of ``rows_<table>`` what now stands in ``aside_rows``."""
    lost = f"select row_ from aside_rows where table_ = {literal(table.name)}"
    if engine.rows(f"{lost} limit 1"):
        engine.rows(f"delete from rows_{table.name} where row_ in ({lost})")


def _outside(spec: SourceSpec) -> str:
    """Return the condition that a consultation lies on a day that the source does not cover, empty if it covers all."""
    limits = [f"consulted_on < date '{spec.valid_from}'"] if spec.valid_from else []
    limits += [f"consulted_on > date '{spec.valid_until}'"] if spec.valid_until else []
    return f"({' or '.join(limits)})" if limits else ""


def aside_findings(engine: Engine, parts: Sequence[Part]) -> Iterator[Finding]:
    """Say which rows were set aside, and why: each line of totals and each correction, the rest as counts."""
    rows = engine.rows("select part_, line_, reason, newer_part_, newer_line_ from aside_rows order by table_, row_")
    for part_, line, reason, newer, newer_line in rows:
        if reason in ("summenzeile", "berichtigt"):
            text = TOTAL if newer is None else CORRECTED.format(place=_part(parts, newer).place, line=newer_line)
            place = _part(parts, part_).rectangle
            key = "summenzeile" if newer is None else "zeile_berichtigt"
            yield Finding(Severity.HINT, key, text, place.file, place.sheet, int(str(line)))
    yield from _torn(engine, parts)
    yield from _counted(engine, parts)


def _torn(engine: Engine, parts: Sequence[Part]) -> Iterator[Finding]:
    """Name the records that are too short and say nothing: such a one may be the rest of a row that lost its lines."""
    rows = engine.rows("select part_, line_ from aside_rows where reason = 'ohne_angaben' and short_ order by all")
    for part_, line in rows:
        place = _part(parts, part_).rectangle
        yield Finding(Severity.WARNING, "zeile_ohne_angaben", TORN, place.file, place.sheet, int(str(line)))


def _counted(engine: Engine, parts: Sequence[Part]) -> Iterator[Finding]:
    rows = engine.rows("select reason, part_, count(*) from aside_rows group by all order by all")
    for reason, place, count in rows:
        if sentence := {"doppelt": TWICE, "ausserhalb_gueltigkeit": INVALID}.get(str(reason)):
            part = _part(parts, place)
            text = sentence.format(count=number(int(str(count))), source=part.spec.name)
            yield Finding(Severity.HINT, f"zeile_{reason}", text, part.rectangle.file, part.rectangle.sheet)


def _part(parts: Sequence[Part], number: object) -> Part:
    return parts[int(str(number))]
