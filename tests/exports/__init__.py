"""Tiny exports: each folder holds the fault or oddity it is named after, in one file or, with a bericht.toml, in more.

``valid`` holds the rest.
"""

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import date
from functools import cache
from pathlib import Path

import pandas as pd

from imreport.cases import CaseTables, CodeLists, Scope, SourceSpec, load_code_lists
from imreport.config import load_config
from imreport.sources import source_specs

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
    """All exports of one file."""
    folders = (path for path in FOLDER.iterdir() if path.is_dir() and path.name not in ("valid", "__pycache__"))
    return sorted(folder.name for folder in folders if not (folder / "bericht.toml").exists())


def projects() -> list[str]:
    """All exports of several files, each with a bericht.toml that names them."""
    return sorted(path.parent.name for path in FOLDER.glob("*/bericht.toml"))


def export(name: str) -> dict[str, Path]:
    """The files of one export: its own, of whatever format, and those of ``valid`` for the rest."""
    own = {path.name.partition(".")[0]: path for path in sorted((FOLDER / name).iterdir())}
    return {table: own.get(file.partition(".")[0], VALID / file) for table, file in FILES.items()}


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
def project(name: str) -> Iterator[CaseTables]:
    """Read the files that a bericht.toml names, and those of ``valid`` for the tables that it leaves out."""
    config = load_config(FOLDER / name / "bericht.toml")
    specs = source_specs(config)
    named = {table for spec in specs for table in spec.files}
    rest = SourceSpec("", VALID, {table: (file,) for table, file in FILES.items() if table not in named})
    with closing(CaseTables.from_sources([rest, *specs], codes(), period=YEAR)) as tables:
        yield tables


@contextmanager
def framed(**frames: pd.DataFrame) -> Iterator[CaseTables]:
    """Read pandas frames and close them again."""
    with closing(CaseTables.from_frames(frames, codes(), period=YEAR)) as tables:
        yield tables


def contents(tables: CaseTables) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all case tables, keys as they stand in the files."""
    held = [*FILES, "consultation_topics"]
    return {table: tables.engine.rows(f"{_written(tables, table)} order by all") for table in held}


def _written(tables: CaseTables, table: str) -> str:
    texts = {name: form.text(name) for name, form in tables.keys.items()}
    names = [name for name in tables.engine.kinds(f"case_{table}") if name not in ("row_", "home")]
    return f"select {', '.join(f'{texts.get(name, name)} as {name}' for name in names)} from case_{table}"
