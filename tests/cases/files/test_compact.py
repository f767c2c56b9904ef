"""Columns of few texts are kept as numbers of a list, whatever the texts are."""

from pathlib import Path

import pytest

from imreport.cases.engine import Engine
from imreport.cases.files import compact, open_file
from tests.cases.files.reading import csv_file, records

ROWS = 400
WORDS = ("Wohnen", "O'Brien", "ä|ö")


def kinds(folder: Path, engine: Engine) -> dict[str, str]:
    """The types of a loaded file's columns: a running number, a few words, nothing, a word that comes late."""
    lines = [f"{n};{WORDS[n % 3]};;{'spät' if n == ROWS else ''}" for n in range(1, ROWS + 1)]
    path = csv_file(folder, "\n".join(["Nr;Thema;Leer;Rest", *lines, ""]))
    [sheet] = open_file(path, folder=folder, scratch=engine.folder)
    sheet.load(engine, "t", header_row=1)
    return {str(name): str(kind).partition("(")[0] for name, kind, *_ in engine.rows("describe t")}


def test_only_what_repeats_is_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compact, "MANY_LINES", ROWS)
    with Engine() as engine:
        found = kinds(tmp_path, engine)
        assert [found[f"c{n}"] for n in range(4)] == ["VARCHAR", "ENUM", "VARCHAR", "VARCHAR"]
        assert records(engine, "t")[-1] == (ROWS + 1, False, False, (str(ROWS), WORDS[ROWS % 3], "", "spät"))


@pytest.mark.parametrize("limit", ["FEW", "LENGTH"])
def test_long_lists_are_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str) -> None:
    monkeypatch.setattr(compact, "MANY_LINES", ROWS)
    monkeypatch.setattr(compact, limit, 2)
    with Engine() as engine:
        assert kinds(tmp_path, engine)["c1"] == "VARCHAR"


def test_small_files_are_not_worth_it(tmp_path: Path) -> None:
    with Engine() as engine:
        assert kinds(tmp_path, engine)["c1"] == "VARCHAR"
