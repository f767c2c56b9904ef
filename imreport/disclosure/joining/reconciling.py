"""Reconciling: what was published earlier and the export as it is now, made into one world without contradiction.

Since an edition, cases may have been entered late, corrected or removed. The ledger holds no hidden values and no old
export, so the smallest change is assumed that explains what was printed then and what is counted now. What is entered
late and small is a group like any other and is protected.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from imreport.disclosure.hiding.model import Bounds, Terms
from imreport.disclosure.hiding.solver import Matrix, is_optimal, new_program, silent_solver
from imreport.disclosure.joining.sight import BaseCell, Part, Place, View
from imreport.errors import DisclosureError

WIDE: Final = float("inf")
_Frozen = tuple[tuple[tuple[str, str], ...] | None, ...]


def with_histories(cells: Sequence[BaseCell], views: Sequence[View]) -> list[BaseCell]:
    """Return the base cells and, for each, those of units that were entered after an edition or removed after it."""
    editions = sorted({view.edition for view in views} - {0})
    known = {(cell.part, _freeze(cell.places)) for cell in cells}
    fresh = dict.fromkeys(
        (cell.part, _freeze(places))
        for cell in cells
        for edition in editions
        for places in _histories(cell, views, edition=edition)
        if any(place is not None for place in places)
    )
    return [*cells, *(_empty(part, places) for part, places in fresh if (part, places) not in known)]


def _empty(part: Part, places: _Frozen) -> BaseCell:
    return BaseCell(tuple(None if place is None else dict(place) for place in places), 0, part)


def _freeze(places: Sequence[Place | None]) -> _Frozen:
    return tuple(None if place is None else tuple(place.items()) for place in places)


def _histories(cell: BaseCell, views: Sequence[View], *, edition: int) -> Iterator[tuple[Place | None, ...]]:
    """Yield where units stand that were entered after an edition, and those that were removed after it."""
    later = [view.edition == 0 or view.edition > edition for view in views]
    yield tuple(place if late else None for place, late in zip(cell.places, later, strict=True))
    yield tuple(None if late else place for place, late in zip(cell.places, later, strict=True))


def reconcile(cells: Sequence[BaseCell], needs: Sequence[tuple[Terms, Bounds]]) -> list[BaseCell]:
    """Return the base cells with the units that fit every printed number, as near as possible to the present ones.

    Args:
        cells: The base cells as they are counted now.
        needs: Sums of base cells and the bounds they must keep: what is counted now, and what was printed.

    Raises:
        DisclosureError: Nothing fits; the ledger and the export are of different worlds.
    """
    import highspy
    import numpy as np

    size = len(cells)
    units = np.array([cell.units for cell in cells], dtype=float)
    matrix = Matrix([terms for terms, _ in needs])
    program = new_program(columns=2 * size, rows=len(needs))
    program.col_cost_ = np.ones(2 * size)
    program.col_lower_ = np.zeros(2 * size)
    program.col_upper_ = np.concatenate([np.full(size, WIDE), units])
    sums = matrix.rows(units)
    program.row_lower_ = np.array([-WIDE if low is None else low for _, (low, _) in needs]) - sums
    program.row_upper_ = np.array([WIDE if high is None else high for _, (_, high) in needs]) - sums
    matrix.put(program, mirrored=size)
    program.integrality_ = [highspy.HighsVarType.kInteger] * (2 * size)
    solver = silent_solver()
    solver.passModel(program)
    solver.run()
    if not is_optimal(solver):
        raise DisclosureError(
            "Das Register der Veröffentlichungen passt nicht zum Export.",
            "Prüfen Sie, ob beide zum selben Landkreis gehören und ob die Veröffentlichung aus diesen Daten stammt.",
        )
    solved = np.round(np.array(solver.getSolution().col_value)).astype(int)
    changes = solved[:size] - solved[size:]
    return [replace(cell, units=cell.units + int(change)) for cell, change in zip(cells, changes, strict=True)]
