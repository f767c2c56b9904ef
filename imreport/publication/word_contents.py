"""The table of contents in Word: a field that Word renews, filled in with links to the chapters.

How Word breaks pages is not known here. The entries therefore have no page numbers until somebody renews the field;
a field that asks to be renewed when the file is opened would greet every reader with a warning.
"""

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
    start, end = _element("w:bookmarkStart"), _element("w:bookmarkEnd")
    for element in (start, end):
        _set(element, "w:id", str(FIRST_MARK + number))
    _set(start, "w:name", f"_Toc{number:08}")
    chapter.runs[0]._r.addprevious(start)
    chapter._p.append(end)


def _link(line: "Paragraph", words: str, *, number: int) -> None:
    """Write an entry that leads to its chapter."""
    link = _element("w:hyperlink")
    _set(link, "w:anchor", f"_Toc{number:08}")
    _set(link, "w:history", "1")
    link.append(line.add_run(words)._r)
    line._p.append(link)


def _open_field(line: "Paragraph") -> None:
    """Begin the field before the first entry."""
    run, code = line.add_run(), _element("w:instrText")
    code.text = FIELD
    _set(code, "xml:space", "preserve")
    for element in (_character("begin"), code, _character("separate")):
        run._r.append(element)
    link = line._p.find(f"{{{run._r.nsmap['w']}}}hyperlink")
    link.addprevious(run._r)


def _character(kind: str) -> Any:
    character = _element("w:fldChar")
    _set(character, "w:fldCharType", kind)
    return character


def _element(name: str) -> Any:
    from docx.oxml import OxmlElement

    return OxmlElement(name)


def _set(element: Any, name: str, value: str) -> None:
    from docx.oxml.ns import qn

    space = "{http://www.w3.org/XML/1998/namespace}space"
    element.set(space if name == "xml:space" else qn(name), value)
