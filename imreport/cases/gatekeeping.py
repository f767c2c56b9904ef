"""Gatekeeping: every sheet is loaded with all its columns and shown to the gate before anything is done with it."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from imreport.cases.codes import CodeLists
from imreport.cases.engine import Engine
from imreport.cases.files import FileFault
from imreport.cases.findings import Finding, Severity
from imreport.cases.gate import Inspected, Place, Pseudonymiser, inspect, plain
from imreport.cases.numbering import Forms
from imreport.cases.parts import Opened, Part, Rectangle, likely_header
from imreport.cases.schema import tables
from imreport.errors import ConfigError


def load_and_inspect(engine: Engine, opened: Opened, *, codes: CodeLists) -> tuple[tuple[Part, ...], list[Finding]]:
    """Load the relations of all parts; say which columns carry direct identifiers, and which files cannot be read.

    Strays leave nothing behind, and where anything is found, the parts leave nothing behind either.

    Returns:
        The parts with their plain columns and numbers, none if anything was found; and what was found.
    """
    words = frozenset(spelling for codes_ in codes.values() for spelling, _ in codes_.spellings())
    sheets = [_stray(stray, number) for number, stray in enumerate(opened.strays)]
    found = [finding for sheet in sheets for finding in _looked_at(engine, sheet, words=words).findings]
    for sheet in sheets:
        engine.drop(sheet.relation)
    own = [_Sheet(part.relation, part.rectangle, part.header_row, [*_columns(part)]) for part in opened.parts]
    looks = engine.together(partial(_looked_at, engine, sheet, words=words) for sheet in own)
    parts = [replace(part, plain=look.plain, forms=look.forms) for part, look in zip(opened.parts, looks, strict=True)]
    found += [finding for look in looks for finding in look.findings]
    if found:
        for part in opened.parts:
            engine.drop(part.relation)
    return () if found else tuple(parts), found


@dataclass(frozen=True)
class _Sheet:
    relation: str
    rectangle: Rectangle
    header_row: int
    columns: Sequence[Inspected]


@dataclass(frozen=True)
class _Look:
    """What a look at a sheet told: its columns of plain numbers, those that are numbers, and what was found."""

    findings: Sequence[Finding]
    plain: frozenset[str] = frozenset()
    forms: Forms = field(default_factory=dict)


def _stray(stray: Rectangle, number: int) -> _Sheet:
    row, header = likely_header(stray)
    return _Sheet(f"stray_{number}", stray, row, [Inspected(f"c{place}", text) for place, text in enumerate(header)])


def _looked_at(engine: Engine, sheet: _Sheet, *, words: Collection[str]) -> _Look:
    """Load a sheet and show it to the gate; what cannot be read to its end is not let in either."""
    place = Place(sheet.rectangle.file, sheet.rectangle.sheet)
    try:
        forms = sheet.rectangle.load(engine, sheet.relation, header_row=sheet.header_row)
    except FileFault as fault:
        message = f"{fault.message} {fault.hint}"
        return _Look([Finding(Severity.ERROR, fault.rule, message, fault.file, fault.sheet, fault.row)])
    names = [column.name for column in sheet.columns if column.name not in forms]
    known = plain(engine, sheet.relation, names=names) | forms.keys()
    columns = [replace(one, is_plain=one.name in known, form=forms.get(one.name)) for one in sheet.columns]
    return _Look(inspect(engine, sheet.relation, place=place, columns=columns, vocabulary=words), known, forms)


def rehash(engine: Engine, secret: Path) -> None:
    """Replace every key of the merged tables by its hash under a secret.

    Raises:
        ConfigError: The file of the secret cannot be made or read, or holds none.
    """
    try:
        pseudonymiser = Pseudonymiser.from_file(secret)
    except (OSError, ValueError):
        hint = "Stellen Sie die Datei wieder her; löschen Sie sie nur, wenn neue Nummern entstehen dürfen."
        raise ConfigError(f"Das Geheimnis „{secret.name}“ ist nicht lesbar oder beschädigt.", hint) from None
    for table in tables().values():
        keys = [column.name for column in table.of_kind("key", "reference")]
        pseudonymiser.replace(engine, f"rows_{table.name}", columns=keys)


def _columns(part: Part) -> Iterator[Inspected]:
    roles = {cell: column.kind for column in part.table.columns if (cell := part.columns().get(column.name))}
    for place, header in enumerate(part.header):
        yield Inspected(f"c{place}", header, role=roles.get(f"c{place}", ""))
