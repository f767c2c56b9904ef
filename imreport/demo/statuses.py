"""Statuses: the residence status of every client; a household nearly always shares one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from imreport.demo.chance import Chance
from imreport.demo.families import Group

PERMIT = "Aufenthaltserlaubnis"
PENDING = "Aufenthaltsgestattung"
TOLERATED = "Duldung"
SETTLED = "Niederlassungserlaubnis"
UNKNOWN = "Sonstiges/keine Angabe"

RECOGNISED = ("Syrien", "Eritrea", "Palästinensische Gebiete/ungeklärt", "Staatenlos")
SAFE_ORIGIN = ("Kosovo", "Nordmazedonien", "Georgien", "Albanien", "Serbien", "Ghana", "Algerien")
REJECTED = ("Gambia", "Nigeria", "Pakistan", "Kamerun", "Sri Lanka", "China", "Togo", "Guinea")


def with_statuses(groups: Sequence[Group], statuses: Mapping[str, int], *, chance: Chance) -> list[Group]:
    """Give every person a residence status, exact by persons: the rare ones first, the residence permit fills the rest.

    Args:
        groups: People who live together.
        statuses: Label to persons.
        chance: The stream of random choices.
    """
    chosen: dict[int, str] = {}
    for status, liking in LIKINGS.items():
        waiting = [place for place in range(len(groups)) if place not in chosen]
        weights = {place: liking(groups[place]) for place in waiting}
        left = statuses[status]
        for place in chance.ranked(waiting, weights.__getitem__):
            if len(groups[place]) <= left:
                chosen[place] = status
                left -= len(groups[place])
    return [
        tuple(replace(person, residence_status=chosen.get(place, PERMIT)) for person in group)
        for place, group in enumerate(groups)
    ]


def _settled(group: Group) -> float:
    return 1.0 if group[0].nationality in ("Syrien", "Irak", "Iran", "Türkei", "Afghanistan", "Kosovo") else 0.1


def _unknown(group: Group) -> float:
    return 1.0 / len(group)


def _tolerated(group: Group) -> float:
    return _by_nationality(group, recognised=0.01, rejected=1.0, safe=2.0)


def _pending(group: Group) -> float:
    return _by_nationality(group, recognised=0.04, rejected=1.0, safe=1.0)


def _by_nationality(group: Group, *, recognised: float, rejected: float, safe: float) -> float:
    nationality = group[0].nationality
    if nationality in RECOGNISED:
        return recognised
    if nationality in REJECTED:
        return rejected
    return safe if nationality in SAFE_ORIGIN else 0.45


LIKINGS: Mapping[str, Callable[[Group], float]] = {
    UNKNOWN: _unknown,
    SETTLED: _settled,
    TOLERATED: _tolerated,
    PENDING: _pending,
}
"""Weight of a group for each status but the residence permit, rarest first."""
