"""Counting: the queries that all indicators are made of; they follow from what an indicator counts and its dimensions.

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


def count(indicator: Indicator, cases: CaseTables, *, scope: Scope) -> "pd.DataFrame":
    """Count the units of an indicator, or add up what they weigh.

    Returns:
        A column per dimension and the measures: ``value``, ``persons`` and ``households`` (distinct, behind the cell),
        ``largest`` (units of the person who has the most; 0 where every unit is a person).
    """
    own = indicator.population
    query = _members(indicator) if own.unit == own.person else _events(indicator)
    return _typed(cases.sql(query, scope))


def _events(indicator: Indicator) -> str:
    """Return the query of units that one person may have several of, and that several persons may share.

    A unit is in one category of each dimension; the view has one row for each person behind it.
    """
    own, by = indicator.population, indicator.columns
    cube = ", ".join(by)
    return f"""with counted as (select {cube}, {own.unit}, {own.person}, household_id from {indicator.relation}),
    units as (select distinct {cube}, {own.unit} from counted),
    sizes as (select {_keys(by)}, count(*) as value from units group by cube ({cube})),
    loads as (select {_keys(by)}, {own.person}, household_id, count(*) as load from counted
              group by {own.person}, household_id, cube ({cube})),
    people as (select {cube}, count(distinct {own.person}) as persons, count(distinct household_id) as households,
                      coalesce(max(case when {own.person} is not null then load end), 0) as largest
               from loads group by {cube})
    select {", ".join(f"sizes.{column}" for column in by)}, value, coalesce(persons, 0) as persons,
           coalesce(households, 0) as households, coalesce(largest, 0) as largest
    from sizes left join people on {" and ".join(f"sizes.{column} = people.{column}" for column in by)}"""


def _members(indicator: Indicator) -> str:
    """Return the query of units that are persons."""
    own, by = indicator.population, indicator.columns
    value = f"coalesce(cast(sum({own.weight}) as double), 0)" if own.weight else f"count(distinct {own.unit})"
    return f"""select {_keys(by)}, {value} as value, count(distinct {own.person}) as persons,
      count(distinct household_id) as households, 0 as largest
    from {indicator.relation} group by cube ({", ".join(by)})"""


def count_merged(
    cases: CaseTables, scope: Scope, *, indicator: Indicator, keys: Sequence[str]
) -> tuple[int, int, int, int]:
    """Count what stands behind several categories of an indicator's first dimension together, each person once.

    Returns:
        The measures: value, persons, households, largest (0 where every unit is a person).
    """
    own, column = indicator.population, indicator.dimensions[0].column
    names = ", ".join(f"'{key}'" for key in keys)
    query = f"""with merged as (select * from {indicator.relation} where {column} in ({names})),
    loads as (select {own.person}, count(distinct {own.unit}) as load from merged group by {own.person})
    select count(distinct {own.unit}), count(distinct {own.person}), count(distinct household_id),
           (select coalesce(max(load), 0) from loads where {own.person} is not null) from merged"""
    value, persons, households, largest = (int(n) for n in cases.sql(query, scope).iloc[0])
    return value, persons, households, 0 if own.unit == own.person else largest


def _keys(by: Sequence[str]) -> str:
    return ", ".join(f"coalesce({column}, 'gesamt') as {column}" for column in by)


def _typed(frame: "pd.DataFrame") -> "pd.DataFrame":
    """Give every engine's answer the same types; whole numbers stay whole."""
    value = frame["value"].astype("float64")
    whole = bool((value == value.round()).all()) and frame["value"].dtype != "float64"
    texts = {column: "str" for column in frame.columns if column not in MEASURES}
    counts = dict.fromkeys(("persons", "households", "largest"), "int64")
    return frame.astype({**texts, **counts, "value": "int64" if whole else "float64"})
