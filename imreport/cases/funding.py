"""Funding (Förderung): until when each post is paid for, from its first day, the months granted, and interruptions."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from imreport.cases.engine import Engine
from imreport.errors import ConfigError

YEARS: Final = range(2000, 2100)
"""The years whose halves the views know."""


@dataclass(frozen=True, slots=True)
class Interruption:
    """Days on which a post was not paid for, first and last included; its funding lasts as much longer."""

    post: str
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Funding:
    """What the posts are granted.

    Attributes:
        months: For how many months each post is paid for.
        interruptions: Days that do not count.
    """

    months: int = 60
    interruptions: tuple[Interruption, ...] = ()

    def last_day(self, post: str, first: date) -> date:
        """Return the last day of the funding of a post that was first filled on a day."""
        last = add_months(first, self.months) - timedelta(1)
        for start, end in self._breaks(post, first):
            if start <= last:
                last += end - start + timedelta(1)
        return last

    def _breaks(self, post: str, first: date) -> Iterator[tuple[date, date]]:
        """Yield the interruptions of a post in order, from its first day on, none of them twice."""
        seen = first - timedelta(1)
        for one in sorted(self.interruptions, key=lambda one: one.start):
            if one.post == post and one.end > seen:
                yield max(one.start, seen + timedelta(1)), one.end
                seen = one.end


def add_months(day: date, months: int) -> date:
    """Return the same day some months later, or the last one of a month that is too short."""
    number = day.year * 12 + day.month - 1 + months
    first = date(number // 12, number % 12 + 1, 1)
    following = date((number + 1) // 12, (number + 1) % 12 + 1, 1)
    return min(first + timedelta(day.day - 1), following - timedelta(1))


def load_funding(engine: Engine, funding: Funding, *, key: Callable[[str], str] = str) -> None:
    """Make ``case_funding`` (post_id, funded_until) and ``half_years`` (day: the last one of each half).

    Args:
        engine: The database that holds the posts.
        funding: What they are granted.
        key: What the case tables call a post of the export.

    Raises:
        ConfigError: An interruption names a post that there is not.
    """
    firsts = {str(post): day for post, day in engine.rows("select post_id, filled_from from case_posts") if day}
    for one in funding.interruptions:
        if key(one.post) not in firsts:
            raise ConfigError(
                f"Die Stelle „{one.post}“ in [foerderung] unterbrechungen gibt es nicht.",
                "Nennen Sie die Stelle-Nr. so, wie sie im Export steht.",
            )
    breaks = tuple(Interruption(key(one.post), one.start, one.end) for one in funding.interruptions)
    known = Funding(funding.months, breaks)
    last = [known.last_day(post, day) for post, day in firsts.items() if isinstance(day, date)]
    engine.rows(
        """create or replace table case_funding as
        select unnest($posts) as post_id, cast(unnest($last) as date) as funded_until""",
        posts=list(firsts),
        last=last,
    )
    halves = [date(year, month, days) for year in YEARS for month, days in ((6, 30), (12, 31))]
    engine.rows("create or replace table half_years as select unnest($halves) as day", halves=halves)
