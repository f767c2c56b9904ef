"""Calling pandoc, the program inside the pypandoc_binary wheel: Markdown in, AST out; AST in, document out."""

import json
import os
import subprocess
import sys
import threading
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from imreport.errors import DocumentError

DIALECT: Final = "markdown-smart-raw_html-raw_tex-tex_math_dollars-citations-example_lists-fancy_lists"
"""Our Markdown: pandoc's, without what turns a paragraph of numbers and brackets into something else."""

_PARSING: Final = threading.Lock()

EPOCH: Final = "315532800"
"""1 January 1980, the earliest time that a zip archive can hold: what pandoc writes into files instead of now."""


def run(arguments: list[str], *, data: bytes, cwd: Path | None = None) -> bytes:
    """Run pandoc.

    Args:
        arguments: Its command line.
        data: What it reads.
        cwd: Where it finds pictures and puts files.

    Raises:
        DocumentError: It could not be started or failed.
    """
    environment = {**os.environ, "SOURCE_DATE_EPOCH": EPOCH}
    try:
        done = subprocess.run(
            [_program(), *arguments], input=data, cwd=cwd, env=environment, capture_output=True, check=True
        )
    except OSError as error:
        hint = "Es liegt im Ordner des Pakets pypandoc; wo fremde Programme gesperrt sind, muss es freigegeben werden."
        raise DocumentError(f"Das Programm pandoc lässt sich nicht starten ({error.strerror}).", hint) from error
    except subprocess.CalledProcessError as error:
        raise DocumentError(f"pandoc meldet: {error.stderr.decode(errors='replace').strip()}") from error
    return done.stdout


def _program() -> Path:
    """Return the program of the wheel, never another pandoc that the machine may have: their ASTs differ."""
    name = "pandoc.exe" if sys.platform == "win32" else "pandoc"
    return Path(str(files("pypandoc"))) / "files" / name


def read_markdown(text: str) -> dict[str, Any]:
    """Parse Markdown to pandoc's AST; every call returns a tree of its own."""
    with _PARSING:  # formats that are made side by side ask for the same text at once
        parsed = _parsed(text)
    tree: dict[str, Any] = json.loads(parsed)
    return tree


@lru_cache(maxsize=4)
def _parsed(text: str) -> bytes:
    """Parse the same text once for all formats."""
    return run(["-f", DIALECT, "-t", "json"], data=text.encode())


def write(tree: dict[str, Any], to: str, *options: str, cwd: Path | None = None) -> bytes:
    """Write an AST in one of pandoc's formats and return the bytes."""
    return run(["-f", "json", "-t", to, *options, "-o", "-"], data=json.dumps(tree).encode(), cwd=cwd)
