"""Keys under a secret: other keys in the tables, the same numbers in the report."""

import re
from pathlib import Path

import pytest

from imreport.cases import CaseTables, SourceSpec
from imreport.errors import ConfigError
from imreport.indicators import INDICATORS, tabulate
from tests.exports import FILES, SCOPE, VALID, codes, export, opened


def hashed(secret: Path) -> CaseTables:
    spec = SourceSpec("", VALID, {table: (file,) for table, file in FILES.items()})
    return CaseTables.from_sources([spec], codes(), secret=secret)


def test_every_key_is_replaced(tmp_path: Path) -> None:
    tables = hashed(tmp_path / "geheimnis.bin")
    for name, column in (("consultations", "consultation_id"), ("clients", "household_id"), ("posts", "post_id")):
        keys = [str(key) for (key,) in tables.engine.rows(f"select {column} from case_{name}")]
        assert all(re.fullmatch("[0-9a-f]{16}", key) for key in keys)
    tables.close()


def test_no_number_changes(tmp_path: Path) -> None:
    tables = hashed(tmp_path / "geheimnis.bin")
    with opened(export("valid")) as plain:
        for indicator in (known for known in INDICATORS.values() if not known.derive):
            frame = tabulate(indicator, tables, scope=SCOPE)
            assert frame.equals(tabulate(indicator, plain, scope=SCOPE))
    tables.close()


def test_the_same_secret_gives_the_same_keys(tmp_path: Path) -> None:
    first, again, other = (hashed(tmp_path / name) for name in ("a.bin", "a.bin", "b.bin"))
    keys = [t.engine.rows("select client_id from case_clients") for t in (first, again, other)]
    assert keys[0] == keys[1] != keys[2]
    for tables in (first, again, other):
        tables.close()


def test_a_damaged_secret_is_not_replaced(tmp_path: Path) -> None:
    secret = tmp_path / "geheimnis.bin"
    secret.write_bytes(b"kurz")
    with pytest.raises(ConfigError, match=r"„geheimnis\.bin“ ist nicht lesbar oder beschädigt"):
        hashed(secret)
    assert secret.read_bytes() == b"kurz"
