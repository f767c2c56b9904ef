"""Columns of few texts are kept as numbers of a list, whatever the texts are."""

from pathlib import Path

import pytest

from imreport.cases.engine import Engine
from imreport.cases.files import compact, open_file
from tests.cases.files.reading import csv_file, records

ROWS = 400
WORDS = ("Wohnen", "O'Brien", "ä|ö")


def load(folder: Path, engine: Engine, *lines: str) -> dict[str, str]:
    """Load a file of these lines and return the types of its columns."""
    path = csv_file(folder, "\n".join([*lines, ""]))
    [sheet] = open_file(path, folder=folder, scratch=engine.folder)
    sheet.load(engine, "t", header_row=1)
    return {str(name): str(kind).partition("(")[0] for name, kind, *_ in engine.rows("describe t")}


def kinds(folder: Path, engine: Engine) -> dict[str, str]:
    """The types of a running number, a few words, nothing, a word that comes late."""
    lines = (f"{n};{WORDS[n % 3]};;{'spät' if n == ROWS else ''}" for n in range(1, ROWS + 1))
    return load(folder, engine, "Nr;Thema;Leer;Rest", *lines)


def test_only_what_repeats_is_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compact, "MANY_LINES", ROWS)
    with Engine() as engine:
        found = kinds(tmp_path, engine)
        assert [found[f"c{n}"] for n in range(4)] == ["VARCHAR", "ENUM", "VARCHAR", "VARCHAR"]
        assert records(engine, "t")[-1] == (ROWS + 1, False, False, (str(ROWS), WORDS[ROWS % 3], "", "spät"))


def test_what_the_first_look_did_not_see_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compact, "MANY_LINES", ROWS)
    monkeypatch.setattr(compact, "PLACES", 2)
    monkeypatch.setattr(compact, "PIECE", 500)
    lines = [f"{WORDS[n % 3]};{'ja' if n % 2 else ''}" for n in range(ROWS)]
    lines[ROWS // 3] = "selten;vielleicht"
    with Engine() as engine:
        assert load(tmp_path, engine, "Thema;Angabe", *lines) == {
            "line_": "BIGINT",
            "surplus_": "BOOLEAN",
            "short_": "BOOLEAN",
            "c0": "ENUM",
            "c1": "ENUM",
        }
        assert [";".join(texts) for *_, texts in records(engine, "t")] == lines


def test_a_column_that_has_many_texts_after_all_is_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compact, "MANY_LINES", ROWS)
    monkeypatch.setattr(compact, "FEW", 9)
    monkeypatch.setattr(compact, "PLACES", 2)
    monkeypatch.setattr(compact, "PIECE", 500)
    lines = ["" if 50 < n < 180 else "Wohnen" for n in range(ROWS)]
    lines[60:80] = map(str, range(20))
    with Engine() as engine:
        assert load(tmp_path, engine, "Nr;Thema", *(f"{n};{line}" for n, line in enumerate(lines)))["c1"] == "VARCHAR"
        assert [texts[1] for *_, texts in records(engine, "t")] == lines


@pytest.mark.parametrize(("one", "other"), [("01.02.2020", "31.12.2020"), ("2020-02-01", "2020-02-29")])
def test_a_day_brings_the_days_of_its_year(one: str, other: str) -> None:
    listed = compact.lists([[one]] * ROWS)["c0"]
    assert other in listed
    assert len(listed) == 366
    assert compact.lists([["1.2.20"]] * ROWS)["c0"] == {"1.2.20"}


@pytest.mark.parametrize("limit", ["FEW", "LENGTH"])
def test_long_lists_are_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str) -> None:
    monkeypatch.setattr(compact, "MANY_LINES", ROWS)
    monkeypatch.setattr(compact, limit, 2)
    with Engine() as engine:
        assert kinds(tmp_path, engine)["c1"] == "VARCHAR"


def test_small_files_are_not_worth_it(tmp_path: Path) -> None:
    with Engine() as engine:
        assert kinds(tmp_path, engine)["c1"] == "VARCHAR"
