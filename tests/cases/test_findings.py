"""Findings in short: what the terminal shows."""

from imreport.cases import Finding, Findings, Severity


def found(rule: str, row: int | None, severity: Severity = Severity.ERROR, times: int = 1) -> Finding:
    return Finding(severity, rule, f"Satz {row}.", "a.csv", row=row, times=times)


def test_one_finding_is_one_line() -> None:
    finding = Finding(Severity.ERROR, "x", "Satz.", "a.xlsx", "Mai", 3, "Kanal", "Fideo", "Video")
    (summary,) = Findings.of([finding]).summaries()
    assert summary.lines == ["Fehler: a.xlsx, Blatt „Mai“, Zeile 3, Spalte „Kanal“: Satz. Meinten Sie „Video“?"]


def test_many_findings_are_a_count_and_the_first_places() -> None:
    (summary,) = Findings.of(found("x", row) for row in (5, 4, 3, 2)).summaries()
    assert summary.lines == [
        "Fehler: Satz 2. (4 Befunde, Regel x)", "  a.csv, Zeile 2", "  a.csv, Zeile 3", "  a.csv, Zeile 4",
        "  … und 1 mehr",
    ]  # fmt: skip


def test_as_many_as_are_shown_are_all() -> None:
    (summary,) = Findings.of(found("x", row) for row in (2, 3, 4)).summaries()
    assert summary.lines[-1] == "  a.csv, Zeile 4"


def test_what_is_only_counted_is_no_example() -> None:
    findings = Findings.of([found("x", None, times=1000), found("x", 2)])
    (summary,) = findings.summaries()
    assert (summary.count, summary.message, summary.places) == (1001, "Satz 2.", ("a.csv, Zeile 2",))
    assert findings.counts == {Severity.ERROR: 1001}
    assert summary.lines[0] == "Fehler: Satz 2. (1.001 Befunde, Regel x)"


def test_summaries_are_sorted_by_severity_then_count() -> None:
    items = [found("c", 1, Severity.HINT), found("b", 1), found("a", 1), found("z", 1), found("z", 2)]
    assert [summary.rule for summary in Findings.of(items).summaries()] == ["z", "a", "b", "c"]


def test_what_is_not_shown_is_in_no_record() -> None:
    finding = Finding(Severity.ERROR, "x", "Satz.", "a.csv", table="plans", record=7)
    assert finding == Finding(Severity.ERROR, "x", "Satz.", "a.csv", table="clients", record=8)
    assert not {"table", "record"} & Findings.of([finding]).records()[0].keys()
    assert "plans" not in repr(finding)
