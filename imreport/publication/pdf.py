"""PDF: typeset by Typst, in process and offline, as PDF/UA-1 (accessible) and PDF/A-2a (to keep) at once."""

import io
import json
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from imreport.errors import DocumentError
from imreport.presentation import form
from imreport.presentation.protection import marking, warning
from imreport.publication import ast, pandoc
from imreport.publication.ast import Node
from imreport.publication.body import Target, body, caption
from imreport.publication.contents import has_contents
from imreport.publication.outline import Outline, Picture

STANDARDS: Final = ["ua-1", "a-2a"]
MAIN: Final = """#import "vorlage.typ": vorlage, abbildung, kleingedrucktes, kompakt
#show: vorlage.with(json("form.json"))
#let horizontalrule = line(length: 100%)
#set smartquote(enabled: false)
"""


def write_pdf(outline: Outline) -> bytes:
    """Return the PDF.

    Raises:
        DocumentError: Typst refused the document, for example because a picture has no text in its place.
    """
    tree = body(outline, Target(_figure, _small_print, _together, _lead, _compact))
    content = pandoc.write(tree, "typst", "--wrap=none").decode()
    with tempfile.TemporaryDirectory(prefix="imreport-") as name:
        folder = Path(name)
        for picture in outline.pictures():
            (folder / _file(picture)).write_text(picture.svg, encoding="utf-8")
        (folder / "form.json").write_text(json.dumps(_form(outline)), encoding="utf-8")
        (folder / "vorlage.typ").write_bytes(files(__package__).joinpath("templates", "vorlage.typ").read_bytes())
        (folder / "main.typ").write_text(MAIN + content, encoding="utf-8")
        return _with_row_headers(_compile(folder, dated=outline.release["dated"]))


def _compile(folder: Path, *, dated: str) -> bytes:
    import typst

    compiler: Any = typst.compile

    timestamp = int(datetime.fromisoformat(dated).replace(tzinfo=UTC).timestamp())
    try:
        pdf = compiler(
            str(folder / "main.typ"), root=str(folder), font_paths=[str(files("imreport").joinpath("fonts"))],
            ignore_system_fonts=True, pdf_standards=STANDARDS, timestamp=timestamp, format="pdf",
        )  # fmt: skip
    except typst.TypstError as error:
        hint = "Fehlt einer Abbildung der Alternativtext, oder überspringt eine Überschrift eine Stufe (## vor ####)?"
        raise DocumentError(f"Das PDF ließ sich nicht setzen: {error.message}", hint) from error
    assert isinstance(pdf, bytes)
    return pdf


def _form(outline: Outline) -> dict[str, Any]:
    release = outline.release
    return {
        "title": release["title"],
        "county": release["county"],
        "notice": release["notice"],
        "marking": marking(release["parameters"]["profil"]),
        "warning": warning(release["parameters"]["profil"]),
        "fields": form.fields(release),
        "subject": form.subject(release),
        "motion": release["submission"]["beschlussantrag"],
        "signature": form.signature(release),
        "closing": form.closing(release),
        "contents": has_contents(outline),
    }


def _file(picture: Picture) -> str:
    return f"abbildung-{picture.number}.svg"


def _quoted(words: str) -> str:
    """Return words as a Typst string; Typst and JSON quote alike."""
    return json.dumps(words, ensure_ascii=False)


def _figure(picture: Picture) -> Node:
    alt, words = _quoted(picture.content["alt"]), _quoted(caption(picture))
    return ast.raw("typst", f"#abbildung({_quoted(_file(picture))}, alt: {alt}, caption: {words})")


def _small_print(words: str) -> Node:
    return ast.raw("typst", f"#kleingedrucktes({_quoted(words)})")


def _together(nodes: list[Node]) -> list[Node]:
    return [ast.raw("typst", "#block(breakable: false, above: 1.2em, below: 1.3em)["), *nodes, ast.raw("typst", "]")]


def _lead(nodes: list[Node]) -> list[Node]:
    return [ast.raw("typst", "#block(sticky: true, above: 1.1em, below: 1.1em)["), *nodes, ast.raw("typst", "]")]


def _compact(nodes: list[Node]) -> list[Node]:
    return [ast.raw("typst", "#kompakt["), *nodes, ast.raw("typst", "]")]


def _with_row_headers(pdf: bytes) -> bytes:
    """Mark the first cell of each table row as its header, so that a screen reader says it with every number.

    Typst can do so itself only behind a feature flag that its Python package does not offer.
    """
    import pikepdf
    from pikepdf import Array, Dictionary, Name

    with pikepdf.open(io.BytesIO(pdf)) as document:
        for cell in _first_cells(document.Root.StructTreeRoot):
            old = cell.get("/A")
            attributes = list(old) if isinstance(old, Array) else [old] if old is not None else []
            table = next((entry for entry in attributes if entry.get("/O") == Name.Table), Dictionary(O=Name.Table))
            table.Scope = Name.Row
            cell.S = Name.TH
            cell.A = Array([entry for entry in attributes if entry.get("/O") != Name.Table] + [table])
        result = io.BytesIO()
        document.save(result, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.preserve)
    return result.getvalue()


def _first_cells(root: Any) -> Iterator[Any]:
    """Yield the first cell of every row in every table body."""
    for table_body in _walk(root, lambda element: str(element.S) == "/TBody"):
        for row in _children(table_body):
            first = next(_children(row), None)
            if first is not None and str(first.S) == "/TD":
                yield first


def _walk(element: Any, wanted: Callable[[Any], bool]) -> Iterator[Any]:
    for child in _children(element):
        if wanted(child):
            yield child
        yield from _walk(child, wanted)


def _children(element: Any) -> Iterator[Any]:
    """Yield the structure elements below one; content marks and references are passed over."""
    import pikepdf

    kids = element.get("/K")
    many = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    return (kid for kid in many if isinstance(kid, pikepdf.Dictionary) and "/S" in kid)
