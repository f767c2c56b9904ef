"""The gate on whole sheets: the sample passes, one planted identifier in any column does not."""

from pathlib import Path

import pytest

from imreport.cases.gate import Identifier
from tests.cases.gate.sheets import inspect_column, inspect_rows, read, rules, sample
from tests.conftest import ROOT

FILES = sorted(path.name for path in (ROOT / "data").glob("*.csv"))
EXPORTS = sorted((ROOT / "tests" / "exports").glob("*/*.csv"))
CODE_LISTS = sorted((ROOT / "imreport" / "cases" / "codes").glob("*.csv"))
ROWS = 10_000
REFUSED = frozenset(
    [
        "address_in_the_preamble",
        "birth_date_in_an_unlisted_column",
        "birth_dates_in_the_header",
        "cell_of_twenty_thousand_characters",
        "email_addresses_as_keys",
        "email_in_an_unlisted_column",
        "free_text_in_an_unlisted_column",
        "header_missing_above_names",
        "iban_in_an_unlisted_column",
        "names_in_an_unlisted_column",
        "names_in_the_header",
        "phone_number_among_the_topics",
        "phone_numbers_in_the_header",
    ]
)
"""The exports of tests/exports that carry an identifier on purpose."""

PLANTED = (
    {
        Identifier.EMAIL: "a.karimi@example.org",
        Identifier.PHONE: "0151 23456789",
        Identifier.ACCOUNT: "DE89 3704 0044 0532 0130 00",
        Identifier.AZR: "170523123456",
        Identifier.FILE: "7123456-423",
        Identifier.DOCUMENT: "L01X00T471",
        Identifier.INSURANCE: "15070649C103",
        Identifier.TAX: "86 095 742 719",
        Identifier.ADDRESS: "Musterstraße 12a",
        Identifier.BIRTH: "geb. 12.04.1985",
        Identifier.PERSON: "Ahmad Karimi",
        Identifier.TEXT: "War heute da und hat nach der Wohnung gefragt.",
    },
    {
        Identifier.EMAIL: "bitte an xyz.a(at)example.org",
        Identifier.PHONE: "0731/185-0",
        Identifier.ACCOUNT: "gb82west12345698765432",
        Identifier.DOCUMENT: "Pass-Nr. N012345678",
        Identifier.INSURANCE: "15 070649 C 103",
        Identifier.TAX: "86095742719",
        Identifier.ADDRESS: "89073 Ulm",
        Identifier.PERSON: "Karimi, Ahmad",
    },
    {Identifier.PHONE: "+49 731 1850123", Identifier.PERSON: "Frau Grünthal", Identifier.ADDRESS: "Am Alten Weg 3"},
    {
        Identifier.PHONE: "015123456789",
        Identifier.PERSON: "أحمد كريمي",
        Identifier.TEXT: "Sie wohnt jetzt bei ihrer Schwester",
    },
)
"""Texts that are planted together, one of each kind, so that the finding of each can be told from the others."""


@pytest.mark.parametrize("name", FILES)
def test_sample_passes(name: str) -> None:
    header, *rows = sample(name)
    assert inspect_rows(rows, header=header) == []


@pytest.mark.parametrize("path", CODE_LISTS, ids=lambda path: path.name)
def test_code_list_passes(path: Path) -> None:
    header, *rows = read(path)
    assert inspect_rows(rows, header=header) == []


@pytest.mark.parametrize("path", EXPORTS, ids=lambda path: path.parent.name)
def test_odd_export_passes_unless_it_carries_an_identifier(path: Path) -> None:
    """A column of notes is refused by its name."""
    header, *rows = read(path) or [[""]]
    found = [finding for finding in inspect_rows(rows, header=header) if finding.column != "Notiz"]
    assert bool(found) == (path.parent.name in REFUSED)


@pytest.mark.parametrize("planted", PLANTED, ids=range(len(PLANTED)))
@pytest.mark.parametrize("name", FILES)
def test_planted_identifier_is_refused(name: str, planted: dict[Identifier, str]) -> None:
    """Each once in up to 10,000 rows, in every column of every file."""
    header, *rows = (list(row) for row in sample(name)[: ROWS + 1])
    middle = len(rows) // 4
    rows[middle:middle] = [[text] * len(header) for text in planted.values()]
    found = inspect_rows(rows, header=header)
    places = {(finding.column, finding.row) for finding in found}
    assert places >= {(column, row + 2) for column in header for row in range(middle, middle + len(planted))}
    assert all(text not in repr(found) for text in planted.values())


def test_unlisted_column_is_to_be_removed() -> None:
    (finding,) = inspect_column(["Ort A", "a.karimi@example.org"], "Ergänzend")
    assert finding.message == (
        "Die Spalte „Ergänzend“ enthält E-Mail-Adressen (zuerst in Zeile 3). "
        "Nehmen Sie sie aus dem Export des Fachverfahrens heraus oder löschen Sie sie in der Datei."
    )
    assert (finding.rule, finding.row, finding.value) == ("anonymitaet_inhalt", 3, "")


def test_listed_column_is_to_be_cleared() -> None:
    (finding,) = inspect_column(["Arbeit", "a.karimi@example.org"], "Themen")
    assert "Löschen Sie diese Angaben in der Datei oder im Fachverfahren" in finding.message


def test_header_is_one_finding() -> None:
    (finding,) = inspect_column(["12.04.1985", "03.05.1990", "24.12.1961"], "Geburtsdatum")
    assert finding.rule == "anonymitaet_spaltenname"
    assert finding.message.startswith("Die Spalte „Geburtsdatum“ enthält nach ihrem Namen Geburtsdaten. Nehmen Sie sie")


def test_identifying_column_is_refused_though_it_is_empty() -> None:
    assert rules(inspect_column([], "Vorname")) == {"anonymitaet_spaltenname"}


@pytest.mark.parametrize("header", ["a.karimi@example.org", "0151 23456789", "Ahmad Karimi", "geb. 12.04.1985"])
def test_identifier_in_a_header_is_not_repeated(header: str) -> None:
    """A file without a header row has a person in its place."""
    findings = inspect_column(["x"], header)
    assert findings
    assert all(header not in repr(finding) and finding.column == "Nr. 1" for finding in findings)


def test_long_header_is_cut() -> None:
    (finding,) = inspect_column(["x"], "Bemerkung\n" + " zum Fall" * 1000)
    assert finding.column.startswith("Bemerkung zum Fall")
    assert len(finding.column) == 60


def test_no_columns_no_findings() -> None:
    assert inspect_column([]) == []


def test_columns_of_the_same_header_are_two() -> None:
    found = inspect_rows([["a.b@example.org", "a.b@example.org"]], header=["Merkmal", "Merkmal"])
    assert len(found) == 2
