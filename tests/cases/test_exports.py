"""Every export of tests/exports, read from its files: the exact findings, or the same tables as ``valid``."""

import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from imreport.cases import CaseTables, Findings, Severity
from imreport.cases.checks import RULES
from tests.exports import VALID, build, contents, export, names, opened

TALKS, REFERRALS, CLIENTS = "beratungsgespraeche.csv", "weiterleitungen.csv", "klienten.csv"
PLANS, POSTS = "integrationsplaene.csv", "stellen.csv"
ERROR, WARNING, HINT = Severity.ERROR, Severity.WARNING, Severity.HINT

Found = tuple[Severity, str, str, int | None, str, str]

BROKEN: dict[str, list[Found]] = {
    "missing_column_date": [(ERROR, "spalte_fehlt", TALKS, None, "Gesprächsdatum", "")],
    "renamed_column_channel": [(ERROR, "spalte_fehlt", TALKS, None, "Kanal", "Kanäle")],
    "excel_workbook": [(ERROR, "datei_kein_text", REFERRALS, None, "", "")],
    "utf16": [(ERROR, "datei_kein_text", REFERRALS, None, "", "")],
    "empty_file": [
        (ERROR, "spalte_fehlt", REFERRALS, None, "Gespräch-Nr.", ""),
        (ERROR, "spalte_fehlt", REFERRALS, None, "Weiterleitung an", ""),
        (ERROR, "spalte_fehlt", REFERRALS, None, "Weiterleitung-Nr.", ""),
    ],
    "surplus_semicolon": [
        (ERROR, "zeile_verschoben", TALKS, 2, "", ""),
        (ERROR, "schluessel_unbekannt", TALKS, 2, "Team", "Ehingen"),
    ],
    "consultation_without_key": [(ERROR, "angabe_fehlt", TALKS, 5, "Gespräch-Nr.", "")],
    "referral_without_target": [(ERROR, "angabe_fehlt", REFERRALS, 2, "Weiterleitung an", "")],
    "duplicate_consultation_key": [(ERROR, "schluessel_doppelt", TALKS, 5, "Gespräch-Nr.", "")],
    "duplicate_client_key": [(ERROR, "schluessel_doppelt", CLIENTS, 5, "Klient-Nr.", "")],
    "unknown_topic": [(ERROR, "mehrfachangabe_unbekannt", TALKS, 3, "Themen", "Gesundheit")],
    "unknown_target": [(ERROR, "schluessel_unbekannt", REFERRALS, 2, "Weiterleitung an", "Sprachkursträger")],
    "unknown_nationality": [
        (ERROR, "schluessel_unbekannt", CLIENTS, 4, "Staatsangehörigkeit", "Vereinigtes Königreich")
    ],
    "commune_by_name_altheim": [(ERROR, "schluessel_unbekannt", CLIENTS, 4, "Gemeindeschlüssel", "")],
    "commune_without_leading_zero": [(ERROR, "schluessel_unbekannt", CLIENTS, 4, "Gemeindeschlüssel", "08425071")],
    "blank_line_before_fault": [(ERROR, "schluessel_unbekannt", TALKS, 5, "Kanal", "aufsuchend")],
    "line_break_before_fault": [(ERROR, "schluessel_unbekannt", TALKS, 3, "Kanal", "aufsuchend")],
    "cp1252_with_undefined_byte": [(ERROR, "schluessel_unbekannt", TALKS, 3, "Kanal", "aufsuchend")],
    "impossible_date_31_february": [(ERROR, "datum_unmoeglich", TALKS, 2, "Gesprächsdatum", "")],
    "impossible_date_of_family": [(ERROR, "datum_unmoeglich", TALKS, 3, "Gesprächsdatum", "")],
    "date_with_two_digit_year": [(ERROR, "datum_unmoeglich", TALKS, 2, "Gesprächsdatum", "")],
    "number_with_unit": [(ERROR, "zahl_unmoeglich", POSTS, 2, "VZÄ", "")],
    "consultation_of_unknown_client": [(ERROR, "bezug_unbekannt", TALKS, 2, "Klient-Nr.", "")],
    "consultation_of_unknown_household": [
        (ERROR, "bezug_unbekannt", TALKS, 3, "Haushalt-Nr.", ""),
        (WARNING, "haushalt_ohne_mitglied", TALKS, 3, "", ""),
    ],
    "referral_of_unknown_consultation": [(ERROR, "bezug_unbekannt", REFERRALS, 2, "Gespräch-Nr.", "")],
    "plan_of_unknown_client": [(ERROR, "bezug_unbekannt", PLANS, 2, "Klient-Nr.", "")],
    "consultation_of_nobody": [(ERROR, "gespraech_ohne_klient", TALKS, 2, "", "")],
    "care_ends_before_it_begins": [(ERROR, "ende_vor_beginn", CLIENTS, 4, "Betreuung bis", "")],
    "plan_closed_before_it_was_created": [(ERROR, "ende_vor_beginn", PLANS, 2, "Beendet am", "")],
    "post_left_before_it_was_filled": [(ERROR, "ende_vor_beginn", POSTS, 2, "Besetzt bis", "")],
    "team_no_longer_valid": [(WARNING, "schluessel_nicht_gueltig", TALKS, 4, "Team", "")],
    "household_without_member_that_day": [(WARNING, "haushalt_ohne_mitglied", TALKS, 3, "", "")],
    "one_consultation_outside_the_period": [(HINT, "ausserhalb_zeitraum", TALKS, None, "Gesprächsdatum", "")],
    "two_consultations_outside_the_period": [(HINT, "ausserhalb_zeitraum", TALKS, None, "Gesprächsdatum", "")],
}
HARMLESS = [
    "bar_after_the_last_topic",
    "blank_lines_everywhere",
    "blanks_around_cells",
    "capitals_and_keys",
    "columns_in_another_order",
    "comma_separated",
    "cp1252",
    "dates_without_leading_zeros",
    "decimal_point_fte",
    "every_cell_quoted",
    "extra_column",
    "first_line_blank",
    "iso_dates",
    "line_break_in_cell",
    "line_ends_of_old_macs",
    "line_ends_of_unix",
    "no_line_end_at_the_end",
    "other_spelling",
    "other_spelling_with_sharp_s",
    "quote_inside_a_cell",
    "repeated_topic_in_a_cell",
    "semicolon_after_every_row",
    "tab_separated",
    "utf8_without_bom",
]
SPARSE = ["empty_category", "empty_topics", "header_only"]
SENTENCES = {
    "missing_column_date": "Die Spalte „Gesprächsdatum“ fehlt.",
    "unknown_topic": "„Gesundheid“ steht nicht im Schlüsselverzeichnis „themen“.",
    "impossible_date_31_february": "„31.02.2019“ ist kein Datum der Form 31.12.2020.",
    "team_no_longer_valid": "„Raum Munderkingen“ war am Tag des Gesprächs kein gültiger Schlüssel.",
    "utf16": "Die Datei für „Weiterleitungen“ ist keine CSV-Datei (Text, durch Semikolon getrennt).",
    "number_with_unit": "„0,75 VZÄ“ ist keine Zahl der Form 0,75.",
    "plan_of_unknown_client": "Die Angabe in „Klient-Nr.“ kommt in „Klientinnen und Klienten“ nicht vor.",
    "one_consultation_outside_the_period": (
        "1 Gespräch liegt außerhalb des Zeitraums 01.01.2019 bis 31.12.2019 und zählt nicht mit."
    ),
    "two_consultations_outside_the_period": (
        "2 Gespräche liegen außerhalb des Zeitraums 01.01.2019 bis 31.12.2019 und zählen nicht mit."
    ),
}


@cache
def findings(name: str) -> Findings:
    with opened(export(name)) as tables:
        return tables.findings


def found(findings: Findings) -> list[Found]:
    return [(f.severity, f.rule, f.file, f.row, f.column, f.suggestion) for f in findings]


def test_every_export_is_tested_once() -> None:
    assert sorted([*BROKEN, *HARMLESS, *SPARSE]) == names()


def test_every_rule_has_an_export() -> None:
    assert {rule for findings in BROKEN.values() for _, rule, *_ in findings} == {*RULES, "datei_kein_text"}


def test_valid_export(valid: CaseTables) -> None:
    assert found(valid.findings) == []
    assert valid.counts() == {"consultations": 3, "referrals": 1, "clients": 3, "plans": 1, "posts": 1}


def test_valid_export_is_cast_to_codes_and_days(valid: CaseTables) -> None:
    held = contents(valid)
    assert held["consultations"][1] == ("G2", date(2019, 3, 5), "familie", None, "H1", "aufsuchend", "ehingen")
    assert [row[1] for row in held["consultation_topics"]] == ["kinder", "wohnen", "gesundheit", "kinder"]
    assert held["referrals"] == [("W1", "G1", "sprachkurstraeger")]
    assert held["clients"][2][2:] == (
        "vereinigtes_koenigreich", "weiblich", "40_59", "niederlassungserlaubnis", "08425071", "laichinger_alb",
        date(2018, 3, 1), date(2019, 6, 30),
    )  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_broken_export_has_exactly_these_findings(name: str) -> None:
    assert found(findings(name)) == BROKEN[name]


@pytest.mark.parametrize("name", SENTENCES)
def test_finding_is_a_german_sentence(name: str) -> None:
    assert next(iter(findings(name))).message == SENTENCES[name]


@pytest.mark.parametrize("name", HARMLESS)
def test_harmless_oddity_changes_nothing(name: str, valid: CaseTables) -> None:
    with opened(export(name)) as odd:
        assert found(odd.findings) == []
        assert contents(odd) == contents(valid)


def test_empty_category_counts_as_ohne_angabe() -> None:
    with opened(export("empty_category")) as tables:
        assert found(tables.findings) == []
        assert contents(tables)["clients"][0][2:8] == (
            "ohne_angabe", "ohne_angabe", "ohne_angabe", "sonstiges", "ohne_angabe", "ohne_angabe",
        )  # fmt: skip


def test_empty_topics_count_as_ohne_angabe() -> None:
    with opened(export("empty_topics")) as tables:
        assert found(tables.findings) == []
        assert contents(tables)["consultation_topics"][:2] == [("G1", "ohne_angabe"), ("G2", "gesundheit")]


def test_header_only_is_an_empty_table() -> None:
    with opened(export("header_only")) as tables:
        assert found(tables.findings) == []
        assert tables.counts()["referrals"] == 0


def test_missing_file(tmp_path: Path) -> None:
    paths = build(tmp_path)
    paths["posts"].unlink()
    with opened(paths) as tables:
        assert found(tables.findings) == [(ERROR, "datei_fehlt", POSTS, None, "", "")]
        assert "posts" not in tables.counts()


def test_what_ends_on_the_day_it_began_is_no_fault(tmp_path: Path) -> None:
    posts, plans = ["S1;Ehingen;1;01.02.2018;01.02.2018"], ["P1;K1;10.02.2019;abbruch;10.02.2019"]
    client = "K1;H1;Syrien;weiblich;27-39;Duldung;08425033;Ehingen;05.03.2019;05.03.2019"
    with opened(build(tmp_path, posts=posts, plans=plans, clients=[client], consultations=[], referrals=[])) as tables:
        assert found(tables.findings) == []


@pytest.mark.parametrize(
    ("period", "outside"),
    [((date(2019, 2, 4), date(2019, 4, 6)), []), ((date(2019, 2, 5), date(2019, 4, 5)), ["2 Gespräche"])],
)
def test_first_and_last_day_lie_inside_the_period(period: tuple[date, date], outside: list[str]) -> None:
    with opened(export("valid"), period=period) as tables:
        assert [finding.message[:11] for finding in tables.findings] == outside


def test_unlisted_column_enters_no_table() -> None:
    with opened(export("extra_column")) as tables:
        held = [str(name) for (name,) in tables.engine.rows("select table_name from duckdb_tables()")]
        cells = [str(row) for name in held for row in tables.engine.rows(f"select * from {name}")]
    assert "raw_clients" in held
    assert not [row for row in cells if "vertraulich" in row]


@pytest.mark.parametrize("name", BROKEN)
def test_findings_show_no_key_of_a_person(name: str) -> None:
    shown = " ".join(f"{f.message} {f.value} {f.suggestion}" for f in findings(name))
    assert shown.strip()
    assert not re.search(r"\b[GHKPSW]\d\b", shown)


def test_valid_files_have_the_dialect_of_an_office() -> None:
    for path in VALID.iterdir():
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
        assert path.read_bytes().endswith(b"\r\n")
