"""No protection: the cells of a report for the service itself, each one shown as it was counted."""

from collections.abc import Mapping
from typing import Final

from imreport.cases import Scope
from imreport.disclosure.counts import counts_of
from imreport.disclosure.joining.source import Source
from imreport.disclosure.protect import Protected
from imreport.indicators import Indicator

ANY_BASE: Final = 1
"""The smallest base of a share where nobody is protected: anything but zero."""


def unprotected(source: Source, indicators: Mapping[str, Indicator], *, scope: Scope) -> Protected:
    """Return the cells of every Kennzahl as ``protect`` does: none merged, none hidden."""
    source.count(indicators.values(), scope)
    counts = {key: counts_of(source.frame(indicator, scope), indicator) for key, indicator in indicators.items()}
    return Protected(counts, {}, {})
