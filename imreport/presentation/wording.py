"""Wordings chosen by published numbers: the most frequent, more or fewer, rising or falling; hidden: nothing."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from imreport import german
from imreport.disclosure import PUBLISHED, Hidden
from imreport.parameters import Parameters
from imreport.presentation.messages.recovery import course as course_since_cut
from imreport.presentation.words import AbsentWord, CellWord, CellWords, TableWord, number_of

SMALLEST_BASE: Final = 20
"""A change is given in percent of at least so many."""

Verbs = tuple[str, str, str]
_VERBS: Final[dict[bool, Verbs]] = {False: ("stieg", "blieb", "sank"), True: ("stiegen", "blieben", "sanken")}


def top_words(word: TableWord, count: int, *, residual: bool = False) -> CellWords:
    """Return the most frequent published categories (``spitze``), "Ohne Angabe" never, residual ones on demand."""
    named = (cell for cell in word.cells() if "ohne_angabe" not in cell.keys and (residual or not cell.residual))
    cells = sorted((cell for cell in named if cell.number), key=lambda cell: -(cell.number or 0))
    return CellWords(CellWord(cell, word.table.indicator.decimals, word.table.key) for cell in cells[:count])


def residual_words(word: TableWord) -> CellWords:
    """Return the published residual categories of the code list (``sammelkategorie``), not those that were merged."""
    cells = [cell for cell in word.cells() if cell.residual and cell.status == PUBLISHED]
    return CellWords(CellWord(cell, word.table.indicator.decimals, word.table.key) for cell in cells)


def is_shown(*words: Any) -> bool:
    """Whether all of these are published numbers (``gezeigt``): not hidden, and no share that is not given."""
    return not any(isinstance(number_of(word), Hidden | None) for word in words)


def compare(first: Any, second: Any, *, mehr: str, gleich: str, weniger: str) -> str:
    """Choose a wording by comparing two published numbers (``wortwahl``); nothing where one of them is hidden."""
    if not is_shown(first, second):
        return ""
    one, other = number_of(first), number_of(second)
    return mehr if one > other else weniger if one < other else gleich


def course(before: Any, after: Any, *, vorher: str = "", nachher: str = "", mehrzahl: bool = False) -> str:
    """Say how a number or share went on (``verlauf``): "stieg von 12 % auf 44 %"; nothing where one is hidden.

    Args:
        before: A cell, or a share in percent.
        after: The same, later.
        vorher: What is said of the time of the first: "vor März 2020".
        nachher: What is said of the time of the second.
        mehrzahl: Whether the subject of the sentence is plural.
    """
    verbs = _VERBS[mehrzahl]
    verb = compare(after, before, mehr=verbs[0], gleich=verbs[1], weniger=verbs[2])
    if not verb:
        return ""
    first, last = _printed(before), _printed(after)
    if first == last:
        return f"{verbs[1]} bei {last}"
    return " ".join(filter(None, (f"{verb} von {first}", vorher, f"auf {last}", nachher)))


def _printed(word: Any) -> str:
    return str(word) if isinstance(word, CellWord) else german.percent(word)


def more_or_fewer(now: Any, before: Any, *, zeit: str) -> str:
    """Say how a count differs from another (``unterschied``): "12 % mehr als 2019", "ebenso viele wie 2019".

    In percent of a base of at least 20, else as a number; nothing where one of them is hidden.
    """
    words = compare(
        now, before, mehr=f"mehr als {zeit}", gleich=f"ebenso viele wie {zeit}", weniger=f"weniger als {zeit}"
    )
    if not words or number_of(now) == number_of(before):
        return words
    base, difference = number_of(before), abs(number_of(now) - number_of(before))
    percent = int(difference * 100 / base + 0.5) if base >= SMALLEST_BASE else 0
    return f"{german.percent(percent) if percent else german.number(difference)} {words}"


def first_and_last(word: TableWord) -> CellWords:
    """Return the first and the last category with a published number above zero (``von_bis``), in their own order."""
    cells = [cell for cell in word.cells() if cell.number]
    return CellWords(
        CellWord(cell, word.table.indicator.decimals, word.table.key) for cell in (*cells[:1], *cells[-1:])
    )


def majority(word: TableWord | AbsentWord) -> CellWords:
    """Return the category that holds more than half of the published total (``mehrheit``); empty if none does."""
    if isinstance(word, AbsentWord):
        return CellWords()
    total = word.table.cell(*word.keys).number
    cells = [cell for cell in word.cells() if total and cell.number and cell.number > total / 2]
    return CellWords(CellWord(cell, word.table.indicator.decimals, word.table.key) for cell in cells)


@dataclass(frozen=True)
class Wordings:
    """Wordings that depend on the report as well.

    Attributes:
        parameters: What the report is about.
        rounded: Whether a printed 0 may stand for a few.
    """

    parameters: Parameters
    rounded: bool

    def none(self, word: Any) -> bool:
        """Whether a number is known to be 0 (``keine``); a rounded 0 is not, nor a hidden number."""
        return not self.rounded and is_shown(word) and number_of(word) == 0

    def by_year(self, word: TableWord | AbsentWord) -> str:
        """Compare the last two whole years of a Kennzahl by year (``jahresverlauf``); nothing without two."""
        if not isinstance(word, TableWord):
            return ""
        start, end = self.parameters.scope.start, self.parameters.scope.end
        first, last = start.year + (start > date(start.year, 1, 1)), end.year - (end < date(end.year, 12, 31))
        if last - 1 < first:
            return ""
        before, after = (self._of_year(word, year) for year in (last - 1, last))
        difference = more_or_fewer(after, before, zeit=f"{last - 1} ({before})")
        if not difference:
            return ""
        return f"Im Jahr {last} {'war es' if number_of(after) == 1 else 'waren es'} {after}, {difference}"

    def dip(self, word: TableWord | AbsentWord) -> CellWords:
        """Return the month since the cut with the fewest, and the one that reached the average again (``einbruch``).

        Empty where no month was below the average of those before the cut, or that is not known.
        """
        found = course_since_cut(self.parameters, word.table) if isinstance(word, TableWord) else None
        if found is None or not found.has_dip:
            return CellWords()
        return CellWords(CellWord(cell) for cell in (found.lowest, found.again) if cell)

    def _of_year(self, word: TableWord, year: int) -> CellWord:
        return CellWord(word.table.cell(str(year)), word.table.indicator.decimals, word.table.key)
