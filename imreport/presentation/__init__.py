"""Stage 4: a Release becomes blocks, frozen values that a notebook shows and documents are built from.

``chart``, ``table``, ``passage`` and ``Cover.of`` make them; none of them calculates with anything but published
numbers.
"""

from imreport.presentation.blocks import MIME, Block, Chart, Cover, Omitted, Passage, Table
from imreport.presentation.charts import chart
from imreport.presentation.grid import Entry, Grid, Row, Series
from imreport.presentation.messages import message
from imreport.presentation.passages import passage
from imreport.presentation.tables import table

__all__ = [
    "MIME",
    "Block",
    "Chart",
    "Cover",
    "Entry",
    "Grid",
    "Omitted",
    "Passage",
    "Row",
    "Series",
    "Table",
    "chart",
    "message",
    "passage",
    "table",
]
