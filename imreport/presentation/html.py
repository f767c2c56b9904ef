"""HTML of blocks, as JupyterLab shows them."""

import base64
from html import escape

from imreport.presentation.blocks import Chart, Cover, Exhibit, Grid, Table
from imreport.presentation.form import opening


def table_html(table: Table) -> str:
    """Return a table with caption, column and row headers and its small print."""
    return f"{grid_html(table.grid, table.title)}{_small_print(table)}"


def grid_html(grid: Grid, caption: str) -> str:
    """Return the rows and columns of a grid; numbers are right aligned, the first column holds row headers."""
    head = "".join(_cell("th", text, number, scope="col") for number, text in enumerate(grid.header))
    body = "".join(f"<tr>{_row(row.texts)}</tr>" for row in grid.rows)
    return f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _row(row: tuple[str, ...]) -> str:
    first = _cell("th", row[0], 0, scope="row")
    return first + "".join(_cell("td", text, number) for number, text in enumerate(row[1:], start=1))


def _cell(tag: str, text: str, number: int, *, scope: str = "") -> str:
    scope = f' scope="{scope}"' if scope else ""
    return f'<{tag}{scope} style="text-align: {"right" if number else "left"}">{escape(text)}</{tag}>'


def chart_html(chart: Chart) -> str:
    """Return a figure with its picture, message, small print and the data table folded in."""
    picture = base64.b64encode(chart.svg.encode()).decode("ascii")
    return (
        f'<figure><img alt="{escape(chart.alt)}" src="data:image/svg+xml;base64,{picture}" style="max-width: 40rem"/>'
        f"<figcaption><strong>{escape(chart.title)}.</strong> {escape(chart.message)}</figcaption>{_small_print(chart)}"
        f"<details><summary>Werte</summary>{grid_html(chart.grid, chart.title)}</details></figure>"
    )


def _small_print(exhibit: Exhibit) -> str:
    return f"<p><small>{escape(exhibit.small_print)}</small></p>"


def cover_html(cover: Cover) -> str:
    """Return the form of the submission as a list of labels and values."""
    rows = "".join(
        f"<dt><strong>{escape(name)}</strong></dt><dd>{escape(text)}</dd>" for name, text in opening(cover.release)
    )
    return f"<dl>{rows}</dl>"
