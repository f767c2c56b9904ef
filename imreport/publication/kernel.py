"""The standby kernel: started first, so that it has its libraries loaded when the notebook is ready to run."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, Self

PRELOAD: Final = "import imreport.presentation.passages; from imreport.presentation.drawing import warm_up; warm_up()"


class StandbyKernel:
    """A Jupyter kernel that belongs to one run and ends with it.

    Messages between us and the kernel hold numbers about people, so they do not pass through an open TCP port: on
    Linux and macOS they go through sockets in a private folder, on Windows they are encrypted.

    Attributes:
        manager: The kernel manager that papermill executes with.
    """

    def __init__(self, *, cwd: Path, env: Mapping[str, str]) -> None:
        from jupyter_client.manager import KernelManager

        self._folder = tempfile.TemporaryDirectory(prefix="imreport-")
        self.manager: Any = KernelManager(kernel_name="python3")
        if sys.platform == "win32":
            self.manager.transport_encryption = "required"
        else:
            self.manager.transport = "ipc"
            self.manager.ip = str(Path(self._folder.name) / "k")
        private = {"IPYTHONDIR": self._folder.name, "MPLBACKEND": "agg", "PYDEVD_DISABLE_FILE_VALIDATION": "1"}
        self._client: Any = None
        try:
            self._start(cwd, {**os.environ, **private, **env})
        except BaseException:
            self.close()
            raise

    def _start(self, cwd: Path, env: Mapping[str, str]) -> None:
        self.manager.start_kernel(
            cwd=str(cwd),
            env=dict(env),
            extra_arguments=["--HistoryManager.hist_file=:memory:"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._client = self.manager.client()
        self._client.start_channels(stdin=False, hb=False)  # nobody types, nobody watches the pulse
        self._client.execute(PRELOAD, silent=True)

    def close(self) -> None:
        """End the kernel at once, whatever happens meanwhile; it has nothing left to save."""
        try:
            if self._client is not None:
                self._client.stop_channels()
        finally:
            if self.manager.has_kernel:
                self.manager.shutdown_kernel(now=True)
            self._folder.cleanup()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
