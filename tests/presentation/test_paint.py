"""The look of charts: contrast, and colours that never stand alone (WCAG 1.4.3, 1.4.11, 1.4.1)."""

from itertools import pairwise

import pytest
from matplotlib.colors import to_rgb

from imreport.presentation import style
from imreport.presentation.style import CLASSES, GRID, MAIN, REST, SERIES, TEXT, Paint, settings

Rgb = tuple[float, float, float]

PAINTS = {name: value for name, value in vars(style).items() if isinstance(value, Paint)}
WHITE = "#ffffff"
# Machado, Oliveira, Fernandes (2009), severity 1.0, for linear RGB
BLINDNESS = {
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
DISTINCT = 0.15


def linear(colour: str) -> Rgb:
    """The linear RGB of a colour, as WCAG defines it."""
    red, green, blue = ((c / 12.92) if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour))
    return red, green, blue


def luminance(colour: str) -> float:
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    """The contrast ratio of WCAG, 1 to 21."""
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def seen(colour: str, kind: str) -> Rgb:
    """What a person with that colour blindness sees, in linear RGB."""
    rgb = linear(colour)
    red, green, blue = (sum(a * b for a, b in zip(row, rgb, strict=True)) for row in BLINDNESS[kind])
    return red, green, blue


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", WHITE) == pytest.approx(21)
    assert contrast("#767676", WHITE) == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("name", PAINTS)
def test_bars_stand_out_from_the_paper(name: str) -> None:
    paint = PAINTS[name]
    assert max(contrast(paint.fill, WHITE), contrast(paint.edge, WHITE)) >= 3


@pytest.mark.parametrize("name", [name for name, paint in PAINTS.items() if paint.hatch])
def test_pattern_stands_out_from_its_bar(name: str) -> None:
    assert contrast(PAINTS[name].fill, PAINTS[name].edge) >= 3


def test_lines_stand_out_from_the_paper() -> None:
    assert contrast(GRID, WHITE) >= 3


@pytest.mark.parametrize("name", ["text.color", "axes.labelcolor", "xtick.color", "ytick.color"])
def test_text_can_be_read(name: str) -> None:
    assert settings()[name] == TEXT
    assert contrast(settings()[name], WHITE) >= 4.5


def test_a_second_series_has_a_pattern() -> None:
    assert not SERIES[0].hatch
    assert all(paint.hatch for paint in SERIES[1:])


def test_every_paint_has_its_own_pattern() -> None:
    patterns = [paint.hatch for paint in PAINTS.values()]
    assert len(patterns) == len(set(patterns)) >= 3


@pytest.mark.parametrize("kind", BLINDNESS)
def test_series_can_be_told_apart_by_everybody(kind: str) -> None:
    first, second = (seen(paint.fill, kind) for paint in SERIES)
    apart = sum((a - b) ** 2 for a, b in zip(first, second, strict=True)) ** 0.5
    assert apart >= DISTINCT


def test_residual_bar_differs_in_more_than_colour() -> None:
    assert REST.fill != MAIN.fill
    assert REST.hatch != MAIN.hatch


def test_pictures_are_the_same_everywhere() -> None:
    assert settings()["svg.hashsalt"]
    assert settings()["svg.fonttype"] == "path"


def test_font_travels_with_the_package() -> None:
    from matplotlib.font_manager import findfont

    found = findfont(settings()["font.family"], fallback_to_default=False)
    assert "imreport" in found


def test_classes_of_a_map_darken_in_clear_steps() -> None:
    light = [luminance(paint.fill) for paint in CLASSES]
    assert all(first + 0.05 >= 1.5 * (second + 0.05) for first, second in pairwise(light))


@pytest.mark.parametrize("paint", CLASSES)
def test_numbers_on_a_map_can_be_read(paint: Paint) -> None:
    assert contrast(paint.fill, paint.text) >= 4.5
    assert contrast(paint.edge, WHITE) >= 3
