"""Columns and steps: numbers along the time."""

from typing import TYPE_CHECKING, Final

from imreport.presentation.drawing.bars import paint
from imreport.presentation.drawing.canvas import figure_of, margins
from imreport.presentation.drawing.plan import Plan
from imreport.presentation.style import GRID, MAIN, SMALL, WIDTH_CM

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MANY: Final = 12
WIDEST_CM: Final = 1.3


def columns(plan: Plan) -> "Figure":
    """Draw one column per category, with lines before some and names of groups below."""
    count = len(plan.categories)
    many = count > MANY
    figure = figure_of(6.4 if many else 4.4)
    axes = figure.add_subplot()
    drawn = axes.bar(range(count), [value or 0 for value in plan.series[0].values], width=min(0.8, _share(count)))
    paint(drawn, plan, chosen=MAIN)
    size = 7.5 if many else 9
    axes.bar_label(drawn, labels=plan.labels[0], rotation=90 if many else 0, padding=3, fontsize=size)
    axes.set_xticks(range(count), plan.categories, fontsize=size)
    _along(axes, count)
    axes.set_ylim(0, _top(plan) * (1.14 + 0.11 * len(plan.marks)))
    _write_groups(axes, plan)
    _mark(axes, plan)
    margins(figure, bottom=0.9 if plan.groups else 0.55)
    return figure


def _share(count: int) -> float:
    """Return the part of its place that the widest allowed column fills."""
    return WIDEST_CM * count / WIDTH_CM


def _top(plan: Plan) -> float:
    return max((value or 0 for value in plan.series[0].values), default=1) or 1


def steps(plan: Plan) -> "Figure":
    """Draw a line of steps with its numbers above; where a number is hidden, the line is broken."""
    count = len(plan.categories)
    figure = figure_of(4.4)
    axes = figure.add_subplot()
    values = [float("nan") if value is None else value for value in plan.series[0].values]
    edges = [number - 0.5 for number in range(count + 1)]
    axes.stairs(values, edges, baseline=0, fill=True, color="#d5e1ee")
    axes.stairs(values, edges, baseline=None, color=MAIN.fill, linewidth=2)
    for place, (value, label) in enumerate(zip(plan.series[0].values, plan.labels[0], strict=True)):
        axes.annotate(label, (place, value or 0), xytext=(0, 3), textcoords="offset points", ha="center",
                      fontsize=9 if count <= MANY else SMALL)  # fmt: skip
    axes.set_xticks(range(count), plan.categories, fontsize=9 if count <= MANY else SMALL)
    _along(axes, count)
    axes.set_ylim(0, _top(plan) * 1.16)
    margins(figure, bottom=0.9 if any("\n" in name for name in plan.categories) or plan.groups else 0.55)
    _write_groups(axes, plan)
    return figure


def _along(axes: "Axes", count: int) -> None:
    axes.tick_params(axis="x", length=0)
    axes.yaxis.set_visible(False)
    axes.spines["left"].set_visible(False)
    axes.set_xlim(-0.6, count - 0.4)


def _mark(axes: "Axes", plan: Plan) -> None:
    """Draw the vertical lines; their texts stand one below the other, so that none covers another."""
    end = len(plan.categories)
    for step, (position, text) in enumerate(plan.marks):
        axes.axvline(position - 0.5, color=GRID, linestyle="--", linewidth=1)
        late = position > end * 0.6
        axes.annotate(text, (position - (0.75 if late else 0.25), 1 - 0.08 * step), xycoords=("data", "axes fraction"),
                      va="top", ha="right" if late else "left")  # fmt: skip


def _write_groups(axes: "Axes", plan: Plan) -> None:
    """Write each group's name below its first category."""
    if not plan.groups:
        return
    secondary = axes.secondary_xaxis(location=0)
    firsts = [plan.groups.index(group) for group in dict.fromkeys(plan.groups)]
    secondary.set_xticks([first - 0.4 for first in firsts], [f"\n{plan.groups[first]}" for first in firsts], ha="left")
    secondary.tick_params(axis="x", length=0)
    secondary.spines["bottom"].set_visible(False)
