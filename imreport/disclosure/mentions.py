"""Mehrfachnennungen: properties of other units (topics of consultations), and the units that do not have them.

What has not a topic is no table, but follows from the number of all, line by line: of all consultations, of those of a
year, of the referrals to a target.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self

from imreport.disclosure.counts import Count, Keys, counts_of
from imreport.indicators import INDICATORS, OTHER, TOTAL, Indicator

if TYPE_CHECKING:
    from imreport.cases import Scope
    from imreport.disclosure.joining.source import Source


@dataclass(frozen=True)
class Whole:
    """What the units of a Kennzahl are properties of.

    Attributes:
        indicator: A Kennzahl that counts it along all dimensions of the other but the one of Mehrfachnennungen.
        axis: The place of that dimension.
        places: Per dimension of the counting Kennzahl the place of the same one in the other; None for its total.
        counts: The cells of the counting Kennzahl, hidden where they are not published.
    """

    indicator: Indicator
    axis: int
    places: tuple[int | None, ...]
    counts: Mapping[Keys, Count]

    def of(self, keys: Keys) -> Count:
        """Return everything in the line of a cell, whether it has the property or not."""
        line = tuple(TOTAL if place is None else keys[place] for place in self.places)
        return self.counts.get(line, Count(line, 0, 0, hidden=True))

    def near(self, counts: Sequence[Count], *, threshold: int) -> list[str]:
        """Return the categories that so many have in some line that those without may be too few."""
        found: dict[str, None] = {}
        for count in counts:
            whole, key = self.of(count.keys), count.keys[self.axis]
            most = (threshold - 1) * max(whole.largest, 1) * 2
            if key not in (TOTAL, OTHER) and 0 < whole.value - count.value <= most:
                found[key] = None
        return list(found)

    @classmethod
    def find(
        cls, source: "Source", indicator: Indicator, *, scope: "Scope", done: Mapping[str, Sequence[Count]]
    ) -> Self | None:
        """Return what the units of a Kennzahl are properties of; None where they are units of their own.

        Args:
            source: The numbers.
            indicator: The Kennzahl.
            scope: What the report is about.
            done: What is published of other Kennzahlen.
        """
        found = _counter(indicator)
        if found is None:
            return None
        counter, axis = found
        columns = indicator.columns
        places = tuple(columns.index(column) if column in columns else None for column in counter.columns)
        hidden = {count.keys for count in done.get(counter.key, ()) if count.hidden}
        counts = counts_of(source.frame(counter, scope), counter)
        return cls(counter, axis, places, {c.keys: replace(c, hidden=c.keys in hidden) for c in counts})


def _counter(indicator: Indicator) -> tuple[Indicator, int] | None:
    """Return the smallest Kennzahl that counts what units are properties of, and the place of what it lacks."""
    whole = indicator.population.part_of
    counters = [i for i in INDICATORS.values() if whole and i.population.unit == whole and not i.population.part_of]
    columns = {column for counter in counters for column in counter.columns}
    for axis, dimension in enumerate(indicator.dimensions):
        others = {*indicator.columns} - {dimension.column}
        fitting = [counter for counter in counters if others <= {*counter.columns}]
        if fitting and dimension.column not in columns:
            return min(fitting, key=lambda counter: len(counter.columns)), axis
    return None
