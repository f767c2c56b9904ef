"""The look of charts: colours, patterns, fonts and sizes, once for all of them.

Colours keep 3:1 against white and against each other in luminance or pattern (WCAG 1.4.11), and are distinguishable
with every common colour blindness; a second series always has a pattern as well, so that colour never stands alone.
"""

from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import as_file, files
from typing import Any, Final

FONT: Final = "imreport Sans"
WIDTH_CM: Final = 16.0
POINTS: Final = 9.0
SMALL: Final = 8.0
TEXT: Final = "#1a1a1a"
GRID: Final = "#8c8c8c"
WARNING: Final = "#8a2b06"


@dataclass(frozen=True, slots=True)
class Paint:
    """How a bar or an area is filled, and the colour of a text on it."""

    fill: str
    hatch: str = ""
    edge: str = "#ffffff"
    text: str = TEXT


MAIN: Final = Paint("#1f5c99")
SECOND: Final = Paint("#c8660a", hatch="////")
REST: Final = Paint("#6e6e6e", hatch="\\\\\\\\")
SERIES: Final = (MAIN, SECOND)

CLASSES: Final = (
    Paint("#dce8f4", edge=GRID), Paint("#9fc1e0", edge=GRID), Paint("#4f87bd", edge=GRID, text="#000000"),
    Paint("#17456f", edge=GRID, text="#ffffff"),
)  # fmt: skip
"""Classes of a map, lowest first: each clearly darker than the one before, in every kind of colour vision."""
SECRET_AREA: Final = Paint("#ffffff", hatch="xx", edge="#767676")
"""An area whose number is hidden."""


@cache
def settings() -> dict[str, Any]:
    """Return the matplotlib settings of every chart."""
    _register_fonts()
    return {
        "font.family": FONT,
        "font.size": POINTS,
        "text.color": TEXT,
        "axes.labelcolor": TEXT,
        "xtick.color": TEXT,
        "ytick.color": TEXT,
        "axes.edgecolor": GRID,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "hatch.linewidth": 0.7,
        "svg.fonttype": "path",
        "svg.hashsalt": "imreport",
        "savefig.facecolor": "white",
    }


def _register_fonts() -> None:
    """Load the fonts that travel with the package, under a name that no font of the machine has."""
    from matplotlib.font_manager import fontManager

    with as_file(files("imreport") / "fonts") as folder:
        for path in sorted(folder.glob("*.ttf")):
            fontManager.addfont(path)
            fontManager.ttflist[-1] = replace(fontManager.ttflist[-1], name=FONT)
