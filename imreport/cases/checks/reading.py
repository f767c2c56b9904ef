"""What other parts of this stage may find before any rule is asked: described here for the clerk."""

import re
from typing import Final, NamedTuple

from imreport.cases.checks.registry import RULES
from imreport.cases.files.faults import SENTENCES
from imreport.cases.findings import Severity

KEYS: Final = "Spalte im Export durch zufällige Nummern ersetzen, die nichts verraten."
REMOVE: Final = "Spalte in der Plattform aus dem Export nehmen."


class Note(NamedTuple):
    """What a clerk must know about a finding that is not a rule's."""

    severity: Severity
    what: str
    advice: str


READING: Final = {
    "blatt_fehlt": Note(
        Severity.ERROR,
        "Das Blatt, das bericht.toml nennt, steht in der Arbeitsmappe.",
        "„blaetter“ berichtigen.",
    ),
    "blatt_unbenutzt": Note(
        Severity.HINT,
        "Ein Blatt oder eine Datei ohne Tabelle des Exports zählt nicht mit.",
        "Nichts, wenn dort keine Daten stehen; sonst die Spalten in bericht.toml zuordnen.",
    ),
    "datei_ohne_zeilenende": Note(
        Severity.HINT,
        "Eine CSV-Datei endet mit einem Zeilenende; sonst ist sie vielleicht abgeschnitten.",
        "Die letzte Zeile mit dem Fachverfahren vergleichen.",
    ),
    "zeile_ueber_kopfzeile": Note(
        Severity.WARNING,
        "Über der Kopfzeile stehen keine Daten.",
        "Kopfzeile über die Daten setzen.",
    ),
    "summenzeile": Note(
        Severity.HINT,
        "Eine Zeile mit Summen zählt nicht mit.",
        "Nichts, wenn es eine Summenzeile ist; sonst ihren Schlüssel eintragen.",
    ),
    "zeile_ohne_angaben": Note(
        Severity.WARNING,
        "Keine Zeile ist zu kurz und dabei ohne jede Angabe, die gelesen wird.",
        "Prüfen, ob sie der Rest einer zerrissenen Zeile ist; eine Fußzeile löschen.",
    ),
    "zeile_doppelt": Note(Severity.HINT, "Was wortgleich in zwei Dateien steht, zählt einmal.", "Nichts."),
    "zeile_berichtigt": Note(
        Severity.HINT,
        "Steht ein Schlüssel in zwei Dateien, gilt die spätere.",
        "Prüfen, ob die Reihenfolge der Dateien stimmt.",
    ),
    "zeile_ausserhalb_gueltigkeit": Note(
        Severity.HINT,
        "Eine Quelle zählt nur in ihrer Gültigkeit.",
        "Prüfen, ob gueltig_von und gueltig_bis stimmen.",
    ),
    "anonymitaet_spaltenname": Note(Severity.ERROR, "Keine Spalte heißt wie eine Angabe, die Personen nennt.", REMOVE),
    "anonymitaet_inhalt": Note(Severity.ERROR, "Keine Spalte enthält Angaben, die Personen nennen.", REMOVE),
    "anonymitaet_freitext": Note(Severity.ERROR, "Keine Spalte enthält freien Text.", REMOVE),
    "anonymitaet_schluessel": Note(Severity.ERROR, "Kein Schlüssel enthält Namen oder E-Mail-Adressen.", KEYS),
}
"""Key of a finding to what it means; these can be neither lowered nor accepted."""


def explain(key: str) -> tuple[str, str]:
    """Return what a finding's rule demands and what to do, in German; empty texts for an unknown key."""
    if rule := RULES.get(key):
        return rule.what, rule.advice
    if note := READING.get(key):
        return note.what, note.advice
    sentence, hint = SENTENCES.get(key, ("", ""))
    return re.sub(r"\{\w+\}", "…", sentence), hint
