"""The SQL of every indicator stays within what sqlglot translates to Spark."""

from typing import Any

import pandas as pd
import pytest
import sqlglot
from sqlglot import ErrorLevel, exp

from imreport.cases import CaseTables
from imreport.cases.engine import Engine
from imreport.indicators import INDICATORS, Indicator
from imreport.indicators.counting import count

from .expected import EXPECTED
from .scopes import WHOLE

COUNTED = list(EXPECTED)


def sent(indicator: Indicator, cases: CaseTables, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The statements that an indicator sends to the engine."""
    statements: list[str] = []
    frame = Engine.frame

    def record(self: Engine, sql: str, **parameters: Any) -> pd.DataFrame:
        statements.append(sql)
        return frame(self, sql, **parameters)

    monkeypatch.setattr(Engine, "frame", record)
    count(indicator, cases, scope=WHOLE)
    return statements


def translated(sql: str, *, read: str, write: str) -> str:
    [statement] = sqlglot.transpile(sql, read=read, write=write, unsupported_level=ErrorLevel.RAISE)
    return statement


@pytest.mark.parametrize("key", COUNTED)
def test_indicator_is_one_query_that_spark_parses(key: str, cases: CaseTables, monkeypatch: pytest.MonkeyPatch) -> None:
    [sql] = sent(INDICATORS[key], cases, monkeypatch)
    tree = sqlglot.parse_one(translated(sql, read="duckdb", write="spark"), read="spark")
    assert isinstance(tree, exp.Select)
    assert [function.sql() for function in tree.find_all(exp.Anonymous, exp.Command)] == []


@pytest.mark.parametrize("key", COUNTED)
def test_parameters_of_the_scope_keep_their_names(key: str, cases: CaseTables, monkeypatch: pytest.MonkeyPatch) -> None:
    [sql] = sent(INDICATORS[key], cases, monkeypatch)
    tree = sqlglot.parse_one(translated(sql, read="duckdb", write="spark"), read="spark")
    assert {str(placeholder.this) for placeholder in tree.find_all(exp.Placeholder)} == set(WHOLE.parameters())


@pytest.mark.parametrize("key", COUNTED)
def test_there_and_back_it_is_the_same_query(key: str, cases: CaseTables, monkeypatch: pytest.MonkeyPatch) -> None:
    [sql] = sent(INDICATORS[key], cases, monkeypatch)
    back = translated(translated(sql, read="duckdb", write="spark"), read="spark", write="duckdb")
    before, after = (cases.engine.rows(f"{query} order by all", **WHOLE.parameters()) for query in (sql, back))
    assert before == after
    assert len(before) >= 2


def test_sql_that_spark_lacks_is_noticed() -> None:
    tree = sqlglot.parse_one(translated("select list_cosine_similarity(a, b)", read="duckdb", write="spark"))
    assert len(list(tree.find_all(exp.Anonymous))) == 1
