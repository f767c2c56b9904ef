"""Rankings: one bar per category, most frequent first or in the order of the categories."""

from typing import Final

from imreport import german
from imreport.disclosure import Cell, Release, ReleasedTable
from imreport.presentation.charts.sketch import Sketch, number
from imreport.presentation.drawing import Plan
from imreport.presentation.grid import Series
from imreport.presentation.select import LAST, own_parts, parts, top
from imreport.presentation.texts import share_of, with_share

EXAMPLES: Final = 5


def simple_bars(cells: tuple[Cell, ...], released: ReleasedTable) -> Plan:
    """Plan one bar per cell; its share stands behind the number where there is one kind of share."""
    indicator = released.indicator
    return Plan(
        "bar",
        tuple(cell.labels[0] for cell in cells),
        (Series(indicator.unit, tuple(cell.number for cell in cells)),),
        (tuple(with_share(cell, indicator.decimals) for cell in cells),),
        tuple(cell.residual for cell in cells),
    )


def ranked(release: Release, released: ReleasedTable, *, named: int) -> Sketch:
    """Draw every category."""
    cells = own_parts(released, area=release.parameters.has_area)
    return simple_bars(cells, released), cells, ()


def most_frequent(release: Release, released: ReleasedTable, *, named: int) -> Sketch:
    """Draw the most frequent categories and the rest as one."""
    cells, rest = top(released, named)
    return simple_bars(cells, released), cells, _examples(release, cells, rest=rest)


def _examples(release: Release, cells: tuple[Cell, ...], *, rest: tuple[Cell, ...]) -> tuple[str, ...]:
    """Name examples of "Übrige", unranked; k examples need k − 1 persons more than the threshold behind it."""
    if not rest:
        return ()
    meaning = "„Übrige“ umfasst alle, die hier nicht einzeln genannt sind"
    named = [cell.labels[0] for cell in rest if cell.number and cell.keys[0] not in LAST][:EXAMPLES]
    if not named or (cells[-1].number or 0) < release.threshold + len(named) - 1:
        return (f"{meaning}.",)
    return (f"{meaning}, zum Beispiel {german.listing(sorted(named, key=german.alphabetical))}.",)


def percentages(release: Release, released: ReleasedTable, *, named: int) -> Sketch:
    """Draw shares; counts where there are no shares."""
    cells = parts(released)
    shares = [cell.shares["anteil"] for cell in cells]
    if not released.percent_only and any(share is None for share in shares):
        return simple_bars(cells, released), cells, ()
    series = Series("Anteil in Prozent", tuple(map(number, shares)))
    names = tuple(cell.labels[0] for cell in cells)
    return (
        Plan("bar", names, (series,), (tuple(share_of(cell, "anteil") for cell in cells),), (False,) * len(cells)),
        cells,
        (),
    )
