"""Paths, folders and patterns of the bericht.toml, all inside its folder."""

from pathlib import Path

import pytest

from imreport.cases.files import FileFault, expand

NAMES = (
    "b.csv",
    "a.XLSX",
    "c.txt",
    "notiz.md",
    ".versteckt.csv",
    "~$a.XLSX",
    ".~lock.a.XLSX#",
    "monate/2.csv",
    "monate/1.csv",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in NAMES:
        (tmp_path / "daten" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "daten" / name).write_text("A;B\n")
    (tmp_path / "geheim.csv").write_text("A;B\n")
    return tmp_path / "daten"


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("b.csv", ["b.csv"]),
        ("notiz.md", ["notiz.md"]),
        (".", ["a.XLSX", "b.csv", "c.txt"]),
        ("monate", ["monate/1.csv", "monate/2.csv"]),
        ("*.csv", ["b.csv"]),
        ("*", ["a.XLSX", "b.csv", "c.txt", "notiz.md"]),
        ("**/*.csv", ["b.csv", "monate/1.csv", "monate/2.csv"]),
    ],
)
def test_what_is_found(folder: Path, pattern: str, expected: list[str]) -> None:
    assert [path.relative_to(folder).as_posix() for path in expand(pattern, folder=folder)] == expected


def test_absolute_path_inside(folder: Path) -> None:
    assert expand(str(folder / "b.csv"), folder=folder) == [folder / "b.csv"]


@pytest.mark.parametrize(
    ("pattern", "rule"),
    [
        ("x.csv", "datei_fehlt"),
        ("x*.csv", "datei_fehlt"),
        ("leer", "ordner_leer"),
        ("../geheim.csv", "datei_ausserhalb"),
        ("monate/../b.csv", "datei_ausserhalb"),
        ("../*.csv", "datei_ausserhalb"),
        ("link.csv", "datei_ausserhalb"),
        ("l*.csv", "datei_ausserhalb"),
        ("hinaus", "datei_ausserhalb"),
        ("hinaus/*.csv", "datei_ausserhalb"),
    ],
)
def test_what_is_refused(folder: Path, pattern: str, rule: str) -> None:
    (folder / "leer").mkdir()
    (folder / "link.csv").symlink_to(folder.parent / "geheim.csv")
    (folder / "hinaus").symlink_to(folder.parent)
    with pytest.raises(FileFault) as found:
        expand(pattern, folder=folder)
    assert found.value.rule == rule


def test_absolute_path_outside(folder: Path) -> None:
    with pytest.raises(FileFault, match="liegt nicht im Ordner"):
        expand(str(folder.parent / "geheim.csv"), folder=folder)
