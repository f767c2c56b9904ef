"""What no output may hold: the key of a case, and a path of the machine that made it."""

import re
import tempfile
from pathlib import Path

import pytest

from tests.conftest import DATA, ROOT
from tests.publication.support import KEY, contents

ABSOLUTE = re.compile(r"(?<![\w.:/])/(?:home|root|tmp|usr|var|opt|work|mnt|srv|Users|private)/\w|\b[A-Z]:\\\w")


@pytest.fixture(scope="module")
def texts(report_folder: Path) -> dict[str, str]:
    return dict(contents(report_folder))


def test_the_keys_looked_for_are_those_of_the_sample() -> None:
    for path in DATA.glob("*.csv"):
        second = path.read_text("utf-8-sig").splitlines()[1]
        assert bool(KEY.match(second)) == (path.stem not in ("stellen", "teams", "gemeinden", "verbaende"))


def test_all_kinds_of_output_are_looked_into(texts: dict[str, str]) -> None:
    looked = {"bericht.docx/word/document.xml", "tabellen.xlsx/xl/sharedStrings.xml", "bericht.ipynb", "bericht.pdf"}
    assert looked <= set(texts)


def test_no_output_holds_the_key_of_a_case(texts: dict[str, str]) -> None:
    assert {name: KEY.findall(text) for name, text in texts.items() if KEY.search(text)} == {}


def test_no_output_holds_an_absolute_path(texts: dict[str, str]) -> None:
    own = (str(ROOT), tempfile.gettempdir() + "/")
    assert {name for name, text in texts.items() if any(path in text for path in own)} == set()
    assert {name: ABSOLUTE.findall(text) for name, text in texts.items() if ABSOLUTE.search(text)} == {}


def test_pictures_carry_no_text(texts: dict[str, str]) -> None:
    assert {text for name, text in texts.items() if name.endswith(".png")} == {""}


def test_no_notebook_output_is_a_frame_or_a_stream(texts: dict[str, str]) -> None:
    assert "dataframe" not in texts["bericht.ipynb"]
    assert '"output_type": "stream"' not in texts["bericht.ipynb"]
    assert '"output_type": "error"' not in texts["bericht.ipynb"]
