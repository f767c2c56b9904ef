"""What the tests of the documents share."""

from pathlib import Path

import pytest

from imreport.publication.outline import Outline, outline, read_notebook


@pytest.fixture(scope="session")
def parts(report_folder: Path) -> Outline:
    """What the executed notebook of the finished report says: the documents have to say the same."""
    return outline(read_notebook(report_folder / "bericht.ipynb"))
