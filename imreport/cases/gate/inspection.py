"""The gate itself: every column, by its header and by its cells, and one German sentence for each find."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from imreport.cases.engine import Engine
from imreport.cases.findings import Finding, Severity
from imreport.cases.gate.births import birth_hits
from imreport.cases.gate.documents import document_hits
from imreport.cases.gate.headers import identifier_of
from imreport.cases.gate.model import Column, Hit, Identifier, Inspected, Place
from imreport.cases.gate.names import is_name, name_hits
from imreport.cases.gate.patterns import PATTERNS, format_hits
from imreport.cases.gate.prose import prose_hits
from imreport.cases.gate.scan import read_columns

HEADER_LENGTH = 60
REMOVE = "Nehmen Sie sie aus dem Export des Fachverfahrens heraus oder löschen Sie sie in der Datei."
CLEAR = "Löschen Sie diese Angaben in der Datei oder im Fachverfahren und exportieren Sie dann neu."
REPLACE = "Exportieren Sie stattdessen die laufende Nummer des Fachverfahrens oder ein Pseudonym ohne Bezug zur Person."
IN_KEYS = {
    Identifier.PERSON: "Namen von Personen",
    Identifier.EMAIL: "E-Mail-Adressen",
    Identifier.BIRTH: "Geburtsdaten",
}


def inspect(
    engine: Engine, relation: str, *, place: Place, columns: Sequence[Inspected], vocabulary: Collection[str] = ()
) -> list[Finding]:
    """Look for direct identifiers in every column of a sheet, listed in the schema or not.

    Args:
        engine: The database.
        relation: A table or view with the columns as text and ``line_``, the row as a spreadsheet numbers it.
        place: File and sheet, for the findings.
        columns: All columns of the sheet.
        vocabulary: Known labels (communes, nationalities, topics, teams …) that are no names of persons.

    Returns:
        One Fehler for each column and kind of identifier, none if the sheet may be used. Its rule is
        ``anonymitaet_spaltenname`` (by the header), ``anonymitaet_schluessel`` (pseudonymous keys made of identifiers),
        ``anonymitaet_freitext`` or ``anonymitaet_inhalt`` (by the cells). It never holds a value.
    """
    known = frozenset(label.strip().casefold() for label in vocabulary)
    named = [Column(column, _label(column.header, number)) for number, column in enumerate(columns, start=1)]
    sheet = _Sheet(place)
    finds = [find for column in named for find in sheet.by_header(column)]
    for column in read_columns(engine, relation, columns=named):
        finds += [sheet.by_content(column, hit) for hit in _hits(column, known)]
    first = {find.about: find for find in reversed(finds)}
    return [find.finding for find in finds if first[find.about] is find]


def _label(header: str, number: int) -> str:
    """Name a column for messages; a header that is itself an identifier (the header row is missing) is not repeated."""
    shown = re.sub(r"[\s\x00-\x1f\x7f-\x9f]+", " ", header).strip()
    hidden = not shown or _identifiers_in(header)
    return f"Nr. {number}" if hidden else shown if len(shown) <= HEADER_LENGTH else f"{shown[: HEADER_LENGTH - 1]}…"


def _identifiers_in(header: str) -> list[Identifier]:
    text = header[:1000]
    formats = [pattern.identifier for pattern in PATTERNS if pattern.found_in(text)]
    return formats or ([Identifier.PERSON] if is_name(text) else [])


def _hits(column: Column, vocabulary: Collection[str]) -> Iterator[Hit]:
    yield from (*format_hits(column), *birth_hits(column), *document_hits(column))
    if not column.inspected.is_plain:
        yield from (*name_hits(column, vocabulary), *prose_hits(column, vocabulary))


@dataclass(frozen=True)
class _Find:
    about: tuple[str, Identifier]
    finding: Finding


@dataclass(frozen=True)
class _Sheet:
    """Makes sentences of what was found in the sheet at a place."""

    place: Place

    def by_header(self, column: Column) -> Iterator[_Find]:
        header, label = column.inspected.header, column.label
        if identifier := identifier_of(header):
            message = f"Die Spalte „{label}“ enthält nach ihrem Namen {identifier}. {REMOVE}"
            yield self._find(column, Hit(identifier), rule="anonymitaet_spaltenname", message=message)
        for identifier in _identifiers_in(header):
            message = f"Die Überschrift der Spalte {label} enthält {identifier}. Tragen Sie einen Spaltennamen ein."
            yield self._find(column, Hit(identifier), rule="anonymitaet_inhalt", message=message)

    def by_content(self, column: Column, hit: Hit) -> _Find:
        rule, words, advice = _wording(column.inspected, hit.identifier)
        first = f" (zuerst in Zeile {hit.row})" if hit.row else ""
        message = f"Die Spalte „{column.label}“ enthält {words}{first}. {advice}"
        return self._find(column, hit, rule=rule, message=message)

    def _find(self, column: Column, hit: Hit, *, rule: str, message: str) -> _Find:
        finding = Finding(
            Severity.ERROR,
            rule,
            message,
            file=self.place.file,
            sheet=self.place.sheet,
            row=hit.row,
            column=column.label,
        )
        return _Find((column.inspected.name, hit.identifier), finding)


def _wording(column: Inspected, identifier: Identifier) -> tuple[str, str, str]:
    if column.is_key and identifier in IN_KEYS:
        return "anonymitaet_schluessel", f"Schlüssel, die {IN_KEYS[identifier]} enthalten", REPLACE
    rule = "anonymitaet_freitext" if identifier is Identifier.TEXT else "anonymitaet_inhalt"
    return rule, identifier.value, CLEAR if column.role else REMOVE
