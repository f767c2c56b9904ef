"""Tiny exports: each folder holds one file with the fault or oddity it is named after; ``valid`` holds the rest."""

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import date
from functools import cache
from pathlib import Path

import pandas as pd

from imreport.cases import CaseTables, CodeLists, Scope, load_code_lists

FOLDER = Path(__file__).parent
VALID = FOLDER / "valid"
FILES = {
    "consultations": "beratungsgespraeche.csv",
    "referrals": "weiterleitungen.csv",
    "clients": "klienten.csv",
    "plans": "integrationsplaene.csv",
    "posts": "stellen.csv",
}
YEAR = (date(2019, 1, 1), date(2019, 12, 31))
SCOPE = Scope(*YEAR, as_of=YEAR[1], cut=date(2019, 4, 1))


@cache
def codes() -> CodeLists:
    """The shipped code lists with the two teams and four communes of ``valid``."""
    return load_code_lists({name: VALID / f"{name}.csv" for name in ("teams", "gemeinden")})


def names() -> list[str]:
    """All exports but ``valid``."""
    return sorted(path.name for path in FOLDER.iterdir() if path.is_dir() and path.name not in ("valid", "__pycache__"))


def export(name: str) -> dict[str, Path]:
    """The files of one export: its own, and those of ``valid`` for the rest."""
    own = {table: FOLDER / name / file for table, file in FILES.items()}
    return {table: path if path.exists() else VALID / path.name for table, path in own.items()}


def build(folder: Path, **rows: list[str]) -> dict[str, Path]:
    """Write an export with the headers of ``valid``, and its rows for the tables that are not named in ``rows``."""
    for table, file in FILES.items():
        lines = (VALID / file).read_text(encoding="utf-8-sig").splitlines()
        text = "\n".join([lines[0], *rows.get(table, lines[1:]), ""])
        (folder / file).write_text(text, encoding="utf-8")
    return {table: folder / file for table, file in FILES.items()}


@contextmanager
def opened(
    paths: Mapping[str, Path], *, period: tuple[date, date] | None = YEAR, lists: CodeLists | None = None
) -> Iterator[CaseTables]:
    """Read an export and close it again."""
    with closing(CaseTables.from_files(paths, lists or codes(), period=period)) as tables:
        yield tables


@contextmanager
def framed(**frames: pd.DataFrame) -> Iterator[CaseTables]:
    """Read pandas frames and close them again."""
    with closing(CaseTables.from_frames(frames, codes(), period=YEAR)) as tables:
        yield tables


def contents(tables: CaseTables) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all case tables."""
    held = [*FILES, "consultation_topics"]
    return {table: tables.engine.rows(f"select * from case_{table} order by all") for table in held}
