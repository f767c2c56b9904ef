"""Words: how alike two names are, and how columns, tables and codes are usually called elsewhere (words.toml)."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Final

from imreport.cases.schema import Table, tables

HUMP: Final = re.compile(r"(?<=[a-zäöüß])(?=[A-ZÄÖÜ])")
"""Where a new word begins in KlientNr."""
UMLAUTS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def fold(text: str) -> str:
    """Return a text as it is compared: small letters and digits, umlauts spelt out, one blank between words.

    Example:
        >>> fold("KlientNr. *"), fold("Gesprächs-ID"), fold("LFD_NR")
        ('klient nr', 'gespraechs id', 'lfd nr')
    """
    small = HUMP.sub(" ", unicodedata.normalize("NFKC", text)).casefold().translate(UMLAUTS)
    plain = unicodedata.normalize("NFD", small).encode("ascii", "ignore").decode()
    return " ".join(re.findall("[a-z0-9]+", plain))


@dataclass(frozen=True)
class Wordlist:
    """Folded words, and how like one of them a text is; order and hyphens of words count little.

    Attributes:
        words: The words.
    """

    words: frozenset[str]

    @cached_property
    def _joined(self) -> Mapping[str, str]:
        return {word: word.replace(" ", "") for word in sorted(self.words)}

    @cached_property
    def _sorted(self) -> Mapping[str, str]:
        return {word: " ".join(sorted(word.split())) for word in sorted(self.words)}

    def nearest(self, folded: str, *, cutoff: float = 0) -> dict[str, float]:
        """Return the words that a folded text is like, with their likeness from the cutoff to 1.

        Example:
            >>> Wordlist(frozenset({"klient nr", "datum"})).nearest("klientnr", cutoff=0.5)
            {'klient nr': 0.98}
        """
        if folded in self.words:
            return {folded: 1.0}
        found = _alike(folded.replace(" ", ""), self._joined, cutoff=cutoff, weight=0.98)
        for word, value in _alike(" ".join(sorted(folded.split())), self._sorted, cutoff=cutoff, weight=0.95).items():
            found[word] = max(value, found.get(word, 0.0))
        return found

    def likeness(self, folded: str) -> float:
        """Return how like the nearest word a folded text is."""
        return max(self.nearest(folded, cutoff=0.5).values(), default=0.0)


def _alike(text: str, words: Mapping[str, str], *, cutoff: float, weight: float) -> dict[str, float]:
    from rapidfuzz import fuzz, process

    found = process.extract(text, words, scorer=fuzz.ratio, score_cutoff=100 * cutoff / weight, limit=None)
    return {word: round(weight * score / 100, 4) for _, score, word in found}


@cache
def column_likeness(header: str, table: str, *, column: str) -> float:
    """Return how well a header fits a column: 1 for the column's own, a little less for its usual other words."""
    folded = fold(header)
    own, usual = _column_words(table, column)
    return max(own.likeness(folded), 0.97 * usual.likeness(folded))


def known_headers() -> frozenset[str]:
    """Return all usual headers as files may write them; they help to find the delimiter of a CSV file."""
    own = {column.header for table in tables().values() for column in table.columns}
    return frozenset(own.union(*(words for table in _words()["columns"].values() for words in table.values())))


def table_likeness(name: str, table: Table) -> float:
    """Return how well the name of a file or sheet fits a table."""
    words = (table.title, table.config, *_words()["tables"].get(table.name, ()))
    return Wordlist(frozenset(map(fold, words))).likeness(fold(name))


@cache
def code_words(name: str) -> Mapping[str, frozenset[str]]:
    """Return key of a code list to the folded words that usually stand for it elsewhere."""
    return {key: frozenset(map(fold, words)) for key, words in _words()["values"].get(name, {}).items()}


@cache
def _column_words(table: str, column: str) -> tuple[Wordlist, Wordlist]:
    header = next(one.header for one in tables()[table].columns if one.name == column)
    usual = _words()["columns"].get(table, {}).get(column, ())
    return Wordlist(frozenset({fold(header)})), Wordlist(frozenset(map(fold, usual)))


@cache
def _words() -> Mapping[str, Mapping[str, Mapping[str, list[str]]]]:
    return tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))
