"""Families: who lives with whom, before anyone has an age or an address."""

from collections.abc import Mapping, Sequence

from imreport.demo.chance import Chance, apportion
from imreport.demo.people import FEMALE, MALE, MINOR, Person, Role

Group = tuple[Person, ...]

MINORS_SHARE = {
    "Syrien": 0.37,
    "Afghanistan": 0.25,
    "Irak": 0.36,
    "Nigeria": 0.32,
    "Eritrea": 0.18,
    "Gambia": 0.05,
    "Pakistan": 0.12,
    "Türkei": 0.28,
    "Kamerun": 0.26,
    "Palästinensische Gebiete/ungeklärt": 0.33,
    "Kosovo": 0.4,
    "Nordmazedonien": 0.4,
    "Russische Föderation": 0.38,
    "Albanien": 0.35,
    "Serbien": 0.4,
}
"""Share of minors among a nationality's clients; where nothing stands, ``OTHER_MINORS_SHARE``."""
OTHER_MINORS_SHARE = 0.18
SMALL_NATIONALITY = 5
GIRLS_SHARE = 0.48
CHILDREN_WEIGHTS = (0.3, 0.3, 0.21, 0.12, 0.05, 0.02)
"""Families with one, two … six children."""


def groups(genders: Mapping[str, Mapping[str, int]], minors: int, *, chance: Chance) -> list[Group]:
    """Make groups that live together, exact by nationality and gender; minors have their age, adults not yet.

    Args:
        genders: Nationality to persons by gender.
        minors: Persons under 18 in all.
        chance: The stream of random choices.
    """
    sizes = [sum(counts.values()) for counts in genders.values()]
    shares = [
        size * MINORS_SHARE.get(nationality, OTHER_MINORS_SHARE) if size >= SMALL_NATIONALITY else 0.0
        for nationality, size in zip(genders, sizes, strict=True)
    ]
    made: list[Group] = []
    for (nationality, counts), children in zip(genders.items(), apportion(minors, shares), strict=True):
        made += _Nationality(nationality, counts, children=children, chance=chance).groups()
    return made


class _Nationality:
    """The people of one nationality who are not yet in a group."""

    def __init__(self, name: str, counts: Mapping[str, int], *, children: int, chance: Chance) -> None:
        self.name = name
        self.chance = chance
        girls = min(round(children * GIRLS_SHARE), max(counts[FEMALE] - 1, 0))
        self.minors = chance.shuffled([FEMALE] * girls + [MALE] * (children - girls))
        self.adults = {MALE: counts[MALE] - children + girls, FEMALE: counts[FEMALE] - girls}
        self.others = [gender for gender in counts if gender not in self.adults for _ in range(counts[gender])]

    def groups(self) -> list[Group]:
        """Families with children first, then couples, siblings and those who live alone."""
        sizes = self._family_sizes()
        made = [self._family(size, families_left=len(sizes) - place) for place, size in enumerate(sizes)]
        made += self._couples()
        made += self._siblings()
        return made + [(self._person(gender, Role.HEAD),) for gender in self._left()]

    def _family_sizes(self) -> list[int]:
        left, sizes = len(self.minors), []
        while left:
            children = self.chance.weighted(range(1, len(CHILDREN_WEIGHTS) + 1), CHILDREN_WEIGHTS)
            sizes.append(min(children, left))
            left -= sizes[-1]
        return sizes

    def _family(self, children: int, *, families_left: int) -> Group:
        parents = self._parents(couple_possible=sum(self.adults.values()) > families_left)
        young = [self._minor() for _ in range(children)]
        spare = sum(self.adults.values()) >= families_left
        return (*parents, *(self._relatives() if spare else ()), *young)

    def _parents(self, *, couple_possible: bool) -> Group:
        if couple_possible and all(self.adults.values()) and self.chance.happens(0.75):
            return self._couple()
        first = FEMALE if self.chance.happens(0.8) else MALE
        return (self._adult(first, Role.HEAD),)

    def _relatives(self) -> Group:
        draw = self.chance.unit()
        if draw < 0.2:
            return (self._adult(MALE if self.chance.happens(0.6) else FEMALE, Role.GROWN_CHILD),)
        if draw < 0.25:
            return (self._adult(FEMALE if self.chance.happens(0.7) else MALE, Role.GRANDPARENT),)
        return ()

    def _couples(self) -> list[Group]:
        couples = min(self.adults[MALE], int(self.adults[FEMALE] * 0.45))
        return [self._couple() for _ in range(couples)]

    def _siblings(self) -> list[Group]:
        pairs = self.adults[MALE] // 40
        roles: Sequence[Role] = (Role.HEAD, Role.SIBLING)
        return [tuple(self._adult(MALE, role) for role in roles) for _ in range(pairs)]

    def _couple(self) -> Group:
        genders = (MALE, FEMALE) if self.chance.happens(0.7) else (FEMALE, MALE)
        return self._adult(genders[0], Role.HEAD), self._adult(genders[1], Role.PARTNER)

    def _left(self) -> list[str]:
        return [MALE] * self.adults[MALE] + [FEMALE] * self.adults[FEMALE] + self.others

    def _adult(self, wanted: str, role: Role) -> Person:
        """An adult of the wanted gender, or of the other one where none is left."""
        gender = wanted if self.adults[wanted] else (MALE if wanted == FEMALE else FEMALE)
        self.adults[gender] -= 1
        return self._person(gender, role)

    def _minor(self) -> Person:
        return Person(self.name, self.minors.pop(), Role.CHILD, age=MINOR)

    def _person(self, gender: str, role: Role) -> Person:
        return Person(self.name, gender, role)
