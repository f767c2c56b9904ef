"""A finished report about a small commune, whose tables hide values, and what the audit says to a changed file."""

from collections.abc import Callable
from pathlib import Path

import pytest

from imreport.disclosure import Release
from imreport.publication.audit import Leak, judge_of
from imreport.publication.audit.reading import read
from imreport.publication.data import release_of
from imreport.publication.outline import outline, read_notebook
from tests.conftest import DATA, Once, Run
from tests.disclosure.conftest import VILLAGE

Caught = Callable[[str, bytes], list[Leak]]


@pytest.fixture(scope="session")
def village_folder(imreport: Run, once: Once) -> Path:
    """The finished report on a small commune."""

    def make(folder: Path) -> None:
        done = imreport("report", DATA / "bericht.toml", "--commune", VILLAGE, "--out", folder / "fertig")
        assert done.returncode == 0, done.stderr

    return once("gemeinde", make) / "fertig"


@pytest.fixture(scope="session")
def village_release(village_folder: Path) -> Release:
    """What may be published about the commune."""
    return release_of(outline(read_notebook(village_folder / "bericht.ipynb")))


@pytest.fixture(scope="session")
def caught(village_folder: Path, village_release: Release) -> Caught:
    """What the audit says to a file beside the untouched notebook: ``caught("bericht.docx", content)``."""
    source = list(read("bericht.ipynb", (village_folder / "bericht.ipynb").read_bytes()))
    judge = judge_of(village_release, source)

    def of(name: str, content: bytes) -> list[Leak]:
        return [Leak(name, *verdict) for one in read(name, content) for verdict in judge.leaks(one)]

    return of
