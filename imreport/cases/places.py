"""Areas: the team, association or commune that a run is limited to, by its key or its name."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Final

from imreport.cases.codes import UNKNOWN, Code, CodeList, CodeLists
from imreport.errors import UsageError
from imreport.german import listing

KINDS: Final = {
    "team": ("Team", "teams"),
    "verband": ("Verwaltungsgemeinschaft", "verbaende"),
    "gemeinde": ("Gemeinde", "gemeinden"),
}
"""Parameter → what readers call it, and its code list."""
SHOWN: Final = 12
"""How many areas a message names where none is like the one that was asked for."""
NEAR: Final = 0.6
NEAR_NUMBER: Final = 0.85
"""How alike a suggestion must be: numbers are like each other by chance."""


def area_keys(asked: Mapping[str, str], codes: CodeLists) -> dict[str, str]:
    """Return the keys of areas that are asked for by key, by name or by another spelling; capitals do not count.

    Args:
        asked: Parameter (``team``, ``verband``, ``gemeinde``) → what a person wrote.
        codes: The code lists.

    Raises:
        UsageError: There is no such area, or there are several; with names and keys.
    """
    return {name: _key(KINDS[name][0], text, known=list_of(name, codes)) for name, text in asked.items() if text}


def list_of(name: str, codes: CodeLists) -> CodeList:
    """Return the code list of a parameter; an empty one where the county has none."""
    code_list = KINDS[name][1]
    return codes.get(code_list, CodeList(code_list, ()))


def _key(what: str, text: str, *, known: CodeList) -> str:
    """Return the key of an area: its key as it stands goes before names, names before other spellings."""
    if text in known:
        return text
    plain = _plain(text).removeprefix(f"{what.casefold()} ")
    for spellings in (_keys, _labels, _others):
        found = [code for code in known for word in spellings(code) if _plain(word) == plain]
        if len(found) == 1:
            return found[0].key
        if found:
            named = ", ".join(map(_named, found))
            raise UsageError(f"{what} „{text}“ ist nicht eindeutig.", f"Nennen Sie den Schlüssel: {named}.")
    raise UsageError(f"Unbekannt: {what} „{text}“.", _suggestion(plain, known=known))


def _keys(code: Code) -> Iterator[str]:
    yield code.key


def _labels(code: Code) -> Iterator[str]:
    yield code.label


def _others(code: Code) -> Iterator[str]:
    yield from code.also


def _suggestion(plain: str, *, known: CodeList) -> str:
    """Return the nearest areas with their keys; where none is near, those that there are."""
    codes = [code for code in known if code.sort != UNKNOWN]
    words = {_plain(word): code for code in codes for word in (code.key, code.label)}
    most, cutoff = (3, NEAR_NUMBER) if plain.isdigit() else (1, NEAR)
    near = get_close_matches(plain, words, n=most, cutoff=cutoff)
    if near:
        return f"Meinten Sie {listing([*dict.fromkeys(_named(words[word]) for word in near)], 'oder')}?"
    more = f" und {len(codes) - SHOWN} weitere" if len(codes) > SHOWN else ""
    return f"Bekannt sind: {', '.join(map(_named, codes[:SHOWN]))}{more}." if codes else "Bekannt ist keine."


def _named(code: Code) -> str:
    return code.label if code.label == code.key else f"{code.label} ({code.key})"


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
