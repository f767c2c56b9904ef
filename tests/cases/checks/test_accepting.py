"""Accepting: a few faulty rows are set aside, more of them stay a Fehler."""

import pytest

from imreport.cases import Finding, Findings, Severity
from imreport.cases.checks import Accepted, CheckSettings, accepted

KEY, OTHER = "bezug_unbekannt", "angabe_fehlt"


def fault(record: int | None, rule: str = KEY, severity: Severity = Severity.ERROR, **fields: int) -> Finding:
    return Finding(severity, rule, "Satz.", "a.csv", row=record, table="plans", record=record, **fields)  # type: ignore[arg-type]


def accept(found: list[Finding], *entries: Accepted) -> tuple[set[tuple[str, int]], list[tuple[str, str]]]:
    aside, changed = accepted(Findings.of(found), CheckSettings(accepted=entries))
    return aside, [(finding.severity.value, finding.message) for finding in changed]


def test_nothing_is_accepted_unless_it_is_said() -> None:
    assert accept([fault(1)]) == (set(), [("Fehler", "Satz.")])


def test_as_many_rows_as_are_accepted() -> None:
    aside, found = accept([fault(1), fault(2), fault(2)], Accepted(KEY, 2, "Altbestand."))
    assert aside == {("plans", 1), ("plans", 2)}
    assert found == [("Hinweis", "Hingenommen: Satz. Grund: Altbestand.")] * 3


def test_without_a_reason() -> None:
    assert accept([fault(1)], Accepted(KEY, 1))[1] == [("Hinweis", "Hingenommen: Satz.")]


@pytest.mark.parametrize(
    ("rows", "count", "sentence"),
    [
        (5, 3, "Hingenommen sind 3 Zeilen, gefunden wurden 5."),
        (2, 1, "Hingenommen sind 1 Zeile, gefunden wurden 2."),
    ],
)
def test_more_rows_than_are_accepted(rows: int, count: int, sentence: str) -> None:
    aside, found = accept([fault(row) for row in range(rows)], Accepted(KEY, count))
    assert aside == set()
    assert found == [("Fehler", f"Satz. {sentence}")] * rows


def test_rows_that_are_only_counted_count() -> None:
    aside, found = accept([fault(1), fault(None, times=4)], Accepted(KEY, 4))
    assert aside == set()
    assert found[0][1] == "Satz. Hingenommen sind 4 Zeilen, gefunden wurden 5."


def test_what_is_no_row_cannot_be_accepted() -> None:
    aside, found = accept([fault(None, "spalte_fehlt")], Accepted("spalte_fehlt", 9))
    assert aside == set()
    assert found == [("Fehler", "Satz. Hinnehmen lassen sich nur Befunde zu einzelnen Zeilen.")]


@pytest.mark.parametrize("severity", [Severity.WARNING, Severity.HINT])
def test_what_is_no_error_needs_no_accepting(severity: Severity) -> None:
    assert accept([fault(1, severity=severity)], Accepted(KEY, 1)) == (set(), [(severity.value, "Satz.")])


def test_another_rule_is_not_accepted() -> None:
    aside, found = accept([fault(1), fault(2, OTHER)], Accepted(KEY, 9))
    assert aside == {("plans", 1)}
    assert found == [("Fehler", "Satz."), ("Hinweis", "Hingenommen: Satz.")]


def test_a_row_set_aside_has_no_other_error() -> None:
    aside, found = accept([fault(1), fault(1, OTHER), fault(1, "x", Severity.WARNING)], Accepted(KEY, 1))
    assert aside == {("plans", 1)}
    assert found == [("Warnung", "Satz."), *[("Hinweis", "Hingenommen: Satz.")] * 2]


def test_a_rule_that_found_nothing() -> None:
    assert accept([], Accepted(KEY, 1)) == (set(), [])


def test_two_rules() -> None:
    aside, found = accept([fault(1), fault(2, OTHER), fault(3, OTHER)], Accepted(KEY, 1), Accepted(OTHER, 1))
    assert aside == {("plans", 1)}
    assert [severity for severity, _ in found] == ["Fehler", "Fehler", "Hinweis"]
