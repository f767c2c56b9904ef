"""Posts: who works in which team from when, and how much staff each team has in a month.

Seven posts start the service on 1 February 2018, 25 are filled by 15 June 2018, two more follow.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import fsum

from imreport.demo.workdays import month_end

FILLED: Mapping[str, Sequence[tuple[float, str]]] = {
    "ehingen": [
        (1.0, "2018-02-01"),
        (1.0, "2018-02-01"),
        (0.8, "2018-02-01"),
        (0.8, "2018-05-01"),
        (0.5, "2018-10-01"),
    ],
    "raum_munderkingen": [(1.0, "2018-04-01"), (0.5, "2018-05-15")],
    "laichinger_alb": [(1.0, "2018-02-01"), (0.8, "2018-04-01"), (0.8, "2018-05-15")],
    "blaubeuren_schelklingen_allmendingen": [
        (1.0, "2018-02-01"),
        (1.0, "2018-03-01"),
        (0.8, "2018-04-01"),
        (0.8, "2018-05-01"),
        (0.5, "2018-06-15"),
    ],
    "blaustein_dornstadt": [(1.0, "2018-02-01"), (1.0, "2018-04-15"), (0.7, "2018-06-01")],
    "langenau_lonsee_amstetten": [
        (1.0, "2018-02-01"),
        (1.0, "2018-03-01"),
        (0.75, "2018-05-01"),
        (0.75, "2018-06-01"),
    ],
    "erbach_dietenheim_kirchberg_weihungstal": [
        (1.0, "2018-03-01"),
        (0.8, "2018-03-15"),
        (0.8, "2018-05-01"),
        (0.5, "2018-06-01"),
        (0.5, "2019-04-01"),
    ],
}
"""Team key to its posts: full-time equivalent and first day. Dates after February 2018 are an assumption."""


@dataclass(frozen=True, slots=True)
class Post:
    """One filled post: team key, full-time equivalent, first day; none has ended."""

    team: str
    fte: float
    filled_from: date


def posts() -> tuple[Post, ...]:
    """All posts, team by team."""
    return tuple(
        Post(team, fte, date.fromisoformat(filled_from))
        for team, filled in FILLED.items()
        for fte, filled_from in filled
    )


def opening(team: str) -> date:
    """The first day on which a team has staff."""
    return min(post.filled_from for post in posts() if post.team == team)


def staff(team: str, first_day: date) -> float:
    """The mean full-time equivalents of a team in the month that begins on a day."""
    days = month_end(first_day).day
    present = ((post.fte, days - (post.filled_from - first_day).days) for post in posts() if post.team == team)
    return fsum(fte * max(0, min(days, on_duty)) / days for fte, on_duty in present)
