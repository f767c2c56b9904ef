"""Nothing leaves the machine: a report is made while every way out of it is watched."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import DATA, ROOT, Run
from tests.publication.support import small_project

GUARD = """
import os, sys

HERE = ("127.0.0.1", "::1", "localhost", None, "")
ASKED = ("socket.getaddrinfo", "socket.gethostbyname")
SENT = ("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg")

def watch(event, arguments):
    host = arguments[0] if event in ASKED else None
    if event in SENT and isinstance(arguments[1], tuple):
        host = arguments[1][0]
    if host not in HERE:
        with open(os.environ["WATCHED"], "a") as log:
            print(event, host, file=log)
        raise ConnectionRefusedError(event)

sys.addaudithook(watch)
"""
"""A sitecustomize.py: Python asks it before any of its processes looks up a name, connects, or listens."""
TO = re.compile(r'\b(connect|bind|sendto)\(.*AF_INET6?.*?(?:inet_addr\(|inet_pton\(AF_INET6, )"([^"]+)"')
"""A line of strace that names an address of the internet protocol."""


@pytest.fixture
def watched(tmp_path: Path) -> dict[str, str]:
    """The environment of a Python that is refused everything outside this machine, with the file that notes it."""
    (tmp_path / "guard").mkdir()
    (tmp_path / "guard" / "sitecustomize.py").write_text(GUARD, "utf-8")
    (tmp_path / "watched").touch()
    return {"PYTHONPATH": f"{tmp_path / 'guard'}{os.pathsep}{ROOT}", "WATCHED": str(tmp_path / "watched")}


@pytest.mark.parametrize(
    "attempt",
    ["socket.create_connection(('192.0.2.1', 80), 1)", "urllib.request.urlopen('http://imreport.invalid', timeout=1)"],
)
def test_the_guard_refuses_and_notes_an_attempt(watched: dict[str, str], attempt: str) -> None:
    code = f"import socket, urllib.request; {attempt}"
    env = {**os.environ, "no_proxy": "*", **watched}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, check=False)
    assert done.returncode == 1
    assert Path(watched["WATCHED"]).read_text("utf-8").startswith("socket.")


def test_a_report_asks_for_nothing_outside(imreport: Run, watched: dict[str, str], tmp_path: Path) -> None:
    done = imreport("report", small_project(tmp_path / "projekt"), "--out", tmp_path / "fertig", **watched)
    assert done.returncode == 0, done.stderr
    assert Path(watched["WATCHED"]).read_text("utf-8") == ""


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("strace"), reason="needs strace")
def test_no_process_of_a_report_connects_to_another_machine(tmp_path: Path) -> None:
    log = tmp_path / "strace"
    watching = ["strace", "-f", "-qq", "-e", "trace=connect,bind,sendto,sendmsg,sendmmsg", "-o", str(log)]
    command = [
        sys.executable,
        "-m",
        "imreport",
        "report",
        str(DATA / "bericht.toml"),
        "--out",
        str(tmp_path / "fertig"),
    ]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run([*watching, *command], cwd=ROOT, env=env, capture_output=True, check=True)
    calls = log.read_text("utf-8", "replace")
    assert "AF_UNIX" in calls, "strace has seen the report and its kernel talk"
    assert {(call, address) for call, address in TO.findall(calls) if address not in ("127.0.0.1", "::1")} == set()
    assert {call for call, _ in TO.findall(calls)} <= {"bind"}
