"""Facts: what is known about a consultation when its topics and referrals are chosen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from imreport.demo.consultations import Consultation
from imreport.demo.people import FEMALE, MALE, MIDDLE, YOUNG, Person
from imreport.demo.totals import PANDEMIC


@dataclass(frozen=True, slots=True)
class Facts:
    """Day, months since the begin of care, household number, whether it stays to the end, and who was there.

    ``age``, ``gender`` and ``residence_status`` are those of the person who came alone or of the head of the family.
    """

    day: date
    months_in_care: int
    household: int
    stays: bool
    as_family: bool
    has_children: bool
    may_be_pregnant: bool
    age: str
    gender: str
    residence_status: str

    @property
    def in_pandemic(self) -> bool:
        """Since the offices were closed in March 2020."""
        return self.day >= PANDEMIC

    @property
    def is_man(self) -> bool:
        """A man came alone, or heads the family."""
        return self.gender == MALE


def facts(consultation: Consultation) -> Facts:
    """Look up the facts of a consultation."""
    persons = consultation.household.persons
    present = persons if consultation.speaker is None else (persons[consultation.speaker],)
    return Facts(
        day=consultation.slot.day,
        months_in_care=consultation.months_in_care,
        household=consultation.household.number,
        stays=consultation.household.stays,
        as_family=consultation.speaker is None,
        has_children=consultation.household.has_children,
        may_be_pregnant=_may_be_pregnant(present),
        age=present[0].age,
        gender=present[0].gender,
        residence_status=present[0].residence_status,
    )


def _may_be_pregnant(persons: Sequence[Person]) -> bool:
    return any(person.gender == FEMALE and person.age in (YOUNG, MIDDLE) for person in persons)
