"""Gender: where divers and ohne Angabe are too few, whole percentages are all that is shown."""

import pytest

from .tables import Cells, printed, protected


def genders(men: int, women: int, divers: int, unknown: int) -> Cells:
    counts = {"maennlich": men, "weiblich": women, "divers": divers, "ohne_angabe": unknown}
    return {key: (count, count) for key, count in (counts | {"gesamt": sum(counts.values())}).items()}


def shown(cells: Cells, *, threshold: int = 5) -> list[float | str]:
    return list(printed("geschlecht", cells, threshold=threshold).values())


@pytest.mark.parametrize(("divers", "unknown"), [(1, 0), (0, 4), (3, 1)])
def test_only_percentages_where_few_are_divers_or_unknown(divers: int, unknown: int) -> None:
    cells = genders(400, 200 - divers - unknown, divers, unknown)
    expected = ["%", "%", "[g]" if divers else 0, "[g]" if unknown else 0, 600]
    assert shown(cells) == expected


@pytest.mark.parametrize(("men", "expected"), [(298, [298, "[g]"]), (299, ["%", "[g]"]), (349, ["%", "%"])])
def test_percentages_need_a_hundred_persons_per_unit_of_the_threshold(men: int, expected: list[float | str]) -> None:
    """On 500 persons two whole percentages together leave divers no way to 5, so only one of them is shown."""
    assert shown(genders(men, 200, 1, 0))[:2] == expected


def test_below_that_the_smaller_group_is_hidden_for_the_sake_of_the_smallest() -> None:
    assert shown(genders(60, 40, 2, 1)) == [60, "[g]", "[g]", "[g]", 103]


def test_a_small_total_is_hidden_as_well() -> None:
    assert shown(genders(2, 1, 1, 0)) == ["[g]", "[g]", "[g]", 0, "[g]"]


@pytest.mark.parametrize("cells", [genders(60, 40, 0, 0), genders(60, 40, 5, 0), genders(60, 40, 6, 9)])
def test_unchanged_where_nobody_or_enough_are_divers_or_unknown(cells: Cells) -> None:
    assert shown(cells) == [value for value, _ in cells.values()]


def test_together_enough_but_each_too_few() -> None:
    assert shown(genders(60, 40, 3, 4)) == [60, 40, "[g]", "[g]", 107]


def test_one_too_few_beside_enough_of_the_other() -> None:
    assert shown(genders(60, 40, 3, 7)) == [60, 40, "[g]", "[g]", 110]


def test_few_women_are_hidden_as_in_every_table() -> None:
    assert shown(genders(60, 3, 0, 0)) == ["[g]", "[g]", 0, 0, 63]


def test_few_women_get_no_percentage_either() -> None:
    assert shown(genders(700, 3, 1, 0)) == ["%", "[g]", "[g]", 0, 704]


def test_threshold_is_a_setting() -> None:
    assert shown(genders(200, 100, 2, 0), threshold=3) == ["%", "%", "[g]", 0, 302]
    assert shown(genders(200, 100, 3, 0), threshold=3) == [200, 100, 3, 0, 303]


def test_no_gender_is_merged_into_another() -> None:
    assert not any(count.merged for count in protected("geschlecht", genders(60, 40, 1, 1)).values())
