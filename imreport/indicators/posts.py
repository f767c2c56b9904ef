"""Posts (Stellen): how many people do the work, and how many full-time equivalents (VZÄ) they fill."""

from typing import TYPE_CHECKING

from imreport.cases import CaseTables, Scope
from imreport.indicators.counting import sum_posts

if TYPE_CHECKING:
    import pandas as pd


def posts_filled(cases: CaseTables, scope: Scope) -> "pd.DataFrame":
    """Count the posts filled at the start of the period and at the reference date: ``moment`` and the measures."""
    return sum_posts(cases, scope, measure="count(*)")


def full_time_equivalents(cases: CaseTables, scope: Scope) -> "pd.DataFrame":
    """Add up the full-time equivalents of the filled posts: ``moment`` and the measures, ``value`` in VZÄ."""
    return sum_posts(cases, scope, measure="cast(sum(fte) as double)")
