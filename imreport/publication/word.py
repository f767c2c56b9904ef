"""Word: pandoc's document, finished with the form, our styles, and everything a screen reader needs."""

import base64
import io
import tempfile
import zipfile
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from imreport.presentation import form
from imreport.publication import ast, pandoc
from imreport.publication.ast import Node
from imreport.publication.body import Target, body, caption
from imreport.publication.contents import has_contents
from imreport.publication.outline import Outline, Picture
from imreport.publication.word_contents import insert_contents
from imreport.publication.word_form import REPORT, insert_form
from imreport.publication.word_marking import mark_pages
from imreport.publication.word_style import LEAD, SMALL_PRINT, style_document

if TYPE_CHECKING:
    from docx.document import Document

STAMP: Final = (1980, 1, 1, 0, 0, 0)


def write_word(outline: Outline) -> bytes:
    """Return the Word file; captions are numbered by Word's own fields."""
    import docx

    document = docx.Document(io.BytesIO(_body(outline)))
    insert_form(document, outline.release)
    if has_contents(outline):
        insert_contents(document, before=REPORT)
    style_document(document, outline.release)
    mark_pages(document, outline.release)
    _describe(document, outline.release)
    result = io.BytesIO()
    document.save(result)
    return _same_bytes(result.getvalue())


def _body(outline: Outline) -> bytes:
    tree = body(outline, Target(_figure, _small_print, lead=_lead, numbered=False))
    tree["meta"] = {"lang": {"t": "MetaString", "c": "de-DE"}}
    with tempfile.TemporaryDirectory(prefix="imreport-") as name:
        for picture in outline.pictures():
            (Path(name) / _file(picture)).write_bytes(base64.b64decode(picture.png))
        return pandoc.write(tree, "docx+native_numbering", cwd=Path(name))


def _file(picture: Picture) -> str:
    return f"abbildung-{picture.number}.png"


def _figure(picture: Picture) -> Node:
    words = caption(picture, numbered=False)
    return ast.figure(_file(picture), alt=picture.content["alt"], caption=words, width=f"{picture.content['width']}cm")


def _small_print(words: str) -> Node:
    return ast.div([ast.paragraph(words)], attributes={"custom-style": SMALL_PRINT})


def _lead(nodes: list[Node]) -> list[Node]:
    return [ast.div(nodes, attributes={"custom-style": LEAD})]


def _describe(document: "Document", release: Any) -> None:
    """Fill in the document properties; the report's date is the only date in them."""
    properties, dated = document.core_properties, datetime.fromisoformat(release["dated"])
    properties.title, properties.subject = release["title"], form.subject(release)
    properties.author = properties.last_modified_by = release["county"]
    properties.language, properties.comments, properties.keywords = "de-DE", release["notice"], ""
    properties.created = properties.modified = dated
    properties.revision = 1


def _same_bytes(archive: bytes) -> bytes:
    """Pack the parts again in a fixed order with a fixed time, so that the same content gives the same file."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda part: (part != "[Content_Types].xml", part)):
            entry = zipfile.ZipInfo(name, STAMP)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            new.writestr(entry, old.read(name))
    return result.getvalue()
