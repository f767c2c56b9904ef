"""The overview for exploring: which Kennzahlen a Release holds, and what can be asked of each."""

from typing import TYPE_CHECKING

from imreport.disclosure import Release
from imreport.presentation.charts import CHARTS

if TYPE_CHECKING:
    import pandas as pd

BASES = {"flow": "Zeitraum", "stock": "Stichtag"}


def overview(release: Release) -> "pd.DataFrame":
    """List the Kennzahlen of a Release.

    Returns:
        One row per Kennzahl, indexed by its ``Schlüssel``: ``Kennzahl`` (title), ``Merkmale`` (dimensions),
        ``Einheit``, ``Bezug`` (period or reference date), ``Abbildung`` (ja or nein), ``geheim`` (hidden values).
    """
    import pandas as pd

    rows = [
        {
            "Schlüssel": key,
            "Kennzahl": table.indicator.title,
            "Merkmale": ", ".join(dimension.title for dimension in table.indicator.dimensions),
            "Einheit": table.indicator.unit,
            "Bezug": BASES[table.indicator.basis],
            "Abbildung": "ja" if key in CHARTS else "nein",
            "geheim": sum(cell.is_hidden for cell in table.cells),
        }
        for key, table in release.tables.items()
    ]
    return pd.DataFrame(rows).set_index("Schlüssel")
