"""Ages: the age group of every adult, and which minors are nearly grown up."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from imreport.demo.chance import Chance
from imreport.demo.families import Group
from imreport.demo.people import MIDDLE, MINOR, OLD, OLDER, YOUNG, Person, Role

Weights = Mapping[str, float]

GROWN_CHILD: Weights = {YOUNG: 1.0}
GRANDPARENT: Weights = {OLD: 1.0}
PARENT_OF_GROWN_CHILD: Weights = {OLDER: 1.0}
PARENT: Weights = {YOUNG: 0.1, MIDDLE: 0.6, OLDER: 0.3}
PARENT_OF_MANY: Weights = {MIDDLE: 0.6, OLDER: 0.4}
MANY_CHILDREN = 3
IN_COUPLE: Weights = {YOUNG: 0.25, MIDDLE: 0.25, OLDER: 0.28, OLD: 0.22}
SIBLING: Weights = {YOUNG: 0.8, MIDDLE: 0.2}
SAME_AGE = 5.0
"""How much likelier a partner is of the head's age group."""


def with_ages(groups: Sequence[Group], ages: Mapping[str, int], *, chance: Chance) -> list[Group]:
    """Give every adult an age group, exact by age group; those with the least choice come first.

    Args:
        groups: People who live together; minors have their age already.
        ages: Age group to persons.
        chance: The stream of random choices.
    """
    supply = _Supply(ages, chance)
    order = sorted(range(len(groups)), key=lambda place: _choice(groups[place]))
    aged = {place: supply.group(groups[place]) for place in order if len(groups[place]) > 1}
    alone = iter(chance.shuffled(supply.rest()))
    return [
        aged[place] if place in aged else (replace(group[0], age=next(alone)),) for place, group in enumerate(groups)
    ]


def _choice(group: Group) -> int:
    """Rank of a group: grown-up children and grandparents, then parents, then couples and siblings, then singles."""
    roles = {person.role for person in group}
    if roles & {Role.GROWN_CHILD, Role.GRANDPARENT}:
        return 0
    return 1 if Role.CHILD in roles else 2


class _Supply:
    """The adult age groups that are still to be given away."""

    def __init__(self, ages: Mapping[str, int], chance: Chance) -> None:
        self.left = {age: count for age, count in ages.items() if age != MINOR}
        self.chance = chance

    def group(self, group: Group) -> Group:
        head = self._aged(group[0], _head_weights(group))
        others = [
            self._aged(person, _weights(person, head, group=group)) for person in group[1:] if person.age != MINOR
        ]
        minors = [self._minor(person, head) for person in group if person.age == MINOR]
        return (head, *others, *minors)

    def rest(self) -> list[str]:
        return [age for age, count in self.left.items() for _ in range(count)]

    def _aged(self, person: Person, weights: Weights) -> Person:
        wanted = {age: weights.get(age, 0.0) if count else 0.0 for age, count in self.left.items()}
        if not any(wanted.values()):
            wanted = {age: float(count) for age, count in self.left.items()}
        age = self.chance.weighted(list(wanted), list(wanted.values()))
        self.left[age] -= 1
        return replace(person, age=age)

    def _minor(self, person: Person, head: Person) -> Person:
        youth = self.chance.happens({YOUNG: 0.0, MIDDLE: 0.03}.get(head.age, 0.28))
        return replace(person, role=Role.YOUTH if youth else Role.CHILD)


def _head_weights(group: Group) -> Weights:
    roles = {person.role for person in group}
    if Role.GROWN_CHILD in roles:
        return PARENT_OF_GROWN_CHILD
    if Role.SIBLING in roles:
        return SIBLING
    if _has_many_children(group):
        return PARENT_OF_MANY
    return PARENT if Role.CHILD in roles else IN_COUPLE


def _has_many_children(group: Group) -> bool:
    return sum(person.age == MINOR for person in group) >= MANY_CHILDREN


def _weights(person: Person, head: Person, *, group: Group) -> Weights:
    fixed = {Role.GROWN_CHILD: GROWN_CHILD, Role.GRANDPARENT: GRANDPARENT, Role.SIBLING: SIBLING}
    if person.role in fixed:
        return fixed[person.role]
    partners = {age: weight * (SAME_AGE if age == head.age else 1.0) for age, weight in PARTNERS[head.age].items()}
    return {age: weight for age, weight in partners.items() if age != YOUNG or not _has_many_children(group)}


PARTNERS: Mapping[str, Weights] = {
    YOUNG: {YOUNG: 0.6, MIDDLE: 0.4},
    MIDDLE: {YOUNG: 0.3, MIDDLE: 0.6, OLDER: 0.1},
    OLDER: {MIDDLE: 0.5, OLDER: 0.5},
    OLD: {OLDER: 0.4, OLD: 0.6},
}
"""Age group of the head to the age groups of a partner."""
