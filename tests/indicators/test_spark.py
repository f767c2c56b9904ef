"""The SQL of every indicator stays within what sqlglot translates to Spark."""

from functools import cache
from typing import Any
from unittest.mock import patch

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


def sent(indicator: Indicator, cases: CaseTables) -> list[str]:
    """The statements that an indicator sends to the engine."""
    statements: list[str] = []
    frame = Engine.frame

    def record(self: Engine, sql: str, **parameters: Any) -> pd.DataFrame:
        statements.append(sql)
        return frame(self, sql, **parameters)

    with patch.object(Engine, "frame", record):
        count(indicator, cases, scope=WHOLE)
    return statements


@pytest.fixture(scope="module", params=EXPECTED)
def sql(request: pytest.FixtureRequest, cases: CaseTables) -> str:
    """The one query of an indicator."""
    [statement] = sent(INDICATORS[request.param], cases)
    return statement


@cache
def translated(sql: str, *, read: str, write: str) -> str:
    [statement] = sqlglot.transpile(sql, read=read, write=write, unsupported_level=ErrorLevel.RAISE)
    return statement


def test_indicator_is_one_query_that_spark_parses(sql: str) -> None:
    tree = sqlglot.parse_one(translated(sql, read="duckdb", write="spark"), read="spark")
    assert isinstance(tree, exp.Select)
    assert [function.sql() for function in tree.find_all(exp.Anonymous, exp.Command)] == []


def test_parameters_of_the_scope_keep_their_names(sql: str) -> None:
    tree = sqlglot.parse_one(translated(sql, read="duckdb", write="spark"), read="spark")
    assert {str(placeholder.this) for placeholder in tree.find_all(exp.Placeholder)} == set(WHOLE.parameters())


def test_there_and_back_it_is_the_same_query(sql: str, cases: CaseTables) -> None:
    back = translated(translated(sql, read="duckdb", write="spark"), read="spark", write="duckdb")
    before, after = (cases.engine.rows(f"{query} order by all", **WHOLE.parameters()) for query in (sql, back))
    assert before == after
    assert len(before) >= 2


def test_sql_that_spark_lacks_is_noticed() -> None:
    tree = sqlglot.parse_one(translated("select list_cosine_similarity(a, b)", read="duckdb", write="spark"))
    assert len(list(tree.find_all(exp.Anonymous))) == 1
