"""The kernel belongs to its run: nobody else can listen, and it ends with the run, however that ends."""

import threading
from pathlib import Path

import psutil
import pytest
from jupyter_client.manager import KernelManager

from imreport.publication.kernel import StandbyKernel


def kernels() -> list[psutil.Process]:
    """The kernels that this process has started."""
    return [child for child in psutil.Process().children() if "ipykernel_launcher" in " ".join(child.cmdline())]


def test_the_kernel_ends_with_the_run(tmp_path: Path) -> None:
    with StandbyKernel(cwd=tmp_path, env={}) as kernel:
        (child,) = kernels()
        folder = Path(kernel.manager.ip).parent
        assert folder.is_dir()
    assert not child.is_running()
    assert not folder.exists()


def test_nobody_else_can_listen_to_the_kernel(tmp_path: Path) -> None:
    with StandbyKernel(cwd=tmp_path, env={}) as kernel:
        (child,) = kernels()
        assert kernel.manager.transport == "ipc"
        assert Path(kernel.manager.ip).parent.stat().st_mode & 0o077 == 0
        assert [connection for connection in child.net_connections("inet") if connection.status == "LISTEN"] == []


def test_a_kernel_that_ends_at_once_says_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    said: list[threading.ExceptHookArgs] = []
    monkeypatch.setattr(threading, "excepthook", said.append)
    for _ in range(5):
        StandbyKernel(cwd=tmp_path, env={}).close()
    assert [str(words.exc_value) for words in said] == []


def test_an_interrupt_while_the_kernel_starts_leaves_no_kernel(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def interrupted(_: KernelManager) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(KernelManager, "client", interrupted)
    with pytest.raises(KeyboardInterrupt):
        StandbyKernel(cwd=tmp_path, env={})
    left = kernels()
    for child in left:
        child.kill()
        child.wait()
    assert left == []
