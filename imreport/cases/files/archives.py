"""Archives: zip containers (zip, XLSX, ODS), looked at before and while they are unpacked; bombs are refused."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path, PurePosixPath
from typing import Final

from imreport.cases.files.faults import FileFault
from imreport.cases.files.limits import Limits
from imreport.cases.files.scratch import new_path

PIECE: Final = 1 << 20
RATIO_FROM: Final = 64 << 20
"""Small members may be packed as well as they like."""

BROKEN: Final = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, LookupError)
"""What zipfile raises for damaged archives."""


class Archive:
    """A zip whose members are read with a common budget of bytes."""

    def __init__(self, file: zipfile.ZipFile, *, size: int, limits: Limits) -> None:
        self._file = file
        self._limits = limits
        self._budget = min(limits.unpacked_size, max(RATIO_FROM, limits.ratio * size))
        self._spent = 0
        self._open = ExitStack()
        self.members = [info for info in file.infolist() if not info.filename.endswith("/")]
        self._refuse_tricks()

    def _refuse_tricks(self) -> None:
        names = [info.filename for info in self.members]
        if len(names) > self._limits.members:
            raise FileFault("archiv_zu_viele_dateien", limit=self._limits.members)
        if any(info.flag_bits & 0x1 for info in self.members):
            raise FileFault("datei_verschluesselt")
        if len(set(names)) < len(names):
            raise FileFault("archiv_unsicher", what="zwei Einträge mit demselben Namen")
        if any(_leads_outside(name) for name in names):
            raise FileFault("archiv_unsicher", what="ein Pfad, der aus dem Ordner hinausführt")
        if sum(info.file_size for info in self.members) > self._budget:
            raise self._bomb()

    def _bomb(self) -> FileFault:
        return FileFault("archiv_bombe", limit=f"{max(1, self._budget >> 20)} MB")

    def pieces(self, member: zipfile.ZipInfo) -> Iterator[bytes]:
        """Yield the bytes of a member; what the central directory says of its size is not believed."""
        stream = self._open.enter_context(self._file.open(member))
        while piece := stream.read(PIECE):
            self._spent += len(piece)
            if self._spent > self._budget:
                raise self._bomb()
            yield piece
        self._open.close()

    def close(self) -> None:
        """Close the member that is open if its pieces have not been read to the end."""
        self._open.close()

    def named(self, name: str) -> zipfile.ZipInfo:
        """Return a member by its name; KeyError, a damaged archive, if it is missing."""
        return self._file.getinfo(name)

    def unpack(self, member: zipfile.ZipInfo, scratch: Path) -> Path:
        """Write a member into the scratch folder, under a name of our own."""
        path = new_path(scratch, ".member")
        with path.open("wb") as copy:
            copy.writelines(self.pieces(member))
        return path


def _leads_outside(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or not path.parts or ".." in path.parts or ":" in path.parts[0]


@contextmanager
def opened(path: Path, *, limits: Limits) -> Iterator[Archive]:
    """Open a zip.

    Raises:
        FileFault: It is damaged, encrypted, too large, or has members with strange names.
    """
    try:
        size = path.stat().st_size
        with zipfile.ZipFile(path) as file, closing(Archive(file, size=size, limits=limits)) as archive:
            yield archive
    except RuntimeError as error:  # what zipfile raises for a missing password
        raise FileFault("datei_verschluesselt") from error
    except BROKEN as error:
        raise FileFault("datei_beschaedigt") from error
