"""Names of persons: a lexicon of given and family names, the shape of a column, titles and foreign scripts."""

import re
import unicodedata
from collections.abc import Collection
from functools import cache
from importlib.resources import files

from imreport.cases.gate.model import Column, Hit, Identifier

FOREIGN_SCRIPT = re.compile(
    r"[\u0370-\u058F\u0590-\u08FF\u0900-\u109F\u10A0-\u10FF\u1200-\u139F\u3040-\u9FFF\uAC00-\uD7AF]{2}"
)
PART = re.compile(r"[|;/\n\r\t()„“\"•:+]")
TOKEN = re.compile(r"[^\W\d_]+(?:['’`´-][^\W\d_]+)*")
CELL = re.compile(r"[^\W\d_]+(?:['’`´. -]+[^\W\d_]+)*\.?(?:\s?,\s?[^\W\d_]+(?:['’`´. -]+[^\W\d_]+)*\.?)?")
KEY = re.compile(r"[^\W\d_](?:[^\W\d]|[ .,-])*\d{0,4}")
CAMEL = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])")
TITLE = re.compile(
    r"\b(?:Herrn?|Frau|Fr\.|Hr\.|Familie|Fam\.|Mr\.?|Mrs\.?|Ms\.?|Eheleute|Ehepaar)\s+(?:Dr\.\s*)?([A-ZÄÖÜ][^\W\d_]*)"
)
INSTITUTION = re.compile(
    r"haus|st|sankt|team|raum|bezirk|ev|gmbh|ggmbh|caritas|diakonie|kita|kiga|region|ort|bad|neu|alt|"
    r".{0,40}(?:stift(?:ung)?|schule|gymnasium|klinik(?:um)?|krankenhaus|zentrum|verein|werk|heim|kirche|gemeinde|garten|"
    r"stra(?:ß|ss)e|platz|kreis|haus|stadt|dorf|burg|berg|hausen|ingen|hilfe|dienst|amt|treff|cafe|bund|verband|institut|"
    r"akademie|universität|hochschule|bank|fonds|preis|programm|projekt|gesetz|verfahren|verordnung|kurs)",
    re.IGNORECASE,
)
ENDING = re.compile(
    r"(?:al|el|ul)-\w{4,}|abd[aeiou]l\w{3,}|\w{3,}(?:oglu|zad(?:a|e|eh|ah)|zai|zoy|enko|chuk|czuk|shvili|dze|[eou]vic|"
    r"escu|wsk[iay]|ullah|[ou]ddin|eddine?|selassie|mariam|michael|medhin|gi?orgis|hannes|poo?ur|nejad|far|nia|yan)"
)
"""How family names of the origins end; by itself it proves nothing, but in a cell that is made of such words."""
NOT_GERMAN = re.compile(r"[ığşİĞŞăâțșţđĐćčšžĆČŠŽłńřěůőűəƏāīū]")
"""Letters that German words, and foreign ones in German, do without."""
NAME_WORD = r"[A-ZÄÖÜÇŞİĞĐĆČŠŽŁƏ][^\W\d_]+(?:['’-][^\W\d_]+)*"
NAME_SHAPE = re.compile(rf"{NAME_WORD}(?:,? {NAME_WORD}){{1,3}}")
SHAPE_SHARE = 0.8
SHAPE_RATIO = 0.3
SHAPE_MANY = 20
CELL_TOKENS = 4


@cache
def lexicon(name: str) -> frozenset[str]:
    """Return the folded names of ``vornamen`` or ``nachnamen``."""
    lines = files(__package__).joinpath(f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(fold(word).replace("-", "") for line in lines if not line.startswith("#") for word in line.split())


def fold(text: str) -> str:
    """Return a text without case and accents.

    Examples:
        >>> fold("Şükrü")
        'sukru'
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("ı", "i"))
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def name_hits(column: Column, vocabulary: Collection[str]) -> list[Hit]:
    """Find names of persons: one cell that is a name by lexicon, title or script, or a column in the shape of names."""
    is_one = is_key_name if column.inspected.is_key else is_name
    rows = [row for text, row in column.suspects.items() if is_one(text, vocabulary)]
    if rows:
        return [Hit(Identifier.PERSON, min(rows))]
    shaped = sum(_is_shaped(text, vocabulary) for text in column.values)
    many = shaped >= max(SHAPE_MANY, SHAPE_SHARE * len(column.values))
    different = len(column.values) > SHAPE_RATIO * min(column.filled, SHAPE_MANY * 100)
    return [Hit(Identifier.PERSON)] if many and different else []


def is_name(text: str, vocabulary: Collection[str] = ()) -> bool:
    """Tell whether a cell holds the name of a person; texts of the vocabulary (in lower case) do not.

    Examples:
        >>> is_name("Karimi, Ahmad"), is_name("Rücksprache mit Frau Karimi"), is_name("Blaubeuren")
        (True, True, False)
    """
    parts = [part.strip() for part in (text, *PART.split(text))]
    if any(part.casefold() in vocabulary for part in parts[:1]):
        return False
    unknown = [part for part in parts[1:] if part and part.casefold() not in vocabulary]
    titled = any(not INSTITUTION.fullmatch(match[1]) for match in TITLE.finditer(text))
    return titled or FOREIGN_SCRIPT.search(text) is not None or any(_is_name_part(part) for part in unknown)


def is_key_name(text: str, vocabulary: Collection[str] = ()) -> bool:
    """Tell whether a key is made of names: "karimi.ahmad", "AhmadKarimi85", "Karimi_A"."""
    if not KEY.fullmatch(text):
        return is_name(text, vocabulary)
    words = [fold(word) for word in re.split(r"[ ._,\d-]+", CAMEL.sub(" ", text)) if len(word) >= 4]
    return any(_is_listed(word) for word in words) or is_name(text, vocabulary)


def _is_name_part(part: str) -> bool:
    tokens = TOKEN.findall(part)
    if not tokens or any(INSTITUTION.fullmatch(token) for token in tokens):
        return False
    if len(tokens) <= CELL_TOKENS and CELL.fullmatch(part):
        return any(_is_listed(token) for token in tokens) or _looks_foreign(part, tokens)
    return any(token[0].isupper() and len(token) >= 4 and _is_given(token) for token in tokens)


def _looks_foreign(part: str, tokens: list[str]) -> bool:
    ends = NOT_GERMAN.search(part) or any(ENDING.fullmatch(fold(token)) for token in tokens)
    return bool(ends) and NAME_SHAPE.fullmatch(part) is not None


def _is_given(token: str) -> bool:
    return any(piece in lexicon("vornamen") for piece in _pieces(token))


def _is_listed(token: str) -> bool:
    return _is_given(token) or any(piece in lexicon("nachnamen") for piece in _pieces(token))


def _pieces(token: str) -> list[str]:
    """Fold a token; a double name is known if each of its pieces is."""
    pieces = [piece for piece in re.split(r"['’`´-]", fold(token)) if piece]
    return ["".join(pieces), *(pieces if len(pieces) > 1 else [])]


def _is_shaped(text: str, vocabulary: Collection[str]) -> bool:
    if not NAME_SHAPE.fullmatch(text.strip()) or text.strip().casefold() in vocabulary:
        return False
    return not any(INSTITUTION.fullmatch(token) for token in TOKEN.findall(text))
