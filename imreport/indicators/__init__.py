"""Stage 2: case tables become Kennzahlen, tidy frames of numbers; pure, no drawing, no formatting, no files.

``INDICATORS`` lists them all; ``tabulate`` runs one.
"""

from imreport.indicators.indicator import OTHER, TOTAL, Dimension, Indicator, Share
from imreport.indicators.registry import INDICATORS
from imreport.indicators.tabulate import tabulate

__all__ = ["INDICATORS", "OTHER", "TOTAL", "Dimension", "Indicator", "Share", "tabulate"]
