"""Writing: a proposal as commented TOML, to be pasted into bericht.toml.

Written by hand: what is needed are two forms of lines, comments beside them and lines that are comments themselves,
and a text in TOML is a text in JSON but for one character. A library would have to be told each comment one by one.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Final

from imreport.cases.codes import CodeLists
from imreport.cases.mapping import SEPARATOR, normalised
from imreport.cases.proposing.matching import Confidence
from imreport.cases.proposing.meanings import Certainty, Dictionary
from imreport.cases.proposing.proposal import Proposal, TableProposal, Words
from imreport.cases.schema import tables

WIDTH: Final = 120
MANY: Final = 40
"""A list with more entries is not repeated in a comment."""
COLUMNS: Final = "# Spalte des Exportformats = Spalte in Ihrer Datei; gleiche Namen brauchen keine Zeile"


def toml_text(text: str) -> str:
    r"""Return a text as a basic string of TOML, which is also a quoted key.

    Example:
        >>> print(toml_text('Tel.\n"Büro"'))
        "Tel.\n\"Büro\""
    """
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def write_toml(proposal: Proposal, name: str, *, codes: CodeLists) -> str:
    """Return the section ``[quellen.NAME]`` with its parts, open questions as comments.

    Args:
        proposal: The proposal.
        name: The name of the source.
        codes: The code lists, for the names of their entries.
    """
    lines = [*_head(proposal, name)]
    for found in proposal.tables:
        if columns := [*_columns(found)]:
            lines += ["", f"[quellen.{_key(name)}.spalten.{found.table.config}]", COLUMNS, *columns]
    for list_name, words in proposal.words.items():
        if words.shown or words.withheld:
            lines += ["", f"[quellen.{_key(name)}.werte.{list_name}]", *_words(list_name, words, codes=codes)]
    return "\n".join(lines) + "\n"


def _key(name: str) -> str:
    return name if name.isascii() and name.replace("_", "").replace("-", "").isalnum() else toml_text(name)


def _head(proposal: Proposal, name: str) -> Iterator[str]:
    yield "# Vorschlag von „imreport map“. Prüfen Sie Zeilen mit „bitte prüfen“. Wo ein Fragezeichen steht, tragen Sie"
    yield "# ein, was gilt, und löschen das # am Anfang der Zeile. Was noch offen ist, sagt dann: imreport map --test"
    yield f"[quellen.{_key(name)}]"
    for found in proposal.tables:
        files = [toml_text(file) for file in proposal.files[found.table.name]]
        yield f"{found.table.config} = {files[0] if len(files) == 1 else '[' + ', '.join(files) + ']'}"
    if proposal.sheets:
        pairs = (f"{tables()[table].config} = {toml_text(sheet)}" for table, sheet in proposal.sheets.items())
        yield f"blaetter = {{ {', '.join(pairs)} }}"
    if proposal.separator != SEPARATOR:
        yield f"mehrfach_trenner = {toml_text(proposal.separator)}"


def _columns(found: TableProposal) -> Iterator[str]:
    """Yield a line for each column that is called differently, and a comment for each that was not found."""
    for match in found.matches:
        ours = toml_text(match.column.header)
        if not match.profile:
            yield f'# {ours} = "?"  # nicht gefunden'
        elif normalised(match.profile.header) != normalised(match.column.header):
            yield f"{ours} = {toml_text(' '.join(match.profile.header.split()))}  # {match.confidence}"
        elif match.confidence is Confidence.CHECK:
            yield f"# {ours} heißt in Ihrer Datei genauso, enthält aber anderes als erwartet: bitte prüfen"


def _words(list_name: str, words: Words, *, codes: CodeLists) -> Iterator[str]:
    keys_only = any(c.keys_only for t in tables().values() for c in t.of_kind("code") if c.codes == list_name)
    dictionary = Dictionary(codes[list_name], keys_only=keys_only)
    yield "# Wort in Ihrer Datei = Eintrag des Schlüsselverzeichnisses"
    for word in words.shown:
        if not word.is_open:
            doubt = f"  # {Confidence.CHECK}" if word.meaning.certainty is Certainty.GUESSED else ""
            yield f"{toml_text(word.text)} = {toml_text(dictionary.target(word.meaning.key))}{doubt}"
    is_open = [word for word in words.shown if word.is_open]
    yield from (f'# {toml_text(word.text)} = "?"' for word in is_open)
    if words.withheld:
        yield f"# {words.withheld} weitere unbekannte Angaben stehen hier nicht: zu lang oder zu viele."
    if is_open or words.withheld:
        yield from _allowed([dictionary.target(code.key) for code in codes[list_name]], list_name)


def _allowed(labels: Sequence[str], list_name: str) -> Iterator[str]:
    """Yield the entries that an open word may be given, in lines of comment."""
    if len(labels) > MANY:
        yield f"# Erlaubt: die {len(labels)} Einträge des Schlüsselverzeichnisses „{list_name}“"
        return
    line = "# Erlaubt: "
    for label in map(toml_text, labels):
        if len(line) + len(label) > WIDTH:
            yield line.rstrip()
            line = "#          "
        line += label + ("" if label == toml_text(labels[-1]) else ", ")
    yield line
