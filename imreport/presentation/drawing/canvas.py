"""The canvas: an empty picture of the width of the text, measured in centimetres, and how it is stored."""

import io
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Final

from imreport.presentation.style import FONT, POINTS, WIDTH_CM

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

CM: Final = 1 / 2.54
DPI: Final = 200
POINT_CM: Final = 2.54 / 72
MARKING_CM: Final = 0.45


def figure_of(height: float) -> "Figure":
    """Return an empty picture of a height."""
    from matplotlib.figure import Figure

    return Figure(figsize=(WIDTH_CM * CM, height * CM))


def margins(figure: "Figure", *, left: float = 0.1, top: float = 0.1, bottom: float = 0.1, right: float = 0.1) -> None:
    """Set what is left free around the plots."""
    height = figure.get_figheight() / CM
    figure.subplots_adjust(
        left=left / WIDTH_CM, right=1 - right / WIDTH_CM, top=1 - top / height, bottom=bottom / height
    )


def width_of(texts: Iterable[str], size: float = POINTS) -> float:
    """Return the width of the longest of some texts."""
    return max((_width(text, size) for text in texts), default=0) * POINT_CM


@cache
def _width(text: str, size: float) -> float:
    """Return the width of a text in points."""
    from matplotlib.font_manager import findfont, get_font

    font = get_font(findfont(FONT))
    font.set_size(size, 72)
    font.set_text(text, 0.0)
    return float(font.get_width_height()[0]) / 64


def bare(axes: "Axes") -> None:
    """Take ticks and frame from a plot."""
    axes.xaxis.set_visible(False)
    axes.yaxis.set_visible(False)
    for spine in axes.spines.values():
        spine.set_visible(False)


def svg_of(figure: "Figure", titled: dict[str, str]) -> str:
    """Return a picture as SVG, without the day and the program that made it."""
    text = io.StringIO()
    figure.savefig(text, format="svg", metadata={"Date": None, "Creator": None, **titled})
    return text.getvalue()


def png_of(figure: "Figure", titled: dict[str, str]) -> bytes:
    """Return a picture as PNG."""
    data = io.BytesIO()
    figure.savefig(data, format="png", dpi=DPI, metadata={"Software": None, **titled})
    return data.getvalue()
