"""The table of contents in Word: a field that Word renews, filled in with links to the chapters.

How Word breaks pages is not known here. The entries therefore have no page numbers until somebody renews the field;
a field that asks to be renewed when the file is opened would greet every reader with a warning.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from imreport.publication.contents import TITLE
from imreport.publication.word_style import CONTENTS_ENTRY, CONTENTS_HEAD, named_style

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

FIELD: Final = ' TOC \\o "2-2" \\h \\z \\u '
CHAPTER: Final = "Heading 2"
FIRST_MARK: Final = 9000
"""The number of the first bookmark, above those of pandoc."""


def insert_contents(document: "Document", *, before: str) -> None:
    """Put a table of contents before the heading of the report.

    Args:
        document: The document, with its headings.
        before: The words of that heading.
    """
    heading = next(paragraph for paragraph in document.paragraphs if paragraph.text == before)
    chapters = [paragraph for paragraph in document.paragraphs if paragraph.style and paragraph.style.name == CHAPTER]
    heading.insert_paragraph_before(TITLE, style=named_style(document, CONTENTS_HEAD))
    lines = [heading.insert_paragraph_before(style=named_style(document, CONTENTS_ENTRY)) for _ in chapters]
    for number, (line, chapter) in enumerate(zip(lines, chapters, strict=True), start=1):
        _mark(chapter, number)
        _link(line, chapter.text, number=number)
    _open_field(lines[0])
    lines[-1].add_run()._r.append(_character("end"))


def _mark(chapter: "Paragraph", number: int) -> None:
    """Set a bookmark around a heading."""
    identifier = str(FIRST_MARK + number)
    start = _element("w:bookmarkStart", {"w:id": identifier, "w:name": f"_Toc{number:08}"})
    chapter.runs[0]._r.addprevious(start)
    chapter._p.append(_element("w:bookmarkEnd", {"w:id": identifier}))


def _link(line: "Paragraph", words: str, *, number: int) -> None:
    """Write an entry that leads to its chapter."""
    link = _element("w:hyperlink", {"w:anchor": f"_Toc{number:08}", "w:history": "1"})
    link.append(line.add_run(words)._r)
    line._p.append(link)


def _open_field(line: "Paragraph") -> None:
    """Begin the field before the first entry."""
    run, code = line.add_run()._r, _element("w:instrText", {"xml:space": "preserve"})
    code.text = FIELD
    for element in (_character("begin"), code, _character("separate")):
        run.append(element)
    line._p.find("{*}hyperlink").addprevious(run)


def _character(kind: str) -> Any:
    return _element("w:fldChar", {"w:fldCharType": kind})


def _element(name: str, attributes: Mapping[str, str]) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import nsmap

    spaces = {**nsmap, "xml": "http://www.w3.org/XML/1998/namespace"}
    pairs = ((key.partition(":"), text) for key, text in attributes.items())
    element = OxmlElement(name)
    for (space, _, key), text in pairs:
        element.set(f"{{{spaces[space]}}}{key}", text)
    return element
