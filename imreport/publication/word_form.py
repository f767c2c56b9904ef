"""The form in Word: heading, box of fields, motion and signature before the report, closing box after it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from imreport.presentation import form
from imreport.presentation.protection import warning
from imreport.publication.word_style import MARKING_LINE, named_style

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.table import Table
    from docx.text.paragraph import Paragraph

BOX: Final = "Formular"
REPORT: Final = "Sachdarstellung"
LABEL_CM: Final = 5.0
VALUE_CM: Final = 11.5


def insert_form(document: "Document", release: Mapping[str, Any]) -> None:
    """Put the form around the report."""
    first = document.element.body[0]
    for element in _opening(document, release):
        first.addprevious(element)
    document.add_paragraph()
    _box(document, form.closing(release))


def _opening(document: "Document", release: Mapping[str, Any]) -> "Iterator[BaseOxmlElement]":
    """Yield the elements before the report; each is made at the end of the document and moved from there."""
    motion = release["submission"]["beschlussantrag"]
    if words := warning(release["parameters"]["profil"]):
        yield _paragraph(document, words, style=MARKING_LINE)
    yield _paragraph(document, release["county"], style="Kreis")
    yield _paragraph(document, "Beschlussvorlage", style="Subtitle")
    yield _paragraph(document, release["title"], style="Title")
    yield _box(document, form.fields(release))._tbl
    yield _paragraph(document, "Beratungsgegenstand", style="Heading 1")
    yield _paragraph(document, form.subject(release), style="Body Text")
    if motion:
        yield _paragraph(document, "Beschlussantrag", style="Heading 1")
        yield _paragraph(document, motion, style="Body Text")
    yield _paragraph(document, "\n".join(form.signature(release)), style="Unterschrift")
    yield _paragraph(document, REPORT, style="Heading 1")


def _paragraph(document: "Document", words: str, *, style: str) -> "BaseOxmlElement":
    paragraph: Paragraph = document.add_paragraph(words)
    paragraph.style = named_style(document, style)
    return paragraph._p


def _box(document: "Document", fields: Sequence[form.Field]) -> "Table":
    """Add a table of labels and values; its first column is marked as row headers."""
    from docx.shared import Cm

    table: Table = document.add_table(rows=0, cols=2)
    table.autofit = False
    for label, value in fields:
        cells = table.add_row().cells  # type: ignore[no-untyped-call]
        for cell, words, width in zip(cells, (label, value), (LABEL_CM, VALUE_CM), strict=True):
            cell.width = Cm(width)
            cell.paragraphs[0].text = words
            cell.paragraphs[0].style = named_style(document, BOX)
        cells[0].paragraphs[0].runs[0].bold = True
    for column, width in zip(table.columns, (LABEL_CM, VALUE_CM), strict=True):
        column.width = Cm(width)
    return table
