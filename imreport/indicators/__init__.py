"""Stage 2: case tables become Kennzahlen, tidy frames of numbers; pure, no drawing, no formatting, no files.

``INDICATORS`` lists them all; ``tabulate`` runs one.
"""

from imreport.indicators.counting import count_merged
from imreport.indicators.indicator import OTHER, TOTAL, Dimension, Indicator, Population, Share
from imreport.indicators.registry import INDICATORS
from imreport.indicators.tabulate import tabulate

__all__ = [
    "INDICATORS",
    "OTHER",
    "TOTAL",
    "Dimension",
    "Indicator",
    "Population",
    "Share",
    "count_merged",
    "tabulate",
]
