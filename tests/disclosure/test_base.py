"""Base cells: what could hold units as far as a reader can tell, and no more than that."""

from dataclasses import replace
from datetime import date

import pytest

from imreport.cases import CaseTables
from imreport.disclosure.joining.base import base_cells
from imreport.disclosure.joining.sight import NOW, BaseCell, Sight, View, day_of
from imreport.indicators import INDICATORS
from tests.conftest import DATA

from .conftest import SCOPE, VILLAGE
from .rows import Export

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


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("beginn", SCOPE.start), ("stichtag", SCOPE.as_of), ("", SCOPE.as_of), ("2019-06-30", date(2019, 6, 30)),
    ],
)  # fmt: skip
def test_a_moment_is_a_day(moment: str, day: date) -> None:
    assert day_of(moment, SCOPE) == day


def test_posts_are_counted_on_any_day(cases: CaseTables) -> None:
    """Every stay between the days is a cell; on each day they add up to what the files say is filled then."""
    posts, days = INDICATORS["stellen"], [date(2018, 2, 1), date(2018, 6, 30), date(2019, 12, 31), SCOPE.as_of]
    views = tuple(View(replace(SCOPE, start=day, end=day, as_of=day, cut=day), NOW) for day in days)
    found = base_cells(cases, Sight(posts.population, (posts.dimensions,), views, {}))
    assert len(found) == 10
    units = list(Export(DATA).units("posts"))
    for number, day in enumerate(days):
        filled = sum(unit.first <= day <= unit.last for unit in units)
        assert sum(cell.units for cell in found if cell.places[number] is not None) == filled
