"""The rule on tables of one dimension: merge what may be merged, hide what remains."""

import pytest

from .tables import Cells, printed, protected


@pytest.mark.parametrize(("persons", "shown"), [(4, "[g]"), (5, 9), (6, 9)])
def test_threshold_is_the_smallest_number_shown(persons: int, shown: float | str) -> None:
    cells = {"2020": (9, persons), "2021": (40, 30), "gesamt": (49, 33)}
    assert printed("plaene", cells)["2020"] == shown


@pytest.mark.parametrize(("threshold", "shown"), [(3, 9), (4, "[g]")])
def test_threshold_is_a_setting(threshold: int, shown: float | str) -> None:
    cells = {"2020": (9, 3), "2021": (40, 30), "gesamt": (49, 33)}
    assert printed("plaene", cells, threshold=threshold)["2020"] == shown


def test_small_categories_are_merged() -> None:
    cells = {"irak": (3, 3), "iran": (4, 4), "syrien": (30, 30), "gesamt": (37, 37)}
    assert printed("staatsangehoerigkeit", cells) == {"syrien": 30, "andere": 7, "gesamt": 37}


def test_the_next_larger_category_goes_into_andere_too() -> None:
    cells = {"irak": (3, 3), "iran": (6, 6), "syrien": (30, 30), "gesamt": (39, 39)}
    assert printed("staatsangehoerigkeit", cells) == {"syrien": 30, "andere": 9, "gesamt": 39}


def test_no_more_are_merged_than_needed() -> None:
    cells = {"irak": (1, 1), "iran": (5, 5), "kamerun": (6, 6), "syrien": (30, 30), "gesamt": (42, 42)}
    assert printed("staatsangehoerigkeit", cells) == {"kamerun": 6, "syrien": 30, "andere": 6, "gesamt": 42}


def test_everything_is_merged_where_nothing_else_is_left() -> None:
    cells = {"irak": (3, 3), "syrien": (30, 30), "gesamt": (33, 33)}
    assert printed("staatsangehoerigkeit", cells) == {"andere": 33, "gesamt": 33}


def test_persons_of_a_flow_are_not_added_up() -> None:
    """3 and 4 persons may be the same 4: only with the 6 behind "arbeit" there are surely enough."""
    cells = {"kinder": (50, 20), "wohnen": (5, 4), "gesundheit": (4, 3), "arbeit": (9, 6), "gesamt": (68, 25)}
    assert printed("themen", cells) == {"kinder": 50, "andere": 18, "gesamt": 68}


def test_andere_stands_before_the_total_and_the_rest_keeps_its_order() -> None:
    cells = {"irak": (8, 8), "iran": (2, 2), "kamerun": (3, 3), "syrien": (30, 30), "gesamt": (43, 43)}
    assert list(printed("staatsangehoerigkeit", cells)) == ["irak", "syrien", "andere", "gesamt"]


def test_merged_cell_is_marked_as_such() -> None:
    cells = {"irak": (3, 3), "iran": (4, 4), "syrien": (30, 30), "gesamt": (37, 37)}
    marks = {key: count.merged for key, count in protected("staatsangehoerigkeit", cells).items()}
    assert marks == {"syrien": False, "andere": True, "gesamt": False}


def test_nothing_changes_where_nothing_is_small() -> None:
    cells = {"kinder": (50, 20), "rueckkehr": (5, 5), "wohnen": (0, 0), "gesamt": (55, 21)}
    assert printed("themen", cells) == {"kinder": 50, "rueckkehr": 5, "wohnen": 0, "gesamt": 55}


def test_a_hidden_cell_gets_the_smallest_other_as_partner() -> None:
    cells = {"2019": (50, 40), "2020": (3, 2), "2021": (30, 20), "gesamt": (83, 45)}
    assert printed("plaene", cells) == {"2019": 50, "2020": "[g]", "2021": "[g]", "gesamt": 83}


def test_a_year_without_a_case_is_no_partner() -> None:
    cells = {"2019": (50, 40), "2020": (3, 2), "2021": (0, 0), "gesamt": (53, 41)}
    assert printed("plaene", cells) == {"2019": "[g]", "2020": "[g]", "2021": 0, "gesamt": 53}


def test_two_hidden_cells_need_no_partner() -> None:
    cells = {"2019": (50, 40), "2020": (3, 2), "2021": (4, 4), "gesamt": (57, 43)}
    assert printed("plaene", cells) == {"2019": 50, "2020": "[g]", "2021": "[g]", "gesamt": 57}


def test_an_event_nobody_is_found_behind_is_hidden() -> None:
    cells = {"einzel": (40, 20), "familie": (2, 0), "gesamt": (42, 20)}
    assert printed("gespraeche", cells) == {"einzel": "[g]", "familie": "[g]", "gesamt": 42}


ONLY_SMALL = [
    ("staatsangehoerigkeit", {"irak": (2, 2), "syrien": (2, 2), "gesamt": (4, 4)}),
    ("themen", {"kinder": (20, 4), "wohnen": (3, 2), "gesamt": (23, 4)}),
    ("plaene", {"2020": (3, 3), "2021": (1, 1), "gesamt": (4, 4)}),
    (
        "gespraeche_jahr",
        {"2020.einzel": (2, 2), "2020.gesamt": (2, 2), "gesamt.einzel": (2, 2), "gesamt.gesamt": (2, 2)},
    ),
]


def test_a_total_goes_where_it_gives_its_parts_away() -> None:
    """Two families came once each: every reader knows 2 = 1 + 1."""
    cells = {"einzel": (1, 3, 1, 1), "familie": (1, 4, 1, 1), "gesamt": (2, 7, 2, 1)}
    assert set(printed("gespraeche", cells).values()) == {"[g]"}


@pytest.mark.parametrize(("kennzahl", "cells"), ONLY_SMALL)
def test_a_total_that_is_too_small_hides_everything(kennzahl: str, cells: Cells) -> None:
    assert set(printed(kennzahl, cells).values()) == {"[g]"}


def test_the_total_goes_too_where_the_merged_persons_may_be_too_few() -> None:
    cells = {"kinder": (4, 3), "wohnen": (4, 3), "gesamt": (8, 6)}
    assert printed("themen", cells) == {"andere": "[g]", "gesamt": "[g]"}


def test_a_table_without_total_hides_only_what_is_small() -> None:
    assert printed("stellen", {"beginn": (2, 2), "stichtag": (27, 27)}) == {"beginn": "[g]", "stichtag": 27}
