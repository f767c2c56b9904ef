"""Rounding to multiples of 5: what is printed, and what a reader knows of it.

Every number is rounded by itself and to the nearest multiple, as the Statistisches Bundesamt does in the statistics of
social assistance since 2020. ``withholding`` says what else it takes to be safe.
"""

from dataclasses import replace
from typing import Final

from imreport.disclosure.counts import Count
from imreport.disclosure.hiding.model import Bounds

STEP: Final = 5
OFF: Final = 2
"""How far a rounded number is from the true one at most."""


def rounded(value: int, factor: int = 1) -> int:
    """Return the nearest multiple of 5; of numbers with decimals, of 5 whole units.

    Example:
        >>> [rounded(value) for value in (0, 2, 3, 7, 8)]
        [0, 0, 5, 5, 10]
    """
    step = STEP * factor
    return (value + step // 2) // step * step


def known_of(value: int, factor: int = 1) -> Bounds:
    """Return what a reader knows of a value that is printed rounded."""
    printed, off = rounded(value, factor), OFF if factor == 1 else STEP * factor // 2
    return max(0, printed - off), printed + off


def round_count(count: Count, factor: int) -> Count:
    """Return a cell with its value rounded; values with decimals are given in units, ``factor`` steps each."""
    steps = rounded(round(count.value * factor), factor)
    return replace(count, value=steps if factor == 1 else steps / factor, percent_only=False)
