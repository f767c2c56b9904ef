"""Keys: pseudonymous numbers of clients and households; they are shuffled and tell nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from imreport.demo.chance import Chance
from imreport.demo.people import Household


@dataclass(frozen=True, slots=True)
class Keys:
    """Household number to its key, household number and place in it to the client's key."""

    households: Mapping[int, str]
    clients: Mapping[tuple[int, int], str]


def keys(households: Sequence[Household], chance: Chance) -> Keys:
    """Number all households (H00001 …) and all clients (K00001 …) in random order."""
    shuffled = chance.shuffled(households)
    persons = [(household.number, place) for household in households for place in range(len(household.persons))]
    return Keys(
        households={household.number: f"H{number:05}" for number, household in enumerate(shuffled, start=1)},
        clients={person: f"K{number:05}" for number, person in enumerate(chance.shuffled(persons), start=1)},
    )
