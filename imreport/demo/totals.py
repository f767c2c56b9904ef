"""Totals: the numbers every generated export reproduces, read from ``totals.json`` with their tags."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

START = date(2018, 2, 1)
END = date(2021, 2, 28)
AS_OF = date(2021, 2, 28)

INDIVIDUAL = "Einzelgespräch"
FAMILY = "Familiengespräch"
PANDEMIC = date(2020, 3, 17)
"""First day on which the offices were closed to visitors."""


@dataclass(frozen=True, slots=True)
class MonthTotals:
    """Counts of one month: consultations by form and by channel, new plans."""

    first_day: date
    individual: int
    family: int
    channels: Mapping[str, int]
    plans: int

    @property
    def consultations(self) -> int:
        """All consultations of the month."""
        return self.individual + self.family


@dataclass(frozen=True, slots=True)
class TeamTotals:
    """Counts of one team: posts, their full-time equivalents, consultations of the whole period."""

    key: str
    name: str
    posts: int
    fte: float
    consultations: int


@dataclass(frozen=True, slots=True)
class Commune:
    """One commune of the county: its AGS key, name, team key, clients in care at the reference date, association."""

    ags: str
    name: str
    team: str
    clients: int
    association: str


@dataclass(frozen=True, slots=True)
class Totals:
    """All totals; mappings are label to count, in the order of ``totals.json``.

    ``nationalities`` maps a nationality to its clients by gender; ``topic_numbers`` holds the consultations that name
    one, two, three and four topics; ``associations`` maps the key of a Verwaltungsgemeinschaft to its name.
    """

    months: tuple[MonthTotals, ...]
    topics: Mapping[str, int]
    topic_numbers: tuple[int, ...]
    referrals: Mapping[str, int]
    nationalities: Mapping[str, Mapping[str, int]]
    ages: Mapping[str, int]
    residence_statuses: Mapping[str, int]
    plan_statuses: Mapping[str, int]
    teams: tuple[TeamTotals, ...]
    associations: Mapping[str, str]
    communes: tuple[Commune, ...]


@cache
def totals() -> Totals:
    """Read the totals of the package, once."""
    data = json.loads(files(__package__).joinpath("totals.json").read_text(encoding="utf-8"))
    return Totals(
        months=tuple(_month(row, data["channels"]) for row in data["months"]["rows"]),
        topics={label: count for label, count, _tag in data["topics"]},
        topic_numbers=tuple(data["consultations_by_number_of_topics"]["counts"]),
        referrals={label: count for label, count, _tag in data["referrals"]},
        nationalities={
            row[0]: dict(zip(data["genders"], row[1:], strict=False)) for row in data["nationalities"]["rows"]
        },
        ages=data["ages"]["counts"],
        residence_statuses=data["residence_statuses"]["counts"],
        plan_statuses=data["plan_statuses"]["counts"],
        teams=tuple(_team(row) for row in data["teams"]["rows"]),
        associations=dict(data["associations"]["rows"]),
        communes=tuple(Commune(*row) for row in data["communes"]["rows"]),
    )


def _month(row: list[Any], channels: list[str]) -> MonthTotals:
    month, individual, family, *by_channel, plans = row
    return MonthTotals(
        first_day=date.fromisoformat(f"{month}-01"),
        individual=individual,
        family=family,
        channels=dict(zip(channels, by_channel, strict=True)),
        plans=plans,
    )


def _team(row: list[Any]) -> TeamTotals:
    key, name, posts, fte, _clients, consultations = row
    return TeamTotals(key, name, posts, fte, consultations)
