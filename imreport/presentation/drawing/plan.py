"""Plans: what is drawn, before anything is drawn of it."""

import textwrap
from dataclasses import dataclass
from typing import Final, Literal

from imreport.presentation.grid import Series

LABEL_WIDTH: Final = 36
FEW: Final = 8
"""Up to so many tiles stand in rows of four, more in rows of five."""
TILE_WIDTHS: Final = (26, 20)
AREA_WIDTH: Final = 14

Form = Literal["bar", "column", "panels", "step", "tiles", "map"]
Ring = tuple[tuple[float, float], ...]
"""The corners of an outline: longitude and latitude."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is drawn.

    Attributes:
        form: ``bar`` (horizontal, a group per category), ``column`` (vertical), ``panels`` (bars, a panel per series),
            ``step`` (a line of steps), ``tiles`` (a tile per category) or ``map`` (an outline per category).
        categories: The names along the axis.
        series: Series of numbers, None where nothing is drawn.
        labels: Per series, the text at each bar; hidden values keep their ``[g]``.
        residual: Whether a category is residual; drawn in grey with a pattern.
        groups: For columns, the group each category belongs to (the year of a month).
        marks: For columns, positions and texts of vertical lines before a category.
        shapes: For maps, the outlines of each category.
    """

    form: Form
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    labels: tuple[tuple[str, ...], ...]
    residual: tuple[bool, ...]
    groups: tuple[str, ...] = ()
    marks: tuple[tuple[int, str], ...] = ()
    shapes: tuple[tuple[Ring, ...], ...] = ()


def lines(plan: Plan) -> list[list[str]]:
    """Return the names along the axis, broken into lines."""
    widths = {"tiles": TILE_WIDTHS[len(plan.categories) > FEW], "map": AREA_WIDTH}
    width = widths.get(plan.form, LABEL_WIDTH)
    return [_broken(name, width) for name in plan.categories]


def _broken(name: str, width: int) -> list[str]:
    """Break a name at spaces, hyphens and, where it is too long, after slashes."""
    if len(name) <= width:
        return [name]
    words = textwrap.wrap(name.replace("/", "/ "), width, break_long_words=False)
    return [word.replace("/ ", "/") for word in words]
