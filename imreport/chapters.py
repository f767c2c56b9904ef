"""The chapters of a report: key in bericht.toml and passages → title, in the order they have by default."""

from typing import Final

SUMMARY: Final = "kurzfassung"

CHAPTERS: Final[dict[str, str]] = {
    SUMMARY: "Kurzfassung",
    "allgemeines": "Das Integrationsmanagement – Allgemeines",
    "organisation": "Organisation und Personal",
    "gespraeche": "Beratungsgespräche",
    "themen": "Themen und Weiterleitungen",
    "plaene": "Integrationspläne",
    "klienten": "Klientinnen und Klienten",
    "zaesur": "Situation seit …",
    "vergleich": "Vergleich",
    "foerderung": "Finanzierung und Ausblick",
    "grenzen": "Aussagekraft und Grenzen",
    "methode": "Methode und Datenqualität",
    "glossar": "Glossar",
    "fragen": "Fragen aus dem Gremium",
    "anhang": "Tabellenanhang",
}
"""Where a title ends in "…", the notebook completes it."""
