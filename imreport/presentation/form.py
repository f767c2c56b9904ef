"""The form of a Beschlussvorlage: which fields it has, in which order, and what stands in them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from imreport.german import day

Field = tuple[str, str]


def subject(release: Mapping[str, Any]) -> str:
    """Return the Beratungsgegenstand: the config's own, or one made from the title."""
    own = str(release["submission"]["beratungsgegenstand"])
    return own or f"{release['title']} – Bericht"


def fields(release: Mapping[str, Any]) -> list[Field]:
    """Return label and text of the box at the head of the form; empty fields are left out."""
    form = release["submission"]
    session = day(date.fromisoformat(form["sitzung_am"])) if form["sitzung_am"] else ""
    pairs = [
        ("Dezernat", form["dezernat"]),
        ("Fachdienst", form["fachdienst"]),
        ("Sachbearbeitung", form["sachbearbeitung"]),
        ("Fachdienstleitung", form["fachdienstleitung"]),
        ("Beratungsgremium", form["gremium"]),
        ("Die Sitzung ist am", session),
        ("Öffentlichkeit", "öffentlich" if form["oeffentlich"] else "nichtöffentlich"),
    ]
    return [(label, text) for label, text in pairs if text]


def opening(release: Mapping[str, Any]) -> list[Field]:
    """Return everything that stands before the Sachdarstellung."""
    form = release["submission"]
    pairs = [*fields(release), ("Beratungsgegenstand", subject(release)), ("Beschlussantrag", form["beschlussantrag"])]
    return [(label, text) for label, text in pairs if text]


def signature(release: Mapping[str, Any]) -> list[str]:
    """Return the lines of the signature below the Beschlussantrag."""
    form = release["submission"]
    return [text for text in (form["unterschrift"], form["unterschrift_funktion"]) if text]


def closing(release: Mapping[str, Any]) -> list[Field]:
    """Return label and text of what stands below the Sachdarstellung; an empty label means a line of its own."""
    form = release["submission"]
    dated = day(date.fromisoformat(release["dated"]))
    pairs = [
        ("Beschlussauszüge sind zu übersenden an", form["beschlussauszuege"]),
        ("Vertagungsfähig", "Ja" if form["vertagungsfaehig"] else "Nein"),
        ("Ort, Datum", f"{form['ort']}, {dated}" if form["ort"] else dated),
        ("Anlagen", "; ".join(form["anlagen"]) or "keine"),
    ]
    return [(label, text) for label, text in pairs if text]
