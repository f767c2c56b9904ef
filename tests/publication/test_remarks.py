"""Remarks: what a run tells the clerk besides its files."""

import pytest

from imreport.cases import Finding, Findings, Severity
from imreport.publication.outline import Outline, Text
from imreport.publication.remarks import counted, doubts, unfinished

WARNING, HINT, FILE = Severity.WARNING, Severity.HINT, "beratungsgespraeche.csv"


@pytest.mark.parametrize(
    ("texts", "sentence"),
    [
        (["Was dort „bitte ergänzen“ heißt, fehlt.", "fertig"], ""),
        (["| Frage | *bitte ergänzen* |"], "An einer Stelle steht im Dokument noch „bitte ergänzen“."),
        (
            ["„bitte ergänzen“: | *bitte ergänzen* |\n| bitte ergänzen |", "bitte ergänzen"],
            "An 3 Stellen steht im Dokument noch „bitte ergänzen“.",
        ),
    ],
)
def test_places_to_fill_in_are_counted(texts: list[str], sentence: str) -> None:
    found = list(unfinished(Outline({}, tuple(map(Text, texts)))))
    assert [text.startswith(sentence) and "Word" in text for text in found] == [True] * bool(sentence)


def test_doubts_are_findings_about_days_with_what_to_do() -> None:
    about = Finding(WARNING, "stichtag_ausserhalb", "Der Stichtag liegt nicht im Zeitraum.", FILE)
    found = Findings.of([about, Finding(WARNING, "tag_haeufig", "Viele an einem Tag.", FILE)])
    (doubt,) = doubts(found)
    assert doubt.startswith("Der Stichtag liegt nicht im Zeitraum. Einen Stichtag im Zeitraum wählen;")


@pytest.mark.parametrize(
    ("items", "text"),
    [
        ([], "keine Befunde"),
        ([(HINT, "a", "A.")], "1 × Hinweis (A. Alle: p.xlsx)"),
        ([(WARNING, "b", "B."), (HINT, "a", "A.")], "1 × Hinweis, 1 × Warnung (zum Beispiel: B. Alle: p.xlsx)"),
        (
            [(WARNING, "b", "B."), (WARNING, "c", "C1."), (WARNING, "c", "C2."), *[(HINT, "a", "A.")] * 3],
            "3 × Hinweis, 3 × Warnung (am häufigsten: C1. Alle: p.xlsx)",
        ),
    ],
)
def test_findings_are_counted_and_the_most_frequent_one_named(
    items: list[tuple[Severity, str, str]], text: str
) -> None:
    found = Findings.of(Finding(severity, rule, message, FILE) for severity, rule, message in items)
    assert counted(found, protocol="p.xlsx") == text
