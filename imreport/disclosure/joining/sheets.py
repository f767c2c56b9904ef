"""Sheets: tables as readers see them, of this report and of earlier editions, and the statements they make.

A sheet says which base cells each of its cells adds up. Categories that it does not name are in its "Andere", or 0.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import ceil
from typing import Final

from imreport.disclosure.counts import Count, Keys
from imreport.disclosure.hiding.model import Bounds, Fate, exactly, within
from imreport.disclosure.joining.sight import BaseCell, codes_of
from imreport.disclosure.rounding import known_of
from imreport.indicators import OTHER, TOTAL, Indicator

MARGIN_COST: Final = 3
TOTAL_COST: Final = 1000

Terms = dict[int, int]


@dataclass(frozen=True)
class Sheet:
    """One table as it stands in one scope.

    Attributes:
        indicator: Its Kennzahl.
        edition: Number of the edition that published it, 0 for this report.
        views: The view of each moment, or of the whole table under an empty moment.
        counts: Its cells; of an earlier edition only what was published, hidden cells with value 0.
        is_rounded: Whether its numbers are printed as multiples of 5.
    """

    indicator: Indicator
    edition: int
    views: Mapping[str, int]
    counts: Sequence[Count]
    is_rounded: bool = False

    def name(self, keys: Keys) -> str:
        """Return a name for one of its cells, for messages and secret costs."""
        where = f"{self.edition}:" if self.edition else ""
        return f"{where}{self.indicator.key}:{'.'.join(keys)}"

    @property
    def factor(self) -> int:
        """How many whole steps one unit of the value has."""
        return int(10**self.indicator.decimals)

    def value(self, count: Count) -> int:
        """Return the value of a cell in whole steps."""
        return round(count.value * self.factor)

    def terms(self, cells: Sequence[BaseCell]) -> dict[Keys, Terms]:
        """Return, for every cell of the sheet, its totals included, the base cells it adds up."""
        found: dict[Keys, Terms] = {}
        named = [{count.keys[axis] for count in self.counts} for axis in range(len(self.indicator.dimensions))]
        columns = codes_of(self.indicator.dimensions)
        own = [(number, cell) for number, cell in enumerate(cells) if cell.part.holds(columns)]
        for moment, view in self.views.items():
            for number, cell in own:
                place = cell.places[view]
                for keys in product(*self._options(place, moment, named=named)) if place is not None else ():
                    found.setdefault(keys, {})[number] = 1
        return found

    def _options(
        self, place: Mapping[str, str], moment: str, *, named: Sequence[set[str]]
    ) -> Iterator[tuple[str, ...]]:
        """Yield, per dimension, the categories a place counts towards."""
        for dimension, known in zip(self.indicator.dimensions, named, strict=True):
            if dimension.kind == "moment":
                yield (moment,)
            else:
                key = place[dimension.column]
                yield (key if key in known or OTHER not in known else OTHER, TOTAL)

    @property
    def absent(self) -> Bounds:
        """What a reader knows of a category that it does not list."""
        return known_of(0) if self.is_rounded else exactly(0)

    def needs(self, cells: Sequence[BaseCell]) -> Iterator[tuple[Terms, Bounds]]:
        """Yield what must be true of the base cells for the sheet to be right; of hidden cells, that they are not 0."""
        terms = self.terms(cells)
        for count in self.counts:
            own = terms.get(count.keys, {})
            yield own, self._need(count, units=sum(cells[cell].units for cell in own))
        yield from ((terms[keys], self.absent) for keys in unnamed(self, terms))

    def _need(self, count: Count, *, units: int) -> Bounds:
        """Return the bounds of a cell: its number in this report; of an earlier edition, what it printed."""
        if not self.edition:
            return exactly(self.value(count))
        return (min(1, units), None) if count.hidden else self.bounds(count)

    def agrees(self, cells: Sequence[BaseCell]) -> bool:
        """Whether the base cells add up to the sheet."""
        return all(within(sum(cells[cell].units for cell in own), bounds) for own, bounds in self.needs(cells))

    def bounds(self, count: Count) -> Bounds:
        """Return what a reader knows of a cell that is shown: its value, or the range of its whole percentage."""
        if self.is_rounded:
            return known_of(self.value(count), self.factor)
        if not count.percent_only:
            return exactly(self.value(count))
        base = next(other.value for other in self.counts if other.is_total)
        percent = int(100 * count.value / base + 0.5) if count.percent is None else count.percent
        return ceil((percent - 0.5) * base / 100), ceil((percent + 0.5) * base / 100) - 1


def cost_of(count: Count, sheet: Sheet) -> float:
    """Return what hiding a cell costs, before the secret: by its size, and more where others are sums of it."""
    margin = MARGIN_COST if TOTAL in count.keys else 1
    return float(1 + count.value) * (TOTAL_COST if count.is_total else margin)


def fate_of(count: Count, sheet: Sheet, *, stays: bool) -> Fate:
    """Return what may become of a cell of this report; its grand total stays where it may, rounded cells always may."""
    if sheet.is_rounded and not (count.hidden or count.withheld):
        return Fate.OPEN
    if count.small or count.hidden or count.withheld:
        return Fate.HIDDEN
    return Fate.SHOWN if count.is_total and stays else Fate.OPEN


def unnamed(sheet: Sheet, terms: Mapping[Keys, Terms]) -> Iterator[Keys]:
    """Yield the cells that a sheet leaves out because they are 0, or rounded to it."""
    listed = {count.keys for count in sheet.counts}
    yield from (keys for keys in terms if keys not in listed and TOTAL not in keys)
