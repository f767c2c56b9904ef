"""What the tests of the documents share."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from imreport.cases import CaseTables
from imreport.config import Config, load_config
from imreport.disclosure import Release, release_cases, statements
from imreport.parameters import Parameters
from imreport.publication.outline import Outline, outline, read_notebook
from tests.conftest import DATA, Once, Run


@pytest.fixture(scope="session")
def parts(report_folder: Path) -> Outline:
    """What the executed notebook of the finished report says: the documents have to say the same."""
    return outline(read_notebook(report_folder / "bericht.ipynb"))


@pytest.fixture(scope="session")
def internal_folder(imreport: Run, once: Once) -> Path:
    """The finished internal report on the sample, made once from the example project by the command line."""

    def make(folder: Path) -> None:
        assert imreport("demo", folder / "beispiel").returncode == 0
        done = imreport("report", "bericht_intern.toml", "--profile", "intern", cwd=folder / "beispiel")
        assert done.returncode == 0, done.stderr

    return once("intern", make) / "beispiel" / "output" / "2018-02-01_2021-02-28_intern"


def released(cases: CaseTables, config: Config, year: int) -> Release:
    days = Parameters(von=date(year, 1, 1), bis=date(year, 12, 31))
    return release_cases(cases, days.resolve(config), config=config)


@pytest.fixture(scope="session")
def compared(cases: CaseTables, config: Config, tmp_path_factory: pytest.TempPathFactory) -> Release:
    """The Release of 2020, compared with the year before and with its report."""
    folder = tmp_path_factory.mktemp("vergleich") / "projekt"
    shutil.copytree(DATA, folder)
    (folder / "frueher.csv").write_bytes(csv_of(released(cases, config, 2019)))
    toml = (folder / "bericht.toml").read_text("utf-8")
    own = '\n[vergleich]\nzeitraum = "vorjahr"\nbericht = "frueher.csv"\n'
    (folder / "bericht.toml").write_text(toml + own, "utf-8")
    return released(cases, load_config(folder / "bericht.toml"), 2020)


def csv_of(release: Release) -> bytes:
    rows = list(statements(release))
    lines = [",".join(rows[0]), *(",".join(f'"{text}"' for text in row.values()) for row in rows)]
    return "\r\n".join(lines).encode()
