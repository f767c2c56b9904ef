"""Gatekeeping: every sheet is loaded with all its columns and shown to the gate before anything is done with it."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from imreport.cases.codes import CodeLists
from imreport.cases.engine import Engine
from imreport.cases.files import FileFault
from imreport.cases.findings import Finding, Severity
from imreport.cases.gate import Inspected, Place, Pseudonymiser, inspect
from imreport.cases.parts import Opened, Part, Rectangle, likely_header
from imreport.cases.schema import tables
from imreport.errors import ConfigError


def load_and_inspect(engine: Engine, opened: Opened, *, codes: CodeLists) -> list[Finding]:
    """Load the relations of all parts; say which columns carry direct identifiers, and which files cannot be read.

    Strays leave nothing behind, and where anything is found, the parts leave nothing behind either.
    """
    words = frozenset(spelling for codes_ in codes.values() for spelling, _ in codes_.spellings())
    found: list[Finding] = []
    for number, stray in enumerate(opened.strays):
        row, header = likely_header(stray)
        columns = [Inspected(f"c{place}", text) for place, text in enumerate(header)]
        sheet = _Sheet(f"stray_{number}", stray, row, columns)
        found += sheet.findings(engine, words)
        engine.rows(f"drop table if exists {sheet.relation}")
    for part in opened.parts:
        found += _Sheet(part.relation, part.rectangle, part.header_row, [*_columns(part)]).findings(engine, words)
    if found:
        for part in opened.parts:
            engine.rows(f"drop table if exists {part.relation}")
    return found


@dataclass(frozen=True)
class _Sheet:
    relation: str
    rectangle: Rectangle
    header_row: int
    columns: Sequence[Inspected]

    def findings(self, engine: Engine, vocabulary: Collection[str]) -> list[Finding]:
        """Load it and show it to the gate; what cannot be read to its end is not let in either."""
        try:
            self.rectangle.load(engine, self.relation, header_row=self.header_row)
        except FileFault as fault:
            message = f"{fault.message} {fault.hint}"
            return [Finding(Severity.ERROR, fault.rule, message, fault.file, fault.sheet, fault.row)]
        place = Place(self.rectangle.file, self.rectangle.sheet)
        return inspect(engine, self.relation, place=place, columns=self.columns, vocabulary=vocabulary)


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
        pseudonymiser.replace(engine, f"raw_{table.name}", columns=keys)


def _columns(part: Part) -> Iterator[Inspected]:
    roles = {cell: column.kind for column in part.table.columns if (cell := part.columns().get(column.name))}
    for place, header in enumerate(part.header):
        yield Inspected(f"c{place}", header, role=roles.get(f"c{place}", ""))
