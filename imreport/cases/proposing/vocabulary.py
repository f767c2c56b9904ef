"""Vocabulary: the words that stand in the code columns of the proposed tables, and the separator between them."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final

from imreport.cases.codes import CodeList
from imreport.cases.mapping import SEPARATOR
from imreport.cases.proposing.matching import Match
from imreport.cases.proposing.meanings import Certainty, Dictionary
from imreport.cases.proposing.proposal import TableProposal, Word, Words
from imreport.cases.proposing.separators import pieces, separator

LONGEST: Final = 60
"""A longer text is no word of a code list, but perhaps a sentence about somebody."""
OPEN: Final = 40
"""With more unknown words than these, the column holds something else than codes."""


def may_be_shown(unknown: Collection[str], known: int, *, codes: CodeList) -> list[str]:
    """Return the unknown words of a column that may be shown to the clerk: short ones, and not many.

    Args:
        unknown: The words that stand in no code list.
        known: How many others of the column do; without any, the column may hold something else than codes.
        codes: The code list.
    """
    most = OPEN if known else min(OPEN, len(codes.codes))
    return [word for word in unknown if len(word) <= LONGEST] if len(unknown) <= most else []


def separator_of(found: Iterable[TableProposal], dictionaries: Mapping[str, Dictionary]) -> str:
    """Return what stands between the entries of the multi-value columns."""
    for match in _code_matches(found, dictionaries):
        if match.profile and match.column.kind == "codes":
            return separator(match.profile.values, dictionaries[match.column.codes])
    return SEPARATOR


def words_of(found: Sequence[TableProposal], dictionaries: Mapping[str, Dictionary], *, mark: str) -> dict[str, Words]:
    """Return code list to the words of the columns that refer to it.

    Args:
        found: The proposed tables.
        dictionaries: Code list to its words.
        mark: What stands between the entries of multi-value cells.
    """
    counted: dict[str, dict[str, int]] = {}
    for match in _code_matches(found, dictionaries):
        counts = counted.setdefault(match.column.codes, {})
        for word, count in _words_in(match, mark=mark).items():
            counts[word] = counts.get(word, 0) + count
    return {name: _words(counts, dictionaries[name]) for name, counts in counted.items()}


def _code_matches(found: Iterable[TableProposal], dictionaries: Mapping[str, Dictionary]) -> Iterator[Match]:
    return (match for one in found for match in one.matches if match.profile and match.column.codes in dictionaries)


def _words_in(match: Match, *, mark: str) -> dict[str, int]:
    assert match.profile
    values = match.profile.values
    return pieces(values, mark) if match.column.kind == "codes" else dict(values)


def _words(counts: Mapping[str, int], dictionary: Dictionary) -> Words:
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    every = {word.lower(): Word(word, dictionary.meaning(word)) for word, _ in reversed(ranked)}
    own = [word for word in reversed([*every.values()]) if word.meaning.certainty is not Certainty.LISTED]
    unknown = [word.text for word in own if word.is_open]
    allowed = may_be_shown(unknown, len(every) - len(unknown), codes=dictionary.codes)
    shown = tuple(word for word in own if (word.text in allowed if word.is_open else len(word.text) <= LONGEST))
    return Words(shown, listed=len(every) - len(own), withheld=len(own) - len(shown))
