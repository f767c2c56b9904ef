"""Parts: which sheet of which file holds which table, where its header stands, and which column is which."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from imreport.cases.engine import Engine
from imreport.cases.files import FileFault, Sheet, expand, open_file
from imreport.cases.findings import Finding, Severity
from imreport.cases.mapping import SourceSpec, normalised
from imreport.cases.numbering import Forms
from imreport.cases.schema import Column, Table, tables

if TYPE_CHECKING:
    import pandas as pd

HALF: Final = 2
"""A sheet with more than half as many headers as the best one holds the table too, if under a damaged header."""
UNUSED: Final = "{what} enthält keine Tabelle des Exports und zählt nicht mit."
OPEN: Final = "Die letzte Zeile hat kein Zeilenende; vielleicht ist die Datei abgeschnitten."
ABOVE: Final = "Die Zeile steht über der Kopfzeile und zählt nicht mit, sieht aber nach Daten aus."


class Rectangle(Protocol):
    """What a part is read from: a sheet of a file, or a pandas frame."""

    @property
    def file(self) -> str:
        """What findings call the file."""

    @property
    def sheet(self) -> str:
        """What findings call the sheet, empty where there is none."""

    @property
    def head(self) -> Sequence[tuple[int, tuple[str, ...]]]:
        """The first rows: number and texts."""

    def load(self, engine: Engine, name: str, *, header_row: int) -> Forms:
        """Make a relation with ``line_``, ``surplus_``, ``short_`` and ``c0 … cn``; return which are numbers, too."""


@dataclass(frozen=True)
class Part:
    """A rectangle that holds rows of one table.

    Attributes:
        number: Its position among all parts; a later one corrects an earlier one.
        spec: The source that it belongs to.
        table: The table that its rows enter.
        rectangle: Where its rows stand.
        header_row: The row of the header as a spreadsheet shows it.
        header: The texts of the header.
        plain: Columns of the relation in which every cell is empty or a plain number, as the gate has seen.
        forms: Columns of the relation that it also has as numbers, and their forms.
    """

    number: int
    spec: SourceSpec
    table: Table
    rectangle: Rectangle
    header_row: int
    header: tuple[str, ...]
    plain: frozenset[str] = frozenset()
    forms: Forms = field(default_factory=dict)

    @property
    def relation(self) -> str:
        """The name of its rows in the engine, all columns as text."""
        return f"part_{self.number}"

    @property
    def place(self) -> str:
        """What findings about several rows call it."""
        return f"{self.rectangle.file}, Blatt „{self.rectangle.sheet}“" if self.rectangle.sheet else self.rectangle.file

    def columns(self) -> dict[str, str]:
        """Return the schema's columns that it holds: name to the relation's column."""
        wanted = self.spec.wanted(self.table)
        cells = {normalised(text): f"c{place}" for place, text in reversed([*enumerate(self.header)])}
        return {column.name: cells[name] for name, column in wanted.items() if name in cells}

    def is_plain(self, column: Column) -> bool:
        """Whether every cell of a column is empty or a plain number: ASCII without blanks."""
        return self.columns().get(column.name) in self.plain

    def missing(self) -> list[Column]:
        """Return the schema's columns that it lacks."""
        found = self.columns()
        return [column for column in self.table.columns if column.name not in found]


@dataclass(frozen=True)
class Opened:
    """What the files of an export hold, before any of it is believed.

    Attributes:
        parts: The rectangles that hold tables, in the order in which they count.
        strays: Rectangles in the same files that hold none; only the gate looks at them.
        findings: Files that could not be used.
    """

    parts: tuple[Part, ...]
    strays: tuple[Rectangle, ...]
    findings: tuple[Finding, ...]


def open_parts(engine: Engine, specs: Sequence[SourceSpec]) -> Opened:
    """Open every file of every source and find the tables in them."""
    opener = _Opener(engine)
    for spec in specs:
        for table in tables().values():
            opener.open_table(spec, table)
    return opener.opened()


def frame_parts(frames: "Mapping[str, pd.DataFrame]") -> Opened:
    """Make one part of each pandas frame."""
    spec = SourceSpec("", Path(), files={})
    parts = []
    for number, (name, frame) in enumerate(frames.items()):
        rectangle = FrameRectangle(name, frame)
        parts.append(Part(number, spec, tables()[name], rectangle, 1, rectangle.head[0][1]))
    return Opened(tuple(parts), (), ())


class _Opener:
    """Opens each file once, for however many tables it is named."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.parts: list[Part] = []
        self.findings: list[Finding] = []
        self.sheets: dict[Path, tuple[Rectangle, ...]] = {}

    def open_table(self, spec: SourceSpec, table: Table) -> None:
        for pattern in spec.files.get(table.name, ()):
            try:
                for path in expand(pattern, folder=spec.folder):
                    self._open_file(path, spec, table=table)
            except FileFault as fault:
                self.findings.append(_finding(fault, table=table, named=pattern))

    def _open_file(self, path: Path, spec: SourceSpec, *, table: Table) -> None:
        wanted = spec.wanted(table)
        if path not in self.sheets:
            headers = {name for other in tables().values() for name in spec.wanted(other)}
            self.sheets[path] = open_file(path, folder=spec.folder, scratch=self.engine.folder, expected=headers)
        for rectangle in _chosen(self.sheets[path], spec, table=table):
            row, header = _header(rectangle, wanted)
            part = Part(len(self.parts), spec, table, rectangle, row, header)
            self.parts.append(part)
            self.findings += [*_above(part), *_open_ended(part)]

    def opened(self) -> Opened:
        used = [part.rectangle for part in self.parts]
        every = (rectangle for sheets in self.sheets.values() for rectangle in sheets)
        strays = tuple(rectangle for rectangle in every if not any(rectangle is one for one in used))
        files = {rectangle.file for rectangle in used}
        unused = (_unused(stray) for stray in strays if stray.file in files or not stray.sheet)
        return Opened(tuple(self.parts), strays, (*self.findings, *unused))


def _finding(fault: FileFault, *, table: Table, named: str) -> Finding:
    message = f"{table.title}: {fault.message} {fault.hint}"
    return Finding(Severity.ERROR, fault.rule, message, fault.file or named, fault.sheet, fault.row)


def _unused(stray: Rectangle) -> Finding:
    what = f"Das Blatt „{stray.sheet}“" if stray.sheet else "Die Datei"
    return Finding(Severity.HINT, "blatt_unbenutzt", UNUSED.format(what=what), stray.file, stray.sheet)


def _above(part: Part) -> Iterator[Finding]:
    """Yield the rows above the header that have a key, every required value and digits where a day belongs."""
    found = part.columns()
    needed = [column for column in part.table.columns if column.required or column is part.table.columns[0]]
    cells = [(int(found[column.name][1:]), column.kind) for column in needed if column.name in found]
    for row, texts in part.rectangle.head:
        if row < part.header_row and all(_fits(texts[cell : cell + 1], kind) for cell, kind in cells):
            place = part.rectangle
            yield Finding(Severity.WARNING, "zeile_ueber_kopfzeile", ABOVE, place.file, place.sheet, row)


def _open_ended(part: Part) -> Iterator[Finding]:
    place = part.rectangle
    if isinstance(place, Sheet) and place.is_open:
        yield Finding(Severity.HINT, "datei_ohne_zeilenende", OPEN, place.file, place.sheet)


def _fits(cell: Sequence[str], kind: str) -> bool:
    """Tell whether a cell (one text, or none where the row is too short) could belong into a column of this kind."""
    text = "".join(cell).strip()
    return any(map(str.isdigit, text)) if kind in ("date", "number") else text != ""


def _chosen(sheets: Sequence[Rectangle], spec: SourceSpec, *, table: Table) -> list[Rectangle]:
    """Return the sheets that hold a table: the named one, else those with the most of its headers, or nearly so."""
    named = spec.sheets.get(table.name)
    if named is not None:
        found = [one for one in sheets if one.sheet.strip().casefold() == named.strip().casefold()]
        if not found:
            known = ", ".join(f"„{one.sheet}“" for one in sheets)
            raise FileFault("blatt_fehlt", what=f"„{named}“ (vorhanden: {known})").within(sheets[0].file)
        return found
    scores = [_score(one, spec.wanted(table)) for one in sheets]
    best = max(scores, default=0)
    return [one for one, score in zip(sheets, scores, strict=True) if score * HALF > best] or [sheets[0]]


def _score(rectangle: Rectangle, wanted: Mapping[str, Column]) -> int:
    return max((_matches(texts, wanted) for _, texts in rectangle.head), default=0)


def _matches(texts: Sequence[str], wanted: Mapping[str, Column]) -> int:
    return len(wanted.keys() & {normalised(text) for text in texts})


def _header(rectangle: Rectangle, wanted: Mapping[str, Column]) -> tuple[int, tuple[str, ...]]:
    """Return the row with the most wanted headers, the first of them; without any, the first row with text."""
    filled = [(row, texts) for row, texts in rectangle.head if any(text.strip() for text in texts)]
    row, texts = max(filled, key=lambda pair: _matches(pair[1], wanted), default=(1, ()))
    return row, _without_end(texts)


def likely_header(rectangle: Rectangle) -> tuple[int, tuple[str, ...]]:
    """Return the fullest of the first rows: the header of a rectangle that holds no table of ours.

    A row with a single text is a title, not a header; its text is left out.
    """
    row, texts = max(rectangle.head, key=lambda pair: sum(bool(text.strip()) for text in pair[1]), default=(1, ()))
    titled = sum(bool(text.strip()) for text in texts) == 1
    return row, tuple("" for _ in texts) if titled else _without_end(texts)


def _without_end(texts: Sequence[str]) -> tuple[str, ...]:
    """Cut off empty cells at the end."""
    last = max((place for place, text in enumerate(texts, start=1) if text.strip()), default=0)
    return tuple(texts[:last])


@dataclass(frozen=True)
class FrameRectangle:
    """A pandas frame that somebody has in a notebook; columns bear German headers or English names."""

    table: str
    frame: "pd.DataFrame"
    sheet: str = ""

    @property
    def file(self) -> str:
        """What findings call it."""
        return f"DataFrame „{self.table}“"

    @property
    def head(self) -> Sequence[tuple[int, tuple[str, ...]]]:
        """Its columns under their German headers."""
        german = {column.name: column.header for column in tables()[self.table].columns}
        return [(1, tuple(german.get(str(name), str(name)) for name in self.frame.columns))]

    def load(self, engine: Engine, name: str, *, header_row: int) -> Forms:
        """Register the frame; rows are numbered as in a file with a header."""
        names = [f"c{place}" for place in range(len(self.frame.columns))]
        frame = self.frame.set_axis(names, axis=1).reset_index(drop=True).assign(nothing_=None)
        keys = {column.header for column in tables()[self.table].of_kind("key", "reference")}
        for cell, header in zip(names, self.head[0][1], strict=True):
            if header in keys and frame[cell].dtype == "float64":
                frame[cell] = frame[cell].astype("Int64")  # keys with gaps: pandas reads 17 as 17.0
        texts = "".join(f", cast({cell} as varchar) as {cell}" for cell in names)
        engine.connection.register("frame_", frame.copy())
        engine.rows(
            f"""create table {name} as select row_number() over () + {header_row} as line_, false as surplus_,
            false as short_{texts} from frame_"""
        )
        engine.connection.unregister("frame_")
        return {}
