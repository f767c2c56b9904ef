"""Asking one rule about a tiny export: rows of ``valid`` or others, judged by limits and days of one's own."""

import atexit
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path

from imreport.cases import Finding
from imreport.cases.casting import register_codes
from imreport.cases.checks import RULES, CheckSettings, Export, run
from imreport.cases.engine import Engine
from imreport.cases.mapping import SourceSpec
from imreport.cases.merging import merge
from imreport.cases.parts import Part, open_parts
from tests.cases.files.reading import compacted
from tests.exports import YEAR, build, codes

CLIENT = "{};{};Syrien;weiblich;27-39;Duldung;08425033;Ehingen;{};{}"


@dataclass(frozen=True)
class Question:
    """An export, and how it is to be judged: three rows are enough.

    ``change`` is SQL that spoils what cannot be spoiled in a file, ``header`` replaces a text in the file of a table.
    """

    rows: dict[str, list[str]] = field(default_factory=dict)
    limits: dict[str, float] = field(default_factory=dict)
    period: tuple[date, date] | None = YEAR
    today: date | None = None
    begun: date | None = None
    as_of: date | None = None
    compared: tuple[date, date] | None = None
    change: str = ""
    header: tuple[str, str, str] | None = None


@cache
def engine() -> Engine:
    """One engine for all questions: each is asked in a transaction that is taken back."""
    made = Engine(tasks=1)
    register_codes(made, codes())
    atexit.register(made.close)
    return made


@contextmanager
def asked(folder: Path, question: Question, *, large: bool = False) -> Iterator[Export]:
    """Build the export, read it past the gate, as small or as large files are, spoil it, and show it to the rules."""
    paths = build(folder, **question.rows)
    if question.header:
        table, old, new = question.header
        paths[table].write_text(paths[table].read_text("utf-8").replace(old, new, 1), "utf-8")
    spec = SourceSpec("", folder, {name: (path.name,) for name, path in paths.items()})
    with compacted(large):
        parts = [_loaded(part) for part in open_parts(engine(), [spec]).parts]
    known = dict(engine()._lists)  # types of this question are taken back with it
    engine().rows("begin")
    try:
        keys = merge(engine(), parts, codes=codes())
        engine().rows(question.change or "select 1")
        limits = {"mindestzahl": 3, **question.limits}
        days = {name: getattr(question, name) for name in ("today", "begun", "as_of", "compared")}
        settings = CheckSettings(limits=limits, **days)
        yield Export(engine(), parts, codes(), question.period, settings, keys)
    finally:
        engine().rows("rollback")
        engine()._lists = known
        for part in parts:
            engine().drop(part.relation)


def ask(folder: Path, rule: str, question: Question) -> list[Finding]:
    """The findings of one rule, all others switched off; the same in large files, whose keys may be numbers."""
    found = _findings(folder, rule, question, large=False)
    assert question.change or found == _findings(folder, rule, question, large=True)
    return found


def _findings(folder: Path, rule: str, question: Question, *, large: bool) -> list[Finding]:
    with asked(folder, question, large=large) as export:
        off = dict.fromkeys(RULES.keys() - {rule})
        return list(run(replace(export, settings=replace(export.settings, severities=off))))


def _loaded(part: Part) -> Part:
    forms = part.rectangle.load(engine(), part.relation, header_row=part.header_row)
    return replace(part, forms=forms)


def talk(key: str, on: str = "04.02.2019", **cells: str) -> str:
    """A row of consultations: alone with K1, unless ``cells`` says otherwise."""
    usual = {"form": "Einzelgespräch", "client": "K1", "household": "", "channel": "telefonisch", "topics": "Kinder",
             "team": "Ehingen"}  # fmt: skip
    return ";".join([key, on, *(usual | cells).values()])


def talks(*days: str, **cells: str) -> list[str]:
    """A row of consultations for each day."""
    return [talk(f"G{number}", on, **cells) for number, on in enumerate(days, start=1)]


def client(key: str = "K1", household: str = "H1", since: str = "01.02.2018", until: str = "") -> str:
    """A row of clients."""
    return CLIENT.format(key, household, since, until)


Place = tuple[str, int | None, str]


def places(findings: list[Finding]) -> list[Place]:
    """File, row and column of findings."""
    return [(finding.file, finding.row, finding.column) for finding in findings]
