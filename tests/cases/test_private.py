"""The private folder: closed to others, gone afterwards, and what a killed run left is removed by the next one."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

from imreport.cases.private import PREFIX, PrivateFolder

LEAVE = """
import os, pathlib
from imreport.cases.private import PrivateFolder
folder = PrivateFolder().path
(folder / "klienten.csv").write_text("K1")
os.kill(os.getpid(), 9)
"""


@pytest.fixture
def temp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


def test_nobody_else_can_look_into_it(temp: Path) -> None:
    folder = PrivateFolder()
    assert folder.path.stat().st_mode & 0o077 == 0
    folder.remove()
    assert [*temp.iterdir()] == []


def test_what_a_killed_run_left_is_removed(temp: Path) -> None:
    subprocess.run([sys.executable, "-c", LEAVE], env={"TMPDIR": str(temp), "PATH": ""}, check=False)
    [left] = temp.iterdir()
    assert left.name.startswith(PREFIX)
    os.utime(left, (0, 0))
    folder = PrivateFolder()
    assert [*temp.iterdir()] == [folder.path]
    folder.remove()


def test_a_folder_taken_for_an_orphan_is_made_again(temp: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    acquire, faults = FileLock.acquire, [FileNotFoundError()]

    def too_late(lock: FileLock) -> object:
        Path(lock.lock_file).parent.rmdir()
        if faults:
            raise faults.pop()
        return acquire(lock)

    monkeypatch.setattr(FileLock, "acquire", too_late)
    folder = PrivateFolder()
    assert [*temp.iterdir()] == [folder.path]
    assert folder.path.stat().st_mode & 0o077 == 0
    folder.remove()


def test_the_folder_of_a_living_run_stays(temp: Path) -> None:
    first = PrivateFolder()
    os.utime(first.path, (0, 0))
    second = PrivateFolder()
    assert first.path.is_dir()
    first.remove()
    second.remove()
