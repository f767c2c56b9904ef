"""Proof: the totals counted again on the finished sample."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from imreport.demo.people import Person
from imreport.demo.sample import Sample
from imreport.demo.totals import AS_OF, FAMILY, Totals

Counts = Mapping[Any, int]


class TotalsMissedError(AssertionError):
    """The sample does not reproduce a total: a bug of the generator."""


def prove(sample: Sample, totals: Totals) -> None:
    """Count everything again.

    Raises:
        TotalsMissedError: A count differs from its total.
    """
    for name, counted, expected in _comparisons(sample, totals):
        wanted = {label: count for label, count in expected.items() if count}
        if dict(counted) != wanted:
            raise TotalsMissedError(f"{name}: {dict(counted)} instead of {wanted}")


def _comparisons(sample: Sample, totals: Totals) -> Iterator[tuple[str, Counts, Counts]]:
    yield from _flows(sample, totals)
    yield from _stock(sample, totals)


def _flows(sample: Sample, totals: Totals) -> Iterator[tuple[str, Counts, Counts]]:
    held = [talk.slot for talk in sample.consultations]
    months = {month.first_day: month for month in totals.months}
    by_channel = {(day, label): count for day, month in months.items() for label, count in month.channels.items()}
    topic_numbers = dict(enumerate(totals.topic_numbers, start=1))
    teams = {team.key: team.consultations for team in totals.teams}
    yield "months", Counter(slot.day.replace(day=1) for slot in held), _by_month(totals, "consultations")
    families = Counter(slot.day.replace(day=1) for slot in held if slot.form == FAMILY)
    yield "families", families, _by_month(totals, "family")
    yield "channels", Counter((slot.day.replace(day=1), slot.channel) for slot in held), by_channel
    yield "teams", Counter(slot.team for slot in held), teams
    yield "topics", Counter(topic for named in sample.topics for topic in named), dict(totals.topics)
    yield "topic numbers", Counter(len(set(named)) for named in sample.topics), topic_numbers
    yield "referrals", Counter(target for made in sample.referrals for target in made), dict(totals.referrals)
    yield "plans", Counter(plan.created_on.replace(day=1) for plan in sample.plans), _by_month(totals, "plans")
    yield "plan statuses", Counter(plan.status for plan in sample.plans), dict(totals.plan_statuses)


def _stock(sample: Sample, totals: Totals) -> Iterator[tuple[str, Counts, Counts]]:
    present = list(_present(sample))
    genders = {(name, gender): n for name, counts in totals.nationalities.items() for gender, n in counts.items()}
    communes = {commune.ags: commune.clients for commune in totals.communes}
    persons = [person for _, person in present]
    yield "nationalities", Counter((person.nationality, person.gender) for person in persons), genders
    yield "ages", Counter(person.age for person in persons), dict(totals.ages)
    yield "statuses", Counter(person.residence_status for person in persons), dict(totals.residence_statuses)
    yield "communes", Counter(commune for commune, _ in present), communes


def _present(sample: Sample) -> Iterable[tuple[str, Person]]:
    """Commune and person of every client in care at the reference date."""
    for span in sample.spans:
        if span.ends is None or span.ends >= AS_OF:
            for person, begin in zip(span.household.persons, span.begins, strict=True):
                if begin <= AS_OF:
                    yield span.household.commune, person


def _by_month(totals: Totals, field: str) -> Counts:
    return {month.first_day: getattr(month, field) for month in totals.months}
