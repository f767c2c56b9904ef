"""The registry: every indicator of the report, in report order. A new one is an entry in ``entries``."""

from typing import Final

from imreport.indicators import derived
from imreport.indicators.entries import clients, consultations, funding, organisation, plans, topics
from imreport.indicators.indicator import Indicator

_ENTRIES: Final = (
    *organisation.ENTRIES,
    *derived.STAFF,
    *consultations.ENTRIES,
    *derived.PER_CLIENT,
    *topics.TOPICS,
    *topics.REFERRED,
    *derived.PER_HUNDRED,
    *plans.ENTRIES,
    *derived.QUOTA,
    *clients.ENTRIES,
    *consultations.CUT,
    *funding.ENTRIES,
    *derived.FUNDING,
)

INDICATORS: Final[dict[str, Indicator]] = {indicator.key: indicator for indicator in _ENTRIES}
