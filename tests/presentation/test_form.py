"""The form of the Beschlussvorlage and the overview of the Kennzahlen."""

import json
from typing import Any

import pytest

import imreport
from imreport.disclosure import Release
from imreport.presentation import form

from .handmade import handmade


@pytest.fixture
def filled(release: Release) -> dict[str, Any]:
    """The Release in JSON form, as documents get it; free to change."""
    content: dict[str, Any] = json.loads(release.to_json())
    return content


def test_head_of_the_form(filled: dict[str, Any]) -> None:
    assert dict(form.fields(filled)) == {
        "Dezernat": "Dezernat 4",
        "Fachdienst": "Flüchtlinge, Integration, staatliche Leistungen",
        "Sachbearbeitung": "N. N.",
        "Fachdienstleitung": "N. N.",
        "Beratungsgremium": "Ausschuss für Bildung, Gesundheit, Kultur und Soziales des Kreistags",
        "Die Sitzung ist am": "19.04.2021",
        "Öffentlichkeit": "öffentlich",
    }


def test_empty_fields_are_left_out(filled: dict[str, Any]) -> None:
    filled["submission"] |= {"sitzung_am": None, "dezernat": ""}
    assert {"Dezernat", "Die Sitzung ist am"}.isdisjoint(dict(form.fields(filled)))


def test_subject_is_the_own_one_or_made_from_the_title(filled: dict[str, Any]) -> None:
    filled["submission"]["beratungsgegenstand"] = "Eigener Gegenstand"
    assert form.subject(filled) == "Eigener Gegenstand"
    filled["submission"]["beratungsgegenstand"] = ""
    assert form.subject(filled) == "3 Jahre Integrationsmanagement im Alb-Donau-Kreis – Bericht"


def test_opening_ends_with_the_motion(filled: dict[str, Any]) -> None:
    labels = [label for label, _ in form.opening(filled)]
    assert labels[-2:] == ["Beratungsgegenstand", "Beschlussantrag"]


@pytest.mark.parametrize(
    ("field", "value", "label", "text"),
    [
        ("vertagungsfaehig", False, "Vertagungsfähig", "Nein"),
        ("ort", "", "Ort, Datum", "26.03.2021"),
        ("ort", "Ulm", "Ort, Datum", "Ulm, 26.03.2021"),
        ("anlagen", ["A", "B"], "Anlagen", "A; B"),
        ("anlagen", [], "Anlagen", "keine"),
    ],
)
def test_closing(filled: dict[str, Any], field: str, value: object, label: str, text: str) -> None:
    filled["submission"][field] = value
    assert dict(form.closing(filled))[label] == text


def test_signature_has_name_and_function(filled: dict[str, Any]) -> None:
    assert form.signature(filled) == ["N. N.", "Landrat"]


def test_session_may_be_closed_to_the_public(filled: dict[str, Any]) -> None:
    filled["submission"]["oeffentlich"] = False
    assert dict(form.fields(filled))["Öffentlichkeit"] == "nichtöffentlich"


def test_overview_lists_every_kennzahl(release: Release) -> None:
    frame = imreport.overview(release)
    assert list(frame.index) == list(release.tables)
    assert list(frame.columns) == ["Kennzahl", "Merkmale", "Einheit", "Bezug", "Abbildung", "geheim"]


def test_overview_says_what_can_be_asked(release: Release) -> None:
    rows = imreport.overview(release).to_dict("index")
    assert list(rows["kanaele"].values()) == [
        "Kanäle der Beratungsgespräche", "Zeitabschnitt, Kanal", "Gespräche", "Zeitraum", "ja", 0,
    ]  # fmt: skip
    assert list(rows["geschlecht"].values())[3:] == ["Stichtag", "ja", 4]
    assert rows["vzae_team"]["Abbildung"] == "nein"


def test_overview_of_what_this_run_has() -> None:
    assert list(imreport.overview(handmade("plaene", {"2020": 9, "gesamt": 9})).index) == ["plaene"]
