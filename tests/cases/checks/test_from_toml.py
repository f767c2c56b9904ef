"""The section [pruefung] of bericht.toml, from the file to the rows that are set aside."""

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from imreport.cases import CaseTables, Severity, SourceSpec
from imreport.cases.checks import Accepted
from imreport.config import load_config
from imreport.errors import ConfigError
from imreport.sources import check_settings
from tests.cases.checks.asking import talk
from tests.exports import YEAR, build, codes

SMALLEST = '[bericht]\nkreis = "Musterland"\nvon = 2019-01-01\nbis = 2019-12-31\ndatum = 2020-01-31\n'
SECTION = """[pruefung]
programmbeginn = 2018-02-01
schwere = { tag_haeufig = "aus", datum_zukunft = "Fehler" }
grenzwerte = { tag_prozent = 7.5, mindestzahl = 50 }

[[pruefung.hingenommen]]
regel = "schluessel_unbekannt"
anzahl = 1
grund = "alter Kanal"
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "bericht.toml"
    path.write_text(SMALLEST + text, "utf-8")
    return path


def test_what_is_set_reaches_the_checks(tmp_path: Path) -> None:
    settings = check_settings(load_config(written(tmp_path, SECTION)))
    assert (settings.begun, settings.today) == (date(2018, 2, 1), date(2020, 1, 31))
    assert (settings.severity("tag_haeufig"), settings.severity("datum_zukunft")) == (None, Severity.ERROR)
    assert (settings.limit("tag_prozent"), settings.limit("mindestzahl")) == (7.5, 50)
    assert settings.accepted == (Accepted("schluessel_unbekannt", 1, "alter Kanal"),)


def test_without_the_section_the_defaults_hold(tmp_path: Path) -> None:
    settings = check_settings(load_config(written(tmp_path, "")))
    assert (settings.severities, settings.limits, settings.accepted, settings.begun) == ({}, {}, (), None)


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("[pruefung]\nschwre = {}", "Unbekannt: Schlüssel in bericht.toml „pruefung.schwre“.", "„pruefung.schwere“"),
        (
            '[[pruefung.hingenommen]]\nregel = "x"\nanzal = 1\ngrund = ""',
            "Unbekannt: Schlüssel in bericht.toml „pruefung.hingenommen.0.anzal“.",
            "„pruefung.hingenommen.0.anzahl“",
        ),
        (
            '[[pruefung.hingenommen]]\nregel = "x"\nanzahl = 0\ngrund = ""',
            "bericht.toml: „pruefung.hingenommen.0.anzahl“ muss größer als 0 sein.",
            "docs/bericht-toml.md",
        ),
        ("[[pruefung.hingenommen]]\nanzahl = 1", "bericht.toml: „pruefung.hingenommen.0.regel“ fehlt.", "docs"),
        (
            '[pruefung]\ngrenzwerte = { tag_prozent = "viel" }',
            "bericht.toml: „pruefung.grenzwerte.tag_prozent“ muss eine Zahl sein.",
            "docs",
        ),
        (
            "[pruefung]\nschwere = { tag_haeufig = 1 }",
            "bericht.toml: „pruefung.schwere.tag_haeufig“ muss ein Text in Anführungszeichen sein.",
            "docs",
        ),
        ('[pruefung]\nprogrammbeginn = "früh"', "bericht.toml: „pruefung.programmbeginn“ muss ein Datum", "docs"),
        ('[pruefung]\nschwere = { tag_haufig = "aus" }', "Unbekannt: Prüfregel in [pruefung]", "„tag_haeufig“"),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, text: str, *, message: str, hint: str) -> None:
    with pytest.raises(ConfigError) as error:
        check_settings(load_config(written(tmp_path, text)))
    assert error.value.message.startswith(message)
    assert hint in error.value.hint


@pytest.mark.parametrize(("odd", "used", "errors"), [(1, 2, 0), (2, 3, 2)])
def test_accepted_rows_are_set_aside_and_counted(tmp_path: Path, odd: int, used: int, errors: int) -> None:
    rows = [talk(f"G{row}", channel="Fax" if row <= odd else "Video") for row in (1, 2, 3)]
    paths = build(tmp_path, consultations=rows, referrals=[])
    settings = check_settings(load_config(written(tmp_path, SECTION)))
    spec = SourceSpec("", tmp_path, {table: (path.name,) for table, path in paths.items()})
    with closing(CaseTables.from_sources([spec], codes(), period=YEAR, settings=settings)) as tables:
        (account,) = [account for account in tables.accounts if account.table == "consultations"]
        assert (tables.counts()["consultations"], account.read, account.used) == (used, 3, used)
        assert len(tables.findings.errors) == errors
        accepted = [finding.message for finding in tables.findings if finding.message.startswith("Hingenommen: ")]
    assert accepted == ["Hingenommen: „Fax“ steht nicht im Schlüsselverzeichnis „kanaele“. Grund: alter Kanal."] * (
        0 if errors else 1
    )
