"""Wordings chosen by published numbers: the most frequent, more or fewer, rising or falling; hidden: nothing."""

from typing import Any, Final

from imreport import german
from imreport.disclosure import Hidden
from imreport.presentation.words import CellWord, CellWords, TableWord, number_of

SMALLEST_BASE: Final = 20
"""A change is given in percent of at least so many."""

Verbs = tuple[str, str, str]
_VERBS: Final[dict[bool, Verbs]] = {False: ("stieg", "blieb", "sank"), True: ("stiegen", "blieben", "sanken")}


def top_words(word: TableWord, count: int, *, residual: bool = False) -> CellWords:
    """Return the most frequent published categories (``spitze``), "Ohne Angabe" never, residual ones on demand."""
    named = (cell for cell in word.cells() if cell.keys[-1] != "ohne_angabe" and (residual or not cell.residual))
    cells = sorted((cell for cell in named if cell.number), key=lambda cell: -(cell.number or 0))
    return CellWords(CellWord(cell, word.table.indicator.decimals, word.table.key) for cell in cells[:count])


def is_shown(*words: Any) -> bool:
    """Whether all of these are published numbers (``gezeigt``): not hidden, and no share that is not given."""
    return not any(isinstance(number_of(word), Hidden | None) for word in words)


def compare(first: Any, second: Any, *, mehr: str, gleich: str, weniger: str) -> str:
    """Choose a wording by comparing two published numbers (``wortwahl``); nothing where one of them is hidden."""
    if not is_shown(first, second):
        return ""
    one, other = number_of(first), number_of(second)
    return mehr if one > other else weniger if one < other else gleich


def course(before: Any, after: Any, *, mehrzahl: bool = False) -> str:
    """Say how a number or share went on (``verlauf``): "stieg von 12 % auf 44 %"; nothing where one is hidden.

    Args:
        before: A cell, or a share in percent.
        after: The same, later.
        mehrzahl: Whether the subject of the sentence is plural.
    """
    verbs = _VERBS[mehrzahl]
    verb = compare(after, before, mehr=verbs[0], gleich=verbs[1], weniger=verbs[2])
    if not verb:
        return ""
    first, last = _printed(before), _printed(after)
    return f"{verb} bei {last}" if first == last else f"{verb} von {first} auf {last}"


def _printed(word: Any) -> str:
    return str(word) if isinstance(word, CellWord) else german.percent(word)


def more_or_fewer(base: Any, other: Any) -> str:
    """Say how much more or less one count is than another (``unterschied``): "12 % mehr", "3 weniger", "ebenso viele".

    In percent of a base of at least 20, else as a number; nothing where one of them is hidden.
    """
    words = compare(other, base, mehr="mehr", gleich="ebenso viele", weniger="weniger")
    if words in ("", "ebenso viele"):
        return words
    first, second = number_of(base), number_of(other)
    percent = int(abs(second - first) * 100 / first + 0.5) if first >= SMALLEST_BASE else 0
    amount = german.percent(percent) if percent else german.number(abs(second - first))
    return f"{amount} {words}"
