"""The embedded database keeps to itself and leaves nothing behind."""

import shutil
import tempfile
from functools import partial
from pathlib import Path

import duckdb
import pytest

from imreport.cases import CaseTables, checks
from imreport.cases.engine import Engine, below
from tests.exports import SCOPE, codes, export, opened


@pytest.mark.parametrize("setting", ["autoinstall_known_extensions", "autoload_known_extensions"])
def test_no_extension_comes_by_itself(setting: str) -> None:
    with Engine() as engine:
        assert engine.rows(f"select current_setting('{setting}')") == [(False,)]


def test_memory_does_not_grow_with_the_files() -> None:
    with Engine() as engine:
        assert engine.rows("select current_setting('memory_limit')") == [("1.8 GiB",)]


def test_a_relation_is_dropped_with_what_lies_below_it() -> None:
    with Engine() as engine:
        engine.rows(f"create table {below('a')} as select 1 as x")
        engine.rows(f"create view a as from {below('a')}")
        engine.rows("create table b as select 1 as x")
        for name in ("a", "b", "none"):
            engine.drop(name)
        assert engine.rows("show tables") == []


def test_spill_folder_is_private() -> None:
    with Engine() as engine:
        [(folder,)] = engine.rows("select current_setting('temp_directory')")
        assert Path(str(folder)).parent == engine.folder
        assert engine.folder.stat().st_mode & 0o077 == 0


def test_database_is_in_memory() -> None:
    with Engine() as engine:
        assert engine.rows("select path from duckdb_databases() where not internal") == [(None,)]


def test_folder_is_gone_after_close() -> None:
    with opened(export("cp1252")) as tables:
        folder = tables.engine.folder
        assert folder.is_dir()
    assert not folder.exists()


def test_utf8_is_not_copied() -> None:
    with opened(export("valid")) as tables:
        assert list(tables.engine.folder.rglob("*.csv")) == []


def test_tasks_see_the_same_tables_and_answer_in_their_order() -> None:
    with Engine() as engine:
        engine.rows("create table a as select 1 as x")
        tasks = [partial(engine.rows, f"select {n} + sum(x) from a") for n in range(20)]
        assert engine.together(tasks) == [[(n + 1,)] for n in range(20)]


def test_when_a_task_fails_the_others_stop_and_the_engine_goes_on() -> None:
    def long() -> None:
        while True:
            engine.rows("select count(*) from range(1000)")

    with Engine() as engine:
        with pytest.raises(duckdb.CatalogException):
            engine.together([partial(engine.rows, "from nothing"), long])
        assert engine.rows("select 1") == [(1,)]


def test_two_engines_share_nothing() -> None:
    with opened(export("valid")) as first, opened(export("header_only")) as second:
        assert (first.counts()["referrals"], second.counts()["referrals"]) == (1, 0)
        assert first.engine.folder != second.engine.folder


def test_folder_is_gone_when_reading_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(checks, "run", stop)
    with pytest.raises(RuntimeError):
        CaseTables.from_files(export("cp1252"), codes())
    assert list(tmp_path.iterdir()) == []


def test_files_are_not_needed_after_reading(tmp_path: Path) -> None:
    folder = tmp_path / "export"
    shutil.copytree(export("valid")["clients"].parent, folder)
    with opened({table: folder / path.name for table, path in export("valid").items()}) as tables:
        shutil.rmtree(folder)
        assert len(tables.sql("select distinct consultation_id from consultations", SCOPE)) == 3
