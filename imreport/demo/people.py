"""People: the values a household is made of."""

from dataclasses import dataclass
from enum import StrEnum

MINOR = "0-17"
YOUNG = "18-26"
MIDDLE = "27-39"
OLDER = "40-59"
OLD = "60+"

MALE = "männlich"
FEMALE = "weiblich"


class Role(StrEnum):
    """What a person is in the household; every household has one head, who is an adult."""

    HEAD = "head"
    PARTNER = "partner"
    GROWN_CHILD = "grown child"
    GRANDPARENT = "grandparent"
    SIBLING = "sibling"
    YOUTH = "youth"
    CHILD = "child"


@dataclass(frozen=True, slots=True)
class Person:
    """One client: labels as in the export, and the days after the household's begin on which the care begins."""

    nationality: str
    gender: str
    role: Role
    age: str = ""
    residence_status: str = ""
    joins_after: int = 0


@dataclass(frozen=True, slots=True)
class Household:
    """One household: persons (head first), commune (AGS), team key; who stays is in care at the reference date."""

    number: int
    persons: tuple[Person, ...]
    stays: bool
    commune: str = ""
    team: str = ""

    @property
    def is_family(self) -> bool:
        """At least two persons."""
        return len(self.persons) > 1

    @property
    def begins_as_family(self) -> bool:
        """At least two persons are there from the first day."""
        return sum(not person.joins_after for person in self.persons) > 1

    @property
    def has_children(self) -> bool:
        """At least one person under 18."""
        return any(person.age == MINOR for person in self.persons)
