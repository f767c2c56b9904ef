"""The rule on tables of two dimensions: no line lets a reader subtract his way to a hidden cell."""

from .tables import lines, printed, protected, with_totals

YEARS = with_totals({
    ("2019", "einzel"): (90, 40), ("2019", "familie"): (30, 15),
    ("2020", "einzel"): (70, 35), ("2020", "familie"): (3, 2),
    ("2021", "einzel"): (50, 25), ("2021", "familie"): (20, 10),
})  # fmt: skip


def test_a_hidden_cell_gets_partners_in_its_row_and_its_column() -> None:
    cells = printed("gespraeche_jahr", YEARS)
    hidden = {key for key, value in cells.items() if value == "[g]"}
    assert hidden == {"2020.familie", "2020.einzel", "2021.familie", "2021.einzel"}


def test_totals_stay() -> None:
    cells = printed("gespraeche_jahr", YEARS)
    assert {key: cells[key] for key in YEARS if "gesamt" in key} == {
        key: value for key, (value, _) in YEARS.items() if "gesamt" in key
    }


def test_nothing_is_hidden_where_nothing_is_small() -> None:
    cells = with_totals({("2019", "einzel"): (90, 40), ("2019", "familie"): (0, 0), ("2020", "einzel"): (70, 5)})
    assert printed("gespraeche_jahr", cells) == {key: value for key, (value, _) in cells.items()}


def test_small_categories_of_a_crossed_table_are_not_merged() -> None:
    assert list(printed("gespraeche_jahr", YEARS)) == list(YEARS)


def test_no_line_with_a_shown_total_keeps_one_hidden_cell() -> None:
    counts = {count.keys: count for count in protected("gespraeche_jahr", YEARS).values()}
    for parts, total in lines(list(counts)):
        assert counts[total].hidden or sum(counts[part].hidden for part in parts) != 1


def test_a_small_total_of_a_row_is_hidden_with_its_row() -> None:
    cells = with_totals({
        ("2019", "einzel"): (90, 40), ("2019", "familie"): (60, 30),
        ("2020", "einzel"): (2, 2), ("2020", "familie"): (1, 1),
    })  # fmt: skip
    shown = printed("gespraeche_jahr", cells)
    assert [shown[f"2020.{form}"] for form in ("einzel", "familie", "gesamt")] == ["[g]"] * 3
    assert shown["2019.gesamt"] == "[g]"


def test_a_hidden_total_is_not_the_sum_of_shown_cells() -> None:
    """Were "gesamt.einzel" hidden while all its years are shown, "gesamt.familie" would follow: 27 − 23."""
    cells = {
        "2019.einzel": (0, 0), "2019.familie": (2, 1), "2019.gesamt": (2, 1),
        "2020.einzel": (23, 6), "2020.familie": (2, 2), "2020.gesamt": (25, 8),
        "gesamt.einzel": (23, 6), "gesamt.familie": (4, 3), "gesamt.gesamt": (27, 9),
    }  # fmt: skip
    shown = printed("gespraeche_jahr", cells)
    assert shown["gesamt.familie"] == "[g]"
    assert "[g]" in (shown["gesamt.gesamt"], shown["2020.einzel"])
