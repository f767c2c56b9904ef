"""A secret is written once and whole, whoever comes first."""

import os
import secrets
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from imreport.cases.secretfile import keep_secret


def test_what_is_there_stays(tmp_path: Path) -> None:
    assert keep_secret(tmp_path / "geheim", b"erstes") == b"erstes"
    assert keep_secret(tmp_path / "geheim", b"zweites") == b"erstes"
    assert [path.name for path in tmp_path.iterdir()] == ["geheim"]


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_it_is_for_its_owner(tmp_path: Path) -> None:
    keep_secret(tmp_path / "geheim", b"erstes")
    assert stat.S_IMODE((tmp_path / "geheim").stat().st_mode) == 0o600


@pytest.mark.parametrize("turn", range(20))
def test_all_that_start_together_have_the_same_secret(tmp_path: Path, turn: int) -> None:
    path = tmp_path / f"geheim{turn}"
    with ThreadPoolExecutor(8) as pool:
        kept = set(pool.map(lambda _: keep_secret(path, secrets.token_bytes(32)), range(8)))
    assert kept == {path.read_bytes()}
    assert list(tmp_path.iterdir()) == [path]


def test_a_drive_without_links_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: Any) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refused)
    assert keep_secret(tmp_path / "geheim", b"erstes") == b"erstes"
    assert [path.name for path in tmp_path.iterdir()] == ["geheim"]


def test_a_secret_that_another_run_made_meanwhile_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def overtaken(_: Path, path: Path) -> None:
        path.write_bytes(b"anderes")
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", overtaken)
    assert keep_secret(tmp_path / "geheim", b"erstes") == b"anderes"
    assert [path.name for path in tmp_path.iterdir()] == ["geheim"]


def test_nothing_is_left_when_it_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        keep_secret(tmp_path / "geheim", b"erstes")
    assert list(tmp_path.iterdir()) == []
