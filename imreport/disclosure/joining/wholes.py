"""Wholes: units that are only there together, as the persons in households of two; a reader knows that they are even.

How many households stand behind some base cells is one more unknown whole number.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from imreport.disclosure.counts import Keys
from imreport.disclosure.joining.sight import BaseCell, Sight
from imreport.indicators import Indicator


@dataclass(frozen=True)
class Wholes:
    """Base cells whose units are together some wholes.

    Attributes:
        cells: The base cells.
        least: How many units the smallest whole has.
        most: How many the largest has.
        number: How many wholes there could be.
    """

    cells: tuple[int, ...]
    least: int
    most: int
    number: int


def wholes(cells: Sequence[BaseCell], sight: Sight) -> Iterator[Wholes]:
    """Yield the base cells that hold whole households: those of one size and day, in areas that no view divides.

    Where households are divided after all, because a family has two teams, nobody can rely on it.
    """
    for dimension in sight.dimensions.values():
        sizes = {key: (least, most) for key, least, most in dimension.wholes}
        for own, key in _together(cells, sight, column=dimension.column) if sizes else ():
            least, most = sizes.get(key, (1, 1))
            units = sum(cells[cell].units for cell in own)
            if least > 1 and units <= units // least * most:
                yield Wholes(own, least, most, units // least)


def _together(cells: Sequence[BaseCell], sight: Sight, *, column: str) -> dict[tuple[tuple[int, ...], str], None]:
    """Return the base cells of one category and one area of the views of one day, each once, and the category."""
    found: dict[tuple[tuple[int, ...], str], None] = {}
    for view, own in enumerate(sight.views):
        same = [n for n, other in enumerate(sight.views) if (other.day, other.edition) == (own.day, own.edition)]
        groups: dict[tuple[str, tuple[bool, ...]], list[int]] = {}
        for number, cell in enumerate(cells):
            place = cell.places[view]
            if place is not None and column in place:
                seen = tuple(cell.places[n] is not None for n in same)
                groups.setdefault((place[column], seen), []).append(number)
        found |= {(tuple(members), key): None for (key, _), members in groups.items()}
    return found


def to_wholes(bounds: tuple[int, int], indicator: Indicator, *, keys: Keys) -> tuple[int, int]:
    """Return the bounds that a cell of wholes can have instead of these; at least two values are between them."""
    for dimension, key in zip(indicator.dimensions, keys, strict=True):
        for name, least, most in dimension.wholes:
            if name == key:
                low, high = (max(least, -(-end // least) * least if least == most else end) for end in bounds)
                return low, max(high, low + 1)
    return bounds
