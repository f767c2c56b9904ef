"""Funding (Förderung): when it ends for the posts that are filled."""

from typing import Final

from imreport.indicators.dimensions import FUNDING_END
from imreport.indicators.indicator import Indicator
from imreport.indicators.populations import FUNDED, FUNDED_FULL_TIME

_NOTE: Final = "Die Förderung zählt ab der ersten Besetzung; Unterbrechungen verlängern sie."

ENTRIES: Final = (
    Indicator(
        key="foerderende",
        title="Besetzte Stellen nach dem Ende ihrer Förderung",
        short="Ende der Förderung",
        unit="Stellen",
        basis="stock",
        chapter="foerderung",
        population=FUNDED,
        dimensions=(FUNDING_END,),
        source="Stellen",
        note=_NOTE,
    ),
    Indicator(
        key="vzae_foerderende",
        title="Vollzeitäquivalente nach dem Ende der Förderung",
        short="Vollzeitäquivalente Förderung",
        unit="VZÄ",
        basis="stock",
        chapter="foerderung",
        population=FUNDED_FULL_TIME,
        dimensions=(FUNDING_END,),
        decimals=2,
        follows="foerderende",
        source="Stellen",
        note=_NOTE,
    ),
)
