"""Care: in which month each household comes into care, and in which month the care of the former clients ends."""

from collections.abc import Sequence
from dataclasses import dataclass

from imreport.demo.chance import Chance, apportion
from imreport.demo.people import Household

INTAKE = (0.5, 0.42, 0.34, 0.27, 0.21, 0.16, 0.12, 0.09, 0.07, 0.055, 0.045)
"""Weight of first contacts per consultation in the first months of a team; ``LATER_INTAKE`` from then on."""
LATER_INTAKE = 0.03
SHORTEST_CARE = 2
QUIET_TAIL = 3
"""Months before the end in which nobody comes who leaves again."""


@dataclass(frozen=True, slots=True)
class Care:
    """The care of a household by month of the period (0 is the first): from, and last month of former clients."""

    household: Household
    from_month: int
    last_month: int | None


def cares(households: Sequence[Household], consultations: Sequence[int], *, chance: Chance) -> list[Care]:
    """Spread the households of a team over the months in which it works.

    Args:
        households: The households of one team.
        consultations: The team's consultations by month, zero before it has staff.
        chance: The stream of random choices.

    Returns:
        One care per household, in order of the begin; the first one is a family that stays.
    """
    intake = _intake(consultations, len(households))
    begins = [month for month, count in enumerate(intake) for _ in range(count)]
    order = _order(households, sum(intake[-QUIET_TAIL:]), chance=chance)
    months = len(consultations)
    return [
        Care(household, begin, None if household.stays else _last_month(begin, months, chance=chance))
        for household, begin in zip(order, begins, strict=True)
    ]


def _intake(consultations: Sequence[int], households: int) -> list[int]:
    opening = next(month for month, count in enumerate(consultations) if count)
    rates = [0.0] * opening + [*INTAKE] + [LATER_INTAKE] * len(consultations)
    weights = [count * rate for count, rate in zip(consultations, rates, strict=False)]
    return apportion(households, weights)


def _order(households: Sequence[Household], tail: int, *, chance: Chance) -> list[Household]:
    """Those who leave rather come early; a family that stays is the first, and the last ones stay."""
    order = chance.ranked(households, lambda household: 1.0 if household.stays else 1.8)
    first = next(household for household in order if household.stays and household.begins_as_family)
    staying = [household for household in order if household.stays and household is not first]
    last = staying[len(staying) - tail :]
    numbers = {household.number for household in (first, *last)}
    return [first, *(household for household in order if household.number not in numbers), *last]


def _last_month(begin: int, months: int, *, chance: Chance) -> int:
    """A month of the period at least ``SHORTEST_CARE`` after the begin, evenly spread."""
    return chance.between(min(begin + SHORTEST_CARE, months - 1), months - 1)
