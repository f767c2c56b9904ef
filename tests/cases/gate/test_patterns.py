"""Formats of identifiers: what is one, what only looks like one."""

import pytest

from imreport.cases.gate import Identifier
from imreport.cases.gate.patterns import PATTERNS
from tests.cases.gate.sheets import inspect_column, read_column, rules

FOUND = {
    Identifier.EMAIL: """
        a.b@example.org; A_B+c@mail.example.co.uk; ab@example; a.b (at) example.org; a.b[at]example.org;
        ü.ö@bücher.example""",
    Identifier.PHONE: """
        0731/185-0; 0731 / 185 12 34; 0731-1851234; (0731) 1851234; (07345) 96-0; 07345 9601; 030 123456;
        089-1234567; 0176 1234567; 0176/12345678; 0176-123 45 678; 017612345678; 01511234567; 07311851234;
        +49 731 1851234; +49731185123; +49 (0) 731 185123; 0049 731 1851234; 00491761234567; +963 944 123 456;
        +93 70 123 4567; +380501234567; Tel. 0731/1851234; 0731.185.1234""",
    Identifier.ACCOUNT: """
        DE89370400440532013000; DE89 3704 0044 0532 0130 00; de89370400440532013000;
        IBAN: DE89 3704 0044 0532 0130 00 Sparkasse; GB82WEST12345698765432; FR14 2004 1010 0505 0001 3M02 606;
        TR330006100519786457841326; NL91ABNA0417164300""",
    Identifier.AZR: "170523123456; 151103 123456; AZR 170523123456; 201203123456",
    Identifier.FILE: "7123456-423; 1234567-475; 7123456 - 423; Az. 7123456-423; 81234567-423; 7123456–423",
    Identifier.TAX: "86095742719; 86 095 742 719; 36574261809; Steuer-ID 86095742719",
    Identifier.INSURANCE: "15070649C103; 15 070649 C 103; 15070649c103; SV 15 070649 C 10 3",
    Identifier.ADDRESS: """
        Musterstraße 12; Musterstr. 12; Musterstr.12; Musterstrasse 12 a; Am Alten Weg 3; Marktplatz 1;
        Lindenallee 5b; Ulmer Straße 104; Kirchgasse 7; Im Wiesengrund 9; Karl-Maier-Ring 22; 89073 Ulm;
        89584 Ehingen (Donau); D-89073 Ulm; wohnt Ulmer Str. 5; musterweg 4""",
    Identifier.BIRTH: """
        geb. 12.04.1985; geb 12.4.85; geboren am 12.04.2010; *12.04.1985; * 12.04.1985; DOB: 12/04/1985;
        geb. 1985-04-12""",
    Identifier.DOCUMENT: """
        Pass N012345678; Pass-Nr.: N012345678; Reisepass P12345678; Ausweisnummer L01X00T47;
        P<SYRKARIMI<<AHMAD<<<<<<<<<""",
}  # fmt: skip
HARMLESS = """
    01.02.2018; 1.2.18; 2018-02-01; 2018-02-01 10:15; 2018-02-01T10:15:00; 01/02/2018; 01-02-2018; 08425002;
    8425002; 08425; 08425 002; 17; 0; 100000; 12345678; 1234567890; 0,5; 1.234,56; 1.234.567,89; 12345.678; -17;
    K00017; H01103; G000001; W0000001; S01; P0001; K-00017; 2018/0123; 0123/2018; 000017; 0000000017; 201803011230;
    3f2a9c0de4b87716; 0-17; 18-26; 60+; 60 %; 10:15-11:00; 08:30; 08.30 - 12.00 Uhr; E-Mail/Messenger; telefonisch;
    persönlich im Büro; Sprachkurs B1; B2; § 25 Abs. 2 AufenthG; § 24; SGB II; Raum 12; Arbeitsplatz 2;
    Studienplatz 1; 10000 Euro; 12345 Personen; 08425 Alb-Donau-Kreis; 2018; 02/2018; 1. Quartal 2018;
    Blaubeuren/Schelklingen/Allmendingen; Agentur für Arbeit/Jobcenter; 550e8400-e29b-41d4-a716-446655440000;
    3,5 Std.; KW 12; Weg 1; 86095742718; DE89370400440532013001; 15070649C104; AB12CD34EF56GH78; Pass vorhanden;
    Reisepass; 100 m; Einreise 2015; seit 2015"""


def entries(text: str) -> list[str]:
    return [entry.strip() for entry in text.split(";")]


def kinds(text: str) -> set[Identifier]:
    return {pattern.identifier for pattern in PATTERNS if pattern.found_in(text)}


@pytest.mark.parametrize(
    ("identifier", "text"), [(identifier, text) for identifier, texts in FOUND.items() for text in entries(texts)]
)
def test_format_is_found(identifier: Identifier, text: str) -> None:
    assert identifier in kinds(text)


@pytest.mark.parametrize("text", entries(HARMLESS))
def test_other_text_is_not(text: str) -> None:
    assert kinds(text) == set()


@pytest.mark.parametrize("cell", ["K{:07}", "{}", "{:08}", "2018-03-01 10:{:06}", "{:016x}", " K{} ", "Wort {}"])
def test_it_is_looked_at_among_very_many_values(cell: str) -> None:
    """Of a column with many values, the database picks those that are looked at."""
    planted = [text for texts in FOUND.values() for text in entries(texts)]
    column = read_column([*(cell.format(number) for number in range(6_000)), *planted])
    assert column.filled == 6_000 + len(planted)
    assert {text: column.suspects[text] for text in planted} == {text: 6_002 + n for n, text in enumerate(planted)}


def test_regional_keys_are_no_azr_numbers() -> None:
    values = ["084255001002", "084250017017"]
    assert inspect_column(values, "Regionalschlüssel") == []
    assert rules(inspect_column(values, "Merkmal")) == {"anonymitaet_inhalt"}
    assert rules(inspect_column([*values, "170523123456"], "Regionalschlüssel")) == {"anonymitaet_inhalt"}


@pytest.mark.parametrize(
    "text", ["0" * 100_000, "a" * 100_000, "a@" * 50_000, "1 " * 50_000, "Weg " * 30_000, "A-" * 50_000]
)
def test_hostile_text_is_read_in_time(text: str) -> None:
    """A pattern that goes back over its text again and again would not come to an end."""
    inspect_column([text])
