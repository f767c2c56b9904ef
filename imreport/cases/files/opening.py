"""Opening: one file of any format becomes sheets, or a fault that says why not."""

import zipfile
from collections.abc import Collection, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from imreport.cases.files import archives
from imreport.cases.files.delimited import open_delimited
from imreport.cases.files.encodings import sha256
from imreport.cases.files.expanding import refuse_outside
from imreport.cases.files.faults import FileFault
from imreport.cases.files.formats import recognise
from imreport.cases.files.isolation import read_worksheets
from imreport.cases.files.limits import DEFAULTS, Limits
from imreport.cases.files.sheets import Sheet


@dataclass(frozen=True, slots=True)
class _Opener:
    scratch: Path
    limits: Limits
    expected: Collection[str]
    hash: "Future[str]"

    def sheets(self, path: Path, name: str) -> Iterator[Sheet]:
        kind = recognise(path)
        if kind == "zip":
            yield from self._members(path, name)
        elif kind == "csv":
            yield self._delimited(path, name)
        elif kind == "parquet":
            yield self._parquet(path, name)
        else:
            yield from self._worksheets(path, name, kind=kind)

    def _delimited(self, path: Path, name: str) -> Sheet:
        delimited = open_delimited(path, self.scratch, limits=self.limits, expected=self.expected)
        head, origin = delimited.content()
        return Sheet(name, "", self.hash, "csv", delimited.details, head, origin, is_open=delimited.is_open)

    def _parquet(self, path: Path, name: str) -> Sheet:
        from imreport.cases.files.parquet import open_parquet

        head, origin = open_parquet(path, self.scratch, limits=self.limits)
        return Sheet(name, "", self.hash, "parquet", "", head, origin)

    def _worksheets(self, path: Path, name: str, *, kind: str) -> Iterator[Sheet]:
        for title, details, copy in read_worksheets(path, self.scratch, kind=kind, limits=self.limits):
            yield Sheet(name, title, self.hash, kind, details, copy.head, copy)

    def _members(self, path: Path, name: str) -> Iterator[Sheet]:
        with archives.opened(path, limits=self.limits) as archive:
            for member in archive.members:
                if not _is_clutter(member):
                    yield from self._member(archive, member, name=f"{name}/{member.filename}")

    def _member(self, archive: archives.Archive, member: zipfile.ZipInfo, *, name: str) -> Iterator[Sheet]:
        try:
            path = archive.unpack(member, self.scratch)
            if recognise(path) == "zip":
                raise FileFault("archiv_unsicher", what="eine gepackte Datei in der gepackten Datei")
            yield from self.sheets(path, name)
        except FileFault as fault:
            raise fault.within(name) from fault.__cause__


def _is_clutter(member: zipfile.ZipInfo) -> bool:
    """Tell whether a member is none of the clerk's files: what macOS adds, hidden and lock files."""
    parts = member.filename.replace("\\", "/").split("/")
    return parts[0] == "__MACOSX" or parts[-1].startswith((".", "~$"))


def open_file(
    path: Path, *, folder: Path, scratch: Path, limits: Limits = DEFAULTS, expected: Collection[str] = ()
) -> tuple[Sheet, ...]:
    """Open a file of any format.

    Args:
        path: The file.
        folder: It must lie in this folder, links followed.
        scratch: Private folder for decoded copies and unpacked members, removed by the caller.
        limits: What is too large.
        expected: Header names that decide between delimiters of CSV files.

    Returns:
        Its sheets in their order, at least one; sheets without text are left out.

    Raises:
        FileFault: It cannot be used.
    """
    try:
        refuse_outside(path, folder=folder)
        if not path.is_file():
            raise FileFault("datei_fehlt")
        if path.stat().st_size > limits.file_size:
            raise FileFault("datei_zu_gross", limit=f"{limits.file_size >> 20} MB")
        aside = ThreadPoolExecutor(1)
        opener = _Opener(scratch, limits, expected, aside.submit(sha256, path))
        aside.shutdown(wait=False)
        sheets = tuple(sheet for sheet in opener.sheets(path.absolute(), path.name) if sheet.head)
        if not sheets:
            raise FileFault("datei_leer")
    except OSError as error:
        raise FileFault("datei_nicht_lesbar").within(path.name) from error
    except FileFault as fault:
        raise fault.within(path.name) from fault.__cause__
    return sheets
