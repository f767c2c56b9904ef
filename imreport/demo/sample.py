"""Sample: everything the export tells, made from one seed and proved against the totals."""

from collections.abc import Sequence
from dataclasses import dataclass

from imreport.demo.chance import Chance
from imreport.demo.consultations import Consultation, Span, histories
from imreport.demo.facts import facts
from imreport.demo.households import households
from imreport.demo.keys import Keys, keys
from imreport.demo.plans import Plan, plans
from imreport.demo.posts import Post, posts
from imreport.demo.referrals import referrals
from imreport.demo.slots import slots
from imreport.demo.topics import topics
from imreport.demo.totals import Totals
from imreport.demo.workload import workload

SEED = 20_210_228


@dataclass(frozen=True, slots=True)
class Sample:
    """The synthetic cases; ``topics`` and ``referrals`` run alongside ``consultations``."""

    consultations: Sequence[Consultation]
    topics: Sequence[tuple[str, ...]]
    referrals: Sequence[tuple[str, ...]]
    spans: Sequence[Span]
    plans: Sequence[Plan]
    posts: Sequence[Post]
    keys: Keys


def sample(totals: Totals) -> Sample:
    """Make the cases; every step has its own stream of choices, so that a change in one leaves the others alone."""
    streams = [Chance(SEED + step) for step in range(7)]
    planned = slots(totals, workload(totals, streams[0]), chance=streams[1])
    people = households(totals, streams[2])
    held, spans = histories(totals, planned, households=people, chance=streams[3])
    known = [facts(talk) for talk in held]
    named = topics(totals, known, chance=streams[4])
    return Sample(
        consultations=held,
        topics=named,
        referrals=referrals(totals, known, topics=named, chance=streams[5]),
        spans=spans,
        plans=plans(totals, held, spans=spans, chance=streams[6]),
        posts=posts(),
        keys=keys(people, Chance(SEED - 1)),
    )
