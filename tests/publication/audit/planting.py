"""Planting numbers into finished documents."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from imreport.publication.audit import Leak

Change = Callable[[str], str]


def replaced(old: str, new: str) -> Change:
    """A change of the first place where a text stands, which must exist."""

    def change(text: str) -> str:
        assert old in text, old
        return text.replace(old, new, 1)

    return change


def before(mark: str, new: str) -> Change:
    """A change that puts something before a mark, which must exist."""
    return replaced(mark, new + mark)


def substituted(pattern: str, new: str) -> Change:
    """A change of the first place that a pattern matches, which must exist."""

    def change(text: str) -> str:
        changed, count = re.subn(pattern, new, text, count=1, flags=re.DOTALL)
        assert count, pattern
        return changed

    return change


def repacked(path: Path, changes: Mapping[str, Change], added: Mapping[str, bytes | str] | None = None) -> bytes:
    """A Word or Excel file with parts changed and added."""
    result = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, changes[name](data.decode()) if name in changes else data)
        assert set(changes) <= set(old.namelist())
        for name, content in (added or {}).items():
            new.writestr(name, content)
    return result.getvalue()


def places(leaks: list[Leak], number: str) -> list[str]:
    """Where a number was found."""
    return [leak.place for leak in leaks if leak.number == number]
