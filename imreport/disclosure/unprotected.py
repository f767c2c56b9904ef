"""No protection: the cells of a report for the service itself, each one shown as it was counted."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from imreport.disclosure.rules import Count
from imreport.indicators import Indicator

if TYPE_CHECKING:
    import pandas as pd

ANY_BASE: Final = 1
"""The smallest base of a share where nobody is protected: anything but zero."""


def unprotected(frames: "Mapping[str, pd.DataFrame]", indicators: Mapping[str, Indicator]) -> dict[str, list[Count]]:
    """Return the cells of every Kennzahl as ``rules.protect`` does: none merged, none hidden.

    Args:
        frames: Kennzahl to its frame, as ``tabulate`` gives it.
        indicators: Kennzahl to its description.
    """
    return {key: _counts(frame, indicators[key]) for key, frame in frames.items()}


def _counts(frame: "pd.DataFrame", indicator: Indicator) -> list[Count]:
    rows = frame[[*indicator.columns, "value", "persons"]].itertuples(index=False)
    return [Count(tuple(row[:-2]), row[-2], row[-1]) for row in rows]
