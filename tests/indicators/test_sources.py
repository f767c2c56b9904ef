"""The same numbers from files and from the frames that somebody has in a notebook."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pandas as pd
import pytest

from imreport.cases import CaseTables
from imreport.cases.schema import Table, tables
from imreport.config import Config
from imreport.indicators import INDICATORS, tabulate
from tests.exports import contents

from .expected import EXPECTED
from .scopes import SCOPES


def as_text(path: Path, _: Table) -> pd.DataFrame:
    return pd.read_csv(path, sep=";", dtype=str, encoding="utf-8-sig")


def as_typed(path: Path, table: Table) -> pd.DataFrame:
    """English names, datetime64 for days, float for numbers."""
    frame = as_text(path, table).rename(columns={column.header: column.name for column in table.columns})
    for column in table.of_kind("date"):
        frame[column.name] = pd.to_datetime(frame[column.name], format="%d.%m.%Y")
    for column in table.of_kind("number"):
        frame[column.name] = frame[column.name].str.replace(",", ".").astype("float64")
    return frame


@pytest.fixture(scope="module", params=[as_text, as_typed], ids=["text", "typed"])
def framed(request: pytest.FixtureRequest, config: Config, cases: CaseTables) -> Iterator[CaseTables]:
    frames = {name: request.param(path, tables()[name]) for name, path in config.files().items()}
    with closing(CaseTables.from_frames(frames, cases.codes)) as held:
        yield held


def test_frames_have_the_findings_of_the_files(framed: CaseTables, cases: CaseTables) -> None:
    assert [finding.rule for finding in framed.findings] == ["anonymitaet_k"]
    assert framed.counts() == cases.counts()


TYPES = "select table_name, column_name, data_type from duckdb_columns() where table_name like 'case\\_%' escape '\\'"


def test_same_case_tables_from_files_and_frames(cases: CaseTables, framed: CaseTables) -> None:
    """Of equal rows in columns of equal types all frames are the same, whatever their scope."""
    assert contents(framed) == contents(cases)
    types = [sorted(map(str, tables.engine.rows(TYPES))) for tables in (framed, cases)]
    assert len(types[0]) > 30
    assert types[0] == types[1]


@pytest.mark.parametrize("key", EXPECTED)
def test_same_frame_from_files_and_frames(key: str, cases: CaseTables, framed: CaseTables) -> None:
    scope = SCOPES["commune"]
    pd.testing.assert_frame_equal(
        tabulate(INDICATORS[key], framed, scope=scope), tabulate(INDICATORS[key], cases, scope=scope)
    )


def test_typed_frames_are_typed(config: Config) -> None:
    paths = config.files()
    assert as_typed(paths["posts"], tables()["posts"]).dtypes["fte"] == "float64"
    assert as_typed(paths["clients"], tables()["clients"]).dtypes["care_until"].kind == "M"
