"""Adding to the ledger when something goes wrong: the file stays as it was, and nothing else is left."""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from imreport.disclosure import Release, appending
from imreport.disclosure.ledger import append, read_ledger
from imreport.errors import LedgerError

NAME = "veroeffentlicht.jsonl"
LOCK, DRAFT = f".{NAME}.lock", f".{NAME}.neu"


@pytest.fixture
def ledger(tmp_path: Path, village: Release) -> Path:
    append(tmp_path / NAME, village)
    return tmp_path / NAME


@contextmanager
def unchanged(ledger: Path) -> Iterator[None]:
    before = ledger.read_bytes()
    yield
    assert ledger.read_bytes() == before
    assert {path.name for path in ledger.parent.iterdir()} <= {NAME, LOCK}


@pytest.mark.skipif(os.name != "posix", reason="limits of POSIX")
def test_a_disk_that_is_full_in_the_middle_changes_nothing(ledger: Path, release: Release) -> None:
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (ledger.stat().st_size + 1000, hard))
    try:
        with unchanged(ledger), pytest.raises(LedgerError, match="lässt sich nicht schreiben") as caught:
            append(ledger, release)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert "Es wurde nichts eingetragen." in caught.value.hint


def test_a_full_disk_is_named(ledger: Path, release: Release, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with unchanged(ledger), pytest.raises(LedgerError, match=r"nicht schreiben: Der Datenträger ist voll\."):
        append(ledger, release)


@pytest.mark.parametrize("name", ["open", "replace"])
def test_a_folder_that_cannot_be_written_changes_nothing(
    ledger: Path, release: Release, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    real = getattr(Path, name)

    def forbidden(path: Path, *arguments: Any, **options: Any) -> Any:
        if path.name == DRAFT:
            raise PermissionError(errno.EACCES, "Permission denied")
        return real(path, *arguments, **options)

    monkeypatch.setattr(Path, name, forbidden)
    with unchanged(ledger), pytest.raises(LedgerError, match=r"lässt sich nicht schreiben\. .*Schreibrechte") as caught:
        append(ledger, release)
    assert caught.value.exit_code == 6


def test_a_folder_that_is_missing_is_not_made(tmp_path: Path, release: Release) -> None:
    with pytest.raises(LedgerError, match=r"Den Ordner .* gibt es nicht\. .*\[geheimhaltung\] register"):
        append(tmp_path / "nix" / NAME, release)
    assert list(tmp_path.iterdir()) == []


def test_another_run_that_does_not_end_is_named(
    ledger: Path, release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(appending, "PATIENCE", 0.1)
    with (
        FileLock(ledger.with_name(LOCK)),
        unchanged(ledger),
        pytest.raises(LedgerError, match="schreibt gerade ein anderer Lauf"),
    ):
        append(ledger, release)


def test_what_a_killed_run_left_does_no_harm(ledger: Path, release: Release) -> None:
    ledger.with_name(DRAFT).write_bytes(b"abgebrochen")
    ledger.with_name(LOCK).touch()
    assert append(ledger, release).number == 2
    assert not ledger.with_name(DRAFT).exists()
    assert len(read_ledger(ledger)) == 2


@pytest.mark.skipif(os.name != "posix", reason="permissions and links of POSIX")
def test_permissions_and_links_stay(ledger: Path, release: Release, tmp_path: Path) -> None:
    ledger.chmod(0o640)
    link = tmp_path / "link.jsonl"
    link.symlink_to(ledger)
    append(link, release)
    assert link.is_symlink()
    assert stat.S_IMODE(ledger.stat().st_mode) == 0o640
    assert len(read_ledger(ledger)) == 2
