"""Expanding: which files a path, a folder or a pattern of the bericht.toml means, all inside its folder."""

import glob
from pathlib import Path
from typing import Final

from imreport.cases.files.faults import FileFault

SUFFIXES: Final = frozenset({".csv", ".txt", ".tsv", ".xlsx", ".xlsm", ".xls", ".ods", ".parquet", ".zip"})
"""What is looked for in a folder; a file named by itself or by a pattern may have any suffix."""


def expand(pattern_or_path: str, *, folder: Path) -> list[Path]:
    """Return the files that a path, a folder (all its files of known formats) or a pattern means, sorted by name.

    Hidden files and the lock files of Excel and LibreOffice are skipped.

    Raises:
        FileFault: There is none, or one lies outside the folder.
    """
    if ".." in Path(pattern_or_path).parts:
        raise FileFault("datei_ausserhalb").within(pattern_or_path)
    path = folder / pattern_or_path
    if path.is_dir():
        files, missing = [file for file in path.iterdir() if file.suffix.lower() in SUFFIXES], "ordner_leer"
    else:
        files, missing = [path] if path.exists() else _matching(pattern_or_path, folder), "datei_fehlt"
    found = sorted((file for file in files if file.is_file() and not _is_skipped(file)), key=lambda file: file.parts)
    if not found:
        raise FileFault(missing).within(pattern_or_path)
    for file in found:
        refuse_outside(file, folder=folder)
    return found


def _matching(pattern: str, folder: Path) -> list[Path]:
    return [folder / name for name in glob.glob(pattern, root_dir=folder, recursive=True)]


def _is_skipped(file: Path) -> bool:
    return file.name.startswith((".", "~$"))


def refuse_outside(file: Path, *, folder: Path) -> None:
    """Refuse a file that does not lie in the folder once links are followed.

    Raises:
        FileFault: It does not.
    """
    if not file.resolve().is_relative_to(folder.resolve()):
        raise FileFault("datei_ausserhalb").within(file.name)
