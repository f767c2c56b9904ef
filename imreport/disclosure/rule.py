"""The rule of a report: what is too small to be published, and how it is kept so; one frozen value."""

from dataclasses import dataclass, replace
from math import ceil
from typing import Final, Literal, Self

from imreport.disclosure.counts import Count
from imreport.indicators import Population

Method = Literal["sperren", "runden5"]
Standard = Literal["spanne", "genau"]
Genders = Literal["prozent", "zusammenfassen"]

LEAST_HOUSEHOLDS: Final = 2
DOMINANT_SHARE: Final = 0.5
RELATIVE_WIDTH: Final = 0.2


@dataclass(frozen=True, slots=True)
class Rule:
    """How small counts are protected.

    Attributes:
        threshold: The smallest number of persons that may stand behind a published count.
        method: ``sperren`` hides cells, ``runden5`` prints multiples of 5.
        standard: ``spanne``: every value from 1 to the threshold stays possible; ``genau``: no value is certain.
        genders: What happens where divers and ohne Angabe together are too few: whole percentages, or one category.
        corrected: Kennzahlen that are counted anew even where they were published for the same scope before.
        salt: The secret that decides between patterns of equal cost.
        is_exact: Whether to look for the cheapest pattern; a quick one is as safe.
    """

    threshold: int = 5
    method: Method = "sperren"
    standard: Standard = "spanne"
    genders: Genders = "prozent"
    corrected: tuple[str, ...] = ()
    salt: bytes = b""
    is_exact: bool = True

    @property
    def is_rounding(self) -> bool:
        """Whether numbers are rounded rather than hidden."""
        return self.method == "runden5"

    def of(self, population: Population) -> Self:
        """Return the rule for a population: it may have a threshold of its own."""
        return replace(self, threshold=population.threshold) if population.threshold else self

    def is_telling(self, count: Count, *, persons: bool) -> bool:
        """Whether a small count tells nearly everything even if it is rounded: many events of few people."""
        return not persons and count.value >= 2 * self.threshold and self.is_small(count)

    def is_small(self, count: Count) -> bool:
        """Whether a count tells of too few: persons, a single household, or one person with most of the events.

        Sources: Mindestfallzahl and Dominanzregel as the Statistik der Bundesagentur für Arbeit has them; a household
        is one story, however many it has members.
        """
        dominated = count.largest > DOMINANT_SHARE * count.value
        few = count.persons < self.threshold or count.households < min(LEAST_HOUSEHOLDS, self.threshold)
        return count.value > 0 and (few or dominated)

    def range_of(self, value: int, *, persons: bool, unit: int = 1) -> tuple[int, int]:
        """Return the values of a protected cell that must all stay possible.

        Args:
            value: Its true value.
            persons: Whether it counts persons; events are protected on their own scale.
            unit: How many steps of the value make one unit (100 for two decimals).
        """
        if self.standard == "genau":
            return value, value + 1
        if persons and value < self.threshold:
            return 1, self.threshold
        least = self.threshold if unit == 1 else unit
        width = max(least, ceil(RELATIVE_WIDTH * value))
        low = max(1, value - (width + 1) // 2)
        return low, low + width
