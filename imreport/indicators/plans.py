"""Plans (Integrationspläne): how many were made in the period."""

from typing import TYPE_CHECKING

from imreport.cases import CaseTables, Scope
from imreport.indicators.counting import count_events

if TYPE_CHECKING:
    import pandas as pd


def plans_by_year(cases: CaseTables, scope: Scope) -> "pd.DataFrame":
    """Count the plans made in the period by calendar year: ``year`` and the measures."""
    return count_events(cases, scope, view="plans", event="plan_id", by=["year"])
