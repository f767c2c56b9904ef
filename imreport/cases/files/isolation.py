"""Isolation: workbooks are read in a process of their own, so that a damaged one cannot take the program down.

The libraries for workbooks trust lengths that stand in the file; fuzzing found files of 7 KB for which calamine wants
more memory than there is, and a Rust library out of memory ends its process.
"""

import json
import subprocess
import sys
import traceback
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from imreport.cases.files.faults import FileFault
from imreport.cases.files.limits import Limits
from imreport.cases.files.scratch import Copy

BUG: Final = 1
"""How Python ends after an exception that nobody caught: no fault of the file."""


def read_worksheets(path: Path, scratch: Path, *, kind: str, limits: Limits) -> list[tuple[str, str, Copy]]:
    """Return what ``workbook.worksheets`` yields.

    Raises:
        FileFault: What it raises, or the process has been ended.
        RuntimeError: A bug of ours.
    """
    task = {"path": str(path), "scratch": str(scratch), "kind": kind, "limits": asdict(limits)}
    command = [sys.executable, "-P", "-m", __name__]  # -P: nothing is imported from the folder of the data
    done = subprocess.run(command, input=json.dumps(task), capture_output=True, encoding="utf-8", check=False)
    if done.returncode == BUG:
        raise RuntimeError(done.stderr)
    if done.returncode:
        raise FileFault("datei_beschaedigt")
    return _received(json.loads(done.stdout))


def _received(answer: dict[str, Any]) -> list[tuple[str, str, Copy]]:
    if "fault" in answer:
        sheet = answer["fault"].pop("sheet")
        raise FileFault(**answer["fault"]).within("", sheet)
    return [(title, details, _copy(**fields)) for title, details, fields in answer["sheets"]]


def _copy(*, path: str, head: list[tuple[int, list[str]]], **numbers: int) -> Copy:
    return Copy(Path(path), head=tuple((row, tuple(texts)) for row, texts in head), **numbers)


def main() -> None:
    """Read a workbook in this process: the task comes in by stdin, sheets or a fault go out by stdout."""
    task = json.load(sys.stdin)
    limits = Limits(**task["limits"])
    _limit_memory(limits.memory)
    try:
        answer = _answer(Path(task["path"]), Path(task["scratch"]), kind=task["kind"], limits=limits)
    except Exception as error:  # the place without the message: that may hold a cell's value
        sys.exit(f"{type(error).__name__}\n{''.join(traceback.format_tb(error.__traceback__))}")
    json.dump(answer, sys.stdout)


def _limit_memory(size: int) -> None:
    """Set the limit where the operating system has one (Windows has not)."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (size, resource.getrlimit(resource.RLIMIT_AS)[1]))


def _answer(path: Path, scratch: Path, *, kind: str, limits: Limits) -> Mapping[str, object]:
    from imreport.cases.files.workbook import worksheets

    try:
        found = list(worksheets(path, scratch, kind=kind, limits=limits))
    except FileFault as fault:
        return {"fault": fault.fields()}
    except MemoryError:
        return {"fault": FileFault("datei_zu_viele_zellen", limit=limits.cells).fields()}
    return {"sheets": [(title, details, {**asdict(copy), "path": str(copy.path)}) for title, details, copy in found]}


if __name__ == "__main__":
    main()
