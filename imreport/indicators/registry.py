"""The registry: every indicator of the report, in report order. A new one is an entry in ``entries``."""

from typing import Final

from imreport.indicators.entries import clients, consultations, funding, organisation, plans, topics
from imreport.indicators.indicator import Indicator

_ENTRIES: Final = (
    *organisation.ENTRIES,
    *consultations.ENTRIES,
    *topics.TOPICS,
    *topics.REFERRED,
    *plans.ENTRIES,
    *clients.ENTRIES,
    *consultations.CUT,
    *funding.ENTRIES,
)

INDICATORS: Final[dict[str, Indicator]] = {indicator.key: indicator for indicator in _ENTRIES}
