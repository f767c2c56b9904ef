"""Drawing: a plan of bars becomes an SVG and a PNG with matplotlib, without pyplot, the same bytes every time."""

import io
import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from imreport.presentation.grid import Series
from imreport.presentation.style import GRID, MAIN, REST, SERIES, WARNING, WIDTH_CM, Paint, settings

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.container import BarContainer
    from matplotlib.figure import Figure

CM: Final = 1 / 2.54
DPI: Final = 200
LABEL_WIDTH: Final = 36


@dataclass(frozen=True, slots=True)
class Plan:
    """What is drawn.

    Attributes:
        form: ``bar`` (horizontal, one group per category) or ``column`` (vertical, one per category).
        categories: The names along the axis.
        series: One or two series of numbers, None where nothing is drawn.
        labels: Per series, the text at each bar; hidden values keep their ``[g]``.
        residual: Whether a category is residual; drawn in grey with a pattern.
        groups: For columns, the group each category belongs to (the year of a month).
        marks: For columns, positions and texts of vertical lines before a category.
    """

    form: Literal["bar", "column"]
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    labels: tuple[tuple[str, ...], ...]
    residual: tuple[bool, ...]
    groups: tuple[str, ...] = ()
    marks: tuple[tuple[int, str], ...] = ()


def written(plan: Plan) -> list[str]:
    """Return every text that stands in the picture of a plan, line by line, in no order."""
    names = [line for name in plan.categories for line in textwrap.wrap(name, LABEL_WIDTH)]
    legend = [series.name for series in plan.series] if len(plan.series) > 1 else []
    marks = [text for _, text in plan.marks]
    return [*names, *legend, *marks, *dict.fromkeys(plan.groups), *(text for row in plan.labels for text in row)]


def draw(plan: Plan, *, marking: str = "") -> tuple[str, bytes]:
    """Draw a plan.

    Args:
        plan: What is drawn.
        marking: Words above the picture that go wherever it goes.

    Returns:
        The picture as SVG text and as PNG bytes.
    """
    import matplotlib as mpl

    with mpl.rc_context(settings()):  # type: ignore[arg-type]
        figure = _bars(plan) if plan.form == "bar" else _columns(plan)
        if marking:
            figure.suptitle(marking, x=0.99, ha="right", fontsize=8, fontweight="bold", color=WARNING)
        titled = {"Title": marking} if marking else {}
        return _svg(figure, titled), _png(figure, titled)


def warm_up() -> None:
    """Draw one bar, so that libraries and fonts are loaded when the first chart is asked for."""
    draw(Plan("bar", ("–",), (Series("–", (1.0,)),), (("1",),), (False,)))


def _figure(height: float) -> "tuple[Figure, Axes]":
    from matplotlib.figure import Figure

    figure = Figure(figsize=(WIDTH_CM * CM, height * CM), layout="constrained")
    return figure, figure.add_subplot()


def _bars(plan: Plan) -> "Figure":
    count, width = len(plan.categories), len(plan.series)
    figure, axes = _figure(height=0.7 + count * (0.18 + 0.4 * width) + (0.8 if width > 1 else 0))
    thickness = 0.76 / width
    for number, series in enumerate(plan.series):
        places = [position + (number - (width - 1) / 2) * thickness for position in range(count)]
        bars = axes.barh(places, [value or 0 for value in series.values], height=thickness * 0.92, label=series.name)
        _paint(bars, plan, paint=SERIES[number])
        axes.bar_label(bars, labels=plan.labels[number], padding=3)
    axes.set_yticks(range(count), [textwrap.fill(name, LABEL_WIDTH) for name in plan.categories])
    axes.invert_yaxis()
    axes.tick_params(axis="y", length=0)
    axes.xaxis.set_visible(False)
    axes.spines["bottom"].set_visible(False)
    axes.margins(x=0.14, y=0.02)
    if width > 1:
        figure.legend(loc="outside upper left", ncols=width, frameon=False, handlelength=1.6)
    return figure


def _columns(plan: Plan) -> "Figure":
    count = len(plan.categories)
    figure, axes = _figure(height=7.5)
    bars = axes.bar(range(count), [value or 0 for value in plan.series[0].values], width=0.8)
    _paint(bars, plan, paint=MAIN)
    axes.bar_label(bars, labels=plan.labels[0], rotation=90 if count > 12 else 0, padding=3, fontsize=7.5)
    axes.set_xticks(range(count), plan.categories, fontsize=7.5)
    axes.tick_params(axis="x", length=0)
    axes.yaxis.set_visible(False)
    axes.spines["left"].set_visible(False)
    axes.set_xlim(-0.7, count - 0.3)
    axes.margins(y=0.18)
    _write_groups(axes, plan)
    _mark(axes, plan)
    return figure


def _mark(axes: "Axes", plan: Plan) -> None:
    """Draw the vertical lines; their texts stand one below the other, so that none covers another."""
    for step, (position, text) in enumerate(plan.marks):
        axes.axvline(position - 0.5, color=GRID, linestyle="--", linewidth=1)
        axes.annotate(text, (position - 0.25, 1 - 0.07 * step), xycoords=("data", "axes fraction"), va="top")


def _write_groups(axes: "Axes", plan: Plan) -> None:
    """Write each group's name below its first category."""
    secondary = axes.secondary_xaxis(location=0)
    firsts = [plan.groups.index(group) for group in dict.fromkeys(plan.groups)]
    secondary.set_xticks([first - 0.4 for first in firsts], [f"\n{plan.groups[first]}" for first in firsts], ha="left")
    secondary.tick_params(axis="x", length=0)
    secondary.spines["bottom"].set_visible(False)


def _paint(bars: "BarContainer", plan: Plan, *, paint: Paint) -> None:
    for bar, residual in zip(bars, plan.residual, strict=True):
        chosen = REST if residual and len(plan.series) == 1 else paint
        bar.set(facecolor=chosen.fill, hatch=chosen.hatch, edgecolor=chosen.edge)


def _svg(figure: "Figure", titled: dict[str, str]) -> str:
    text = io.StringIO()
    figure.savefig(text, format="svg", metadata={"Date": None, "Creator": None, **titled})
    return text.getvalue()


def _png(figure: "Figure", titled: dict[str, str]) -> bytes:
    data = io.BytesIO()
    figure.savefig(data, format="png", dpi=DPI, metadata={"Software": None, **titled})
    return data.getvalue()
