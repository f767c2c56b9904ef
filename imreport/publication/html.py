"""HTML: one accessible page with everything in it, no script, no request to anywhere."""

import base64
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from imreport.presentation import form
from imreport.presentation.protection import marking, warning
from imreport.publication import ast, pandoc
from imreport.publication.ast import Node
from imreport.publication.body import Target, body, caption
from imreport.publication.contents import TITLE, entries, has_contents
from imreport.publication.outline import Outline, Picture


def write_html(outline: Outline) -> bytes:
    """Return the page as UTF-8; headings of the report begin below the page's own."""
    tree = body(outline, Target(_figure, _small_print))
    fragment = pandoc.write(_scrolling(tree), "html5", "--shift-heading-level-by=1").decode()
    release = outline.release
    page = _environment().from_string(_file("page.html.j2")).render(
        title=release["title"],
        county=release["county"],
        notice=release["notice"],
        marking=marking(release["parameters"]["profil"]),
        warning=warning(release["parameters"]["profil"]),
        css=Markup(stylesheet()),
        fields=form.fields(release),
        subject=form.subject(release),
        motion=release["submission"]["beschlussantrag"],
        signature=form.signature(release),
        closing=form.closing(release),
        contents=list(entries(tree)) if has_contents(outline) else [],
        contents_title=TITLE,
        body=Markup(fragment),
    )  # fmt: skip
    return page.encode()


@cache
def _environment() -> Environment:
    return Environment(autoescape=True, keep_trailing_newline=True)


def stylesheet() -> str:
    """Return the style sheet that stands in every page."""
    return _file("report.css")


def _file(name: str) -> str:
    return files(__package__).joinpath("templates", name).read_text(encoding="utf-8")


def _figure(picture: Picture) -> Node:
    source = base64.b64encode(picture.svg.encode()).decode("ascii")
    image = f'<img src="data:image/svg+xml;base64,{source}" alt="{escape(picture.content["alt"])}">'
    return ast.raw("html", f"<figure>{image}<figcaption>{escape(caption(picture))}</figcaption></figure>")


def _small_print(words: str) -> Node:
    return ast.div([ast.paragraph(words)], classes=["kleingedrucktes"])


def _scrolling(tree: Any) -> Any:
    """Put each table into a part of its own: where it is wider than the screen, it scrolls and the page does not.

    The keyboard reaches it. It is a region with the table's caption for a name; without one it is a mere group, because
    regions of the same name cannot be told apart.
    """
    match tree:
        case {"t": "Table", "c": [_, title, *_]}:
            role, name = ("region", ast.words(title)) if ast.words(title) else ("group", "Tabelle")
            attributes = {"role": role, "tabindex": "0", "aria-label": name}
            return ast.div([tree], classes=["tabelle"], attributes=attributes)
        case dict():
            return {key: _scrolling(value) for key, value in tree.items()}
        case list():
            return [_scrolling(value) for value in tree]
    return tree
