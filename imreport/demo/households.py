"""Households: everyone who was ever in care, with family, age, address and residence status."""

from collections.abc import Sequence
from dataclasses import replace

from imreport.demo.ages import with_ages
from imreport.demo.chance import Chance
from imreport.demo.families import Group, groups
from imreport.demo.people import MINOR, Household, Person, Role
from imreport.demo.places import communes_of
from imreport.demo.quotas import Quota, former_quota, stock_quota
from imreport.demo.statuses import PERMIT, with_statuses
from imreport.demo.totals import Totals

MIXED_COUPLES = (
    ("Syrien", "Palästinensische Gebiete/ungeklärt"),
    ("Syrien", "Irak"),
    ("Syrien", "Irak"),
    ("Syrien", "Türkei"),
    ("Eritrea", "Äthiopien"),
    ("Afghanistan", "Iran"),
    ("Afghanistan", "Iran"),
    ("Nigeria", "Kamerun"),
    ("Nigeria", "Gambia"),
)
"""Nationalities of couples that do not share one: of the head, of the partner."""


def households(totals: Totals, chance: Chance) -> list[Household]:
    """Make the clients of the stock, exactly as in the totals, and those whose care has ended."""
    teams = {commune.ags: commune.team for commune in totals.communes}
    made: list[Household] = []
    for quota, stays in ((stock_quota(totals), True), (former_quota(totals), False)):
        lived_with = _population(quota, chance)
        for group, ags in zip(lived_with, communes_of(lived_with, quota.communes, chance=chance), strict=True):
            persons = _with_arrivals(group, chance) if stays else group
            made.append(Household(len(made), persons, stays, commune=ags, team=teams[ags]))
    return made


def _population(quota: Quota, chance: Chance) -> list[Group]:
    made = groups(quota.genders, quota.ages[MINOR], chance=chance)
    made = with_ages(made, quota.ages, chance=chance)
    made = with_statuses(made, quota.residence_statuses, chance=chance)
    return _with_mixed_couples(made, chance)


def _with_mixed_couples(made: Sequence[Group], chance: Chance) -> list[Group]:
    """Swap the nationalities of a partner and of a single person of the same gender, so that all counts stay."""
    result = list(made)
    for of_head, of_partner in MIXED_COUPLES:
        couple = chance.pick([place for place, group in enumerate(result) if _is_couple(group, of_head)])
        gender = result[couple][1].gender
        singles = [place for place, group in enumerate(result) if _is_single(group, of_partner, gender=gender)]
        if singles:
            single = chance.pick(singles)
            result[couple] = _with_nationality(result[couple], 1, nationality=of_partner)
            result[single] = _with_nationality(result[single], 0, nationality=of_head)
    return result


def _is_couple(group: Group, nationality: str) -> bool:
    return (
        len(group) > 1
        and group[1].role is Role.PARTNER
        and {group[0].nationality, group[1].nationality} == {nationality}
    )


def _is_single(group: Group, nationality: str, *, gender: str) -> bool:
    person = group[0]
    return len(group) == 1 and (person.nationality, person.gender) == (nationality, gender)


def _with_nationality(group: Group, place: int, *, nationality: str) -> Group:
    return (*group[:place], replace(group[place], nationality=nationality), *group[place + 1 :])


def _with_arrivals(group: Group, chance: Chance) -> Group:
    """Let some persons come later: the family follows its head to Germany, or a child is born."""
    head, *others = group
    if others and head.residence_status == PERMIT and chance.happens(0.12):
        after = chance.between(90, 500)
        return (head, *(_later(person, after) for person in others))
    if group[-1].role is Role.CHILD and chance.happens(0.16):
        return (*group[:-1], _later(group[-1], chance.between(60, 700)))
    return group


def _later(person: Person, days: int) -> Person:
    return replace(person, joins_after=days)
