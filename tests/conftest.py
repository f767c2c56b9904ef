"""What many tests share: the sample export, its case tables, its Release, one finished report, and the command line."""

import atexit
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from imreport.cases import CaseTables
from imreport.config import Config, load_config
from imreport.disclosure import Release, load_cases, release_cases
from imreport.parameters import Parameters

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"

Run = Callable[..., subprocess.CompletedProcess[str]]

if "PYTEST_XDIST_WORKER" not in os.environ:
    os.environ["XDG_CACHE_HOME"] = tempfile.mkdtemp(prefix="imreport-test-cache-")
    atexit.register(shutil.rmtree, os.environ["XDG_CACHE_HOME"], ignore_errors=True)
"""What a test prepares is cached for the other tests of the session, also in other processes; nobody else's is used."""

signal.signal(signal.SIGINT, signal.default_int_handler)
"""A suite started in the background is deaf to Ctrl-C, and so would be the programs that it interrupts."""


@pytest.fixture(scope="session")
def config() -> Config:
    """The sample's bericht.toml."""
    return load_config(DATA / "bericht.toml")


def not_public(config: Config) -> Config:
    """The same bericht.toml for a paper that is not public."""
    return config.model_copy(update={"submission": config.submission.model_copy(update={"public": False})})


@pytest.fixture(scope="session")
def cases(config: Config) -> Iterator[CaseTables]:
    """The case tables of the sample export."""
    tables = load_cases(Parameters().resolve(config), config)
    yield tables
    tables.close()


@pytest.fixture(scope="session")
def release(cases: CaseTables, config: Config) -> Release:
    """The Release of the sample's own period."""
    return release_cases(cases, Parameters().resolve(config), config=config)


@pytest.fixture(scope="session")
def internal(cases: CaseTables, config: Config) -> Release:
    """The unprotected Release of the sample's own period, for the service itself."""
    return release_cases(cases, Parameters(profil="intern").resolve(not_public(config)), config=config)


@pytest.fixture(scope="session")
def imreport() -> Run:
    """The command line in a process of its own: ``imreport("check", cwd=…)``."""

    def run(*arguments: str | Path, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "imreport", *map(str, arguments)]
        env = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
        return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, check=False, encoding="utf-8")

    return run


@pytest.fixture(scope="session")
def report_folder(imreport: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The finished report on the sample, made once by the command line."""
    folder = tmp_path_factory.mktemp("bericht") / "fertig"
    done = imreport("report", DATA / "bericht.toml", "--out", folder)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the sample project to tamper with."""
    return Path(shutil.copytree(DATA, tmp_path / "projekt"))
