"""Headers that name a direct identifier: the words stand in headers.toml."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from imreport.cases.gate.model import Identifier

FOLD = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
CAMEL = re.compile(r"(?<=[a-zäöüß])(?=[A-ZÄÖÜ])|(?<=[A-ZÄÖÜ])(?=[A-ZÄÖÜ][a-zäöüß])")
GENDERED = re.compile(r"[:*/_·(]-?(?=in(nen)?\b)", re.IGNORECASE)
MARKS = dict.fromkeys([*range(0x300, 0x370), 0xAD, *range(0x200B, 0x2010), 0xFEFF])
NEIGHBOURS = 4
READ = 200
"""Characters of a header that are read: a hostile one may be of any length."""


@dataclass(frozen=True)
class HeaderRule:
    """The regular expressions of one kind of identifier, see headers.toml."""

    identifier: Identifier
    contains: re.Pattern[str]
    words: re.Pattern[str]
    whole: re.Pattern[str]
    excuses: re.Pattern[str]

    def matches(self, words: list[str]) -> bool:
        """Tell whether a header of these words names the identifier."""
        joined = "".join(words)
        if self.contains.search(joined) or self.whole.fullmatch(joined):
            return True
        excused = any(self.excuses.fullmatch(word) for word in words)
        return not excused and any(self.words.fullmatch(text) for text in _neighbours(words))


def identifier_of(header: str) -> Identifier | None:
    """Return what a header says its column carries, None for a harmless one.

    Examples:
        >>> identifier_of("Geb.-Datum")
        <Identifier.BIRTH: 'Geburtsdaten'>
        >>> identifier_of("Kanal (Telefon/E-Mail)") is None
        True
    """
    words = _words(header)
    return next((rule.identifier for rule in _rules() if rule.matches(words)), None)


def _words(header: str) -> list[str]:
    """Cut a header into its words: "GebDatum" and "geb. datum" are the same two."""
    import unicodedata

    # Decomposed umlauts are put together, other accents, soft hyphens and invisible characters fall away.
    composed = unicodedata.normalize("NFKC", header[:READ])
    plain = CAMEL.sub(" ", GENDERED.sub("", composed)).lower().translate(FOLD)
    return re.findall(r"[a-z]+|\d+", unicodedata.normalize("NFKD", plain).translate(MARKS))


def _neighbours(words: list[str]) -> Iterator[str]:
    for start in range(len(words)):
        for end in range(start + 1, min(start + NEIGHBOURS, len(words)) + 1):
            yield "".join(words[start:end])


@cache
def _rules() -> tuple[HeaderRule, ...]:
    raw = tomllib.loads(files(__package__).joinpath("headers.toml").read_text(encoding="utf-8"))
    excuses = {Identifier.PERSON: f"{raw['harmless']}|{raw['organisations']}"}
    return tuple(_rule(entry, excuses.get(Identifier[entry["kind"]], raw["harmless"])) for entry in raw["kinds"])


def _rule(entry: Mapping[str, str], excuses: str) -> HeaderRule:
    contains, words, whole = (_pattern(entry.get(name, "")) for name in ("contains", "words", "whole"))
    return HeaderRule(Identifier[entry["kind"]], contains=contains, words=words, whole=whole, excuses=_pattern(excuses))


def _pattern(text: str) -> re.Pattern[str]:
    """Compile an entry; one without alternatives matches nothing."""
    return re.compile(re.sub(r"\s+", "", text) or r"(?!)")
