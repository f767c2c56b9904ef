"""Referrals: to whom the consultations referred people, exact by target."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from imreport.demo.chance import Chance
from imreport.demo.facts import Facts
from imreport.demo.people import FEMALE, MINOR, YOUNG
from imreport.demo.statuses import PENDING, TOLERATED
from imreport.demo.totals import Totals

MOST_PER_CONSULTATION = 3


def anyone(talk: Facts) -> float:
    """A referral that may concern everybody: most often in the first months."""
    return 1.4 if talk.months_in_care < MOST_PER_CONSULTATION else 1.0


@dataclass(frozen=True, slots=True)
class Target:
    """Whom a referral goes to: weight by topic (the highest counts), weight without one of them, weight by person."""

    topics: Mapping[str, float]
    otherwise: float = 0.05
    persons: Callable[[Facts], float] = anyone

    def weight(self, talk: Facts, topics: Sequence[str]) -> float:
        """How likely a consultation leads to this target; always positive."""
        return max(self.topics.get(topic, self.otherwise) for topic in topics) * self.persons(talk)


def referrals(
    totals: Totals, of: Sequence[Facts], *, topics: Sequence[Sequence[str]], chance: Chance
) -> list[tuple[str, ...]]:
    """Choose the referrals of every consultation: distinct targets, at most three, rare targets first.

    Households differ in what they lean to, so the referrals to a rare target gather in some of them.

    Args:
        totals: The totals of the export.
        of: The facts of every consultation.
        topics: The topics of every consultation.
        chance: The stream of random choices.

    Returns:
        One tuple of targets per consultation, in the order of the totals; most are empty.
    """
    chosen: list[list[str]] = [[] for _ in of]
    households = 1 + max(talk.household for talk in of)
    for label, count in sorted(totals.referrals.items(), key=lambda item: item[1]):
        target = TARGETS[label]
        leanings = [0.1 + 4 * chance.unit() * chance.unit() * chance.unit() for _ in range(households)]
        weights = [
            target.weight(talk, named) * leanings[talk.household] for talk, named in zip(of, topics, strict=True)
        ]
        open_places = [place for place, made in enumerate(chosen) if len(made) < MOST_PER_CONSULTATION]
        for place in chance.ranked(open_places, weights.__getitem__)[:count]:
            chosen[place].append(label)
    order = list(totals.referrals)
    return [tuple(sorted(made, key=order.index)) for made in chosen]


def _not_settled(talk: Facts) -> float:
    return 2.0 if talk.residence_status in (TOLERATED, PENDING) else 1.0


def _parents(talk: Facts) -> float:
    return 1.0 if talk.has_children else 0.02


def _from_27(talk: Facts) -> float:
    return 0.03 if talk.age in (MINOR, YOUNG) else 1.0


def _up_to_27(talk: Facts) -> float:
    return 1.0 if talk.age in (MINOR, YOUNG) else 0.02


def _pregnant(talk: Facts) -> float:
    return 1.0 if talk.may_be_pregnant else 0.002


def _rather_men(talk: Facts) -> float:
    return 1.0 if talk.is_man and not talk.as_family else 0.1


def _women(talk: Facts) -> float:
    return 1.0 if talk.gender == FEMALE and not talk.as_family else 0.001


def _volunteers(talk: Facts) -> float:
    return anyone(talk) * (0.5 if talk.in_pandemic else 1.0)


OTHER, CHILDREN, HEALTH, HOUSING = "Anderes Thema", "Kinder", "Gesundheit", "Wohnen"
WORK, LANGUAGE, TRAINING = "Arbeit", "Spracherwerb", "Ausbildung und Qualifizierung"
PARTICIPATION, RETURN = "Gesellschaftliche Teilhabe und Ehrenamt", "Rückkehr"

TARGETS: Mapping[str, Target] = {
    "Andere Regeldienste/Beratungsstellen": Target({OTHER: 1.0, HOUSING: 0.8, CHILDREN: 0.6, HEALTH: 0.4}, 0.25),
    "Agentur für Arbeit/Jobcenter": Target({WORK: 5.0, TRAINING: 2.5, OTHER: 0.7, HOUSING: 0.6}, 0.1),
    "Ausländerbehörden": Target({RETURN: 4.0, OTHER: 1.0, WORK: 0.3}, persons=_not_settled),
    "Vereine/Organisationen für Flüchtlinge": Target(
        {PARTICIPATION: 6.0, LANGUAGE: 1.0, CHILDREN: 0.7, OTHER: 0.6}, 0.2
    ),
    "Gesundheitsberatungsstellen": Target({HEALTH: 6.0}, 0.03),
    "Sprachkursträger": Target({LANGUAGE: 8.0, TRAINING: 0.6}, 0.02),
    "Ehrenamt/Helferkreise": Target({PARTICIPATION: 5.0, LANGUAGE: 1.5, HOUSING: 1.0, CHILDREN: 0.8}, 0.2, _volunteers),
    "Jugendamt/Familienberatung": Target({CHILDREN: 6.0}, 0.03, _parents),
    "Migrationsberatung für erwachsene Zugewanderte (MBE)": Target({LANGUAGE: 2.0, OTHER: 1.0}, 0.4, _from_27),
    "Schuldnerberatung": Target({OTHER: 1.0, HOUSING: 0.9}),
    "Jugendmigrationsdienst (JMD)": Target({TRAINING: 4.0, LANGUAGE: 1.5}, 0.3, _up_to_27),
    "Schwangerschaftsberatung": Target({CHILDREN: 1.5, HEALTH: 1.5}, 0.2, _pregnant),
    "Psychosoziale Beratung": Target({HEALTH: 6.0}, 0.08),
    "Suchtberatung": Target({HEALTH: 4.0, OTHER: 0.4}, 0.05, _rather_men),
    "Opferschutz/Frauen- und Kinderschutzhaus": Target({CHILDREN: 1.0, HEALTH: 1.0, OTHER: 0.6}, 0.1, _women),
    "Rückkehrberatung": Target({RETURN: 1.0}, 0.000_001),
}
"""Target to where its referrals come from."""
