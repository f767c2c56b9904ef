"""The ``%%passage`` cell magic, and errors in notebooks as one German sentence instead of a traceback."""

from typing import Any

from imreport.chapters import CHAPTERS
from imreport.disclosure import Release
from imreport.errors import ImreportError, OmittedError, UsageError
from imreport.presentation.blocks import Omitted, Passage
from imreport.presentation.passages import passage


def register(shell: Any) -> None:
    """Make ``%%passage`` known to an IPython shell and show errors of imreport as a sentence."""

    def cell_magic(line: str, cell: str) -> Passage | Omitted | None:
        return run(shell.user_ns, line, cell=cell)

    shell.register_magic_function(cell_magic, magic_kind="cell", magic_name="passage")
    shell.set_custom_exc((ImreportError,), _show)


def run(namespace: dict[str, Any], line: str, *, cell: str) -> Passage | Omitted | None:
    """Fill in a passage with the Release called ``report``.

    Args:
        namespace: The variables of the notebook.
        line: What stands behind ``%%passage``: the key of a chapter, if the passage falls away with it or with a
            Kennzahl that this run leaves out.
        cell: The text of the passage.

    Raises:
        UsageError: There is no Release yet, or the text has a wrong placeholder.
    """
    report = namespace.get("report")
    if not isinstance(report, Release):
        hint = "Führen Sie zuerst die Zelle mit „report = imreport.prepare(…)“ aus."
        raise UsageError("Es gibt noch keine Zahlen für diese Passage.", hint)
    chapter = line.strip()
    if chapter and chapter not in CHAPTERS:
        raise UsageError.unknown("Kapitel", chapter, known=CHAPTERS)
    if chapter and report.omits_chapter(chapter):
        return Omitted(chapter, "das Kapitel hat in diesem Bericht keinen Inhalt")
    try:
        filled = passage(report, cell)
    except OmittedError as error:
        if chapter:
            return Omitted(chapter, error.message)
        raise
    return filled if filled.text else None


def _show(
    shell: Any, kind: type[ImreportError], error: ImreportError, trace: object, tb_offset: object = None
) -> list[str]:
    """Print the sentence and the hint; returned as the traceback, so that other programs see them too."""
    lines = [f"Fehler: {error.message}", f"Hinweis: {error.hint}"] if error.hint else [f"Fehler: {error.message}"]
    shell._showtraceback(kind, error, lines)
    return lines
