"""Persons behind the pieces that views cut out of a population."""

from collections.abc import Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from imreport.cases import CaseTables
from imreport.disclosure.joining.sight import Sight
from imreport.indicators import TOTAL

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
