"""Topics and referrals: what consultations were about, and where people were referred (both Mehrfachnennungen)."""

from typing import TYPE_CHECKING

from imreport.cases import CaseTables, Scope
from imreport.indicators.counting import count_events

if TYPE_CHECKING:
    import pandas as pd


def mentions_by_topic(cases: CaseTables, scope: Scope) -> "pd.DataFrame":
    """Count the topics named in the period's consultations: ``topic`` and the measures.

    One consultation may name several topics, so the values sum to more than the number of consultations.
    """
    return count_events(cases, scope, view="consultation_topics", event="mention_id", by=["topic"])


def referrals_by_target(cases: CaseTables, scope: Scope) -> "pd.DataFrame":
    """Count the referrals made in the period's consultations: ``target`` and the measures."""
    return count_events(cases, scope, view="referrals", event="referral_id", by=["target"])
