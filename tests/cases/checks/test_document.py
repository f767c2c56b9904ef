"""docs/pruefregeln.md is what the registry says."""

import subprocess
import sys

from imreport.cases.checks import LIMITS, RULES, explain
from imreport.cases.checks.document import document
from tests.conftest import ROOT


def test_the_page_is_up_to_date() -> None:
    page = (ROOT / "docs" / "pruefregeln.md").read_text("utf-8")
    assert page == document(), "python -m imreport.cases.checks.document > docs/pruefregeln.md"


def test_the_command_prints_the_page() -> None:
    command = [sys.executable, "-X", "utf8", "-W", "error", "-m", "imreport.cases.checks.document"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, encoding="utf-8")
    assert (done.stdout, done.stderr) == (document(), "")


def test_every_rule_and_limit_has_a_row() -> None:
    lines = document().splitlines()
    assert all(
        any(line.startswith(f"| `{key}` | {rule.severity.value} |") for line in lines) for key, rule in RULES.items()
    )
    assert all(any(line.startswith(f"| `{name}` | ") for line in lines) for name in LIMITS)


def test_a_limit_is_printed_as_it_is_written() -> None:
    assert "| `fruehestes_jahr` | 1990 |" in document()
    assert "| `vzae_hoechstens` | 1 |" in document()


def test_findings_of_the_reading_are_explained() -> None:
    assert explain("datei_leer")[0] == "Die Datei enthält keine Daten."
    assert explain("datei_zu_gross")[0] == "Die Datei ist größer als …."
    assert explain("summenzeile")[0] == "Eine Zeile mit Summen zählt nicht mit."
    assert explain("gibt_es_nicht") == ("", "")
