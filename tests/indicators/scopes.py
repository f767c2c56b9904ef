"""The scopes that numbers are compared under."""

import random
from dataclasses import replace
from datetime import date, timedelta

from imreport.cases import Scope

from .expected import table

WHOLE = Scope(date(2018, 2, 1), date(2021, 2, 28), as_of=date(2021, 2, 28), cut=date(2020, 3, 1))
YEAR = replace(WHOLE, start=date(2019, 1, 1), end=date(2019, 12, 31), as_of=date(2019, 12, 31))
EMPTY = replace(WHOLE, start=date(2017, 1, 1), end=date(2017, 3, 31), as_of=date(2017, 3, 31))
SCOPES = {
    "whole period": WHOLE,
    "year 2019": YEAR,
    "reference date in 2019": replace(WHOLE, as_of=date(2019, 6, 14)),
    "team": replace(WHOLE, team="ehingen"),
    "commune": replace(WHOLE, commune="08425071"),
    "association": replace(WHOLE, association="langenau"),
    "three weeks of a team in a commune": replace(
        YEAR, start=date(2019, 9, 9), end=date(2019, 9, 29), cut=date(2019, 9, 16), team="ehingen", commune="08425033"
    ),
}


def drawn(count: int, seed: int = 20_210_228) -> dict[str, Scope]:
    """Periods, reference dates, cuts, and teams, communes or associations, all drawn at random."""
    chance = random.Random(seed)
    lists = {"team": "teams", "commune": "gemeinden", "association": "verbaende"}
    found = {}
    for _ in range(count):
        start, end, cut, as_of = (WHOLE.start + timedelta(chance.randrange(1124)) for _ in range(4))
        scope = Scope(min(start, end), max(start, end), as_of=as_of, cut=cut)
        what = chance.choice([*lists, "county"])
        where = {what: chance.choice(list(table(lists[what])["schluessel"]))} if what in lists else {}
        found[" ".join([str(scope.start), str(scope.end), what, *where.values()])] = replace(scope, **where)
    return found


DRAWN = drawn(20)
