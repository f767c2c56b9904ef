"""Running the rules: every condition of a table in one scan, then the rows of those that are broken."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import chain
from typing import Final, NamedTuple, cast

from imreport.cases.checks.export import Export
from imreport.cases.checks.registry import RULES, Fault, Rows, Rule
from imreport.cases.checks.settings import CAP
from imreport.cases.checks.talks import TALKERS
from imreport.cases.findings import Finding, Findings, Severity
from imreport.cases.schema import Table
from imreport.german import number

WIDTH: Final = 60
"""How much of a cell is shown."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """What one rule asks: rows that break it, or a fault that it already knows."""

    severity: Severity
    rule: str
    about: Rows | Fault


class _Row(NamedTuple):
    record: int
    shown: str
    part: int
    line: int


@dataclass(frozen=True, slots=True)
class _Found:
    """The rows that one question found: at most so many as are listed, and how many there are."""

    asked: _Asked
    rows: Rows
    listed: Sequence[_Row]
    count: int


def run(export: Export) -> Findings:
    """Apply every rule and give each fault its file and the row that a spreadsheet shows."""
    answers = export.engine.together(partial(_ask, export, rule) for rule in RULES.values())
    asked = [*chain.from_iterable(answers)]
    whole = [_of_table(export, one, fault=one.about) for one in asked if isinstance(one.about, Fault)]
    single = [*chain.from_iterable(_of_rows(export, found) for found in _found(export, asked))]
    export.engine.drop(TALKERS)
    return Findings.of([*whole, *single])


def _ask(export: Export, rule: Rule) -> list[_Asked]:
    severity = export.settings.severity(rule.key)
    about = rule.check(export) if severity else ()
    return [_Asked(severity, rule.key, one) for one in about if severity and export.holds(one.table.name)]


def _found(export: Export, asked: Sequence[_Asked]) -> Iterator[_Found]:
    """Look up the rows of every question that any row answers; conditions of one table are asked together."""
    questions = chain.from_iterable(_broken(export, table, asked=asked) for table in export.tables())
    return iter(export.engine.together(partial(_look_up, export, one, rows=rows) for one, rows in questions))


def _broken(export: Export, table: Table, *, asked: Sequence[_Asked]) -> Iterator[tuple[_Asked, Rows]]:
    """Yield the questions about a table that are a query of their own, and those whose condition any row meets."""
    own = [(one, one.about) for one in asked if isinstance(one.about, Rows) and one.about.table is table]
    conditions = [rows.where for _, rows in own if rows.where]
    answers = iter(_met(export, table, conditions=conditions))
    return ((one, rows) for one, rows in own if rows.query or next(answers))


def _met(export: Export, table: Table, *, conditions: Sequence[str]) -> Sequence[object]:
    """Tell of each condition whether any row meets it; mostly none meets any, which takes less to find out."""
    met = " or ".join(f"({condition})" for condition in conditions)
    if conditions and export.engine.rows(f"select 1 from {export.scan(table)} where {met} limit 1"):
        tests = ", ".join(f"bool_or({condition})" for condition in conditions)
        return export.engine.rows(f"select {tests} from {export.scan(table)}")[0]
    return [False] * len(conditions)


def _look_up(export: Export, asked: _Asked, *, rows: Rows) -> _Found:
    query = rows.query or f"select t.row_, {rows.show} as shown from {export.scan(rows.table)} where {rows.where}"
    listed = export.engine.rows(
        f"""select row_, coalesce(shown, ''), part_, line_, count(*) over ()
        from ({query}) as found join rows_{rows.table.name} as place using (row_) order by row_, shown limit {CAP}"""
    )
    count = cast(int, listed[0][4]) if listed else 0
    return _Found(asked, rows, [_Row(*cast(tuple[int, str, int, int], row[:4])) for row in listed], count)


def _of_table(export: Export, asked: _Asked, *, fault: Fault) -> Finding:
    place = fault.place or export.place(fault.table)
    return Finding(
        asked.severity, asked.rule, fault.message, place.file, place.sheet,
        column=fault.column.header if fault.column else "", suggestion=fault.suggestion, table=fault.table.name,
    )  # fmt: skip


def _of_rows(export: Export, found: _Found) -> Iterator[Finding]:
    """Yield a finding for each row that is listed, and one for the others."""
    asked, rows, suggest = found.asked, found.rows, cache(found.rows.suggest)
    header = rows.column.header if rows.column else ""
    for row in found.listed:
        text, place = rows.read(row.shown)[:WIDTH], export.at(row.part, row.line)
        yield Finding(
            asked.severity, asked.rule, _sentence(rows.message, text), place.file, place.sheet, place.row, header, text,
            suggest(row.shown) if row.shown else "", table=rows.table.name, record=row.record,
        )  # fmt: skip
    if rest := found.count - len(found.listed):
        place = export.place(rows.table)
        message = f"Dasselbe gilt für {number(rest)} weitere Zeilen, die hier nicht einzeln stehen."
        yield Finding(
            asked.severity, asked.rule, message, place.file, place.sheet, column=header, times=rest,
            table=rows.table.name,
        )  # fmt: skip


def _sentence(message: str, text: str) -> str:
    """Fill in what is shown; where it may not be shown, the sentence speaks of „die Angabe“."""
    return message.replace("{text}", f"„{text}“" if text else "Die Angabe")
