"""Charts of the workbook, drawn by Excel itself from the numbers of their sheet."""

from collections.abc import Sequence
from typing import Any, Final

from imreport.disclosure import Release
from imreport.presentation import Entry
from imreport.presentation.protection import SECRET, marking
from imreport.presentation.style import SERIES, Paint
from imreport.publication.excel_leaves import Drawn, Leaf

PATTERNS: Final = {"////": "wide_upward_diagonal"}


def insert_chart(workbook: Any, sheet: Any, *, leaf: Leaf, head: int, release: Release) -> None:
    """Put the chart of a sheet beside its table, if it has one.

    Args:
        workbook: The workbook.
        sheet: The sheet, its table written.
        leaf: What stands on it.
        head: The row of the table's header.
        release: What may be published.
    """
    if leaf.drawn is None:
        return
    chart = _chart(workbook, leaf, drawn=leaf.drawn, head=head)
    chart.set_title({"name": _chart_title(release, leaf), "name_font": {"size": 11, "name": "Arial"}})
    text = f"{leaf.title}. {leaf.drawn.message} Alle Werte stehen in der Tabelle daneben."
    sheet.insert_chart(head, len(leaf.grid.header) + 1, chart, {"description": text})


def _chart_title(release: Release, leaf: Leaf) -> str:
    """Return the title of a chart; what is hidden and the marking go with it where charts are copied elsewhere.

    LibreOffice draws no label where there is no number, so that the title has to say it.
    """
    hidden = any(SECRET in line.texts for line in leaf.grid.rows if not line.total)
    parts = (leaf.title, f"{SECRET} ohne Balken" if hidden else "", marking(release.profile))
    return " – ".join(filter(None, parts))


def _chart(workbook: Any, leaf: Leaf, *, drawn: Drawn, head: int) -> Any:
    """Make a native chart of the sheet's numbers."""
    kind, columns, lines = drawn.kind, drawn.columns, leaf.grid.rows
    rows = [row for row, line in enumerate(lines, start=head + 1) if not line.total]
    chart = workbook.add_chart({"type": kind})
    for column, paint in zip(columns, SERIES, strict=False):
        values = (leaf.name, rows[0], column, rows[-1], column)
        entries = [line.entries[column - 1] for line in lines if not line.total]
        chart.add_series({**_series(values, paint, head=head), **_values(entries, labelled=kind == "bar")})
    chart.set_legend({"position": "top"} if len(columns) > 1 else {"none": True})
    font = {"name": "Arial", "size": 9}
    names, values = (chart.set_y_axis, chart.set_x_axis) if kind == "bar" else (chart.set_x_axis, chart.set_y_axis)
    names({"num_font": font, "reverse": True} if kind == "bar" else {"num_font": {**font, "rotation": -90}})
    values({"visible": False, "major_gridlines": {"visible": False}})
    chart.set_size({"width": 620, "height": max(300, 60 + 26 * len(columns) * len(rows)) if kind == "bar" else 340})
    return chart


def _values(entries: Sequence[Entry], *, labelled: bool) -> dict[str, Any]:
    """Return what a series stores and says of its numbers.

    What is hidden has no number, not even 0, and its symbol stands in place of a label, be bars labelled or not.
    """
    missing = any(entry.number is None for entry in entries)
    shown = None if labelled else {"delete": True}
    custom = [{"value": entry.text} if entry.number is None else shown for entry in entries]
    labels = {"value": labelled or missing, "font": {"name": "Arial", "size": 9}}
    return {
        "values_data": [
            entry.number if entry.number is None or not entry.share else entry.number / 100 for entry in entries
        ],
        "data_labels": {**labels, "custom": custom} if missing else labels,
    }


def _series(values: tuple[str, int, int, int, int], paint: Paint, *, head: int) -> dict[str, Any]:
    sheet, first, column, last, _ = values
    look: dict[str, Any] = {"fill": {"color": paint.fill}}
    if paint.hatch:
        look = {"pattern": {"pattern": PATTERNS[paint.hatch], "fg_color": paint.edge, "bg_color": paint.fill}}
    return {
        "name": [sheet, head, column],
        "categories": [sheet, first, 0, last, 0],
        "values": list(values),
        "gap": 40,
        **look,
    }
