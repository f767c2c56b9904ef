"""Bars: horizontal ones, one or two per category, or in panels side by side."""

from typing import TYPE_CHECKING, Final

from imreport.presentation.drawing.canvas import figure_of, margins, width_of
from imreport.presentation.drawing.plan import Plan, lines
from imreport.presentation.style import MAIN, REST, SERIES, SMALL, WIDTH_CM, Paint

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.container import BarContainer
    from matplotlib.figure import Figure

LINE_CM: Final = 0.4
GAP_CM: Final = 0.18
LEGEND_CM: Final = 0.75


def bars(plan: Plan) -> "Figure":
    """Draw one or two bars per category."""
    count, width = len(plan.categories), len(plan.series)
    top = LEGEND_CM if width > 1 else 0.1
    figure = figure_of(top + 0.1 + count * _row(plan, bars=width))
    axes = figure.add_subplot()
    left = _name_rows(axes, plan)
    thickness = 0.78 / width
    for number, series in enumerate(plan.series):
        places = [position + (number - (width - 1) / 2) * thickness for position in range(count)]
        drawn = axes.barh(places, [value or 0 for value in series.values], height=thickness * 0.92, label=series.name)
        paint(drawn, plan, SERIES[number])
        axes.bar_label(drawn, labels=plan.labels[number], padding=3)
    axes.set_xlim(0, _limit(plan, room=WIDTH_CM - left - 0.1, size=9))
    margins(figure, left=left, top=top)
    if width > 1:
        axes.legend(loc="lower left", bbox_to_anchor=(-0.01, 1), ncols=width, frameon=False, handlelength=1.6)
    return figure


def panels(plan: Plan) -> "Figure":
    """Draw one panel of bars per series, all with the same scale; the names stand left of the first."""
    figure = figure_of(0.75 + len(plan.categories) * _row(plan, bars=1))
    every = figure.subplots(1, len(plan.series), sharey=True, squeeze=False)[0]
    left = _name_rows(every[0], plan)
    limit = _limit(plan, room=(WIDTH_CM - left - 0.1) / len(plan.series) - 0.25, size=SMALL)
    for axes, series, labels in zip(every, plan.series, plan.labels, strict=True):
        drawn = axes.barh(range(len(plan.categories)), [value or 0 for value in series.values], height=0.72)
        paint(drawn, plan, MAIN)
        axes.bar_label(drawn, labels=labels, padding=2, fontsize=SMALL)
        axes.set_title(series.name, fontsize=9, fontweight="bold", loc="left", pad=3)
        axes.set_xlim(0, limit)
        _plain(axes)
    margins(figure, left=left, top=0.6)
    figure.subplots_adjust(wspace=0.06)
    return figure


def _row(plan: Plan, *, bars: int) -> float:
    """Return the height of a row: of its bars, or of its name where that has more lines."""
    names = max(map(len, lines(plan)), default=1)
    return max(GAP_CM + LINE_CM * bars, GAP_CM / 2 + LINE_CM * names if names > 1 else 0)


def _name_rows(axes: "Axes", plan: Plan) -> float:
    """Write the names of the rows and return the width that they take."""
    names = lines(plan)
    axes.set_yticks(range(len(names)), ["\n".join(broken) for broken in names])
    axes.set_ylim(len(names) - 0.5, -0.5)
    _plain(axes)
    return 0.3 + width_of(line for broken in names for line in broken)


def _plain(axes: "Axes") -> None:
    axes.tick_params(axis="y", length=0)
    axes.xaxis.set_visible(False)
    axes.spines["bottom"].set_visible(False)


def _limit(plan: Plan, *, room: float, size: float) -> float:
    """Return the end of the scale: every bar and the text behind it must fit into the room."""
    pairs = [
        (value or 0, 0.25 + width_of([label], size))
        for series, labels in zip(plan.series, plan.labels, strict=True)
        for value, label in zip(series.values, labels, strict=True)
    ]
    return max((value * room / max(room - text, 0.3) for value, text in pairs), default=1) or 1


def paint(drawn: "BarContainer", plan: Plan, chosen: Paint) -> None:
    """Fill bars; residual ones in grey with a pattern, where the paint does not tell series apart."""
    for bar, residual in zip(drawn, plan.residual, strict=True):
        look = REST if residual and (len(plan.series) == 1 or plan.form == "panels") else chosen
        bar.set(facecolor=look.fill, hatch=look.hatch, edgecolor=look.edge)
