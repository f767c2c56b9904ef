"""CaseTables: what a report asks of them besides numbers."""

import hashlib
from dataclasses import FrozenInstanceError
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from imreport.cases import CaseTables, Finding, Findings, Severity
from imreport.cases.schema import tables as schema
from imreport.errors import FindingsError
from tests.exports import FILES, SCOPE, build, export, framed, opened


def frames() -> dict[str, pd.DataFrame]:
    return {table: pd.read_csv(path, sep=";", dtype=str) for table, path in export("valid").items()}


def test_valid_tables_are_returned(valid: CaseTables) -> None:
    assert valid.require_valid() is valid


@pytest.mark.parametrize("name", ["household_without_member_that_day", "two_consultations_outside_the_period"])
def test_warnings_and_hints_do_not_stop_the_report(name: str) -> None:
    with opened(export(name)) as tables:
        assert len(tables.findings) == 1
        assert tables.require_valid() is tables


def test_error_stops_the_report_with_a_german_sentence() -> None:
    with opened(export("unknown_topic")) as tables, pytest.raises(FindingsError) as caught:
        tables.require_valid()
    assert caught.value.message == (
        "beratungsgespraeche.csv, Zeile 3, Spalte „Themen“: „Gesundheid“ steht nicht im Schlüsselverzeichnis „themen“."
    )
    assert caught.value.hint.startswith("Meinten Sie „Gesundheit“? Alle Befunde als Excel-Datei: imreport check")
    assert caught.value.exit_code == 3


@pytest.mark.parametrize(("faulty", "rest"), [(2, "1 weiterer Fehler"), (3, "2 weitere Fehler")])
def test_error_says_how_many_more_there_are(faulty: int, rest: str, tmp_path: Path) -> None:
    rows = [f"S{number};Ehingen;x;01.02.2018;" for number in range(faulty)]
    with opened(build(tmp_path, posts=rows)) as tables, pytest.raises(FindingsError) as caught:
        tables.require_valid()
    assert caught.value.message.endswith(f" (und {rest})")


def test_covered_days(valid: CaseTables) -> None:
    assert str(valid.covered()) == "04.02.2019 bis 06.04.2019"


def test_covered_days_of_no_consultations(tmp_path: Path) -> None:
    with opened(build(tmp_path, consultations=[], referrals=[])) as tables:
        assert tables.covered() is None
        assert tables.counts()["consultations"] == 0


def test_hashes_name_every_file() -> None:
    with opened(export("cp1252")) as tables:
        hashes = tables.hashes()
    assert list(hashes) == list(FILES.values())
    assert hashes["klienten.csv"] == hashlib.sha256(export("cp1252")["clients"].read_bytes()).hexdigest()


def test_tables_are_frozen() -> None:
    with opened(export("valid")) as tables, pytest.raises(FrozenInstanceError):
        tables.findings = Findings()  # type: ignore[misc]


def test_period_is_not_checked_without_a_period() -> None:
    with opened(export("one_consultation_outside_the_period"), period=None) as tables:
        assert list(tables.findings) == []


def test_query_may_have_common_table_expressions(valid: CaseTables) -> None:
    query = "with talks as (select distinct consultation_id from consultations) select count(*) as value from talks"
    assert valid.sql(query, SCOPE)["value"].tolist() == [3]
    assert valid.sql(f"\n  WITH {query[5:]}", SCOPE)["value"].tolist() == [3]


def test_findings_stand_in_order() -> None:
    places = [(Severity.HINT, "a", 1), (Severity.ERROR, "b", 3), (Severity.ERROR, "b", 2), (Severity.WARNING, "a", 9),
              (Severity.ERROR, "a", None)]  # fmt: skip
    findings = Findings.of(Finding(severity, "regel", "Satz.", file=file, row=row) for severity, file, row in places)
    assert [(f.file, f.row) for f in findings] == [("a", None), ("b", 2), ("b", 3), ("a", 9), ("a", 1)]
    assert findings.counts == {Severity.ERROR: 3, Severity.WARNING: 1, Severity.HINT: 1}
    assert len(findings.errors) == 3


def test_finding_as_a_record() -> None:
    with opened(export("unknown_topic")) as tables:
        assert tables.findings.records() == [
            {
                "severity": "Fehler", "rule": "mehrfachangabe_unbekannt", "file": "beratungsgespraeche.csv",
                "sheet": "", "row": 3, "column": "Themen", "value": "Gesundheid", "suggestion": "Gesundheit",
                "message": "„Gesundheid“ steht nicht im Schlüsselverzeichnis „themen“.",
            }
        ]  # fmt: skip


def test_place_names_only_what_is_known() -> None:
    assert Finding(Severity.HINT, "regel", "Satz.", file="a.csv").place == "a.csv"
    assert Finding(Severity.HINT, "regel", "Satz.", file="a.csv", row=2, column="Form").place == (
        "a.csv, Zeile 2, Spalte „Form“"
    )


def test_frames_have_the_findings_that_files_have() -> None:
    clients = frames()["clients"].assign(Geschlecht=["weiblich", "mänlich", None])
    with framed(**frames() | {"clients": clients}) as tables:
        assert [(f.file, f.row, f.column, f.suggestion) for f in tables.findings] == [
            ("DataFrame „clients“", 3, "Geschlecht", "männlich")
        ]


@pytest.mark.parametrize("missing", ["Klient-Nr.", "client_id"])
def test_frame_without_a_column(missing: str) -> None:
    english = {column.header: column.name for column in schema()["clients"].columns}
    clients = frames()["clients"].rename(columns=english if missing == "client_id" else {})
    with framed(clients=clients.drop(columns=missing)) as tables:
        assert [(f.rule, f.column) for f in tables.findings] == [("spalte_fehlt", "Klient-Nr.")]


@pytest.mark.parametrize("rows", [slice(None, None, -1), slice(None, None, 2), slice(0, 0), slice(1, None)], ids=str)
def test_frame_may_be_a_part_of_another(rows: slice) -> None:
    clients = frames()["clients"].iloc[rows]
    with framed(clients=clients) as tables:
        assert list(tables.findings) == []
        held = tables.engine.rows("select client_id from case_clients")
    assert [key for (key,) in held] == list(clients["Klient-Nr."])


def test_frame_without_any_column_lacks_them_all() -> None:
    headers = sorted(column.header for column in schema()["posts"].columns)
    with framed(posts=pd.DataFrame()) as tables:
        assert [(f.rule, f.column) for f in tables.findings] == [("spalte_fehlt", header) for header in headers]


def test_frame_is_not_changed() -> None:
    clients = frames()["clients"]
    with framed(clients=clients):
        pd.testing.assert_frame_equal(clients, frames()["clients"])


def test_typed_frame() -> None:
    posts = pd.DataFrame({
        "post_id": [1, 2, 3],
        "team": pd.Categorical(["Ehingen", "ehingen", None]),
        "fte": [0.75, 1, 0.3],
        "filled_from": pd.to_datetime(["2018-02-01", "2018-03-01 08:30", "2018-04-01"], format="ISO8601"),
        "filled_until": pd.to_datetime([None, "2019-01-31", None]),
    })  # fmt: skip
    with framed(posts=posts) as tables:
        assert list(tables.findings) == []
        assert tables.engine.rows("select post_id, team, cast(fte as double), filled_until from case_posts") == [
            ("1", "ehingen", 0.75, None), ("2", "ehingen", 1.0, date(2019, 1, 31)), ("3", "ohne_angabe", 0.3, None),
        ]  # fmt: skip


@pytest.mark.parametrize("column", ["fte", "filled_from"])
def test_value_missing_in_a_typed_frame(column: str) -> None:
    posts = pd.DataFrame(
        {
            "post_id": ["S1"],
            "team": ["Ehingen"],
            "fte": [1.0],
            "filled_from": [pd.Timestamp(2018, 2, 1)],
            "filled_until": [pd.NaT],
        }
    )
    with framed(posts=posts.assign(**{column: posts[column].shift()})) as tables:
        header = {"fte": "VZÄ", "filled_from": "Besetzt von"}[column]
        assert [(f.rule, f.row, f.column) for f in tables.findings] == [("angabe_fehlt", 2, header)]


def test_keys_that_pandas_read_as_numbers() -> None:
    """A column of whole numbers with gaps becomes float in pandas: 1.0 is still client 1."""
    clients = frames()["clients"].assign(**{"Klient-Nr.": pd.Series([1, 2, 3])})
    talks = frames()["consultations"].assign(**{"Klient-Nr.": pd.Series([1, None, 3])})
    with framed(clients=clients, consultations=talks) as tables:
        assert list(tables.findings) == []
