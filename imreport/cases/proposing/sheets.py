"""Sheets: what the named files hold, loaded, and with sheets of the same columns taken together."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from imreport.cases.cells import trimmed
from imreport.cases.engine import Engine, literal
from imreport.cases.files import FileFault, expand, open_file
from imreport.cases.mapping import normalised
from imreport.cases.merging import TOTALS
from imreport.cases.parts import Rectangle, likely_header
from imreport.cases.proposing.headers import header_row
from imreport.cases.proposing.words import known_headers
from imreport.errors import UsageError


@dataclass(frozen=True)
class LoadedSheet:
    """One sheet of one file, in the engine.

    Attributes:
        pattern: How the file was named: a path, a folder or a pattern, as bericht.toml would name it.
        path: The file on disk.
        name: The file as bericht.toml would name it by itself.
        rectangle: The sheet.
        relation: The relation of its rows.
        header: The texts of its header; empty if none was recognised.
        first_row: The row that stands in for the header where none was recognised; only the gate sees it.
    """

    pattern: str
    path: Path
    name: str
    rectangle: Rectangle = field(repr=False)
    relation: str
    header: tuple[str, ...]
    first_row: tuple[str, ...] = field(repr=False)

    @property
    def place(self) -> str:
        """What people call it."""
        one = self.rectangle
        return f"{one.file}, Blatt „{one.sheet}“" if one.sheet else one.file


@dataclass(frozen=True)
class Form:
    """Sheets with the same columns, in whatever order: the files of twelve months, for example.

    Attributes:
        sheets: The sheets, at least one.
        relation: The view of all their rows, columns as in the first sheet.
        header: The header of the first sheet.
    """

    sheets: tuple[LoadedSheet, ...]
    relation: str
    header: tuple[str, ...]


def load_sheets(engine: Engine, patterns: Sequence[str], *, folder: Path) -> list[LoadedSheet]:
    """Open the files that the patterns mean, and load every sheet with all its columns.

    Args:
        engine: Where the relations are made.
        patterns: Paths, folders or patterns relative to the folder.
        folder: What the files must lie in.

    Raises:
        UsageError: A file cannot be used.
    """
    try:
        return [*_load(engine, patterns, folder=folder)]
    except FileFault as fault:
        raise UsageError(f"{fault.file or patterns[0]}: {fault.message}", fault.hint) from None


def _load(engine: Engine, patterns: Sequence[str], *, folder: Path) -> Iterator[LoadedSheet]:
    number = 0
    for pattern in patterns:
        for path in expand(pattern, folder=folder):
            for rectangle in open_file(path, folder=folder, scratch=engine.folder, expected=known_headers()):
                found = header_row(rectangle)
                row, first = found or likely_header(rectangle)
                rectangle.load(engine, f"sheet_{number}", header_row=row)
                name = path.relative_to(folder).as_posix()
                yield LoadedSheet(pattern, path, name, rectangle, f"sheet_{number}", first if found else (), first)
                number += 1


def forms(engine: Engine, sheets: Sequence[LoadedSheet]) -> list[Form]:
    """Take together the sheets that have the same columns; sheets without a header are left out."""
    groups: dict[object, list[LoadedSheet]] = {}
    for sheet in sheets:
        if sheet.header:
            groups.setdefault(_columns(sheet.header), []).append(sheet)
    return [_form(engine, group, relation=f"form_{number}") for number, group in enumerate(groups.values())]


def _columns(header: Sequence[str]) -> object:
    """Return what two headers must share: their names, and the order too where a name comes twice."""
    names = tuple(map(normalised, header))
    return frozenset(names) if len(set(names)) == len(names) else names


def _form(engine: Engine, sheets: Sequence[LoadedSheet], *, relation: str) -> Form:
    first = sheets[0].header
    rows = " union all ".join(_selection(sheet, first) for sheet in sheets)
    engine.rows(f"create view {relation} as {rows}")
    return Form(tuple(sheets), relation, first)


def _selection(sheet: LoadedSheet, header: Sequence[str]) -> str:
    cells = [f"c{place}" for place in range(len(header))]
    own = dict(_by_name(sheet.header, cells)) if len({*map(normalised, header)}) == len(header) else {}
    texts = (f"{own.get(normalised(text), cell)} as {cell}" for text, cell in zip(header, cells, strict=True))
    first = f"coalesce({', '.join(map(trimmed, cells))}, '')"
    totals = f"regexp_full_match(lower({first}), {literal(TOTALS)})"
    return f"select {', '.join(texts)} from {sheet.relation} where not {totals}"


def _by_name(header: Sequence[str], cells: Sequence[str]) -> Mapping[str, str]:
    return {normalised(text): cell for text, cell in zip(header, cells, strict=True)}
