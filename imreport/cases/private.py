"""The private folder: decoded copies and spilled data of one run; what a killed run left, the next removes."""

import shutil
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

PREFIX: Final = "imreport-daten-"
LOCK: Final = ".lock"
YOUNG: Final = 60
"""Seconds."""


class PrivateFolder:
    """A folder that only its owner can read, locked as long as its process lives.

    Attributes:
        path: Where it is.
    """

    def __init__(self) -> None:
        _remove_orphans()
        self.path, self._lock = _locked()

    def remove(self) -> None:
        """Remove the folder with all that is in it."""
        self._lock.release()
        shutil.rmtree(self.path, ignore_errors=True)


def _locked() -> tuple[Path, FileLock]:
    """Make a folder and lock it; in between, a run that starts may take it for an orphan and remove it."""
    while True:
        path = Path(tempfile.mkdtemp(prefix=PREFIX))
        lock = FileLock(path / LOCK)
        with suppress(FileNotFoundError):
            lock.acquire()
            path.chmod(0o700)  # filelock makes a folder that is gone again, open to all
            return path, lock


def _remove_orphans() -> None:
    """Remove the folders whose processes are gone; a young one may be in the making, before it is locked."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with suppress(Timeout, OSError):
            if (folder / LOCK).is_file() and time.time() - folder.stat().st_mtime > YOUNG:
                with FileLock(folder / LOCK, timeout=0):
                    shutil.rmtree(folder, ignore_errors=True)
