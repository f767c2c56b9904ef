"""Plans: the integration plans, made in consultations, and what became of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from imreport.demo.chance import Chance
from imreport.demo.consultations import Consultation, Span
from imreport.demo.people import Household, Role
from imreport.demo.totals import AS_OF, Totals
from imreport.demo.workdays import DAY, last_working_day, working_day_between

MOST_FORMER = 470
"""At most so many plans belong to former clients, so that the ended plans suffice for all of them."""
SHORT_CARE = 200
SHORTEST_PLAN = 14
EARLY = ((0, 2.5), (3, 6.0), (7, 2.0))
"""Weight of a consultation up to so many months after the begin of care; ``LATE`` from then on."""
LATE = 0.6
EARLIEST_SUCCESS = 150
"""Days after which a plan of a present client may be completed."""


@dataclass(frozen=True, slots=True)
class Plan:
    """One plan: whose it is (household and place in it), made on, status label, closed on (None while active)."""

    span: Span
    person: int
    created_on: date
    status: str = ""
    closed_on: date | None = None

    @property
    def days_left(self) -> int:
        """Days from the making of the plan to the end of care or to the reference date."""
        return ((self.span.ends or AS_OF) - self.created_on).days


def plans(
    totals: Totals, consultations: Sequence[Consultation], *, spans: Sequence[Span], chance: Chance
) -> list[Plan]:
    """Make the plans of every month, at most one per person, and give each its status at the reference date.

    Args:
        totals: The totals of the export.
        consultations: All consultations.
        spans: One span per household, in order of its number.
        chance: The stream of random choices.

    Returns:
        The plans in order of the day they were made.
    """
    planner = _Planner(spans)
    by_month: dict[date, list[Consultation]] = {month.first_day: [] for month in totals.months}
    for talk in consultations:
        by_month[talk.slot.day.replace(day=1)].append(talk)
    for month in totals.months:
        candidates = [talk for talk in by_month[month.first_day] if _may_plan(talk, spans)]
        planner.make(month.plans, chance.ranked(candidates, _early))
    return sorted(_with_statuses(planner.made, totals.plan_statuses, chance=chance), key=lambda plan: plan.created_on)


class _Planner:
    """Makes plans, at most one per person."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self.spans = spans
        self.made: list[Plan] = []
        self.people: set[tuple[int, int]] = set()
        self.former = 0

    def make(self, count: int, candidates: Sequence[Consultation]) -> None:
        """Make so many plans, in the first consultations where it is possible."""
        goal = len(self.made) + count
        for talk in candidates:
            if len(self.made) == goal:
                return
            self._offer(talk.household, talk.speaker or 0, day=talk.slot.day)

    def _offer(self, household: Household, place: int, *, day: date) -> None:
        person = (household.number, place)
        full = not household.stays and self.former == MOST_FORMER
        if person not in self.people and not full:
            self.people.add(person)
            self.former += not household.stays
            self.made.append(Plan(self.spans[household.number], place, day))


def _may_plan(talk: Consultation, spans: Sequence[Span]) -> bool:
    """A grown-up or a youth came alone, and care goes on for a while."""
    ends = spans[talk.household.number].ends
    grown_up = talk.speaker is not None and talk.household.persons[talk.speaker].role is not Role.CHILD
    return grown_up and (ends is None or (ends != AS_OF and (ends - talk.slot.day).days >= SHORTEST_PLAN))


def _early(talk: Consultation) -> float:
    """Rarely on the first day, mostly in the first months."""
    for months, weight in EARLY:
        if talk.months_in_care <= months:
            return weight
    return LATE


def _with_statuses(made: Sequence[Plan], counts: Mapping[str, int], *, chance: Chance) -> list[Plan]:
    """Active plans belong to present clients; all plans of former clients and some of the present ones have ended."""
    active, reached, partly, broken_off = counts
    present = chance.ranked([plan for plan in made if plan.span.household.stays], _complete)
    former = chance.ranked([plan for plan in made if not plan.span.household.stays], _broken_off)
    completed = len(present) - counts[active]
    ended = chance.ranked([*former[counts[broken_off] :], *present[:completed]], _partly)
    return [
        *(replace(plan, status=active) for plan in present[completed:]),
        *(_closed(plan, broken_off, chance=chance) for plan in former[: counts[broken_off]]),
        *(_closed(plan, partly, chance=chance) for plan in ended[: counts[partly]]),
        *(_closed(plan, reached, chance=chance) for plan in ended[counts[partly] :]),
    ]


def _complete(plan: Plan) -> float:
    return 1.0 if plan.days_left > 2 * EARLIEST_SUCCESS else 0.000_001


def _broken_off(plan: Plan) -> float:
    if plan.days_left < SHORT_CARE // 2:
        return 8.0
    return 2.5 if plan.days_left < SHORT_CARE else 1.0


def _partly(plan: Plan) -> float:
    return 1 / (30 + plan.days_left)


def _closed(plan: Plan, status: str, *, chance: Chance) -> Plan:
    if plan.span.ends is None:
        first = plan.created_on + EARLIEST_SUCCESS * DAY
        closed_on = working_day_between(first, last_working_day(AS_OF), chance=chance)
    else:
        first = max(plan.created_on + DAY, plan.span.ends - chance.pick((3, 3, 14, 60)) * DAY)
        closed_on = working_day_between(first, plan.span.ends, chance=chance)
    return replace(plan, status=status, closed_on=closed_on)
