"""The manifest: what a folder of results was made from and what is in it, by sha256."""

import hashlib
import json
import platform
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import imreport
from imreport.parameters import PUBLIC

FILE: Final = "manifest.json"
LIBRARIES: Final = (
    "babel",
    "duckdb",
    "ipykernel",
    "jinja2",
    "matplotlib",
    "numpy",
    "pandas",
    "papermill",
    "pikepdf",
    "pypandoc_binary",
    "python-docx",
    "typst",
    "xlsxwriter",
)


def file_sha256(path: Path) -> str:
    """Return the hash of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def manifest(folder: Path, *, parameters: Mapping[str, str], inputs: Mapping[str, str], ledger: str = "") -> str:
    """Describe a folder of results.

    Args:
        folder: The folder, complete but for the manifest itself.
        parameters: What the report was asked for.
        inputs: Name of a file to its sha256: export, code lists, bericht.toml, notebook.
        ledger: The digest of the ledger of published numbers that the report was made beside; empty if there was none.

    Returns:
        JSON, keys in German; ``ausgaben`` names every file but the run's log, which has times in it.
    """
    outputs = {
        path.relative_to(folder).as_posix(): file_sha256(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in ("run.log", FILE)
    }
    content = {
        "programm": {"imreport": imreport.__version__, "python": platform.python_version()},
        "bibliotheken": {name: version(name) for name in LIBRARIES},
        "profil": parameters.get("profil", PUBLIC),
        "parameter": dict(parameters),
        "eingaben": dict(sorted(inputs.items())),
        "register": ledger,
        "ausgaben": outputs,
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def read_manifest(folder: Path) -> Mapping[str, Any]:
    """Return the manifest of a folder; empty if it holds no readable one of ours."""
    try:
        content: Any = json.loads((folder / FILE).read_text(encoding="utf-8"))
        return dict(content) if "imreport" in content["programm"] and dict(content["ausgaben"]) else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def recorded_hashes(folder: Path) -> dict[str, str]:
    """Return the outputs that a folder's manifest names, with their sha256; empty if there is no readable manifest."""
    return dict(read_manifest(folder).get("ausgaben", {}))
