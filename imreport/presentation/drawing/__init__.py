"""Drawing: a plan becomes an SVG and a PNG with matplotlib, without pyplot, the same bytes every time."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from imreport.presentation.drawing.areas import outlines, tiles
from imreport.presentation.drawing.bars import bars, panels
from imreport.presentation.drawing.canvas import CM, MARKING_CM, png_of, svg_of
from imreport.presentation.drawing.classes import ranges
from imreport.presentation.drawing.columns import columns, steps
from imreport.presentation.drawing.plan import Form, Plan, Ring, lines
from imreport.presentation.grid import Series
from imreport.presentation.style import WARNING, settings

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["FIGURES", "Form", "Plan", "Ring", "draw", "warm_up", "written"]

FIGURES: "Final[dict[Form, Callable[[Plan], Figure]]]" = {
    "bar": bars,
    "column": columns,
    "panels": panels,
    "step": steps,
    "tiles": tiles,
    "map": outlines,
}


def written(plan: Plan) -> list[str]:
    """Return every text that stands in the picture of a plan, line by line, in no order."""
    named = [series.name for series in plan.series] if len(plan.series) > 1 else []
    marks = [text for _, text in plan.marks]
    classes = [text for text, _ in ranges(plan)] if plan.form in ("tiles", "map") else []
    names = [line for broken in lines(plan) for line in broken] if plan.form != "map" else []
    return [
        *names,
        *named,
        *marks,
        *dict.fromkeys(plan.groups),
        *classes,
        *(text for row in plan.labels for text in row),
    ]


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
        figure = FIGURES[plan.form](plan)
        if marking:
            _mark(figure, marking)
        titled = {"Title": marking} if marking else {}
        return svg_of(figure, titled), png_of(figure, titled)


def _mark(figure: "Figure", marking: str) -> None:
    """Write the marking into a strip of its own above everything else."""
    height = figure.get_figheight() / CM
    grown, plots = height + MARKING_CM, figure.subplotpars
    figure.set_figheight(grown * CM)
    figure.subplots_adjust(top=plots.top * height / grown, bottom=plots.bottom * height / grown)
    figure.text(0.99, 0.995, marking, ha="right", va="top", fontsize=8, fontweight="bold", color=WARNING)


def warm_up() -> None:
    """Draw one bar, so that libraries and fonts are loaded when the first chart is asked for."""
    draw(Plan("bar", ("–",), (Series("–", (1.0,)),), (("1",),), (False,)))
