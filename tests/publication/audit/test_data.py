"""Numbers planted into data files."""

import csv
import io
from pathlib import Path

import pytest

from tests.publication.audit.conftest import Caught
from tests.publication.audit.planting import Change, before, places, replaced, substituted

CSV: dict[str, tuple[Change, str]] = {
    "a hidden value": (substituted(r"(gespraeche_monat,monat,[^,]*,,,),(Gespräche,)", r"\g<1>3,\2"), "3"),
    "a value of another row": (substituted(r"themen,thema,Kinder,,,73,", "themen,thema,Kinder,,,65,"), "65"),
    "a row": (lambda text: f"{text}staatsangehoerigkeit,staatsangehoerigkeit,Eritrea,,,3,Personen,,,x\r\n", "3"),
    "a column": (replaced("Nennungen,", "Nennungen,3,"), "3"),
}


@pytest.mark.parametrize("hiding", CSV)
def test_a_number_planted_into_the_open_data_is_found(village_folder: Path, caught: Caught, hiding: str) -> None:
    change, number = CSV[hiding]
    text = change((village_folder / "kennzahlen.csv").read_bytes().decode())
    leaks = caught("kennzahlen.csv", text.encode())
    assert places(leaks, number)
    assert all(place.startswith("Zeile ") for place in places(leaks, number))


def test_another_table_in_the_folder_is_read(caught: Caught) -> None:
    assert places(caught("eigene.csv", b"land;personen\nEritrea;3\n"), "3") == ["Zeile 2"]


def test_open_data_saved_by_a_german_excel_are_no_leak(village_folder: Path, caught: Caught) -> None:
    text = (village_folder / "kennzahlen.csv").read_bytes().decode()
    content = io.StringIO(newline="")
    csv.writer(content, delimiter=";").writerows(csv.reader(io.StringIO(text, newline="")))
    assert caught("kennzahlen.csv", content.getvalue().encode("cp1252")) == []


MANIFEST = {
    "an entry": (before('"programm"', '"eritrea": 3,\n'), "eritrea"),
    "a version": (substituted(r'"babel": "[^"]*"', '"babel": "Eritrea 3"'), "babel"),
    "a checksum": (substituted(r'(\.csv": )"[0-9a-f]{64}"', r'\1"3"'), "eingaben"),
    "a parameter": (substituted(r'"team": "[^"]*"', '"team": "Eritrea 3"'), "team"),
}


@pytest.mark.parametrize("hiding", MANIFEST)
def test_a_number_planted_into_the_manifest_is_found(village_folder: Path, caught: Caught, hiding: str) -> None:
    change, place = MANIFEST[hiding]
    leaks = caught("manifest.json", change((village_folder / "manifest.json").read_text("utf-8")).encode())
    assert any(place in found for found in places(leaks, "3")), [leak.sentence for leak in leaks]


def test_a_file_of_an_unknown_kind_is_refused(caught: Caught) -> None:
    assert "„.xyz“" in caught("geheim.xyz", b"3")[0].sentence
