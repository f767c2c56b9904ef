"""Base cells: what could hold units as far as a reader can tell, and no more than that."""

from dataclasses import replace

from imreport.cases import CaseTables
from imreport.disclosure.joining.base import base_cells
from imreport.disclosure.joining.sight import BaseCell, Sight, View
from imreport.indicators import INDICATORS

from .conftest import SCOPE, VILLAGE

PLANS = INDICATORS["plaene"]


def cells(cases: CaseTables, *views: View) -> list[BaseCell]:
    """The base cells of integration plans in some views."""
    return base_cells(cases, Sight(PLANS.population, (PLANS.dimensions,), views, {}))


def areas(found: list[BaseCell]) -> set[tuple[bool, ...]]:
    return {tuple(place is not None for place in cell.places) for cell in found}


def test_a_commune_lies_in_its_own_team_only(cases: CaseTables) -> None:
    """Else a handful of communes and teams would make so many combinations that nothing comes to an end."""
    other, own, village = (
        View(replace(SCOPE, **{key: name}))  # type: ignore[arg-type]
        for key, name in (("team", "ehingen"), ("team", "langenau_lonsee_amstetten"), ("commune", VILLAGE))
    )
    found = areas(cells(cases, View(SCOPE), other, own, village))
    assert found == {
        (True, False, False, False), (True, True, False, False), (True, False, True, False), (True, False, True, True),
    }  # fmt: skip


def test_a_commune_whose_team_has_no_report_lies_among_the_others(cases: CaseTables) -> None:
    views = (View(SCOPE), View(replace(SCOPE, team="ehingen")), View(replace(SCOPE, commune=VILLAGE)))
    assert (True, True, True) not in areas(cells(cases, *views))
    assert (True, False, True) in areas(cells(cases, *views))


def test_cells_without_units_are_there_too(cases: CaseTables) -> None:
    found = cells(cases, View(SCOPE), View(replace(SCOPE, commune=VILLAGE)))
    assert {cell.units > 0 for cell in found} == {True, False}
    assert sum(cell.units for cell in found) == 1326
