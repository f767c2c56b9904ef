"""Shares are whole percentages of published bases."""

import pytest

from imreport.disclosure import HIDDEN, Release
from imreport.disclosure.counts import Count
from imreport.disclosure.shares import shares_of
from imreport.indicators import INDICATORS

Row = tuple[float, bool]


def shares(kennzahl: str, part: Row, total: Row, *, base: str = "") -> list[object]:
    """The shares of a part beside its total; ``base`` is the Kennzahl whose total is given."""
    cell = Count(("teil",), part[0], 9, hidden=part[1])
    of = Count(("gesamt",), total[0], 99, hidden=total[1])
    counts = {kennzahl: {cell.keys: cell, of.keys: of}} | ({base: {of.keys: of}} if base else {})
    return list(shares_of(cell, INDICATORS[kennzahl], counts=counts).values())


@pytest.mark.parametrize(("value", "percent"), [(0, 0), (1, 1), (99, 50), (100, 50), (101, 51), (149, 75), (200, 100)])
def test_shares_are_whole_percentages(value: int, percent: int) -> None:
    (share,) = shares("geschlecht", (value, False), (200, False))
    assert share == percent
    assert isinstance(share, int)


@pytest.mark.parametrize(("value", "percent"), [(5, 3), (15, 8), (4, 2)])
def test_halves_are_rounded_up(value: int, percent: int) -> None:
    assert shares("geschlecht", (value, False), (200, False)) == [percent]


@pytest.mark.parametrize(("base", "share"), [(19, None), (20, 50)])
def test_no_share_on_a_base_below_20(base: int, share: int | None) -> None:
    assert shares("geschlecht", (base / 2, False), (base, False)) == [share]


def test_the_base_may_be_another_kennzahl() -> None:
    assert shares("themen", (30, False), (120, False), base="gespraeche") == [25, 25]


def test_no_share_of_a_hidden_cell() -> None:
    assert all(share is HIDDEN for share in shares("themen", (30, True), (120, False), base="gespraeche"))


def test_no_share_on_a_hidden_base() -> None:
    assert all(share is HIDDEN for share in shares("themen", (30, False), (120, True), base="gespraeche"))


def test_no_share_of_mentions_in_total_on_consultations() -> None:
    total = Count(("gesamt",), 300, 99)
    counts = {"themen": {total.keys: total}, "gespraeche": {total.keys: Count(("gesamt",), 200, 99)}}
    assert shares_of(total, INDICATORS["themen"], counts=counts) == {"anteil_gespraeche": None, "anteil_nennungen": 100}


def test_base_of_a_time_section_is_that_section(release: Release) -> None:
    before = [cell for cell in release.table("kanaele").cells if cell.keys[0] == "vorher" and not cell.is_total]
    base = release.table("kanaele").cell("vorher").number
    assert [cell.shares["anteil"] for cell in before] == [
        int(100 * (c.number or 0) / (base or 1) + 0.5) for c in before
    ]


def test_every_share_of_the_sample_is_a_whole_percentage_or_hidden(release: Release) -> None:
    shown = [
        share for table in release.tables.values() for cell in table.cells for share in cell.shares.values()
        if share is not None and share is not HIDDEN
    ]  # fmt: skip
    assert len(shown) > 100
    assert all(isinstance(share, int) and 0 <= share <= 100 for share in shown)


def test_hidden_cells_have_no_share_but_in_percent_tables(village: Release) -> None:
    cells = [c for t in village.tables.values() if not t.percent_only for c in t.cells if c.is_hidden and c.shares]
    assert cells
    assert all(share is HIDDEN for cell in cells for share in cell.shares.values())


def test_gender_of_the_sample_is_in_percent_only(release: Release) -> None:
    table = release.table("geschlecht")
    assert table.percent_only
    assert {cell.keys[0]: repr(cell.shares["anteil"]) for cell in table.cells} == {
        "maennlich": "65", "weiblich": "34", "divers": "[g]", "ohne_angabe": "[g]", "gesamt": "100",
    }  # fmt: skip
    assert [cell.keys[0] for cell in table.cells if not cell.is_hidden] == ["gesamt"]


def test_the_base_may_be_a_part_of_another_kennzahl(release: Release) -> None:
    """What a topic's share in the consultations of a year is a share of: the consultations of that year."""
    cell, base = release.table("themen_jahr").cell("2019", "kinder"), release.table("gespraeche_jahr").cell("2019")
    assert cell.shares["anteil_gespraeche"] == int(100 * (cell.number or 0) / (base.number or 1) + 0.5) == 23
