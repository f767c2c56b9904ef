"""A proof-reader: what is wrong with prose, whatever its numbers are."""

import re
from collections.abc import Iterator

NOUNS = {
    "Gespräch": "Gespräche|Gesprächen",
    "Person": "Personen",
    "Stelle": "Stellen",
    "Monat": "Monate|Monaten",
    "Integrationsplan": "Integrationspläne|Integrationsplänen",
    "Plan": "Pläne",
    "Weiterleitung": "Weiterleitungen",
    "Nennung": "Nennungen",
    "Zeile": "Zeilen",
    "Jahr": "Jahre|Jahren",
}
ONE = r"(?<![\d.,/])1 (?:\w+ )?"
OTHERS = r"(?<![\d.,])(?!1 )(?:\d[\d.]*(?:,\d+)?|\[g\]) (?:\w+ )?"
SEVERAL = r"(?:wurden|waren|sind|entstanden|kamen|kommen)"
SINGLE = r"(?:wurde|war|ist|entstand|kam|kommt)"
PATTERNS = {
    "a word of a program": r"\b(?:nan|NaN|None|null|NaT|inf|True|False|undefined)\b|[{}]|\w+\.\w+\.gesamt",
    "a share of nothing": r"\(0 von 0\)|0 % von 0\b",
    "a share that is not given": r"– (?:der|davon|des|waren|männlich|weiblich)|%\)? und – ",
    "plural of one": rf"{ONE}(?:{'|'.join(NOUNS.values())})\b",
    "singular of several": rf"{OTHERS}(?:{'|'.join(NOUNS)})\b",
    "several are one": rf"\b{SEVERAL} (?:es )?1(?![\d.,/]) ",
    "one is several": rf"\b{SINGLE} (?:[02-9]|\d\d+)(?:\.\d+)* (?!Mal)[A-Z]",
    "doubled punctuation": r"[.,;:!?](?<!z\.)(?<!d\.) ?[.,;:!?]",
    "a space before punctuation": r"\s[.,;:!?](?:\s|$)",
    "empty brackets": r"\(\s*\)|„\s*“|\[\s*\]",
    "two spaces": r"[^\n]  ",
    "a sentence in lower case": r"(?<!z)(?<!\d)[.!?] [a-zäöü]",
    "an unfinished sentence": r"\b(?:und|oder|von|am|im|in|zum|zur|dem|den|der) ?[.;:!?]",
}
WHOLE = re.compile(r"[A-ZÄÖÜ\d„\[]([^|]*[^|\s])?[.:!?]“?", re.DOTALL)
MARKS = re.compile(r"\*+|^#+ |^(?:- |\d\. )", re.MULTILINE)


def faults(markdown: str) -> list[str]:
    """What is wrong with each paragraph: the rule that it breaks, and where."""
    return [fault for paragraph in _paragraphs(markdown) for fault in _faults(paragraph)]


def _paragraphs(markdown: str) -> Iterator[str]:
    """Paragraphs and items of lists as one line each; headings need no full stop, tables are no prose."""
    for part in re.split(r"\n\s*\n|\n(?=- |\d\. )", markdown):
        if not part.startswith(("#", "|")):
            yield re.sub(r"\n+ *", " ", MARKS.sub("", part)).replace("\u00a0", " ").strip()


def _faults(paragraph: str) -> Iterator[str]:
    for rule, pattern in PATTERNS.items():
        for match in re.finditer(pattern, paragraph):
            yield f"{rule}: {paragraph[max(0, match.start() - 40) : match.end() + 40]}"
    if not WHOLE.fullmatch(paragraph):
        yield f"not a whole sentence: {paragraph}"
