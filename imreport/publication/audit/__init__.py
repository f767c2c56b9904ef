"""The audit: finished documents are read back, and every number in them must have been released.

Readers (one module per format) find texts, tables, series and pictures, each with its place; ``knowledge`` is what a
Release says; the ``judge`` compares them. What lies in ``nicht_veroeffentlichen`` is not looked at, nor is an internal
report: nothing in it is protected, and ``publish`` refuses it.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from imreport.disclosure import Release
from imreport.parameters import INTERNAL
from imreport.publication.audit.found import Found, Picture, Template
from imreport.publication.audit.judge import Judge
from imreport.publication.audit.knowledge import Knowledge
from imreport.publication.audit.leaks import Leak, LeakError
from imreport.publication.audit.notebook import read_cells
from imreport.publication.audit.reading import read

__all__ = ["Knowledge", "Leak", "LeakError", "audit", "audit_files", "leaks", "leaks_in"]

NOTEBOOK: Final = "bericht.ipynb"
PRIVATE: Final = "nicht_veroeffentlichen"
ASIDE: Final = ("~$", ".", "Thumbs.db", "desktop.ini")
"""How files begin that no author has made."""


def audit(folder: Path, known: Release | Knowledge) -> None:
    """Make sure that a finished folder says nothing but what was released; documents in it may have been edited.

    Args:
        folder: The folder of results.
        known: What may be published; what was worked out of it before is not worked out again.

    Raises:
        LeakError: A number is not released; the sentence names file, place and number.
    """
    _raise(leaks(folder, known))


def leaks(folder: Path, known: Release | Knowledge) -> list[Leak]:
    """Return every number in a folder that was not released, those of the notebook first."""
    return leaks_in(_files(folder), known)


def audit_files(files: Mapping[str, bytes], release: Release, *, notebook: Mapping[str, Any]) -> None:
    """Make sure that documents made from a notebook say nothing but what was released.

    Args:
        files: Name to content of the documents.
        release: What may be published.
        notebook: The executed notebook; of itself only what its author wrote in passages is judged.

    Raises:
        LeakError: As for ``audit``.
    """
    source = list(read_cells(notebook["cells"]))
    passages: list[Found] = [one for one in source if isinstance(one, Template)]
    _raise(_judged({NOTEBOOK: passages} | _read(files), release, source=source))


def leaks_in(files: Mapping[str, bytes], known: Release | Knowledge) -> list[Leak]:
    """Return every number in files that was not released.

    Args:
        files: Name to content; passages and pictures of ``bericht.ipynb`` are known in the other files.
        known: What may be published.
    """
    found = _read(files)
    return _judged(found, known, source=found.get(NOTEBOOK, []))


def _read(files: Mapping[str, bytes]) -> dict[str, list[Found]]:
    return {name: list(read(name, content)) for name, content in files.items()}


def _judged(found: Mapping[str, list[Found]], known: Release | Knowledge, *, source: list[Found]) -> list[Leak]:
    judge = judge_of(known, source)
    if judge.knowledge.release.profile == INTERNAL:
        return []
    return [Leak(name, *verdict) for name, many in found.items() for one in many for verdict in judge.leaks(one)]


def judge_of(known: Release | Knowledge, source: list[Found]) -> Judge:
    """Make the judge of a report.

    Args:
        known: What may be published.
        source: What the notebook holds: its passages, filled in anew, and its pictures may stand in documents.
    """
    passages = tuple(one for one in source if isinstance(one, Template))
    pictures = tuple(one.content for one in source if isinstance(one, Picture) and one.own)
    return Judge(known if isinstance(known, Knowledge) else Knowledge(known), passages, pictures)


def _files(folder: Path) -> dict[str, bytes]:
    """Return what is to be published, the notebook first: what is wrong there is wrong in every document."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    names = {path.relative_to(folder).as_posix(): path for path in paths if not path.name.startswith(ASIDE)}
    public = sorted(
        (name for name in names if not name.startswith(f"{PRIVATE}/")), key=lambda name: (name != NOTEBOOK, name)
    )
    return {name: names[name].read_bytes() for name in public}


def _raise(found: list[Leak]) -> None:
    if found:
        raise LeakError(found)
