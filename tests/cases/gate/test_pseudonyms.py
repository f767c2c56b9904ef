"""Keys hashed with a local secret."""

import hashlib
import hmac
import os
import stat
from pathlib import Path

import pytest

from imreport.cases.engine import Engine
from imreport.cases.gate import Pseudonymiser

SECRET = bytes(range(32))


def replaced(pseudonymiser: Pseudonymiser, *keys: str | None) -> list[object]:
    with Engine() as engine:
        engine.rows('create table t (n integer, "Klient ""Nr""" varchar)')
        engine.connection.executemany("insert into t values (?, ?)", list(enumerate(keys)))
        pseudonymiser.replace(engine, "t", columns=['Klient "Nr"'])
        return [row[1] for row in engine.rows("select * from t order by n")]


@pytest.mark.parametrize("key", ["K00017", "Käse", "a" * 1000, "0", "أ"])
def test_it_is_hmac_sha256(key: str) -> None:
    expected = hmac.new(SECRET, key.encode(), hashlib.sha256).hexdigest()[:16]
    assert replaced(Pseudonymiser(SECRET), key, f" {key} ") == [expected, expected]
    assert Pseudonymiser(SECRET).key(f" {key}") == expected


def test_empty_cells_stay() -> None:
    assert replaced(Pseudonymiser(SECRET), "", None, " ") == ["", None, " "]


def test_other_secret_other_keys() -> None:
    assert Pseudonymiser(SECRET).key("K00017") != Pseudonymiser(bytes(32)).key("K00017")


def test_two_columns_keep_their_references() -> None:
    with Engine() as engine:
        engine.rows("create table t as select 'K1' as a, 'K1' as b, 'K1' as kept")
        Pseudonymiser(SECRET).replace(engine, "t", columns=["a", "b"])
        ((first, second, kept),) = engine.rows("select * from t")
        assert first == second != kept == "K1"


def test_secret_is_made_once(tmp_path: Path) -> None:
    path = tmp_path / "schluessel.geheim"
    first = Pseudonymiser.from_file(path)
    assert path.read_bytes() == first.secret
    assert len(first.secret) == 32
    assert Pseudonymiser.from_file(path) == first
    assert list(tmp_path.iterdir()) == [path]
    assert Pseudonymiser.from_file(tmp_path / "other") != first


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_secret_is_for_its_owner(tmp_path: Path) -> None:
    Pseudonymiser.from_file(tmp_path / "geheim")
    assert stat.S_IMODE((tmp_path / "geheim").stat().st_mode) == 0o600


def test_secret_is_not_shown() -> None:
    assert repr(Pseudonymiser(SECRET)) == "Pseudonymiser()"


@pytest.mark.parametrize("content", [b"", b"short", b"x" * 33])
def test_broken_secret_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "geheim").write_bytes(content)
    with pytest.raises(ValueError, match="32 Bytes"):
        Pseudonymiser.from_file(tmp_path / "geheim")
    assert (tmp_path / "geheim").read_bytes() == content
