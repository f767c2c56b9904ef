"""Bars: horizontal ones, one or two per category, or in panels side by side."""

from itertools import accumulate
from typing import TYPE_CHECKING, Final

from imreport.presentation.drawing.canvas import figure_of, margins, width_of
from imreport.presentation.drawing.plan import Plan, lines
from imreport.presentation.style import MAIN, POINTS, REST, SERIES, SMALL, WIDTH_CM, Paint

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.container import BarContainer
    from matplotlib.figure import Figure

BAR_CM: Final = 0.36
LINE_CM: Final = 0.37
GAP_CM: Final = 0.15
LEGEND_CM: Final = 0.75
HEAD_CM: Final = 0.6


def bars(plan: Plan) -> "Figure":
    """Draw one or two bars per category."""
    width = len(plan.series)
    heights = _heights(plan, bars=width)
    top = LEGEND_CM if width > 1 else 0.1
    figure = figure_of(top + 0.1 + sum(heights))
    axes = figure.add_subplot()
    left = _name_rows(axes, plan, heights=heights)
    for number, series in enumerate(plan.series):
        places = [middle + (number - (width - 1) / 2) * BAR_CM for middle in _middles(heights)]
        drawn = axes.barh(places, [value or 0 for value in series.values], height=BAR_CM * 0.92, label=series.name)
        paint(drawn, plan, chosen=SERIES[number])
        axes.bar_label(drawn, labels=plan.labels[number], padding=3)
    axes.set_xlim(0, _limit(plan, room=WIDTH_CM - left - 0.1, size=POINTS))
    margins(figure, left=left, top=top)
    if width > 1:
        axes.legend(loc="lower left", bbox_to_anchor=(-0.01, 1), ncols=width, frameon=False, handlelength=1.6)
    return figure


def panels(plan: Plan) -> "Figure":
    """Draw one panel of bars per series, all with the same scale; the names stand left of the first."""
    heights = _heights(plan, bars=1)
    figure = figure_of(HEAD_CM + 0.1 + sum(heights))
    every = figure.subplots(1, len(plan.series), sharey=True, squeeze=False)[0]
    left = _name_rows(every[0], plan, heights=heights)
    limit = _limit(plan, room=(WIDTH_CM - left - 0.1) / len(plan.series) - 0.25, size=SMALL)
    for axes, series, labels in zip(every, plan.series, plan.labels, strict=True):
        drawn = axes.barh(_middles(heights), [value or 0 for value in series.values], height=BAR_CM)
        paint(drawn, plan, chosen=MAIN)
        axes.bar_label(drawn, labels=labels, padding=2, fontsize=SMALL)
        axes.set_title(series.name, fontsize=POINTS, fontweight="bold", loc="left", pad=3)
        axes.set_xlim(0, limit)
        _plain(axes)
    margins(figure, left=left, top=HEAD_CM)
    figure.subplots_adjust(wspace=0.06)
    return figure


def _heights(plan: Plan, *, bars: int) -> list[float]:
    """Return the height of each row: of its bars, or of its name where that has more lines."""
    return [max(GAP_CM + BAR_CM * bars, GAP_CM / 2 + LINE_CM * len(broken)) for broken in lines(plan)]


def _middles(heights: list[float]) -> list[float]:
    return [end - height / 2 for end, height in zip(accumulate(heights), heights, strict=True)]


def _name_rows(axes: "Axes", plan: Plan, *, heights: list[float]) -> float:
    """Write the names of the rows and return the width that they take."""
    names = lines(plan)
    axes.set_yticks(_middles(heights), ["\n".join(broken) for broken in names])
    axes.set_ylim(sum(heights), 0)
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


def paint(drawn: "BarContainer", plan: Plan, *, chosen: Paint) -> None:
    """Fill bars; residual ones in grey with a pattern, where the paint does not tell series apart."""
    for bar, residual in zip(drawn, plan.residual, strict=True):
        look = REST if residual and (len(plan.series) == 1 or plan.form == "panels") else chosen
        bar.set(facecolor=look.fill, hatch=look.hatch, edgecolor=look.edge)
