"""Maps: a number per area, on the county's own outlines, or as tiles where there are none."""

from typing import Final

from imreport import german
from imreport.disclosure import Release, ReleasedTable
from imreport.errors import NotReleasedError
from imreport.indicators import OTHER, TOTAL
from imreport.presentation.blocks import Chart, Omitted
from imreport.presentation.charts.making import Planned, Words, drawn, undrawn
from imreport.presentation.drawing import Plan
from imreport.presentation.grid import Series
from imreport.presentation.messages import message
from imreport.presentation.select import AREAS
from imreport.presentation.tables import grid
from imreport.presentation.texts import basis_text, notes, source_text, value_text

MOST_TILES: Final = 20
PART: Final = "der Bericht gilt nur für einen Ausschnitt des Landkreises"
WITHOUT: Final = "für eine Karte mit so vielen Gebieten fehlen die Umrisse ([karte] gemeinden in bericht.toml)"


def map(release: Release, key: str) -> Chart | Omitted:  # noqa: A001 - its public name, as chart and table
    """Draw the map of a Kennzahl by team, association or commune.

    Args:
        release: What may be published.
        key: The German key of the Kennzahl, for example ``"klienten_verband"``.

    Returns:
        The map; ``Omitted`` where this run leaves the Kennzahl out, is about one area only, or there are too many areas
        for tiles and no outlines.

    Raises:
        NotReleasedError: There is no such Kennzahl, or it is not about areas; with a suggestion.
    """
    made = planned_map(release, key)
    if not isinstance(made, Omitted) and made[0].form == "tiles" and len(made[0].categories) > MOST_TILES:
        return Omitted(key, WITHOUT)
    return drawn(release, made)


def planned_map(release: Release, key: str) -> Planned | Omitted:
    """Make the map of a Kennzahl without drawing it; only what is drawn depends on the outlines, not the block.

    Raises:
        NotReleasedError: As for ``map``.
    """
    if key in release.omitted:
        return Omitted(key, release.omitted[key])
    released = release.table(key)
    if not is_mapped(released):
        known = [name for name, table in release.tables.items() if is_mapped(table)]
        raise NotReleasedError.unknown("Karte", key, known=known)
    parameters = release.parameters
    if parameters.team or parameters.verband or parameters.gemeinde:
        return Omitted(key, PART)
    shown = grid(released)
    words = Words(
        title=released.indicator.title,
        sentence=message(release, released),
        basis=basis_text(release, released),
        unit=released.indicator.unit,
        source=" ".join(filter(None, (source_text(release, released), _outlines_source(release)))),
        notes=notes(release, released, cells=released.cells, grid=shown),
    )
    return undrawn(key, _plan(release, released), words=words, grid=shown)


def is_mapped(released: ReleasedTable) -> bool:
    """Whether a Kennzahl is broken down by areas alone."""
    return [dimension.key for dimension in released.indicator.dimensions] in AREAS


def _outlines_source(release: Release) -> str:
    return f"Umrisse: {release.map_source.rstrip('.')}." if release.map_source else ""


def _plan(release: Release, released: ReleasedTable) -> Plan:
    """Plan an area per category; what was merged into "Andere" keeps its number hidden."""
    shapes = release.outlines.get(released.indicator.dimensions[0].key, {})
    names = released.categories[0]
    areas = (key for key in names if key not in (TOTAL, OTHER, "ohne_angabe"))
    keys = sorted(areas, key=lambda key: german.alphabetical(names[key]))  # a notebook does not keep their order
    cells = [released.cell(key) for key in keys]
    outlined = bool(shapes) and all(key in shapes for key in keys)
    return Plan(
        "map" if outlined else "tiles",
        tuple(cell.labels[0] for cell in cells),
        (Series(released.indicator.unit, tuple(cell.number for cell in cells)),),
        (tuple(value_text(cell.value, released.indicator.decimals) for cell in cells),),
        (False,) * len(cells),
        shapes=tuple(shapes[key] for key in keys) if outlined else (),
    )
