"""Suggestions: the nearest of the words that would have been right."""

from collections.abc import Iterable
from typing import Final

CUTOFF: Final = 60
"""How alike two words must be, in percent; below it a suggestion would mislead more than it helps."""


def nearest(text: str, words: Iterable[str], *, cutoff: float = CUTOFF) -> str:
    """Return the word that is most like a text, empty if none is like it; capitals do not count.

    Example:
        >>> nearest("gesundheid", ["Wohnen", "Gesundheit"])
        'Gesundheit'
        >>> nearest("Zahnarzt", ["Wohnen", "Gesundheit"])
        ''
    """
    from rapidfuzz import fuzz, process

    found = process.extractOne(text, words, scorer=fuzz.ratio, processor=_plain, score_cutoff=cutoff)
    return found[0] if found else ""


def _plain(word: str) -> str:
    return " ".join(word.casefold().split())
