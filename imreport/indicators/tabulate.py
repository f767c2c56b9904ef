"""Tabulating: run an indicator and bring its frame into the order and completeness that everybody may rely on."""

from itertools import product
from typing import TYPE_CHECKING

from imreport.cases import CaseTables, Scope
from imreport.cases.codes import UNKNOWN
from imreport.indicators.counting import count
from imreport.indicators.indicator import TOTAL, Dimension, Indicator

if TYPE_CHECKING:
    import pandas as pd


def tabulate(indicator: Indicator, cases: CaseTables, *, scope: Scope) -> "pd.DataFrame":
    """Compute an indicator.

    Returns:
        Its frame as described at ``count``, in the order of its categories, totals last; categories of
        complete dimensions without a case are there with 0, "Ohne Angabe" only where it occurs.
    """
    frame = count(indicator, cases, scope=scope).set_index(indicator.columns)
    found = [set(frame.index.get_level_values(column)) for column in indicator.columns]
    dimensions = zip(indicator.dimensions, found, strict=True)
    axes = [_axis(dimension, cases, scope=scope, found=held) for dimension, held in dimensions]
    wanted = [key if len(axes) > 1 else key[0] for key in product(*axes)]
    return frame.reindex(wanted, fill_value=0).reset_index().astype(dict.fromkeys(indicator.columns, "str"))


def _axis(dimension: Dimension, cases: CaseTables, *, scope: Scope, found: set[str]) -> list[str]:
    """Return the categories to show along one dimension, and the total."""
    categories = dimension.categories(cases.codes, scope)
    unknown = cases.codes[dimension.codes].unknown if dimension.codes in cases.codes else UNKNOWN
    shown = [key for key in categories if key in found or (dimension.complete and key != unknown)]
    return shown if dimension.kind == "moment" else [*shown, TOTAL]
