"""Slots: every consultation's day, team, form and channel, before it is given to a household."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from imreport.demo.chance import Chance
from imreport.demo.posts import opening
from imreport.demo.totals import FAMILY, INDIVIDUAL, PANDEMIC, MonthTotals, Totals
from imreport.demo.workdays import DAY, busyness, month_end


@dataclass(frozen=True, slots=True)
class Slot:
    """A consultation that will be held: day, team key, form and channel (labels)."""

    day: date
    team: str
    form: str
    channel: str


@dataclass(frozen=True, slots=True)
class _Draft:
    number: int
    day: date
    team: str
    form: str = INDIVIDUAL


def slots(totals: Totals, workload: Sequence[Sequence[int]], *, chance: Chance) -> list[list[Slot]]:
    """One list of slots per month, in order of the day; forms and channels of a month are exact.

    Args:
        totals: The totals of the export.
        workload: Consultations by month (rows) and team (columns).
        chance: The stream of random choices.
    """
    teams = [team.key for team in totals.teams]
    return [
        _month_slots(month, dict(zip(teams, counts, strict=True)), chance=chance)
        for month, counts in zip(totals.months, workload, strict=True)
    ]


def _month_slots(month: MonthTotals, counts: Mapping[str, int], *, chance: Chance) -> list[Slot]:
    drafts = _with_forms(_drafts(month, counts, chance=chance), month.family, chance=chance)
    channels = _channels(drafts, month.channels, chance=chance)
    made = [Slot(draft.day, draft.team, draft.form, channels[draft.number]) for draft in drafts]
    return sorted(made, key=lambda slot: slot.day)


def _drafts(month: MonthTotals, counts: Mapping[str, int], *, chance: Chance) -> list[_Draft]:
    places: list[tuple[date, str]] = []
    for team, count in counts.items():
        days = _days_of_service(team, month.first_day)
        weights = [busyness(day) for day in days]
        places += [(chance.weighted(days, weights), team) for _ in range(count)]
    return [_Draft(number, day, team) for number, (day, team) in enumerate(chance.shuffled(places))]


def _days_of_service(team: str, first_day: date) -> list[date]:
    first = max(first_day, opening(team))
    return [first + offset * DAY for offset in range((month_end(first_day) - first).days + 1)]


def _with_forms(drafts: Sequence[_Draft], families: int, *, chance: Chance) -> list[_Draft]:
    chosen = {draft.number for draft in chance.shuffled(drafts)[:families]}
    forms = [FAMILY if draft.number in chosen else INDIVIDUAL for draft in drafts]
    return [_Draft(draft.number, draft.day, draft.team, form) for draft, form in zip(drafts, forms, strict=True)]


def _channels(drafts: Sequence[_Draft], counts: Mapping[str, int], *, chance: Chance) -> dict[int, str]:
    """Give every draft of a month its channel: the special ones first, the office takes the rest."""
    office, home, phone, mail, video = counts
    channels: dict[int, str] = {}
    waiting = list(drafts)
    for channel, liking in ((video, _video), (home, _home), (mail, _mail), (phone, _phone)):
        waiting = chance.ranked(waiting, liking)
        channels |= {draft.number: channel for draft in waiting[: counts[channel]]}
        waiting = waiting[counts[channel] :]
    return channels | {draft.number: office for draft in waiting}


def _liking(individual: float, family: float, *, closed: float) -> Callable[[_Draft], float]:
    """A channel's weight by form, times ``closed`` once the offices are closed."""

    def weight(draft: _Draft) -> float:
        by_form = family if draft.form == FAMILY else individual
        return by_form * closed if draft.day >= PANDEMIC else by_form

    return weight


_home = _liking(1.0, 2.2, closed=0.12)
_phone = _liking(1.0, 0.9, closed=6.0)
_mail = _liking(1.0, 0.4, closed=6.0)
_video = _liking(1.0, 1.5, closed=10_000.0)
