"""Quotas: how many persons of each kind a population has."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from imreport.demo.chance import apportion
from imreport.demo.totals import Totals

K = TypeVar("K")

FORMER_CLIENTS = 1140
FORMER_BY_NATIONALITY = {
    "Kosovo": 2.2,
    "Nordmazedonien": 3.0,
    "Georgien": 1.8,
    "Gambia": 1.4,
    "Pakistan": 1.3,
    "Nigeria": 1.1,
    "Irak": 1.1,
}
"""Former clients compared with the stock: more of those who had to leave or moved on; 1.0 where nothing stands."""
FORMER_ONLY = {
    "Albanien": {"männlich": 8, "weiblich": 7},
    "Serbien": {"männlich": 6, "weiblich": 6},
    "Ghana": {"männlich": 6, "weiblich": 2},
    "Algerien": {"männlich": 5, "weiblich": 0},
}
"""Nationalities that only former clients have."""
FORMER_BY_AGE = {"0-17": 0.95, "18-26": 1.1, "27-39": 1.05, "40-59": 0.9, "60+": 0.8}
FORMER_BY_STATUS = {"Duldung": 1.3, "Niederlassungserlaubnis": 2.0}


@dataclass(frozen=True, slots=True)
class Quota:
    """The margins of a population: label to persons; every margin has the same sum.

    ``genders`` maps a nationality to its persons by gender, ``communes`` an AGS key to its persons.
    """

    genders: Mapping[str, Mapping[str, int]]
    ages: Mapping[str, int]
    residence_statuses: Mapping[str, int]
    communes: Mapping[str, int]


def stock_quota(totals: Totals) -> Quota:
    """The clients in care at the reference date, exactly as in the totals."""
    return Quota(
        genders=totals.nationalities,
        ages=totals.ages,
        residence_statuses=totals.residence_statuses,
        communes={commune.ags: commune.clients for commune in totals.communes},
    )


def former_quota(totals: Totals) -> Quota:
    """The clients whose care has ended: a similar mix, invented."""
    genders = _former_genders(totals)
    persons = sum(sum(counts.values()) for counts in genders.values())
    communes = {commune.ags: commune.clients + 0.4 for commune in totals.communes}
    return Quota(
        genders=genders,
        ages=_share(persons, {age: count * FORMER_BY_AGE[age] for age, count in totals.ages.items()}),
        residence_statuses=_share(
            persons,
            {label: count * FORMER_BY_STATUS.get(label, 1.0) for label, count in totals.residence_statuses.items()},
        ),
        communes=_share(persons, communes),
    )


def _former_genders(totals: Totals) -> dict[str, Mapping[str, int]]:
    cells = {
        (nationality, gender): count * FORMER_BY_NATIONALITY.get(nationality, 1.0)
        for nationality, counts in totals.nationalities.items()
        for gender, count in counts.items()
    }
    persons = _share(FORMER_CLIENTS, cells)
    in_stock = {
        nationality: {gender: persons[nationality, gender] for gender in counts}
        for nationality, counts in totals.nationalities.items()
    }
    return {**in_stock, **FORMER_ONLY}


def _share(total: int, weights: Mapping[K, float]) -> dict[K, int]:
    return dict(zip(weights, apportion(total, list(weights.values())), strict=True))
