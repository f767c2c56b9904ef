"""Areas: a tile or an outline per area with name and number; colours and patterns by class, never colour alone."""

import math
import string
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from imreport.presentation.drawing.canvas import CM, bare, figure_of, margins, width_of
from imreport.presentation.drawing.classes import paints, ranges
from imreport.presentation.drawing.plan import FEW, Plan, Ring, lines
from imreport.presentation.style import SMALL, TEXT, WIDTH_CM, Paint

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.path import Path

TILE_CM: Final = 0.8
LINE_CM: Final = 0.33
LEGEND_CM: Final = 0.7
HIGHEST_CM: Final = 11.0
SMALLEST: Final = 7.0
ROW_CM: Final = 0.36
LISTED: Final = 3
"""The columns of the list below a map."""
ROOMY: Final = 1.2
"""So much wider than its name must an area be."""
USABLE: Final = 0.6
"""The part of an area's height that has room for words."""


def tiles(plan: Plan) -> "Figure":
    """Draw a tile per area, in the order of the categories, with its name and number."""
    from matplotlib.patches import Rectangle

    columns = 4 if len(plan.categories) <= FEW else 5
    rows = math.ceil(len(plan.categories) / columns)
    most = max(2, *map(len, lines(plan)))
    figure = figure_of(rows * (TILE_CM + LINE_CM * most) + LEGEND_CM)
    axes = figure.add_subplot()
    for place, (name, label, look) in enumerate(zip(lines(plan), plan.labels[0], paints(plan), strict=True)):
        row, column = divmod(place, columns)
        axes.add_patch(Rectangle((column, row), 0.97, 0.94, **_look(look)))
        words = {"ha": "center", "va": "center", "color": look.text, **_behind(look)}
        axes.text(
            column + 0.485,
            row + 0.47 - 0.27 / (TILE_CM + LINE_CM * most),
            "\n".join(name),
            fontsize=SMALL,
            linespacing=1.0,
            **words,
        )
        axes.text(
            column + 0.485,
            row + 0.94 - 0.32 / (TILE_CM + LINE_CM * most),
            label,
            fontsize=10,
            fontweight="bold",
            **words,
        )
    axes.set(xlim=(0, columns), ylim=(rows, 0))
    bare(axes)
    margins(figure, bottom=LEGEND_CM)
    _key(axes, plan)
    return figure


def outlines(plan: Plan) -> "Figure":
    """Draw the outline of each area with name and number in it; where they do not fit, a letter that is explained."""
    from matplotlib.patches import PathPatch

    corners = [corner for shape in plan.shapes for ring in shape for corner in ring]
    west, east = min(x for x, _ in corners), max(x for x, _ in corners)
    south, north = min(y for _, y in corners), max(y for _, y in corners)
    squeeze = math.cos(math.radians((south + north) / 2))
    height = min(HIGHEST_CM, (WIDTH_CM - 0.2) * (north - south) / max((east - west) * squeeze, 1e-9))
    scale = height / max(north - south, 1e-9)
    outside = [not fits for fits in _fitting(plan, scale=scale, squeeze=squeeze)]
    bottom = LEGEND_CM + ROW_CM * math.ceil(sum(outside) / LISTED)
    figure = figure_of(height + bottom)
    axes = figure.add_subplot()
    for shape, look in zip(plan.shapes, paints(plan), strict=True):
        axes.add_patch(PathPatch(_path(shape), **_look(look)))
    axes.set(xlim=(west, east), ylim=(south, north), aspect=1 / squeeze)
    _name(axes, plan, outside=outside)
    bare(axes)
    margins(figure, bottom=bottom)
    _key(axes, plan)
    _list(figure, plan, outside=outside)
    return figure


def _path(shape: tuple[Ring, ...]) -> "Path":
    """Return the rings of an area as one path, so that a ring inside another is a hole."""
    from matplotlib.path import Path

    return Path.make_compound_path(*(Path([*ring, ring[0]], closed=True) for ring in shape))


def _fitting(plan: Plan, *, scale: float, squeeze: float) -> Iterator[bool]:
    """Yield whether name and number of an area have room in it."""
    for shape, name, label in zip(plan.shapes, lines(plan), plan.labels[0], strict=True):
        ring = max(shape, key=_size)
        wide, high = _widest(ring)[2] * squeeze * scale, scale * (max(y for _, y in ring) - min(y for _, y in ring))
        yield wide > width_of([*name, label], SMALLEST) * ROOMY and high * USABLE > LINE_CM * (len(name) + 1)


def _name(axes: "Axes", plan: Plan, *, outside: Sequence[bool]) -> None:
    """Write name and number into the areas, or the letter that stands for them."""
    letters = _letters()
    drawn = zip(plan.shapes, lines(plan), plan.labels[0], paints(plan), outside, strict=True)
    for shape, name, label, look, short in drawn:
        x, y, _ = _widest(max(shape, key=_size))
        words = {"fontsize": SMALLEST, "ha": "center", "color": look.text, **_behind(look)}
        if short:
            axes.text(x, y, next(letters), va="center", **words)
        else:
            axes.text(x, y, "\n".join(name), va="bottom", linespacing=1.0, **words)
            axes.text(x, y, label, va="top", fontweight="bold", **words)


def _list(figure: "Figure", plan: Plan, *, outside: Sequence[bool]) -> None:
    """Say below the picture what the letters stand for."""
    shown = zip(plan.categories, plan.labels[0], outside, strict=True)
    listed = [(name, label) for name, label, short in shown if short]
    rows, height = math.ceil(len(listed) / LISTED), figure.get_figheight() / CM
    for place, (letter, (name, label)) in enumerate(zip(_letters(), listed, strict=False)):
        column, row = divmod(place, rows)
        x, y = 0.1 + column * (WIDTH_CM / LISTED), ROW_CM * (rows - row) - 0.1
        figure.text(x / WIDTH_CM, y / height, letter, fontsize=SMALLEST, va="top")
        figure.text((x + 1.2) / WIDTH_CM, y / height, label, fontsize=SMALLEST, va="top", ha="right", fontweight="bold")
        figure.text((x + 1.35) / WIDTH_CM, y / height, name, fontsize=SMALLEST, va="top")


def _letters() -> Iterator[str]:
    """Yield a, b, c and so on, then aa, ab and so on."""
    singles = string.ascii_lowercase
    yield from singles
    yield from (first + second for first in singles for second in singles)


def _size(ring: Ring) -> float:
    """Return the area within a ring (shoelace formula)."""
    return abs(sum(x * v - u * y for (x, y), (u, v) in zip(ring, (*ring[1:], ring[0]), strict=True))) / 2


def _widest(ring: Ring) -> tuple[float, float, float]:
    """Return the middle and the width of a wide stretch inside a ring, rather in its middle than at its ends."""
    low, high = min(y for _, y in ring), max(y for _, y in ring)
    found = (ring[0][0], ring[0][1], 0.0, 0.0)
    for part in range(3, 18):
        level = low + (high - low) * part / 20
        pairs = zip(ring, (*ring[1:], ring[0]), strict=True)
        crossed = sorted(x + (level - y) * (u - x) / (v - y) for (x, y), (u, v) in pairs if (y > level) != (v > level))
        for left, right in zip(crossed[::2], crossed[1::2], strict=False):
            wide = (right - left) * (1 - abs(part - 10) / 20)
            found = max(found, ((left + right) / 2, level, right - left, wide), key=lambda place: place[3])
    return found[:3]


def _look(paint: Paint) -> dict[str, Any]:
    return {"facecolor": paint.fill, "hatch": paint.hatch, "edgecolor": paint.edge, "linewidth": 0.8}


def _behind(paint: Paint) -> dict[str, Any]:
    """Return a white ground for a text on a pattern."""
    return {"bbox": {"facecolor": "white", "edgecolor": "none", "pad": 1}} if paint.hatch else {}


def _key(axes: "Axes", plan: Plan) -> None:
    """Say below the picture which numbers a colour stands for."""
    from matplotlib.patches import Patch

    handles = [Patch(**_look(look), label=text) for text, look in ranges(plan)]
    axes.legend(handles=handles, loc="upper left", bbox_to_anchor=(0, 0), ncols=len(handles), frameon=False,
                fontsize=SMALL, handlelength=1.8, labelcolor=TEXT, columnspacing=1.4)  # fmt: skip
