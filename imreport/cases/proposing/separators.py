"""Separators: what stands between several entries in one cell."""

from collections.abc import Iterator, Mapping
from typing import Final

from imreport.cases.mapping import SEPARATOR
from imreport.cases.proposing.meanings import Certainty, Dictionary

SEPARATORS: Final = (SEPARATOR, ";", "\n", ",", " / ", "/", " + ", "+", "·", "•")
"""What is tried; of those that do equally well, the first is taken: Kita/Schule may be one entry."""
TRIED: Final = 200
"""How many different values are looked up."""


def separator(values: Mapping[str, int], dictionary: Dictionary) -> str:
    """Return what stands between the entries: the separator under which most of them are known words.

    Args:
        values: Text of a cell to its number of occurrences.
        dictionary: The words of the code list.
    """
    used = [mark for mark in SEPARATORS if mark == SEPARATOR or any(mark in value for value in values)]
    return max(used, key=lambda mark: known_share(pieces(values, mark), dictionary, least=Certainty.USUAL))


def pieces(values: Mapping[str, int], mark: str) -> dict[str, int]:
    """Return the single entries of all cells and how often they occur, most frequent first."""
    counts: dict[str, int] = {}
    for value, count in values.items():
        for piece in _split(value, mark):
            counts[piece] = counts.get(piece, 0) + count
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _split(value: str, mark: str) -> Iterator[str]:
    return (piece.strip() for piece in value.split(mark) if piece.strip())


def known_share(values: Mapping[str, int], dictionary: Dictionary, *, least: Certainty = Certainty.GUESSED) -> float:
    """Return the share of values, by occurrences, whose meaning is at least so certain.

    Only the most frequent ones are looked up; the others count as unknown.
    """
    tried = [*values.items()][:TRIED]
    known = sum(count for value, count in tried if dictionary.meaning(value).certainty >= least)
    return known / max(1, sum(values.values()))
