"""Clients (Klientinnen und Klienten): who is in care at the reference date."""

from typing import TYPE_CHECKING

from imreport.cases import CaseTables, Scope
from imreport.indicators.counting import count_members

if TYPE_CHECKING:
    import pandas as pd


def clients_by_nationality(cases: CaseTables, scope: Scope) -> "pd.DataFrame":
    """Count the clients in care at the reference date by nationality: ``nationality`` and the measures."""
    return count_members(cases, scope, view="clients_in_care", by=["nationality"])


def clients_by_gender(cases: CaseTables, scope: Scope) -> "pd.DataFrame":
    """Count the clients in care at the reference date by gender: ``gender`` and the measures."""
    return count_members(cases, scope, view="clients_in_care", by=["gender"])
