"""Files that hold a secret: made once, whole, and readable for their owner alone."""

import os
import secrets
from pathlib import Path


def keep_secret(path: Path, content: bytes) -> bytes:
    """Write a secret unless its file exists already.

    It is written under another name first: a secret cut in the middle would be a different one. Of two runs that start
    together, the first one's secret stays.

    Returns:
        What the file holds afterwards.

    Raises:
        OSError: The file cannot be made or read.
    """
    if not path.exists():
        draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
        try:
            _write(draft, content)
            _name(draft, path)
        finally:
            draft.unlink(missing_ok=True)
    return path.read_bytes()


def _write(draft: Path, content: bytes) -> None:
    descriptor = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(descriptor)


def _name(draft: Path, path: Path) -> None:
    """Give the file its name, but never in place of one that is there: by a link, as a renaming would replace it."""
    try:
        os.link(draft, path)
    except FileExistsError:
        return
    except OSError:  # some network drives and memory sticks know no links
        if not path.exists():
            draft.rename(path)
