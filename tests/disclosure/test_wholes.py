"""Households come in wholes: persons in households of two are even, and a reader knows it."""

import pytest

from imreport.disclosure.joining.sight import BaseCell, Part, Sight, View
from imreport.disclosure.joining.wholes import to_wholes, wholes
from imreport.indicators import INDICATORS

from .conftest import SCOPE

HOUSEHOLDS = INDICATORS["haushalt"]
SIZE = HOUSEHOLDS.dimensions[0]


def sight(*views: View) -> Sight:
    return Sight(HOUSEHOLDS.population, (HOUSEHOLDS.dimensions,), views, {})


def cell(*sizes: str, units: int) -> BaseCell:
    """Persons in households of one size in each view; of none where the view does not show them."""
    places = tuple({SIZE.column: size} if size else None for size in sizes)
    return BaseCell(places, units, Part((SIZE.column,)))


@pytest.mark.parametrize(
    ("size", "bounds"),
    [("eine", (1, 5)), ("zwei", (2, 6)), ("drei", (3, 6)), ("vier", (4, 8)), ("ab_5", (5, 6)), ("gesamt", (1, 5))],
)
def test_what_must_stay_possible_is_what_households_can_be(size: str, bounds: tuple[int, int]) -> None:
    assert to_wholes((1, 5), HOUSEHOLDS, keys=(size,)) == bounds


def test_households_of_every_size_are_counted_but_single_persons() -> None:
    cells = [cell("eine", units=3), cell("zwei", units=4), cell("ab_5", units=11)]
    found = [(own.cells, own.least, own.number) for own in wholes(cells, sight(View(SCOPE)))]
    assert found == [((1,), 2, 2), ((2,), 5, 2)]


def test_views_of_one_day_divide_households_by_area_and_a_divided_one_binds_nobody() -> None:
    cells = [cell("zwei", "", units=2), cell("zwei", "zwei", units=4), cell("drei", "drei", units=4)]
    found = list(wholes(cells, sight(View(SCOPE), View(SCOPE))))
    assert [own.cells for own in found] == [(0,), (1,)]
