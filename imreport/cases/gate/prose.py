"""Free text: sentences and long cells, also in columns that should hold codes."""

import re
from collections.abc import Collection

from imreport.cases.gate.model import SUSPECTS, Column, Hit, Identifier

PART = re.compile(r"[|;,/\n\r•]")
WORD = re.compile(r"[^\W\d_]{2,}")
VERY_LONG = 20
"""Words of one cell that no list of codes has."""
VERY_LONG_TEXT = 1_000
LONG = 8
LONG_SHARE = 0.1
MANY = 20
SPOKEN = re.compile(
    r"ist|sind|war|waren|wird|wurde|wurden|hat|haben|hatte|hatten|möchte|möchten|will|wollte|"
    r"kann|konnte|muss|musste|soll|sollte|braucht|brauchte|kommt|kam|geht|ging|sagt|sagte|"
    r"berichtet|berichtete|erzählt|fragt|bittet|benötigt|wünscht|lebt|wohnt|arbeitet|leidet|hilft|"
    r"bekommt|erhält|ich|er|sie|wir|ihr|ihm|ihn|ihnen|sein|seine|seinen|seiner|ihre|ihren|"
    r"ihrer|nicht|noch|dass|weil|heute|gestern|morgen|bitte|seit|wieder|schon|sehr|auch|aber|"
    r"was|has|is|were|had|wants|needs|she|he|his|her|they|with|because|mutter|vater|bruder|schwester|sohn|tochter|ehemann|ehefrau",
    re.IGNORECASE,
)
"""Words of sentences that labels of codes do without."""


def prose_hits(column: Column, vocabulary: Collection[str]) -> list[Hit]:
    """Find free text: one cell that is prose, many different long ones, or more texts than any code list has."""
    unknown = {text: row for text, row in column.suspects.items() if text.strip().casefold() not in vocabulary}
    prose = [row for text, row in unknown.items() if is_prose(text)]
    if prose:
        return [Hit(Identifier.TEXT, min(prose))]
    long = [row for text, row in unknown.items() if _longest_part(text) >= LONG]
    many = len(long) > max(MANY, LONG_SHARE * column.filled)
    endless = len(column.suspects) >= SUSPECTS and not column.inspected.is_key
    return [Hit(Identifier.TEXT, min(long, default=None))] if many or endless else []


def is_prose(text: str) -> bool:
    """Tell whether a cell holds a sentence.

    Examples:
        >>> is_prose("War heute da und hat nach der Wohnung gefragt.")
        True
        >>> is_prose("Migrationsberatung für erwachsene Zugewanderte (MBE)")
        False
    """
    words = WORD.findall(text)
    spoken = sum(SPOKEN.fullmatch(word) is not None for word in words)
    ends = text.rstrip().endswith((".", "!", "?"))
    sentence = (len(words) >= 4 and spoken >= 2) or (len(words) >= 6 and ends and spoken >= 1)
    return sentence or len(text) >= VERY_LONG_TEXT or _longest_part(text) >= VERY_LONG


def _longest_part(text: str) -> int:
    """Count the words of the longest part; several codes in one cell are several parts."""
    return max(len(WORD.findall(part)) for part in PART.split(text))
