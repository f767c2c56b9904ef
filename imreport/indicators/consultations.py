"""Consultations (Beratungsgespräche): how many, in which form, when, and by which channel."""

from typing import TYPE_CHECKING

from imreport.cases import CaseTables, Scope
from imreport.indicators.counting import count_events

if TYPE_CHECKING:
    import pandas as pd


def consultations_by_form(cases: CaseTables, scope: Scope) -> "pd.DataFrame":
    """Count the period's consultations with individuals and with families: ``form`` and the measures."""
    return count_events(cases, scope, view="consultations", event="consultation_id", by=["form"])


def consultations_by_year(cases: CaseTables, scope: Scope) -> "pd.DataFrame":
    """Count the period's consultations by calendar year and form: ``year``, ``form`` and the measures."""
    return count_events(cases, scope, view="consultations", event="consultation_id", by=["year", "form"])


def consultations_by_month(cases: CaseTables, scope: Scope) -> "pd.DataFrame":
    """Count the period's consultations by calendar month: ``month`` and the measures."""
    return count_events(cases, scope, view="consultations", event="consultation_id", by=["month"])


def consultations_by_channel(cases: CaseTables, scope: Scope) -> "pd.DataFrame":
    """Count the period's consultations by channel before and after the cut: ``era``, ``channel`` and the measures."""
    return count_events(cases, scope, view="consultations", event="consultation_id", by=["era", "channel"])


def consultations_by_contact(cases: CaseTables, scope: Scope) -> "pd.DataFrame":
    """Count as by channel, rolled up to the ways of contact: ``era``, ``contact`` and the measures."""
    return count_events(cases, scope, view="consultations", event="consultation_id", by=["era", "contact"])
