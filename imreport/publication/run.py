"""Running a notebook: papermill executes it in the standby kernel; what varies from run to run is taken out."""

import logging
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from imreport.errors import NotebookError
from imreport.publication.kernel import StandbyKernel
from imreport.publication.outline import read_notebook

REPORT: Final = "report.ipynb"
SLOW_VALIDATOR: Final = "rfc3987_syntax"
TRANSIENT: Final = ("papermill", "execution", "collapsed", "scrolled")
Notebook = dict[str, Any]


def notebooks_folder() -> Path:
    """Return where the package's notebooks lie: inside it when installed, beside it in a checkout."""
    package = Path(str(files("imreport")))
    inside = package / "notebooks"
    return inside if inside.is_dir() else package.parent / "notebooks"


@contextmanager
def _quick_imports() -> Iterator[None]:
    """Keep jsonschema from importing a grammar that takes a second to build and that nothing here needs.

    JupyterLab brings the optional validator rfc3987_syntax along; jsonschema does without it where it is missing.
    """
    known = SLOW_VALIDATOR in sys.modules
    sys.modules.setdefault(SLOW_VALIDATOR, None)  # type: ignore[arg-type]
    try:
        yield
    finally:
        if not known:
            sys.modules.pop(SLOW_VALIDATOR, None)


@contextmanager
def _older_notebooks() -> Iterator[None]:
    """Keep papermill from warning, in English, that a notebook does not name all parameters.

    ``Parameters.from_notebook`` reads those that papermill adds as well, so a notebook of an earlier version is right.
    """
    papermill = logging.getLogger("papermill")
    papermill.addFilter(_is_no_such_warning)
    try:
        yield
    finally:
        papermill.removeFilter(_is_no_such_warning)


def _is_no_such_warning(record: logging.LogRecord) -> bool:
    return not record.getMessage().startswith("Passed unknown parameter: ")


def execute(
    notebook: Path, parameters: Mapping[str, str], *, kernel: StandbyKernel, on_cell: Callable[[int, int], None]
) -> Notebook:
    """Execute a notebook and return it, normalised: the same inputs give the same content.

    Args:
        notebook: The notebook to execute; it is not changed.
        parameters: Values for its parameters cell.
        kernel: The kernel to execute it in.
        on_cell: Called with the number of the cell that begins and the number of cells.

    Raises:
        NotebookError: A cell failed; the message says which one and why.
        DocumentError: The file is no notebook.
    """
    with _quick_imports():
        import nbformat
        import papermill
        from papermill.exceptions import PapermillExecutionError
    read_notebook(notebook)
    source = nbformat.read(str(notebook), as_version=4)  # type: ignore[no-untyped-call]
    total = len(source.cells) + 1
    try:
        with _older_notebooks():
            executed = papermill.execute_notebook(
                source, None, parameters=dict(parameters), progress_bar=False, request_save_on_cell_execute=False,
                km=kernel.manager, on_cell_start=lambda cell, cell_index: on_cell(cell_index + 1, total),
            )  # fmt: skip
    except PapermillExecutionError as error:
        raise _failed(error) from error
    return normalise(executed)


def _failed(error: Any) -> NotebookError:
    """Say which cell failed; an error of imreport already is a sentence."""
    first = next((line for line in error.source.splitlines() if line.strip() and not line.startswith("%%")), "")
    lines = [str(line) for line in error.traceback or []]
    sentence = (
        lines[0].removeprefix("Fehler: ")
        if lines and lines[0].startswith("Fehler: ")
        else f"{error.ename}: {error.evalue}"
    )
    hint = next((line.removeprefix("Hinweis: ") for line in lines if line.startswith("Hinweis: ")), "")
    return NotebookError(f"In der Zelle des Notizbuchs, die mit „{first[:50]}“ beginnt: {sentence}", hint)


def normalise(notebook: Mapping[str, Any]) -> Notebook:
    """Take out what differs between two runs on the same inputs: times, random ids, versions, paths."""
    cells = [_normal_cell(cell) for cell in notebook["cells"]]
    kernelspec = notebook["metadata"].get("kernelspec", {})
    return {
        "cells": cells,
        "metadata": {"kernelspec": dict(kernelspec), "language_info": {"name": "python"}},
        "nbformat": notebook["nbformat"],
        "nbformat_minor": notebook["nbformat_minor"],
    }


def _normal_cell(cell: Mapping[str, Any]) -> dict[str, Any]:
    metadata = {key: value for key, value in cell["metadata"].items() if key not in TRANSIENT}
    fresh = {**cell, "metadata": metadata}
    if "injected-parameters" in metadata.get("tags", []):
        fresh["id"] = "injected-parameters"
    if "outputs" in cell:
        fresh["outputs"] = [_normal_output(output) for output in cell["outputs"]]
    return fresh


def _normal_output(output: Mapping[str, Any]) -> dict[str, Any]:
    metadata = {key: value for key, value in output.get("metadata", {}).items() if key not in TRANSIENT}
    return {**output, **({"metadata": metadata} if "metadata" in output else {})}
