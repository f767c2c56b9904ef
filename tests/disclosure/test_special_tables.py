"""Populations with thresholds of their own, tables that follow others, and tables published whole or not at all."""

import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imreport.cases import CaseTables
from imreport.disclosure.allornothing import all_or_nothing, nothing
from imreport.disclosure.counts import Count
from imreport.disclosure.hiding.model import Target
from imreport.disclosure.hiding.suppress import Pattern
from imreport.disclosure.joining.editions import Earlier
from imreport.disclosure.joining.source import CaseSource
from imreport.disclosure.protect import Protected, protect
from imreport.disclosure.recoding import follow
from imreport.disclosure.rule import Rule
from imreport.indicators import INDICATORS, Dimension, Indicator, Population

from .conftest import SCOPE

RULE = Rule()
MUNDERKINGEN = replace(SCOPE, team="raum_munderkingen")
TEAM = Dimension("team", "team", "Team", codes="teams", foldable=True)


def persons(*values: int, start: int = 1) -> list[Count]:
    """Cells t1, t2 … of persons and their total."""
    parts = [Count((f"t{n}",), value, value, value) for n, value in enumerate(values, start)]
    return [*parts, Count(("gesamt",), sum(values), sum(values), sum(values))]


@pytest.mark.parametrize(("own", "small"), [(0, True), (3, False), (1, False)])
def test_a_population_may_have_a_threshold_of_its_own(own: int, *, small: bool) -> None:
    rule = RULE.of(Population("posts", "post_id", person="post_id", threshold=own))
    assert rule.is_small(Count(("team",), 3, 3, 3)) is small


def test_with_a_threshold_of_one_nobody_is_too_few() -> None:
    rule = RULE.of(Population("posts", "post_id", person="post_id", threshold=1))
    assert not rule.is_small(Count(("2023-H1",), 1, 1, 1))


def stock(key: str, *dimensions: Dimension, **more: object) -> Indicator:
    """A table of clients that the registry does not have."""
    made = replace(INDICATORS["geschlecht"], key=key, dimensions=dimensions, shares=())
    return replace(made, **more)  # type: ignore[arg-type]


def run(cases: CaseTables, *indicators: Indicator, scope: object = SCOPE) -> Protected:
    return protect(CaseSource(cases), {i.key: i for i in indicators}, scope=scope, rule=RULE)  # type: ignore[arg-type]


@pytest.mark.parametrize(("threshold", "hidden"), [(0, True), (1, False)])
def test_the_threshold_of_a_population_decides(cases: CaseTables, threshold: int, *, hidden: bool) -> None:
    own = replace(INDICATORS["stellen"].population, threshold=threshold)
    posts = replace(INDICATORS["stellen"], population=own)
    counts = run(cases, posts, scope=MUNDERKINGEN).counts["stellen"]
    assert any(count.hidden for count in counts) is hidden


def test_a_follower_merges_what_its_leader_merged() -> None:
    leader = [Count(("t1",), 9, 9), Count(("andere",), 4, 4, merged=True), Count(("gesamt",), 13, 13)]
    own = follow(persons(7, 2, 1), INDICATORS["vzae"], leader=leader)
    assert [(c.keys[0], c.value, c.merged) for c in own] == [
        ("t1", 7, False),
        ("andere", 3, True),
        ("gesamt", 10, False),
    ]


def test_a_follower_of_a_table_without_merged_categories_is_as_it_was() -> None:
    assert follow(persons(7, 2, 1), INDICATORS["vzae"], leader=persons(7, 2, 1)) == persons(7, 2, 1)


def test_a_follower_hides_and_merges_with_its_leader(cases: CaseTables) -> None:
    """Of two tables of clients by team, the second counts persons otherwise and has a threshold that hides nothing."""
    scope = replace(SCOPE, commune="08425019")
    leader = stock("leader", TEAM)
    loose = replace(leader.population, unit="household_id", threshold=1)
    follower = stock("follower", TEAM, follows="leader", population=loose)
    done = run(cases, leader, follower, scope=scope).counts
    first, second = ({c.keys: c for c in done[key]} for key in ("leader", "follower"))
    assert first.keys() == second.keys()
    assert {k for k, c in first.items() if c.hidden and second[k].value} <= {k for k, c in second.items() if c.hidden}


WHOLE = stock("whole", Dimension("gender", "geschlecht", "Geschlecht", codes="geschlecht"), whole=True)


def test_a_whole_table_with_a_small_cell_is_not_published_at_all(cases: CaseTables) -> None:
    counts = run(cases, WHOLE).counts["whole"]
    assert any(count.small for count in counts)
    assert all(count.hidden and count.withheld for count in counts)


def test_a_whole_table_without_a_small_cell_is_published_as_it_is(cases: CaseTables) -> None:
    teams = stock("whole", Dimension("team", "team", "Team", codes="teams"), whole=True)
    assert not any(count.hidden or count.merged for count in run(cases, teams).counts["whole"])


@pytest.mark.parametrize(("unit", "hidden"), [("client_id", True), ("plan_id", False)])
def test_a_whole_table_does_not_give_a_hidden_total_away(unit: str, *, hidden: bool) -> None:
    own = all_or_nothing(persons(20, 30), WHOLE, rule=RULE, earlier=(), secret={unit})
    assert all(count.hidden for count in own) is hidden


BALANCE = INDICATORS["klienten_verlauf"]


def balance(**values: int) -> list[Count]:
    """Clients by beginning and ending, with totals; the small ones marked."""
    cells = {tuple(name.split("_")): value for name, value in values.items()}
    for axis in (0, 1):
        for keys, value in list(cells.items()):
            total = tuple("gesamt" if place == axis else key for place, key in enumerate(keys))
            cells[total] = cells.get(total, 0) + value
    return [Count(k, v, v, v, small=0 < v < RULE.threshold) for k, v in cells.items()]


def shown(counts: list[Count], *earlier: Earlier) -> dict[tuple[str, ...], float]:
    done = all_or_nothing(counts, BALANCE, rule=RULE, earlier=earlier, secret=())
    return {count.keys: count.value for count in done if not count.hidden}


def test_of_a_balance_with_a_small_cell_the_totals_are_left() -> None:
    cells = balance(vorher_laufend=90, vorher_beendet=50, neu_laufend=40, neu_beendet=2)
    assert shown(cells) == {c.keys: c.value for c in cells if "gesamt" in c.keys}


def test_of_a_balance_with_a_small_total_nothing_is_left() -> None:
    """The others are known from the stocks of both days, and the small one would be their difference."""
    assert shown(balance(vorher_laufend=90, vorher_beendet=50, neu_laufend=2, neu_beendet=1)) == {}


def test_totals_that_would_give_a_small_cell_away_are_not_left() -> None:
    """Of 10 from before and 8 who ended, 15 in all, at least 3 were both."""
    assert shown(balance(vorher_laufend=7, vorher_beendet=3, neu_laufend=0, neu_beendet=5)) == {}


def test_zeros_that_follow_from_totals_are_shown() -> None:
    cells = balance(vorher_laufend=0, vorher_beendet=0, neu_laufend=40, neu_beendet=2)
    assert {keys for keys, value in shown(cells).items() if value == 0} <= {c.keys for c in cells if c.value == 0}
    assert ("neu", "beendet") not in shown(cells)


@given(st.lists(st.sampled_from([0, 1, 2, 3, 4, 5, 7, 12]), min_size=4, max_size=4))
@settings(deadline=None, max_examples=60, derandomize=True)
def test_no_small_cell_of_a_balance_follows(values: list[int]) -> None:
    """Against every table with the same shown cells: a small one keeps other values, a hidden one at least two."""
    names = ("vorher_laufend", "vorher_beendet", "neu_laufend", "neu_beendet")
    cells = balance(**dict(zip(names, values, strict=True)))
    left = shown(cells)
    assert all(c.keys not in left for c in cells if c.small)
    if left:
        others = [balance(**dict(zip(names, way, strict=True))) for way in ways(values, left)]
        for place, cell in enumerate(cells):
            if cell.keys not in left:
                found = {other[place].value for other in others}
                assert len(found) > 1
                assert not cell.small or {*range(1, RULE.threshold + 1)} <= found


def ways(values: list[int], left: Mapping[tuple[str, ...], float]) -> Iterator[tuple[int, ...]]:
    """Yield all ways to fill the four cells that agree with what is shown."""
    whole = sum(values)
    for a, b, c in product(range(whole + 1), repeat=3):
        way = (a, b, c, whole - a - b - c)
        if way[3] >= 0:
            sums = {("vorher", "gesamt"): a + b, ("neu", "gesamt"): whole - a - b, ("gesamt", "laufend"): a + c,
                    ("gesamt", "beendet"): whole - a - c, ("vorher", "laufend"): a, ("vorher", "beendet"): b,
                    ("neu", "laufend"): c, ("neu", "beendet"): way[3], ("gesamt", "gesamt"): whole}  # fmt: skip
            if all(sums[keys] == value for keys, value in left.items()):
                yield way


def test_nothing_of_an_incomplete_list_is_not_even_what_occurs() -> None:
    nations = [Count(("irak",), 9, 9), Count(("syrien",), 19, 19), Count(("gesamt",), 28, 28)]
    left = nothing(nations, INDICATORS["staatsangehoerigkeit"])
    assert [count.keys for count in left] == [("andere",), ("gesamt",)]
    assert all(count.hidden for count in left)


YEAR = Dimension("year", "jahr", "Jahr", "year")
TOPIC = INDICATORS["themen"].dimensions[0]


def topics(*dimensions: Dimension) -> Indicator:
    return replace(INDICATORS["themen"], key="themen_quer", dimensions=dimensions, shares=())


def by_keys(done: Protected, key: str) -> Mapping[tuple[str, ...], Count]:
    return {count.keys: count for count in done.counts[key]}


def test_a_crossed_table_merges_the_small_categories_of_each_column(cases: CaseTables) -> None:
    """As the table of the column alone does, and each line still adds up."""
    scope = replace(SCOPE, commune="08425091")
    done = run(cases, INDICATORS["themen"], topics(YEAR, TOPIC), scope=scope)
    alone, crossed = by_keys(done, "themen"), by_keys(done, "themen_quer")
    assert ("andere",) in alone
    assert {keys[1] for keys in crossed} == {keys[0] for keys in alone}
    for keys, count in alone.items():
        assert crossed["gesamt", *keys].value == count.value
        assert sum(c.value for k, c in crossed.items() if k[1] == keys[0] and k[0] != "gesamt") == count.value


def test_a_table_that_cannot_be_protected_is_left_out_as_a_whole(
    cases: CaseTables, monkeypatch: pytest.MonkeyPatch
) -> None:
    """First the grand totals may go, then the table; the others are protected as if it had never been."""
    calls: list[int] = []

    def given_away(pattern: Pattern) -> list[Target]:
        calls.append(len(pattern.targets))
        return list(pattern.targets) if len(calls) < 3 else []

    scope = replace(SCOPE, commune="08425005", start=date(2020, 1, 1))
    chosen = [INDICATORS[key] for key in ("gespraeche", "gespraeche_monat")]
    before = run(cases, *chosen, scope=scope).counts
    monkeypatch.setattr(sys.modules[protect.__module__], "_given_away", given_away)
    counts = run(cases, *chosen, scope=scope).counts
    gone = [key for key, own in counts.items() if all(count.hidden and count.withheld for count in own)]
    assert any(count.small for own in before.values() for count in own)
    assert len(calls) == 3
    assert len(gone) == 1
    assert len(counts[gone[0]]) == len(before[gone[0]])
