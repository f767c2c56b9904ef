"""Caseload: the households a team has in care, and whom it talks to next."""

from bisect import bisect
from dataclasses import dataclass
from datetime import date

from imreport.demo.care import Care
from imreport.demo.chance import Chance
from imreport.demo.people import Household, Role
from imreport.demo.posts import opening
from imreport.demo.slots import Slot
from imreport.demo.totals import AS_OF, FAMILY
from imreport.demo.workdays import DAY, last_working_day, next_working_day

BY_AGE = (5.0, 3.5, 2.2, 2.0, 1.4, 1.4, 1.2)
"""Activity by months since the begin of care; 1.0 from then on."""
OVERDUE = ((150, 9.0), (90, 3.0))
"""Nobody is forgotten: activity after more than so many days without a word."""
EPISODE = 5.0
"""Now and then a month is full of letters and appointments."""
LARGE = 5
"""From so many persons on, a household does not become more demanding."""
PAUSE = 2
TRIES = 4

SPEAKERS = {
    Role.HEAD: 6.0,
    Role.PARTNER: 4.5,
    Role.SIBLING: 4.0,
    Role.GROWN_CHILD: 2.5,
    Role.GRANDPARENT: 0.8,
    Role.YOUTH: 0.15,
    Role.CHILD: 0.0,
}
"""Who comes alone, by role."""


@dataclass(slots=True)
class Case:
    """A household in care: the day each person's care begins, how demanding it is, its last day of contact."""

    care: Care
    begins: tuple[date, ...]
    demand: float
    last_contact: date

    @property
    def household(self) -> Household:
        """The household itself."""
        return self.care.household

    def holds_family(self, day: date) -> bool:
        """Tell whether at least two persons are in care on a day."""
        return sum(begin <= day for begin in self.begins) > 1

    def speaker(self, day: date, chance: Chance) -> int:
        """The place in the household of the person who comes alone on a day."""
        persons = self.household.persons
        weights = [
            SPEAKERS[person.role] if begin <= day else 0.0 for person, begin in zip(persons, self.begins, strict=True)
        ]
        return chance.weighted(range(len(persons)), weights)


class Caseload:
    """The cases of one team as they come and go, month by month."""

    def __init__(self, chance: Chance) -> None:
        """Begin without cases."""
        self.chance = chance
        self.cases: list[Case] = []
        self.anyone = _Pool()
        self.families = _Pool()

    def open_month(self, month: int, first_day: date) -> None:
        """Weigh the cases that are in care in a month of the period (0 is the first)."""
        self.anyone, self.families = _Pool(), _Pool()
        for case in self.cases:
            last_month = case.care.last_month
            if last_month is None or month <= last_month:
                self._offer(case, self._weight(case, month, first_day=first_day), day=first_day)

    def admit(self, care: Care, slot: Slot) -> Case:
        """Take a household into care with its first consultation."""
        demand = 0.3 + 3.2 * self.chance.unit() * self.chance.unit() * self.chance.unit()
        demand *= 1 + 0.35 * min(len(care.household.persons), LARGE)
        case = Case(care, _begins(care, _registered(slot, self.chance)), demand, slot.day)
        self.cases.append(case)
        self._offer(case, case.demand * BY_AGE[0], day=slot.day)
        return case

    def choose(self, slot: Slot) -> Case:
        """The case a consultation belongs to, rather not one that was here the day before."""
        pool = self.families if slot.form == FAMILY else self.anyone
        case = pool.draw(self.chance)
        for _ in range(TRIES):
            if (slot.day - case.last_contact).days >= PAUSE:
                break
            case = pool.draw(self.chance)
        case.last_contact = slot.day
        return case

    def _offer(self, case: Case, weight: float, *, day: date) -> None:
        self.anyone.add(case, weight)
        if case.holds_family(day):
            self.families.add(case, weight)

    def _weight(self, case: Case, month: int, *, first_day: date) -> float:
        age = month - case.care.from_month
        weight = case.demand * (BY_AGE[age] if age < len(BY_AGE) else 1.0)
        silent = (first_day - case.last_contact).days
        for days, factor in OVERDUE:
            if silent > days:
                return weight * factor
        return weight * EPISODE if self.chance.happens(0.07) else weight


def _registered(slot: Slot, chance: Chance) -> date:
    """The day on which care begins: that of the first consultation or a few days before."""
    if chance.happens(0.6):
        return slot.day
    earliest = min(next_working_day(opening(slot.team)), slot.day)
    return max(earliest, last_working_day(slot.day - chance.between(1, 9) * DAY))


def _begins(care: Care, registered: date) -> tuple[date, ...]:
    """The day each person's care begins; who would come after the reference date is there from the beginning."""
    later = (next_working_day(registered + person.joins_after * DAY) for person in care.household.persons)
    persons = zip(care.household.persons, later, strict=True)
    return tuple(day if person.joins_after and day <= AS_OF else registered for person, day in persons)


class _Pool:
    """Cases to draw from by weight; adding one costs nothing."""

    def __init__(self) -> None:
        self.cases: list[Case] = []
        self.bounds: list[float] = []

    def add(self, case: Case, weight: float) -> None:
        self.cases.append(case)
        self.bounds.append((self.bounds[-1] if self.bounds else 0.0) + weight)

    def draw(self, chance: Chance) -> Case:
        place = bisect(self.bounds, chance.unit() * self.bounds[-1])
        return self.cases[min(place, len(self.cases) - 1)]
