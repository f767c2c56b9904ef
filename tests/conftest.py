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
from filelock import FileLock

from imreport.cases import CaseTables, engine
from imreport.config import Config, load_config
from imreport.disclosure import Release, cache, load_cases, release_cases
from imreport.parameters import Parameters

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"

Run = Callable[..., subprocess.CompletedProcess[str]]
Once = Callable[[str, Callable[[Path], object]], Path]

if "PYTEST_XDIST_WORKER" not in os.environ:
    os.environ["XDG_CACHE_HOME"] = tempfile.mkdtemp(prefix="imreport-test-cache-")
    atexit.register(shutil.rmtree, os.environ["XDG_CACHE_HOME"], ignore_errors=True)
"""What a test prepares is cached for the other tests of the session, also in other processes; nobody else's is used."""

cache.KEPT = 500
"""The user's own cache keeps fewer; a session prepares more, and takes most of them again."""

if "PYTEST_XDIST_WORKER" in os.environ:
    engine.THREADS = 1
    """The workers keep all processors busy; reports that are made in processes of their own have all threads."""

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
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """A folder that one process makes for all of the session, who only read it: ``once("bericht", make)``."""
    root = tmp_path_factory.getbasetemp()
    root = root.parent if "PYTEST_XDIST_WORKER" in os.environ else root

    def folder(name: str, make: Callable[[Path], object]) -> Path:
        whole = root / f"{name}.fertig"
        with FileLock(root / f"{name}.lock"):
            if not whole.exists():
                (root / name).mkdir(exist_ok=True)
                make(root / name)
                whole.touch()
        return root / name

    return folder


@pytest.fixture(scope="session")
def report_folder(imreport: Run, once: Once) -> Path:
    """The finished report on the sample, made once by the command line."""

    def make(folder: Path) -> None:
        done = imreport("report", DATA / "bericht.toml", "--out", folder / "fertig")
        assert done.returncode == 0, done.stderr

    return once("bericht", make) / "fertig"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the sample project to tamper with."""
    return Path(shutil.copytree(DATA, tmp_path / "projekt"))
