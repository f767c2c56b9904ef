"""JupyterLab on the notebooks of a project, reachable from this machine only."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

from imreport.config import ENVIRONMENT, find_config
from imreport.errors import ConfigError
from imreport.publication.run import notebooks_folder

QUIET: Final = (
    "--ServerApp.ip=127.0.0.1",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--LabApp.news_url=None",
    "--LabApp.extension_manager=readonly",
)
"""Reachable from this machine only, and asking nobody outside for updates, news or extensions."""


def open_lab(folder: Path | None) -> int:
    """Open JupyterLab and wait until it is closed.

    Args:
        folder: The project; by default the folder of the nearest bericht.toml that has notebooks, else the package's.

    Returns:
        The exit code of JupyterLab.
    """
    root = (folder or _project()).resolve()
    command = [sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={root}", *QUIET]
    return subprocess.run(command, env=_environment(root), check=False).returncode


def _project() -> Path:
    try:
        folder = find_config().parent
    except ConfigError:
        return notebooks_folder()
    if any(folder.glob("*.ipynb")):
        return folder
    beside = folder.parent / "notebooks"
    return beside if beside.is_dir() else folder


def _environment(root: Path) -> dict[str, str]:
    """Pass on the bericht.toml nearest to the notebooks, so that they find it wherever they lie below the folder."""
    try:
        return {**os.environ, ENVIRONMENT: str(find_config(root).resolve())}
    except ConfigError:
        return dict(os.environ)
