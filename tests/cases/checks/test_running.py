"""Running all rules at once: true counts, few findings, the right rows."""

from dataclasses import replace
from pathlib import Path

import pytest

from imreport.cases import Finding, Severity
from imreport.cases.accounts import Account
from imreport.cases.checks import RULES, quality, run, running
from imreport.cases.findings import Findings
from tests.cases.checks.asking import Question, asked, client, talk

ODD = [talk(f"G{row}", channel="Brieftaube") for row in range(1, 6)]


def test_what_is_too_much_is_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "CAP", 2)
    with asked(tmp_path, Question({"consultations": ODD})) as export:
        found = [finding for finding in run(export) if finding.rule == "schluessel_unbekannt"]
    assert [(finding.row, finding.times) for finding in found] == [(None, 3), (2, 1), (3, 1)]
    assert found[0].message == "Dasselbe gilt für 3 weitere Zeilen, die hier nicht einzeln stehen."
    assert (found[0].column, found[0].record, Findings.of(found).counts) == ("Kanal", None, {Severity.ERROR: 5})


def test_as_much_as_is_listed_is_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "CAP", 5)
    with asked(tmp_path, Question({"consultations": ODD})) as export:
        found = [finding for finding in run(export) if finding.rule == "schluessel_unbekannt"]
    assert [(finding.row, finding.record, finding.table) for finding in found] == [
        (row + 1, row, "consultations") for row in range(1, 6)
    ]


def test_faults_of_several_rules_and_tables_stand_at_their_rows(tmp_path: Path) -> None:
    talks = [talk("G1"), talk("G2", "", channel="x"), talk("G3", client="K9")]
    rows = {"consultations": talks, "clients": [client(), client(), client("K2", until="1.1.2018")], "referrals": []}
    with asked(tmp_path, Question(rows)) as export:
        errors = run(export).errors
    assert [(finding.rule, finding.file[:6], finding.row) for finding in errors] == [
        ("angabe_fehlt", "beratu", 3), ("schluessel_unbekannt", "beratu", 3), ("bezug_unbekannt", "beratu", 4),
        ("schluessel_doppelt", "klient", 3), ("ende_vor_beginn", "klient", 4),
    ]  # fmt: skip


def test_a_long_text_is_cut(tmp_path: Path) -> None:
    with asked(tmp_path, Question({"consultations": [talk("G1", channel="x" * 100)]})) as export:
        (finding,) = run(export).errors
    assert (finding.value, finding.message[:62]) == ("x" * 60, f"„{'x' * 60}“")


def test_tables_that_are_not_there_have_no_faults(tmp_path: Path) -> None:
    with asked(tmp_path, Question()) as export:
        nothing = replace(export, parts=())
        only_posts = replace(export, parts=[part for part in export.parts if part.table.name == "posts"])
        assert list(run(nothing)) == []
        assert {finding.file for finding in run(only_posts)} <= {"stellen.csv"}


@pytest.mark.parametrize("count", [0, 1])
def test_empty_tables_break_no_rule(tmp_path: Path, count: int) -> None:
    tables = ("consultations", "referrals", "clients", "plans", "posts")
    with asked(tmp_path, Question({table: [] for table in tables}, {"mindestzahl": count})) as export:
        assert {finding.rule for finding in run(export)} <= {"tabelle_leer"}


def test_quality_adds_up_files_and_findings() -> None:
    accounts = [
        Account("consultations", "a.csv", "", 10, 7, {"doppelt": 2, "summenzeile": 1}),
        Account("consultations", "b.csv", "", 5, 4, {"doppelt": 1}),
    ]
    found = Findings.of(
        [Finding(Severity.HINT, "x", "Satz.", "a.csv", times=3), Finding(Severity.ERROR, "y", "Satz.", "b.csv")]
    )
    assert quality(found, accounts) == {
        "gelesen": 15, "verwendet": 11, "doppelt": 3, "summenzeile": 1, "Fehler": 1, "Warnung": 0, "Hinweis": 3,
    }  # fmt: skip


def test_every_rule_says_what_holds_and_what_to_do() -> None:
    for rule in RULES.values():
        assert rule.what.endswith(".")
        assert rule.advice.endswith(".")
        assert rule.check.__doc__
