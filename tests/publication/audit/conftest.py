"""A finished report about a small commune, whose tables hide values, and what the audit says to a changed file of it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from imreport.disclosure import Release
from imreport.publication.audit import Leak, leaks_in
from imreport.publication.data import release_of
from imreport.publication.outline import outline, read_notebook
from tests.conftest import DATA, Run
from tests.disclosure.conftest import VILLAGE

Caught = Callable[[str, bytes], list[Leak]]


@pytest.fixture(scope="session")
def village_folder(imreport: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The finished report on a small commune."""
    folder = tmp_path_factory.mktemp("gemeinde") / "fertig"
    done = imreport("report", DATA / "bericht.toml", "--commune", VILLAGE, "--out", folder)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="session")
def village_release(village_folder: Path) -> Release:
    """What may be published about the commune."""
    return release_of(outline(read_notebook(village_folder / "bericht.ipynb")))


@pytest.fixture(scope="session")
def caught(village_folder: Path, village_release: Release) -> Caught:
    """What the audit says to a file beside the untouched notebook: ``caught("bericht.docx", content)``."""
    notebook = (village_folder / "bericht.ipynb").read_bytes()

    def of(name: str, content: bytes) -> list[Leak]:
        return leaks_in({"bericht.ipynb": notebook, name: content}, village_release)

    return of
