"""The registry of document formats: one function each, from the outline to bytes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from imreport.publication.outline import Outline


@dataclass(frozen=True, slots=True)
class Format:
    """A document format.

    Attributes:
        file: The name of its file.
        title: Its German name.
        write: Makes the document.
    """

    file: str
    title: str
    write: Callable[[Outline], bytes]


def _html(outline: Outline) -> bytes:
    from imreport.publication.html import write_html

    return write_html(outline)


def _word(outline: Outline) -> bytes:
    from imreport.publication.word import write_word

    return write_word(outline)


def _pdf(outline: Outline) -> bytes:
    from imreport.publication.pdf import write_pdf

    return write_pdf(outline)


def _excel(outline: Outline) -> bytes:
    from imreport.publication.excel import write_excel

    return write_excel(outline)


def _csv(outline: Outline) -> bytes:
    from imreport.publication.data import write_statements

    return write_statements(outline)


FORMATS: Final[dict[str, Format]] = {
    "html": Format("bericht.html", "Seite (HTML)", _html),
    "docx": Format("bericht.docx", "Word", _word),
    "pdf": Format("bericht.pdf", "PDF", _pdf),
    "xlsx": Format("tabellen.xlsx", "Excel", _excel),
    "csv": Format("kennzahlen.csv", "Kennzahlen (CSV)", _csv),
}
