"""Limits (Grenzwerte): every number that a rule compares with, its default and what it means."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Limit:
    """A number that the clerk may set under ``[pruefung]`` in bericht.toml.

    Attributes:
        default: What holds if nothing is set.
        what: German: what is compared with it.
    """

    default: float
    what: str


LIMITS: Final = {
    "mindestzahl": Limit(100, "so viele Zeilen braucht es, damit Anteile und Monatswerte beurteilt werden"),
    "fruehestes_jahr": Limit(1990, "ein Datum aus einem früheren Jahr gilt als Tippfehler"),
    "vzae_hoechstens": Limit(1, "größter Umfang einer Stelle in VZÄ"),
    "betreuung_toleranz_tage": Limit(31, "so viele Tage vor und nach der Betreuung gilt ein Ereignis als dazugehörig"),
    "wochenende_prozent": Limit(10, "höchster Anteil der Gespräche an Samstagen und Sonntagen"),
    "tag_prozent": Limit(5, "höchster Anteil der Gespräche an einem einzigen Tag"),
    "tag_faktor": Limit(3, "so viel mal mehr Gespräche als an einem Werktag im Durchschnitt; für kurze Zeiträume"),
    "neujahr_prozent": Limit(1, "höchster Anteil der Einträge am 1. Januar"),
    "sprung_faktor": Limit(3, "so viel mal mehr oder weniger Gespräche als im Monat davor"),
    "quellen_faktor": Limit(3, "so viel mal mehr Gespräche je Monat in einer Quelle als in der anderen"),
    "restkategorie_prozent": Limit(50, "höchster Anteil einer Restkategorie wie „Anderes Thema“ an den Nennungen"),
    "ohne_angabe_prozent": Limit(20, "höchster Anteil von „Ohne Angabe“"),
    "einheitlich_prozent": Limit(99, "höchster Anteil eines einzigen Schlüssels in einer Spalte"),
    "haushalt_fehlt_prozent": Limit(20, "höchster Anteil der Personen ohne Haushalt-Nr."),
    "themen_je_gespraech": Limit(6, "höchste Zahl der Themen eines Gesprächs"),
    "gespraeche_je_klient_und_monat": Limit(20, "höchste Zahl der Gespräche mit einer Person in einem Monat"),
    "plaene_je_klient": Limit(3, "höchste Zahl der Integrationspläne einer Person"),
    "gespraech_wiederholt_prozent": Limit(2, "höchster Anteil der Gespräche, die es noch einmal gibt"),
    "haushalt_hoechstens": Limit(12, "höchste Zahl der Personen eines Haushalts"),
    "gespraeche_je_vzae_mindestens": Limit(5, "kleinste Zahl der Gespräche je VZÄ und Monat"),
    "gespraeche_je_vzae_hoechstens": Limit(120, "größte Zahl der Gespräche je VZÄ und Monat"),
    "ohne_gespraech_prozent": Limit(20, "höchster Anteil der Betreuten ohne Gespräch im Zeitraum"),
    "ruhend_tage": Limit(365, "so viele Tage nach dem letzten Gespräch gilt eine Betreuung als ruhend"),
    "ruhend_prozent": Limit(20, "höchster Anteil ruhender Betreuungen"),
}  # fmt: skip
"""Limits under which the sample export, a realistic one, has no finding; docs/pruefregeln.md lists them."""
