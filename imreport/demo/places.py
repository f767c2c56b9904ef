"""Places: in which commune each household lives."""

from collections.abc import Mapping, Sequence

from imreport.demo.chance import Chance
from imreport.demo.families import Group


def communes_of(groups: Sequence[Group], communes: Mapping[str, int], *, chance: Chance) -> list[str]:
    """Give every group a commune (AGS key), exact by persons; large groups choose first, singles fill the rest.

    Args:
        groups: People who live together.
        communes: AGS key to persons.
        chance: The stream of random choices.

    Returns:
        One AGS key per group.
    """
    left = dict(communes)
    chosen = [""] * len(groups)
    for place in sorted(range(len(groups)), key=lambda place: -len(groups[place])):
        size = len(groups[place])
        rooms = [float(room) if room >= size else 0.0 for room in left.values()]
        chosen[place] = chance.weighted(list(left), rooms)
        left[chosen[place]] -= size
    return chosen
