"""Persons behind what no table counts: the pieces that views cut out of a population, and units without a property."""

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from imreport.cases import CaseTables, Scope
from imreport.disclosure.joining.sight import Sight
from imreport.disclosure.mentions import Whole
from imreport.indicators import OTHER, TOTAL, Indicator

if TYPE_CHECKING:
    import pandas as pd


def count_pieces(cases: CaseTables, sight: Sight, *, groups: Sequence[Sequence[str]]) -> "pd.DataFrame":
    """Count the persons in every piece of a population that the views cut out, by some of its columns.

    Args:
        cases: The case tables.
        sight: The population and its views.
        groups: Sets of columns to count by; each with all its totals.

    Returns:
        ``in_0``, ``in_1`` … (1 where that view shows the piece, else empty), all columns of the sight with ``gesamt``
        where they are not told apart, and ``persons`` (distinct).
    """
    own, numbers = sight.population, range(len(sight.views))
    what = ", ".join([f"{own.unit} as unit", f"{own.person} as person", *sight.columns])
    stacked = " union all ".join(f"select {what}, {n} as view from view_{n}" for n in numbers)
    seen = ", ".join(f"max(1) filter (view = {n}) as in_{n}" for n in numbers)
    firsts = "".join(f", arg_min({column}, view) as {column}" for column in sight.columns)
    totals = "".join(f", coalesce({column}, '{TOTAL}') as {column}" for column in sight.columns)
    names = [f"in_{n}" for n in numbers]
    sets = dict.fromkeys(
        chosen for group in groups for size in range(len(group) + 1) for chosen in combinations(group, size)
    )
    grouping = ", ".join(f"({', '.join([*names, *chosen])})" for chosen in sets)
    final = f"""with stacked as ({stacked}),
    pieces as (select unit, {seen}{firsts} from stacked group by unit),
    owners as (select distinct unit, person from stacked)
    select {", ".join(names)}{totals}, count(distinct person) as persons
    from pieces join owners using (unit) group by grouping sets ({grouping}) order by all"""
    return cases.sql_of_scopes(sight.queries(), final)


def count_complements(
    cases: CaseTables, scope: Scope, *, indicator: Indicator, whole: Whole, keys: Sequence[str]
) -> "pd.DataFrame":
    """Count, for categories of Mehrfachnennungen, the units that do not name them, along all other dimensions.

    Args:
        cases: The case tables.
        scope: What they are cut to.
        indicator: The Kennzahl.
        whole: What its units are properties of.
        keys: The categories.

    Returns:
        The dimension columns and the measures.
    """
    unit, column = indicator.population.part_of, indicator.columns[whole.axis]
    others = [name for name in indicator.columns if name != column]
    by = ", ".join([column, *([f"cube ({', '.join(others)})"] if others else [])])
    names = ", ".join([column, *(f"coalesce({name}, '{TOTAL}') as {name}" for name in others)])
    query = f"""with named as (select distinct {unit}, {column} from {indicator.population.view}),
    without as (
      select wanted.{column}, c.* from {whole.indicator.population.view} as c
      cross join (values {", ".join(f"('{key}')" for key in keys)}) as wanted({column})
      left join named on named.{unit} = c.{unit} and named.{column} = wanted.{column}
      where named.{unit} is null
    ),
    counted as (select {names}, count(distinct {unit}) as value, count(distinct client_id) as persons,
                count(distinct household_id) as households from without group by {by}),
    loads as (select {names}, client_id, count(distinct {unit}) as load from without
              where client_id is not null group by client_id, {by}),
    peaks as (select {", ".join(indicator.columns)}, max(load) as largest from loads group by all)
    select {", ".join(indicator.columns)}, value, persons, households, coalesce(largest, 0) as largest
    from counted left join peaks using ({", ".join(indicator.columns)}) order by all"""
    return cases.sql(query, scope)


def count_folded(
    cases: CaseTables, scope: Scope, *, indicator: Indicator, merged: Mapping[str, Sequence[str]]
) -> "pd.DataFrame":
    """Count a Kennzahl anew with some categories as one, each person once.

    Args:
        cases: The case tables.
        scope: What they are cut to.
        indicator: The Kennzahl; it counts units.
        merged: Column → the categories that become one.

    Returns:
        The dimension columns and the measures, all combinations with their totals.
    """
    own, columns = indicator.population, indicator.columns
    folded = ", ".join(_folded(column, merged.get(column, ())) for column in columns)
    names, cube = ", ".join(f"coalesce({name}, '{TOTAL}') as {name}" for name in columns), ", ".join(columns)
    units = f"select {own.unit} as unit, {own.person} as person, household_id, {folded} from {own.view}"
    query = f"""with units as ({units}),
    counted as (select {names}, count(distinct unit) as value, count(distinct person) as persons,
                count(distinct household_id) as households from units group by cube ({cube})),
    loads as (select {names}, person, count(distinct unit) as load from units
              where person is not null group by person, cube ({cube})),
    peaks as (select {cube}, max(load) as largest from loads group by all)
    select {cube}, value, persons, households, coalesce(largest, 0) as largest
    from counted left join peaks using ({cube}) order by all"""
    return cases.sql(query, scope)


def _folded(column: str, merged: Sequence[str]) -> str:
    names = ", ".join(f"'{key}'" for key in merged)
    return f"case when {column} in ({names}) then '{OTHER}' else {column} end as {column}" if merged else column
