"""Workload: how many consultations each team holds in each month."""

from collections.abc import Sequence
from math import fsum

from imreport.demo.chance import Chance, apportion
from imreport.demo.posts import staff
from imreport.demo.totals import Totals

ROUNDS = 60
"""Enough rounds of proportional fitting to come within one consultation of both margins."""

Table = list[list[float]]
Counts = list[list[int]]


def workload(totals: Totals, chance: Chance) -> Counts:
    """Consultations by month (rows) and team (columns), exact in both margins.

    A team's share of a month follows its staff in that month, a little uneven from month to month (leave, illness).
    A team without staff has none.
    """
    fitted = [
        [staff(team.key, month.first_day) * (0.85 + 0.3 * chance.unit()) for team in totals.teams]
        for month in totals.months
    ]
    rows = [month.consultations for month in totals.months]
    columns = [team.consultations for team in totals.teams]
    for _ in range(ROUNDS):
        _fit_columns(fitted, columns)
        _fit_rows(fitted, rows)
    counts = [apportion(total, row) for total, row in zip(rows, fitted, strict=True)]
    _settle_columns(counts, columns, fitted=fitted)
    return counts


def _fit_rows(table: Table, totals: Sequence[int]) -> None:
    for row, total in zip(table, totals, strict=True):
        factor = total / fsum(row)
        row[:] = [value * factor for value in row]


def _fit_columns(table: Table, totals: Sequence[int]) -> None:
    for place, total in enumerate(totals):
        factor = total / fsum(row[place] for row in table)
        for row in table:
            row[place] *= factor


def _settle_columns(counts: Counts, totals: Sequence[int], *, fitted: Table) -> None:
    """Move single consultations between two teams of a month until the columns are exact; the rows stay exact."""
    surplus = [sum(row[place] for row in counts) - total for place, total in enumerate(totals)]
    while any(surplus):
        giver, taker = surplus.index(max(surplus)), surplus.index(min(surplus))
        month = _best_month(counts, fitted, giver=giver, taker=taker)
        counts[month][giver] -= 1
        counts[month][taker] += 1
        surplus[giver] -= 1
        surplus[taker] += 1


def _best_month(counts: Counts, fitted: Table, *, giver: int, taker: int) -> int:
    def excess(month: int) -> float:
        return counts[month][giver] - fitted[month][giver] - counts[month][taker] + fitted[month][taker]

    staffed = [month for month, row in enumerate(fitted) if row[taker] > 0 and counts[month][giver] > 1]
    return max(staffed, key=excess)
