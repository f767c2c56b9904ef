"""Meanings: which entry of a code list a word of a file most likely stands for, and how sure that is."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, cached_property
from typing import Final

from imreport.cases.codes import UNKNOWN, CodeList
from imreport.cases.proposing.words import Wordlist, code_words, fold

CUTOFF: Final = 0.86
"""How alike a word and an entry must be; Iran and Irak (0.75), Niger and Nigeria (0.83) are below."""
AHEAD: Final = 0.05
"""How much more alike the best entry must be than the next one."""
RESIDUALS: Final = frozenset({"sonstige", "sonstiges", "andere", "anderes", "other", "weitere", "weiteres"})
BLANK: Final = frozenset({"ka", "k a", "keine angabe", "ohne angabe", "unbekannt", "nicht bekannt", "na", "n a"})
DENIALS: Final = frozenset({"nicht", "kein", "keine", "keinen", "ohne", "nie", "un"})
"""Words that turn a meaning round: what one text has of them, the other must have."""


class Certainty(IntEnum):
    """How sure the meaning of a word is: from none to what the code list itself accepts."""

    OPEN = 0
    GUESSED = 1
    USUAL = 2
    LISTED = 3


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a word stands for; without a key, nobody knows."""

    key: str = ""
    certainty: Certainty = Certainty.OPEN


class Dictionary:
    """The words of one code list.

    Attributes:
        codes: The code list.
        keys_only: Whether the export must name keys, as for communes.
    """

    def __init__(self, codes: CodeList, *, keys_only: bool = False) -> None:
        self.codes = codes
        self.keys_only = keys_only
        self._accepted = dict(codes.spellings(keys_only=keys_only))
        self.meaning = cache(self._meaning)

    def target(self, key: str) -> str:
        """Return how the mapping names an entry: by its label, or by its key where only keys count."""
        return key if self.keys_only else self.codes.label(key)

    def accepts(self, word: str) -> bool:
        """Whether the code list itself knows a word."""
        return word.strip().lower() in self._accepted

    def _meaning(self, word: str) -> Meaning:
        """Return what a word stands for: as listed, then as usually written, then as the most alike entry.

        Where only keys count, labels are ambiguous (there are two Altheim), so that one is at best a guess.
        """
        if key := self._accepted.get(word.strip().lower()):
            return Meaning(key, Certainty.LISTED)
        folded = fold(word)
        usual = self._padded(word) if self.keys_only else _only(self._usual.get(folded, ()))
        if key := usual or self._by_kind(word, folded):
            return Meaning(key, Certainty.USUAL)
        alike = "" if self.keys_only else self._alike(folded)
        if len(folded) > 2 and (key := alike or self._contained(folded)):
            return Meaning(key, Certainty.GUESSED)
        return Meaning()

    @cached_property
    def _usual(self) -> Mapping[str, set[str]]:
        """Return folded words to the keys that they may stand for; labels come before words.toml."""
        words: dict[str, set[str]] = {}
        for spelling, key in self.codes.spellings():
            words.setdefault(fold(spelling), set()).add(key)
        for folded, key in self._elsewhere():
            words.setdefault(folded, {key})
        return words

    def _elsewhere(self) -> Iterator[tuple[str, str]]:
        for key, words in code_words(self.codes.name).items():
            if key in self.codes:
                yield from ((word, key) for word in sorted(words))
        if self.codes.name == "staatsangehoerigkeiten":
            yield from _country_codes(self.codes)

    def _padded(self, word: str) -> str:
        """Return the key that a spreadsheet took the leading zero from."""
        padded = word.strip().zfill(8)
        return padded if word.strip().isdigit() and padded in self.codes else ""

    def _by_kind(self, word: str, folded: str) -> str:
        residual = _only({code.key for code in self.codes if code.sort == "rest"})
        if folded in BLANK or not any(map(str.isalnum, word)):
            return self.codes.unknown
        return residual if folded in RESIDUALS else ""

    @cached_property
    def _wordlist(self) -> Wordlist:
        return Wordlist(frozenset(word for word in self._usual if len(word) > 2))

    def _alike(self, folded: str) -> str:
        best: dict[str, float] = {}
        for word, value in self._wordlist.nearest(folded, cutoff=CUTOFF - AHEAD).items():
            if _denials(word) == _denials(folded):
                best |= {key: max(best.get(key, 0.0), value) for key in self._usual[word]}
        ranked = sorted(best.items(), key=lambda pair: -pair[1])
        (key, first), (_, second) = [*ranked, ("", 0.0), ("", 0.0)][:2]
        return key if first >= CUTOFF and first - second >= AHEAD else ""

    @cached_property
    def _parts(self) -> tuple[tuple[frozenset[str], str], ...]:
        return tuple((frozenset(usual.split()), usual) for usual in self._usual)

    def _contained(self, folded: str) -> str:
        """Return the one entry whose words are all in the text, or that has all words of the text."""
        words = frozenset(folded.split())
        found: set[str] = set()
        for parts, usual in self._parts:
            nested = parts <= words or words <= parts
            if nested and any(len(word) > 3 for word in parts & words) and _denials(usual) == _denials(folded):
                found |= self._usual[usual]
        return _only(found)


def _denials(folded: str) -> set[str]:
    """Return the words and syllables of a text that turn its meaning round: unbefristet is not befristet."""
    words = folded.split()
    return {word for word in words if word in DENIALS} | {"un" for word in words if word.startswith("un")}


def _only(keys: Iterable[str]) -> str:
    """Return the key if there is exactly one."""
    found = [*keys]
    return found[0] if len(found) == 1 else ""


def _country_codes(codes: CodeList) -> Iterator[tuple[str, str]]:
    """Yield SY, SYR and 760 for Syrien: the codes of ISO 3166 that Unicode knows."""
    from babel import Locale
    from babel.core import get_global

    keys = {fold(code.label): code.key for code in codes if code.key != UNKNOWN}
    names = {code: keys.get(fold(name), "") for code, name in Locale("de").territories.items() if len(code) == 2}
    yield from ((code.lower(), key) for code, key in sorted(names.items()) if key)
    for alias, [code, *others] in sorted(get_global("territory_aliases").items()):
        if not others and names.get(code):
            yield alias.lower(), names[code]
