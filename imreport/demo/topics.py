"""Topics: what every consultation was about, one to four topics each, exact in all totals."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from math import fsum

from imreport.demo.chance import Chance
from imreport.demo.facts import Facts
from imreport.demo.people import MIDDLE, MINOR, OLD, OLDER, YOUNG
from imreport.demo.statuses import PENDING, TOLERATED
from imreport.demo.totals import PANDEMIC, Totals

Weights = list[float]

SCHOOLS_REOPENED = date(2020, 6, 29)
FIRST_MONTHS = 6
RETURN = "Rückkehr"


def topics(totals: Totals, of: Sequence[Facts], *, chance: Chance) -> list[tuple[str, ...]]:
    """Choose the topics of every consultation, in the order of the totals.

    Rows with several topics draw from what is left, rows with one topic take the rest: rare topics choose first.

    Args:
        totals: The totals of the export.
        of: The facts of every consultation.
        chance: The stream of random choices.

    Returns:
        One tuple of distinct topics per consultation.
    """
    labels = list(totals.topics)
    weights = _weights(labels, of, chance=chance)
    rows = _rows_by_number(totals.topic_numbers, of, chance=chance)
    left = list(totals.topics.values())
    chosen: dict[int, list[int]] = {}
    for number, places in reversed(list(enumerate(rows[1:], start=2))):
        chosen |= {place: _draw(number, weights[place], left=left, chance=chance) for place in places}
    chosen |= _singles(rows[0], weights, left=left, chance=chance)
    return [tuple(labels[topic] for topic in sorted(chosen[place])) for place in range(len(of))]


def _rows_by_number(counts: Sequence[int], of: Sequence[Facts], *, chance: Chance) -> list[list[int]]:
    """The places of the consultations with one, two, three and four topics; families and beginners have more."""

    def weight(place: int) -> float:
        return (1.5 if of[place].as_family else 1.0) * (1.4 if of[place].months_in_care == 0 else 1.0)

    order = chance.ranked(range(len(of)), weight)
    rows: list[list[int]] = []
    for count in reversed(counts):
        rows.append(order[:count])
        order = order[count:]
    return rows[::-1]


def _draw(number: int, weights: Weights, *, left: list[int], chance: Chance) -> list[int]:
    drawn: list[int] = []
    for _ in range(number):
        open_weights = [
            0.0 if topic in drawn else weight * count
            for topic, (weight, count) in enumerate(zip(weights, left, strict=True))
        ]
        drawn.append(chance.weighted(range(len(left)), open_weights))
        left[drawn[-1]] -= 1
    return drawn


def _singles(
    places: Sequence[int], weights: Sequence[Weights], *, left: Sequence[int], chance: Chance
) -> dict[int, list[int]]:
    chosen: dict[int, list[int]] = {}
    waiting = list(places)
    for topic in sorted(range(len(left)), key=left.__getitem__):
        of_topic = {place: weights[place][topic] for place in waiting}
        waiting = chance.ranked(waiting, of_topic.__getitem__)
        chosen |= {place: [topic] for place in waiting[: left[topic]]}
        waiting = waiting[left[topic] :]
    return chosen


def _weights(labels: Sequence[str], of: Sequence[Facts], *, chance: Chance) -> list[Weights]:
    """One row of weights per consultation: the topic's liking times the household's own troubles, mean 1 by topic."""
    households = 1 + max(talk.household for talk in of)
    troubles = [[_trouble(label, chance) for label in labels] for _ in range(households)]
    likings = [LIKINGS[label] for label in labels]
    rows = [
        [liking(talk) * trouble for liking, trouble in zip(likings, troubles[talk.household], strict=True)]
        for talk in of
    ]
    means = [fsum(column) / len(rows) for column in zip(*rows, strict=True)]
    return [[weight / mean for weight, mean in zip(row, means, strict=True)] for row in rows]


def _trouble(label: str, chance: Chance) -> float:
    """How much a household has to do with a topic; few think of returning, but those more than once."""
    usual = 0.25 + 2.25 * chance.unit() * chance.unit()
    return usual * usual * usual if label == RETURN else usual


def _other(talk: Facts) -> float:
    return 0.8 if talk.as_family else 1.0


def _children(talk: Facts) -> float:
    if not talk.has_children:
        return 0.02
    schools_closed = PANDEMIC <= talk.day < SCHOOLS_REOPENED
    busy = 1.3 if schools_closed or talk.day.month == 9 else 1.0
    return busy * (1.7 if talk.as_family else 1.0)


def _health(talk: Facts) -> float:
    by_age = 1.7 if talk.age in (OLDER, OLD) else 1.0
    return by_age * (1.6 if talk.in_pandemic else 1.0)


def _housing(talk: Facts) -> float:
    return 1.5 if talk.months_in_care <= FIRST_MONTHS else 1.0


def _work(talk: Facts) -> float:
    by_age = {MINOR: 0.05, OLD: 0.06, OLDER: 0.9}.get(talk.age, 1.2)
    by_form = 0.4 if talk.as_family else 1.0
    return by_age * by_form * (0.7 if talk.months_in_care <= FIRST_MONTHS else 1.3)


def _language(talk: Facts) -> float:
    by_time = 1.6 if talk.months_in_care <= FIRST_MONTHS else 0.8
    return by_time * (0.5 if talk.as_family else 1.0) * (0.7 if talk.in_pandemic else 1.0)


def _training(talk: Facts) -> float:
    by_age = {MINOR: 2.0, YOUNG: 2.5, MIDDLE: 1.0}.get(talk.age, 0.2)
    return by_age * (0.4 if talk.as_family else 1.0)


def _participation(talk: Facts) -> float:
    return 0.4 if talk.in_pandemic else 1.0


def _return(talk: Facts) -> float:
    by_status = {TOLERATED: 5.0, PENDING: 2.0}.get(talk.residence_status, 0.03)
    return by_status * (0.3 if talk.stays or talk.months_in_care <= FIRST_MONTHS else 1.0)


LIKINGS: Mapping[str, Callable[[Facts], float]] = {
    "Anderes Thema": _other,
    "Kinder": _children,
    "Gesundheit": _health,
    "Wohnen": _housing,
    "Arbeit": _work,
    "Spracherwerb": _language,
    "Ausbildung und Qualifizierung": _training,
    "Gesellschaftliche Teilhabe und Ehrenamt": _participation,
    RETURN: _return,
}
"""Topic to its weight in a consultation; only the proportions within a topic matter."""
