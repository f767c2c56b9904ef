"""Charts: which cells of a Kennzahl are drawn, as what, with which message and text in place of the picture."""

from typing import Final

from imreport.disclosure import Release
from imreport.errors import NotReleasedError
from imreport.presentation.blocks import Chart, Omitted
from imreport.presentation.charts.crossing import Panels, eras
from imreport.presentation.charts.making import FORMS, SPOKEN, Planned, Words, drawn, undrawn
from imreport.presentation.charts.ranking import most_frequent, percentages, ranked
from imreport.presentation.charts.sketch import Sketcher
from imreport.presentation.charts.times import by_half_year, by_moment, by_month, by_year
from imreport.presentation.messages import message
from imreport.presentation.tables import grid, listing
from imreport.presentation.texts import basis_text, notes, source_text

__all__ = ["CHARTS", "FORMS", "SPOKEN", "chart", "planned"]

CHARTS: Final[dict[str, Sketcher]] = {
    "stellen": by_moment,
    "vzae": by_moment,
    "klienten_team": ranked,
    "klienten_je_vzae": ranked,
    "gespraeche_je_vzae_monat": ranked,
    "gespraeche_jahr": Panels(axis=1, total=True),
    "gespraeche_monat": by_month,
    "gespraeche_team": ranked,
    "gespraeche_verband": ranked,
    "kanaele_jahr": Panels(axis=0, shares=True),
    "klienten_beraten": ranked,
    "klienten_verlauf": Panels(axis=0, total=True),
    "betreuungsdauer": ranked,
    "themen": ranked,
    "themen_jahr": Panels(axis=0, shares=True),
    "themen_form": Panels(axis=0, shares=True),
    "weiterleitungen": ranked,
    "weiterleitungen_jahr": Panels(axis=0, shares=True),
    "weiterleitungen_form": Panels(axis=0, shares=True),
    "plaene": by_year,
    "plaene_stand": Panels(axis=0, total=True),
    "staatsangehoerigkeit": most_frequent,
    "geschlecht": percentages,
    "altersgruppe": ranked,
    "aufenthaltsstatus": ranked,
    "haushalt": ranked,
    "klienten_verband": ranked,
    "kanaele": eras,
    "kontaktwege": eras,
    "foerderende": ranked,
    "vzae_gefoerdert": by_half_year,
}


def chart(release: Release, key: str, *, named: int = 7) -> Chart | Omitted:
    """Draw the chart of a Kennzahl.

    Args:
        release: What may be published.
        key: The German key of the Kennzahl, for example ``"themen"``.
        named: For nationalities, how many are named; the rest becomes "Andere".

    Returns:
        The chart; ``Omitted`` where this run leaves the Kennzahl out or has next to nothing above zero to draw.

    Raises:
        NotReleasedError: There is no such Kennzahl or no chart for it; with a suggestion.
    """
    return drawn(release, planned(release, key, named=named))


def planned(release: Release, key: str, *, named: int = 7) -> Planned | Omitted:
    """Make the chart of a Kennzahl without drawing it: what is to be drawn, and the block without its pictures.

    Raises:
        NotReleasedError: As for ``chart``.
    """
    if key in release.omitted:
        return Omitted(key, release.omitted[key])
    released = release.table(key)
    if key not in CHARTS:
        raise NotReleasedError.unknown("Abbildung", key, known=CHARTS)
    plan, cells, extra = CHARTS[key](release, released, named=named)
    shown = grid(released) if cells == released.cells or len(released.categories) > 1 else listing(released, cells)
    words = Words(
        title=released.indicator.title,
        sentence=message(release, released),
        basis=basis_text(release, released),
        unit=released.indicator.unit,
        source=source_text(release, released),
        notes=(*notes(release, released, cells=cells, grid=shown), *extra),
    )
    return undrawn(key, plan, words=words, grid=shown)
