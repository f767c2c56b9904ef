"""The cache of releases: what was prepared from the same content is not protected again.

The key is the hash of everything that decides about a Release: the files that were read, the configuration, the
parameters, the ledger, the salt, and the versions of what calculates. Stored are publishable numbers and the editor's
summary, nothing else; ``intern`` is never stored.
"""

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Final, Self

KEPT: Final = 50
"""How many entries are kept; those that were not taken for the longest time go first."""
CALCULATING: Final = ("duckdb", "highspy", "numpy", "pandas")
CODE: Final = (".py", ".sql", ".toml", ".csv")


@dataclass(frozen=True)
class Cache:
    """Entries in a folder of the user's own, readable for nobody else."""

    folder: Path

    @classmethod
    def of_user(cls) -> Self:
        """Return the cache in the place where the system keeps a user's caches."""
        from platformdirs import user_cache_path

        return cls(user_cache_path("imreport", appauthor=False) / "freigaben")

    def get(self, key: str) -> Mapping[str, object] | None:
        """Return an entry; None where there is none or it cannot be read."""
        try:
            entry = json.loads(self._path(key).read_text(encoding="utf-8"))
            os.utime(self._path(key))
        except (OSError, ValueError):
            return None
        return entry if isinstance(entry, dict) else None

    def put(self, key: str, entry: Mapping[str, object]) -> None:
        """Store an entry for its owner alone; where nothing can be written, nothing is stored."""
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self.folder, suffix=".neu")
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(entry, file, ensure_ascii=False, sort_keys=True)
            Path(name).replace(self._path(key))
            self._forget()
        except OSError:
            return

    def _path(self, key: str) -> Path:
        return self.folder / f"{key}.json"

    def _forget(self) -> None:
        entries = sorted(self.folder.glob("*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
        for path in entries[KEPT:]:
            path.unlink(missing_ok=True)


def content_key(**parts: object) -> str:
    """Return the hash of everything given, of this package's files and of the versions that calculate."""
    content = {**parts, "versions": {name: version(name) for name in CALCULATING}, "code": _code()}
    return hashlib.sha256(json.dumps(content, sort_keys=True, default=str).encode()).hexdigest()


@cache
def _code() -> str:
    """Return the hash of the package's own files, so that a changed program calculates anew."""
    root, digest = Path(str(files("imreport"))), hashlib.sha256()
    for path in sorted(path for path in root.rglob("*") if path.suffix in CODE):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
