"""The output folder: built beside the target, swapped in when all of it is there, so that nothing is ever half-written.

While a run works, its results lie in ``.NAME.neu``. The swap renames the old folder to ``.NAME.alt`` and the new one to
``NAME``. A run that was killed leaves one of these behind; the next run to the same target mends it. Documents that
somebody edited and files that somebody put there are carried over.
"""

import errno
import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain, count
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from filelock import FileLock, Timeout

from imreport.errors import DocumentError
from imreport.publication.manifest import FILE as MANIFEST
from imreport.publication.manifest import file_sha256, recorded_hashes

OTHER_FOLDER: Final = "Prüfen Sie die Schreibrechte oder wählen Sie mit --out einen anderen Ordner."
EDITED: Final = "bearbeitet"
OPEN_MARKS: Final = ("~$*", ".~lock.*#")
UNRECORDED: Final = ("nicht_veroeffentlichen/run.log", MANIFEST)


class OutputFolder:
    """One run's results on their way to their folder; a context manager.

    Attributes:
        target: The final folder, links followed.
        build: Where to write until ``commit``.
    """

    def __init__(self, target: Path) -> None:
        self.target = target.resolve()
        if not self.target.name:
            raise DocumentError("Ein ganzer Datenträger kann kein Ergebnisordner sein.", OTHER_FOLDER)
        self.build = self.target.with_name(f".{self.target.name}.neu")
        self._old = self.target.with_name(f".{self.target.name}.alt")
        digest = hashlib.sha256(str(self.target).encode()).hexdigest()[:16]
        self._lock = FileLock(Path(tempfile.gettempdir()) / f"imreport-{digest}.lock", timeout=0)

    def __enter__(self) -> Self:
        with self._errors_in_german():
            self._lock.acquire()
            try:
                self._open()
            except BaseException:
                self._lock.release()
                raise
        return self

    @contextmanager
    def _errors_in_german(self) -> Iterator[None]:
        try:
            yield
        except Timeout:
            hint = "Warten Sie, bis er fertig ist."
            raise DocumentError(f"In „{self.target.name}“ schreibt gerade ein anderer Lauf.", hint) from None
        except OSError as error:
            reason = ": Der Datenträger ist voll" if error.errno == errno.ENOSPC else ""
            raise DocumentError(
                f"Der Ordner „{self.target.name}“ lässt sich nicht schreiben{reason}.", OTHER_FOLDER
            ) from error

    def _open(self) -> None:
        self.target.parent.mkdir(parents=True, exist_ok=True)
        self.mend()
        _refuse_foreign(self.target)
        refuse_open_documents(self.target)
        self.build.mkdir()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        shutil.rmtree(self.build, ignore_errors=True)
        self._lock.release()
        if isinstance(error, OSError):
            with self._errors_in_german():
                raise error

    def mend(self) -> None:
        """Repair what a killed run left behind: finish its swap if its results are complete, else undo it."""
        if self._old.exists() and not self.target.exists():
            complete = (self.build / MANIFEST).is_file()
            (self.build if complete else self._old).rename(self.target)
        for leftover in (self._old, self.build):
            if leftover.exists():
                shutil.rmtree(leftover)

    def commit(self) -> list[str]:
        """Swap the results in.

        Returns:
            The names under which documents were kept that somebody had edited.

        Raises:
            DocumentError: The old folder cannot be moved, for example because a document in it is open.
        """
        kept = self._carry_over()
        try:
            self._swap()
        except OSError as error:
            hint = "Schließen Sie Word, Excel und den PDF-Betrachter und starten Sie den Lauf noch einmal."
            raise DocumentError(f"Der Ordner „{self.target.name}“ ist in Gebrauch.", hint) from error
        return kept

    def _swap(self) -> None:
        try:
            if self.target.exists():
                self.target.rename(self._old)
            self.build.rename(self.target)
        finally:
            if self._old.exists() and not self.target.exists():
                self._old.rename(self.target)
            shutil.rmtree(self._old, ignore_errors=True)

    def _carry_over(self) -> list[str]:
        """Copy what must survive the swap: foreign files, and edited documents under another name."""
        recorded, kept = recorded_hashes(self.target), []
        for path in sorted(self.target.rglob("*")):
            name = path.relative_to(self.target).as_posix()
            if not path.is_file() or name in UNRECORDED or recorded.get(name) == file_sha256(path):
                continue
            fresh = free_name(self.build, edited_name(name) if name in recorded else name)
            (self.build / fresh).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, self.build / fresh)
            kept += [fresh] if name in recorded else []
        return kept


def free_name(folder: Path, name: str) -> str:
    """Return a name that nothing in the folder has: the name itself, or one with a number."""
    path = Path(name)
    numbered = (path.with_stem(f"{path.stem} {number}").as_posix() for number in count(2))
    return next(free for free in chain([name], numbered) if not (folder / free).exists())


def edited_name(name: str) -> str:
    """Return the name under which somebody's own version of a document is kept.

    Example:
        >>> edited_name("bericht.docx")
        'bericht (bearbeitet).docx'
    """
    path = Path(name)
    return path.with_stem(f"{path.stem} ({EDITED})").as_posix()


def _refuse_foreign(target: Path) -> None:
    """Refuse to write into a folder that holds something, but no report of ours."""
    if target.is_dir() and any(target.iterdir()) and not recorded_hashes(target):
        hint = "Wählen Sie mit --out einen leeren oder neuen Ordner."
        raise DocumentError(f"„{target.name}“ enthält Dateien, aber keinen Bericht von imreport.", hint)
    if target.exists() and not target.is_dir():
        raise DocumentError(f"„{target.name}“ ist eine Datei und kein Ordner.", "Wählen Sie mit --out einen Ordner.")


def refuse_open_documents(target: Path) -> None:
    """Refuse while Word, Excel or LibreOffice show that a document is open."""
    marks = [mark for pattern in OPEN_MARKS for mark in target.glob(pattern)] if target.is_dir() else []
    if marks:
        name = marks[0].name.removeprefix("~$").removeprefix(".~lock.").removesuffix("#")
        hint = "Schließen Sie das Dokument und starten Sie den Lauf noch einmal."
        raise DocumentError(f"Ein Dokument in „{target.name}“ ist gerade geöffnet („{name}“).", hint)
