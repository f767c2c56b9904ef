"""Every export of tests/exports, read from its files: the exact findings, or the same tables as ``valid``."""

import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from imreport.cases import CaseTables, Findings
from tests.cases.files.reading import compacted
from tests.cases.files.workbooks import write_zip
from tests.exports import FILES, VALID, build, contents, export, names, opened, project, projects
from tests.exports.expected import (
    BROKEN,
    ERROR,
    HARMLESS,
    IDENTIFYING,
    NOTED,
    POSTS,
    PROJECTS,
    SPARSE,
    Found,
)

PLANTED = ("example", "muster", "alhassan", "müller", "1987", "1990", "0151", "de02", "vermieter")
"""Parts of the invented identifiers in the exports that are refused."""
SENTENCES = {
    "missing_column_date": "Die Spalte „Gesprächsdatum“ fehlt.",
    "unknown_topic": "„Gesundheid“ steht nicht im Schlüsselverzeichnis „themen“.",
    "impossible_date_31_february": "„31.02.2019“ ist kein Datum der Form 31.12.2020.",
    "team_no_longer_valid": "„Raum Munderkingen“ war am Tag des Gesprächs kein gültiger Schlüssel.",
    "number_with_unit": "„0,75 VZÄ“ ist keine Zahl der Form 0,75.",
    "plan_of_unknown_client": "Die Angabe in „Klient-Nr.“ kommt in „Klientinnen und Klienten“ nicht vor.",
    "one_consultation_outside_the_period": (
        "1 Gespräch liegt außerhalb des Zeitraums 01.01.2019 bis 31.12.2019 und zählt nicht mit."
    ),
    "two_consultations_outside_the_period": (
        "2 Gespräche liegen außerhalb des Zeitraums 01.01.2019 bis 31.12.2019 und zählen nicht mit."
    ),
}


class Export(NamedTuple):
    """What an export was read as."""

    findings: Findings
    contents: dict[str, list[tuple[object, ...]]]


@cache
def read(name: str) -> Export:
    """Read an export once for all tests: that is what takes the time."""
    with opened(export(name)) as tables:
        return Export(tables.findings, contents(tables))


def found(findings: Findings) -> list[Found]:
    return [(f.severity, f.rule, f.file, f.sheet, f.row, f.column, f.suggestion) for f in findings]


def test_every_export_is_tested_once() -> None:
    assert sorted([*BROKEN, *NOTED, *IDENTIFYING, *HARMLESS, *SPARSE]) == names()
    assert sorted(PROJECTS) == projects()


def test_valid_export(valid: CaseTables) -> None:
    assert found(valid.findings) == []
    assert valid.counts() == {"consultations": 3, "referrals": 1, "clients": 3, "plans": 1, "posts": 1}


def test_valid_export_is_cast_to_codes_and_days(valid: CaseTables) -> None:
    held = contents(valid)
    assert held["consultations"][1] == ("G2", date(2019, 3, 5), "familie", None, "H1", "aufsuchend", "ehingen")
    assert [row[1] for row in held["consultation_topics"]] == ["kinder", "wohnen", "gesundheit", "kinder"]
    assert held["referrals"] == [("W1", "G1", "sprachkurstraeger")]
    assert held["clients"][2][2:] == (
        "vereinigtes_koenigreich", "weiblich", "von_40_bis_59", "niederlassungserlaubnis", "08425071", "laichinger_alb",
        date(2018, 3, 1), date(2019, 6, 30),
    )  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_broken_export_has_exactly_these_findings(name: str) -> None:
    assert found(read(name).findings) == BROKEN[name]


SINGLE = [*BROKEN, *NOTED, *IDENTIFYING, *SPARSE]


@pytest.mark.parametrize(
    "name", [name if n % 3 == 0 else pytest.param(name, marks=pytest.mark.slow) for n, name in enumerate(SINGLE)]
)
def test_large_files_are_read_as_small_ones(name: str) -> None:
    """In large files columns of few texts are numbers of a list."""
    with compacted(), opened(export(name)) as large:
        assert (large.findings, contents(large)) == read(name)


@pytest.mark.parametrize("name", NOTED)
def test_what_is_passed_over_is_noted(name: str, valid: CaseTables) -> None:
    assert found(read(name).findings) == NOTED[name]
    assert read(name).contents == contents(valid)


@pytest.mark.parametrize("name", IDENTIFYING)
def test_direct_identifiers_are_refused(name: str) -> None:
    refused = read(name)
    assert found(refused.findings) == IDENTIFYING[name]
    assert not any(refused.contents.values())
    shown = str(refused.findings.records()).casefold()
    assert not [part for part in PLANTED if part in shown]


@pytest.mark.parametrize("name", PROJECTS)
def test_export_of_several_files(name: str, valid: CaseTables) -> None:
    expected = PROJECTS[name]
    with project(name) as tables:
        assert found(tables.findings) == expected.found
        accounts = [a for a in tables.accounts if a.file not in FILES.values()]
        assert [(a.file, a.sheet, a.read, a.used, a.aside) for a in accounts] == expected.read
        assert (contents(tables) == contents(valid)) == expected.same


@pytest.mark.parametrize("name", SENTENCES)
def test_finding_is_a_german_sentence(name: str) -> None:
    assert next(iter(read(name).findings)).message == SENTENCES[name]


def bundles() -> list[list[str]]:
    """Harmless exports that concern different tables, to be read at once."""
    found: list[dict[str, str]] = []
    for name in HARMLESS:
        [table] = (table for table, path in export(name).items() if path.parent != VALID)
        place = next((bundle for bundle in found if table not in bundle), None)
        if place is None:
            found.append(place := {})
        place[table] = name
    return [list(bundle.values()) for bundle in found]


@pytest.mark.parametrize("large", [False, True], ids=["small", "large"])
@pytest.mark.parametrize("bundle", bundles(), ids="+".join)
def test_harmless_oddities_change_nothing(bundle: list[str], large: bool, valid: CaseTables) -> None:
    own = {table: path for name in bundle for table, path in export(name).items() if path.parent != VALID}
    assert len(own) == len(bundle)
    with compacted(large), opened({**export("valid"), **own}) as odd:
        assert found(odd.findings) == []
        assert contents(odd) == contents(valid)


def test_empty_category_counts_as_ohne_angabe() -> None:
    sparse = read("empty_category")
    assert found(sparse.findings) == []
    assert sparse.contents["clients"][0][2:8] == (
        "ohne_angabe", "ohne_angabe", "ohne_angabe", "sonstiges", "ohne_angabe", "ohne_angabe",
    )  # fmt: skip


def test_empty_topics_count_as_ohne_angabe() -> None:
    sparse = read("empty_topics")
    assert found(sparse.findings) == []
    assert sparse.contents["consultation_topics"][:2] == [("G1", "ohne_angabe"), ("G2", "gesundheit")]


def test_header_only_is_an_empty_table() -> None:
    assert found(read("header_only").findings) == []
    assert read("header_only").contents["referrals"] == []


def test_missing_file(tmp_path: Path) -> None:
    paths = build(tmp_path)
    paths["posts"].unlink()
    with opened(paths) as tables:
        assert found(tables.findings) == [(ERROR, "datei_fehlt", POSTS, "", None, "", "")]
        assert "posts" not in tables.counts()


def test_link_out_of_the_folder(tmp_path: Path) -> None:
    (folder := tmp_path / "daten").mkdir()
    paths = build(folder)
    outside = paths["posts"].rename(tmp_path / "stellen.csv")
    paths["posts"].symlink_to(outside)
    with opened(paths) as tables:
        assert found(tables.findings) == [(ERROR, "datei_ausserhalb", POSTS, "", None, "", "")]


def test_zip_bomb(tmp_path: Path) -> None:
    paths = build(tmp_path)
    paths["posts"].unlink()
    paths["posts"] = write_zip(tmp_path / "stellen.zip", {"stellen.csv": b"0" * (80 << 20)})
    with opened(paths) as tables:
        assert found(tables.findings) == [(ERROR, "archiv_bombe", "stellen.zip", "", None, "", "")]


@pytest.mark.parametrize("row", ['W9;G1;"Sprachkursträger', "W9;G1;" + "x" * 20_000])
def test_fault_far_below_the_first_rows_is_found_on_loading(row: str, tmp_path: Path) -> None:
    rows = [*(f"W{number};G1;Sprachkursträger" for number in range(200)), row]
    with opened(build(tmp_path, referrals=rows)) as tables:
        [fault] = tables.findings
    assert (fault.rule in ("csv_anfuehrungszeichen", "zelle_zu_lang"), fault.row) == (True, 202)


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
    assert "rows_clients" in held
    assert not [row for row in cells if "vertraulich" in row]


@pytest.mark.parametrize("name", BROKEN)
def test_findings_show_no_key_of_a_person(name: str) -> None:
    shown = " ".join(f"{f.message} {f.value} {f.suggestion}" for f in read(name).findings)
    assert shown.strip()
    assert not re.search(r"\b[GHKPSW]\d\b", shown)


def test_valid_files_have_the_dialect_of_an_office() -> None:
    for path in VALID.iterdir():
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
        assert path.read_bytes().endswith(b"\r\n")
