"""HTML of blocks, as JupyterLab shows them: accessible, without styles of its own."""

import base64
from collections.abc import Iterable
from html import escape

from imreport.presentation.grid import Grid


def table_html(grid: Grid, *, title: str, small_print: str) -> str:
    """Return a table with caption, column and row headers and its small print; numbers are right aligned."""
    head = "".join(_cell("th", text, number=number, scope="col") for number, text in enumerate(grid.header))
    body = "".join(f"<tr>{_row(row.texts)}</tr>" for row in grid.rows)
    table = f"<table><caption>{escape(title)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    return f"{table}<p><small>{escape(small_print)}</small></p>"


def _row(row: tuple[str, ...]) -> str:
    first = _cell("th", row[0], number=0, scope="row")
    return first + "".join(_cell("td", text, number=number) for number, text in enumerate(row[1:], start=1))


def _cell(tag: str, text: str, *, number: int, scope: str = "") -> str:
    scope = f' scope="{scope}"' if scope else ""
    return f'<{tag}{scope} style="text-align: {"right" if number else "left"}">{escape(text)}</{tag}>'


def picture_html(svg: str, *, alt: str, title: str, message: str) -> str:
    """Return a figure with text in its place, title and message."""
    picture = base64.b64encode(svg.encode()).decode("ascii")
    return (
        f'<figure><img alt="{escape(alt)}" src="data:image/svg+xml;base64,{picture}" style="max-width: 40rem"/>'
        f"<figcaption><strong>{escape(title)}.</strong> {escape(message)}</figcaption></figure>"
    )


def warning_html(words: str) -> str:
    """Return a warning to the reader; nothing where there is none."""
    return f'<p role="note"><strong>{escape(words)}</strong></p>' if words else ""


def fields_html(fields: Iterable[tuple[str, str]]) -> str:
    """Return labels and values as a list."""
    rows = (f"<dt><strong>{escape(name)}</strong></dt><dd>{escape(text)}</dd>" for name, text in fields)
    return f"<dl>{''.join(rows)}</dl>"
