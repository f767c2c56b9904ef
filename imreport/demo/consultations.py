"""Consultations: every slot given to a household that is in care, and the care of each household from begin to end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from imreport.demo.care import Care, cares
from imreport.demo.caseload import Case, Caseload
from imreport.demo.chance import Chance
from imreport.demo.people import Household
from imreport.demo.slots import Slot
from imreport.demo.totals import AS_OF, FAMILY, Totals
from imreport.demo.workdays import DAY, last_working_day, month_end

LAST_CLOSING = date(2021, 2, 26)
ENDS_ON_REFERENCE_DATE = 5
"""Persons living alone whose care ends on the reference date itself: they still count as in care."""


@dataclass(frozen=True, slots=True)
class Consultation:
    """A consultation with a household (``speaker`` is None) or with one person of it (``speaker`` is the place)."""

    slot: Slot
    household: Household
    speaker: int | None
    months_in_care: int


@dataclass(frozen=True, slots=True)
class Span:
    """The care of a household: the day it begins for each person, the day it ends for all (None while it lasts)."""

    household: Household
    begins: tuple[date, ...]
    ends: date | None


def histories(
    totals: Totals, slots: Sequence[Sequence[Slot]], *, households: Sequence[Household], chance: Chance
) -> tuple[list[Consultation], list[Span]]:
    """Play the period through, team by team.

    Args:
        totals: The totals of the export.
        slots: One list of slots per month.
        households: Everyone who will be in care.
        chance: The stream of random choices.

    Returns:
        The consultations in order of the day (teams mixed), and one span per household in order of its number.
    """
    held: list[Consultation] = []
    cases: list[Case] = []
    for team in totals.teams:
        of_team = [[slot for slot in month if slot.team == team.key] for month in slots]
        members = [household for household in households if household.team == team.key]
        planned = cares(members, [len(month) for month in of_team], chance=chance)
        team_held, team_cases = _team_history(of_team, planned, chance=chance)
        held += team_held
        cases += team_cases
    held = sorted(chance.shuffled(held), key=lambda consultation: consultation.slot.day)
    return held, _spans(cases, chance)


def _team_history(
    slots: Sequence[Sequence[Slot]], planned: Sequence[Care], *, chance: Chance
) -> tuple[list[Consultation], list[Case]]:
    caseload = Caseload(chance)
    held: list[Consultation] = []
    for month, of_month in enumerate(slots):
        newcomers = [care for care in planned if care.from_month == month]
        firsts = _first_contacts(of_month, newcomers, chance=chance, founding=not caseload.cases)
        if of_month:
            caseload.open_month(month, of_month[0].day.replace(day=1))
        held += [_held(caseload, slot, newcomer=firsts.get(place), month=month) for place, slot in enumerate(of_month)]
    return held, caseload.cases


def _held(caseload: Caseload, slot: Slot, *, newcomer: Care | None, month: int) -> Consultation:
    case = caseload.admit(newcomer, slot) if newcomer else caseload.choose(slot)
    speaker = None if slot.form == FAMILY else case.speaker(slot.day, caseload.chance)
    return Consultation(slot, case.household, speaker, month - case.care.from_month)


def _first_contacts(
    slots: Sequence[Slot], newcomers: Sequence[Care], *, chance: Chance, founding: bool
) -> Mapping[int, Care]:
    """Give every newcomer of a month a slot (its place) for the first consultation.

    Families come together about every other time, who lives alone takes a slot for one person. The first newcomer of a
    team takes its first slot, so that there is always a household to talk to.
    """
    founder = {0: newcomers[0]} if founding and newcomers else {}
    places = chance.shuffled(range(len(founder), len(slots)))
    together = [place for place in places if slots[place].form == FAMILY]
    alone = [place for place in places if slots[place].form != FAMILY]
    taken = dict(founder)
    for care in newcomers[len(founder) :]:
        as_family = care.household.begins_as_family and together and chance.happens(0.5)
        taken[together.pop() if as_family else alone.pop()] = care
    return taken


def _spans(cases: Sequence[Case], chance: Chance) -> list[Span]:
    ordered = sorted(cases, key=lambda case: case.household.number)
    leaving = _leaving_at_last(ordered, chance)
    return [Span(case.household, case.begins, _end(case, leaving, chance=chance)) for case in ordered]


def _leaving_at_last(cases: Sequence[Case], chance: Chance) -> list[int]:
    """Numbers of the households whose care ends on the reference date."""
    single = [case for case in cases if case.household.stays and not case.household.is_family]
    recent = [case for case in single if AS_OF.replace(day=1) <= case.last_contact and case.begins[0].year < AS_OF.year]
    return [case.household.number for case in chance.shuffled(recent)[:ENDS_ON_REFERENCE_DATE]]


def _end(case: Case, leaving: Sequence[int], *, chance: Chance) -> date | None:
    """The end of care: with the month of the last consultation or some days after it."""
    if case.household.stays:
        return AS_OF if case.household.number in leaving else None
    last = case.last_contact
    some_days = last_working_day(last + chance.between(0, 35) * DAY)
    return max(last, min(LAST_CLOSING, month_end(last) if chance.happens(0.45) else some_days))
