"""Counting: the two queries that all indicators are made of, events of a flow and members of a stock.

Rows are all combinations of categories with their totals (``gesamt``), as SQL's CUBE gives them, because distinct
persons do not add up. Values are exact counts, nothing is rounded or hidden here.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from imreport.cases import CaseTables, Scope
from imreport.indicators.indicator import Indicator

if TYPE_CHECKING:
    import pandas as pd

MEASURES = ("value", "persons", "households", "largest")


def count_events(cases: CaseTables, scope: Scope, *, view: str, event: str, by: Sequence[str]) -> "pd.DataFrame":
    """Count the events of a flow view by some of its columns.

    Args:
        cases: The case tables.
        scope: What they are cut to.
        view: A flow view of views.sql: one row per event and person.
        event: The column that identifies an event.
        by: The dimension columns, at least one.

    Returns:
        The columns ``by`` and the measures: ``value`` (distinct events), ``persons``, ``households`` (distinct,
        behind the cell), ``largest`` (events of the person who has the most).
    """
    keys, cube = _keys(by), ", ".join(by)
    same = " and ".join(f"cells.{column} = peaks.{column}" for column in by)
    query = f"""with cells as (
      select {keys}, count(distinct {event}) as value, count(distinct client_id) as persons,
             count(distinct household_id) as households
      from {view} group by cube ({cube})
    ),
    events as (select distinct {cube}, client_id, {event} from {view} where client_id is not null),
    loads as (select {keys}, client_id, count(*) as load from events group by client_id, cube ({cube})),
    peaks as (select {cube}, max(load) as largest from loads group by {cube})
    select cells.*, coalesce(peaks.largest, 0) as largest from cells left join peaks on {same}"""
    return _typed(cases.sql(query, scope))


def count_members(cases: CaseTables, scope: Scope, *, view: str, by: Sequence[str]) -> "pd.DataFrame":
    """Count the persons of a stock view by some of its columns.

    Args:
        cases: The case tables.
        scope: What they are cut to.
        view: A stock view of views.sql: one row per person.
        by: The dimension columns, at least one.

    Returns:
        The columns ``by`` and the measures; ``value`` and ``persons`` are the same, ``largest`` is 0.
    """
    query = f"""select {_keys(by)}, count(distinct client_id) as value, count(distinct client_id) as persons,
      count(distinct household_id) as households, 0 as largest
    from {view} group by cube ({", ".join(by)})"""
    return _typed(cases.sql(query, scope))


def count_merged(
    cases: CaseTables, scope: Scope, *, indicator: Indicator, keys: Sequence[str]
) -> tuple[int, int, int, int]:
    """Count what stands behind several categories of an indicator's first dimension together, each person once.

    Returns:
        The measures: value, persons, households, largest (0 for stocks).
    """
    own, column = indicator.population, indicator.dimensions[0].column
    names = ", ".join(f"'{key}'" for key in keys)
    query = f"""with merged as (select * from {own.view} where {column} in ({names})),
    loads as (select {own.person}, count(distinct {own.unit}) as load from merged group by {own.person})
    select count(distinct {own.unit}), count(distinct {own.person}), count(distinct household_id),
           (select coalesce(max(load), 0) from loads where {own.person} is not null) from merged"""
    value, persons, households, largest = (int(n) for n in cases.sql(query, scope).iloc[0])
    return value, persons, households, largest if indicator.basis == "flow" else 0


def sum_posts(cases: CaseTables, scope: Scope, *, measure: str) -> "pd.DataFrame":
    """Add up a measure of the posts filled at the start of the period and at the reference date.

    Args:
        cases: The case tables.
        scope: What they are cut to.
        measure: An SQL expression over the view ``posts``.

    Returns:
        ``moment`` and the measures; ``persons`` and ``households`` are the number of posts: one post, one person.
    """
    query = f"""select moment, {measure} as value, count(*) as persons, count(*) as households, 0 as largest
    from posts group by moment"""
    return _typed(cases.sql(query, scope))


def _keys(by: Sequence[str]) -> str:
    return ", ".join(f"coalesce({column}, 'gesamt') as {column}" for column in by)


def _typed(frame: "pd.DataFrame") -> "pd.DataFrame":
    """Give every engine's answer the same types; whole numbers stay whole."""
    value = frame["value"].astype("float64")
    whole = bool((value == value.round()).all()) and frame["value"].dtype != "float64"
    texts = {column: "str" for column in frame.columns if column not in MEASURES}
    counts = dict.fromkeys(("persons", "households", "largest"), "int64")
    return frame.astype({**texts, **counts, "value": "int64" if whole else "float64"})
