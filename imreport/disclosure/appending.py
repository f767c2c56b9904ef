"""Adding to a file that must never be half-written, nor lose what another process adds at the same time."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from imreport.errors import LedgerError

PATIENCE: Final = 30
"""Seconds to wait for another process."""


@contextmanager
def appending(path: Path) -> Iterator[None]:
    """Keep others from adding to the ledger for as long as the block runs; the lock lies beside it, hidden.

    Raises:
        LedgerError: Another process does not come to an end, or the folder is missing or cannot be written.
    """
    path = path.resolve()
    if not path.parent.is_dir():
        hint = "Prüfen Sie [geheimhaltung] register in bericht.toml."
        raise LedgerError(f"Den Ordner des Veröffentlichungsregisters „{path.name}“ gibt es nicht.", hint)
    try:
        with FileLock(path.with_name(f".{path.name}.lock"), timeout=PATIENCE):
            yield
    except Timeout:
        hint = "Warten Sie, bis er fertig ist, und versuchen Sie es noch einmal."
        message = f"In das Veröffentlichungsregister „{path.name}“ schreibt gerade ein anderer Lauf."
        raise LedgerError(message, hint) from None
    except OSError as error:
        reason = ": Der Datenträger ist voll" if error.errno == errno.ENOSPC else ""
        hint = "Prüfen Sie Schreibrechte und Speicherplatz. Es wurde nichts eingetragen."
        message = f"Das Veröffentlichungsregister „{path.name}“ lässt sich nicht schreiben{reason}."
        raise LedgerError(message, hint) from error


def replace(path: Path, content: bytes) -> None:
    """Put new content in the place of a file: all of it, on the disk, or nothing.

    Raises:
        OSError: It cannot be written; the file is as it was.
    """
    path = path.resolve()
    draft = path.with_name(f".{path.name}.neu")
    try:
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            draft.chmod(path.stat().st_mode)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
