"""The salt: made once, secret, and never a guess where the file is damaged."""

from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files
from pathlib import Path

import pytest

from imreport.disclosure.salt import PUBLIC_SALT, read_salt
from imreport.errors import ConfigError
from tests.conftest import DATA

DIGITS = "0123456789abcdef" * 4


def test_it_is_made_once(tmp_path: Path) -> None:
    salt = read_salt(tmp_path / "salz.txt")
    assert len(salt) == 32
    assert read_salt(tmp_path / "salz.txt") == salt
    assert read_salt(tmp_path / "anderes.txt") != salt


def test_the_file_holds_it_as_digits_and_says_what_it_is(tmp_path: Path) -> None:
    salt = read_salt(tmp_path / "salz.txt")
    *words, digits = (tmp_path / "salz.txt").read_text("utf-8").splitlines()
    assert bytes.fromhex(digits) == salt
    assert "geheim" in words[0]
    assert all(line.startswith("# ") for line in words)


@pytest.mark.parametrize(
    "content",
    [
        DIGITS.encode(), f"\ufeff# Salz\r\n\r\n{DIGITS.upper()}\r\n".encode(),
        f"{DIGITS[:32]}\n# zwei Hälften\n{DIGITS[32:]}".encode(),
    ],
)  # fmt: skip
def test_an_editor_may_have_saved_it_again(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "salz.txt").write_bytes(content)
    assert read_salt(tmp_path / "salz.txt") == bytes.fromhex(DIGITS)


@pytest.mark.parametrize(
    "content",
    [
        b"", b"\n", b"# Salz\n", DIGITS[:-1].encode(), DIGITS[:-2].encode(), f"{DIGITS}00".encode(),
        DIGITS.replace("a", "x").encode(), b"\xff\xfe\x00", DIGITS.encode("utf-16"),
    ],
)  # fmt: skip
def test_a_damaged_one_is_neither_used_nor_replaced_nor_shown(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "salz.txt"
    path.write_bytes(content)
    with pytest.raises(ConfigError, match=r"^Das Salz „salz\.txt“ ist beschädigt\. .*Sicherung") as caught:
        read_salt(path)
    assert DIGITS[:16] not in str(caught.value)
    assert path.read_bytes() == content


def test_a_folder_in_its_place_is_a_mistake_in_the_configuration(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"lässt sich nicht lesen oder anlegen.*\[geheimhaltung\] salz"):
        read_salt(tmp_path)
    with pytest.raises(ConfigError, match=r"lässt sich nicht lesen oder anlegen"):
        read_salt(tmp_path / "nix" / "salz.txt")


def test_runs_that_start_together_have_the_same_salt(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        salts = set(pool.map(read_salt, [tmp_path / "salz.txt"] * 8))
    assert salts == {read_salt(tmp_path / "salz.txt")}


def test_the_sample_has_the_public_salt_and_says_so() -> None:
    assert read_salt(DATA / "salz.txt") == PUBLIC_SALT
    assert (DATA / "salz.txt").read_bytes() == files("imreport.demo").joinpath("salz.txt").read_bytes()
    for file in ("salz.txt", "bericht.toml", "README.md"):
        assert "öffentlich" in (DATA / file).read_text("utf-8").lower()


def test_the_public_salt_is_refused_for_real_data(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"öffentliche Salz des Beispiels.*Löschen Sie diese Datei"):
        read_salt(DATA / "salz.txt", real=True)
    assert len(read_salt(tmp_path / "salz.txt", real=True)) == 32
