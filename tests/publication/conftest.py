"""What the tests of the documents share."""

from pathlib import Path

import pytest

from imreport.publication.outline import Outline, outline, read_notebook
from tests.conftest import Run


@pytest.fixture(scope="session")
def parts(report_folder: Path) -> Outline:
    """What the executed notebook of the finished report says: the documents have to say the same."""
    return outline(read_notebook(report_folder / "bericht.ipynb"))


@pytest.fixture(scope="session")
def internal_folder(imreport: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The finished internal report on the sample, made once from the example project by the command line."""
    folder = tmp_path_factory.mktemp("intern") / "beispiel"
    assert imreport("demo", folder).returncode == 0
    done = imreport("report", "bericht_intern.toml", "--profile", "intern", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder / "output" / "2018-02-01_2021-02-28_intern"
