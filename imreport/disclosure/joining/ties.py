"""Ties: the parts of a population count the same units, so that their base cells add up to the same everywhere."""

from collections.abc import Iterator, Sequence

from imreport.disclosure.hiding.model import Terms
from imreport.disclosure.joining.sight import BaseCell, Part

_Spot = tuple[tuple[str, ...] | None, ...]


def ties(cells: Sequence[BaseCell]) -> Iterator[Terms]:
    """Yield differences that are 0: two sums for every stretch of time and area that a part tells apart.

    The cells of the part stand on one side, those of the part without columns, which all are tied to, on the other.
    """
    common = [number for number, cell in enumerate(cells) if not cell.part.columns]
    for part in dict.fromkeys(cell.part for cell in cells if cell.part.columns) if common else ():
        own = [number for number, cell in enumerate(cells) if cell.part == part]
        groups: dict[_Spot, dict[int, int]] = {}
        for numbers, factor in ((own, 1), (common, -1)):
            for number in numbers:
                groups.setdefault(_spot(cells[number], part), {})[number] = factor
        yield from groups.values()


def _spot(cell: BaseCell, part: Part) -> _Spot:
    """Return the views that show a cell, and the times of the part in each."""
    return tuple(None if place is None else tuple(place[time] for time in part.times) for place in cell.places)
