"""Reads a file as the tests want it: the relation as a list of rows."""

import tempfile
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from unittest.mock import patch

from imreport.cases.engine import Engine
from imreport.cases.files import FileFault, Limits, Sheet, compact, open_file
from imreport.cases.files.limits import DEFAULTS
from imreport.cases.numbering import Form

Record = tuple[int, bool, bool, tuple[str, ...]]
"""Row number, surplus, short, texts of the cells (empty for NULL)."""


def sheets(path: Path, *, limits: Limits = DEFAULTS, expected: tuple[str, ...] = ()) -> list[Sheet]:
    """The sheets of a file; what they point to is gone afterwards."""
    with Engine() as engine:
        return list(open_file(path, folder=path.parent, scratch=engine.folder, limits=limits, expected=expected))


def tables(path: Path, *, header_row: int | None = None, limits: Limits = DEFAULTS) -> dict[str, list[Record]]:
    """The records of every sheet below its header (default: the first row with text)."""
    with Engine() as engine:
        found = open_file(path, folder=path.parent, scratch=engine.folder, limits=limits)
        for number, sheet in enumerate(found):
            sheet.load(engine, f"t{number}", header_row=header_row or sheet.head[0][0])
        return {f"{sheet.file}:{sheet.sheet}": records(engine, f"t{number}") for number, sheet in enumerate(found)}


def records(engine: Engine, name: str) -> list[Record]:
    rows = engine.rows(f"from {name} order by line_")
    return [
        (int(str(line)), bool(surplus), bool(short), tuple(str(text or "") for text in texts))
        for line, surplus, short, *texts in rows
    ]


def table(path: Path, *, header_row: int | None = None, limits: Limits = DEFAULTS) -> list[Record]:
    """The records of a file with one sheet."""
    [found] = tables(path, header_row=header_row, limits=limits).values()
    return found


def csv_file(folder: Path, content: bytes | str, name: str = "gespraeche.csv") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def fault(path: Path, *, limits: Limits = DEFAULTS) -> FileFault:
    """The fault that opening and loading a file ends in."""
    try:
        tables(path, limits=limits)
    except FileFault as found:
        return found
    raise AssertionError("no fault")


def compacted(compacts: bool = True) -> AbstractContextManager[object]:
    """Keep columns as numbers of a list, and keys as numbers, even in the smallest files, as in very large ones.

    The first look sees a few of their lines, as it does there.
    """
    lists = compact.lists

    def without_keys(records: list[list[str]]) -> compact.Lists:
        return {name: texts for name, texts in lists(records).items() if not Form.of(texts)}

    kept = {"MANY_LINES": 0, "RARE": 0, "PLACES": 2, "PIECE": 1, "lists": without_keys}
    return patch.multiple(compact, **kept) if compacts else nullcontext()


def temporary() -> "tempfile.TemporaryDirectory[str]":
    return tempfile.TemporaryDirectory(prefix="imreport-test-")
