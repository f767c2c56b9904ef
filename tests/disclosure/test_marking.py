"""What must be hidden for what it is: few persons, one household, one person with most, who is left, whole groups."""

from datetime import date

import pandas as pd
import pytest

from imreport.cases import CaseTables, Scope
from imreport.disclosure.counts import Count
from imreport.disclosure.joining.source import CaseSource
from imreport.disclosure.marking import mark, mark_complements
from imreport.disclosure.mentions import Whole
from imreport.disclosure.rule import Rule
from imreport.indicators import INDICATORS
from tests.conftest import DATA

from .conftest import SCOPE, Released
from .rows import Export
from .tables import Cells, printed

RULE = Rule()
THEMES = {"kinder": (30, 20), "wohnen": (12, 9), "arbeit": (40, 25), "gesamt": (82, 30)}


def count(value: int, persons: int, households: int, largest: int = 0) -> Count:
    return Count(("teil",), value, persons, households, largest)


@pytest.mark.parametrize(
    ("cell", "small"),
    [
        (count(9, 4, 4), True),
        (count(9, 5, 2), False),
        (count(6, 6, 1), True),
        (count(10, 5, 5, largest=5), False),
        (count(10, 5, 5, largest=6), True),
        (count(3, 0, 0), True),
        (count(0, 0, 0), False),
    ],
)
def test_small_are_few_persons_one_household_or_one_with_more_than_half(cell: Count, *, small: bool) -> None:
    assert RULE.is_small(cell) is small


def test_a_household_of_six_is_hidden() -> None:
    cells: Cells = {"2019": (40, 30), "2020": (6, 6, 1, 1), "2021": (50, 40), "gesamt": (96, 70)}
    shown = printed("plaene", cells)
    assert shown["2020"] == "[g]"
    assert sorted(map(str, shown.values())) == ["50", "96", "[g]", "[g]"]


def test_a_year_in_which_one_person_had_most_is_hidden() -> None:
    cells: Cells = {"2019": (40, 30), "2020": (20, 8, 8, 11), "2021": (50, 40), "gesamt": (110, 70)}
    assert printed("plaene", cells)["2020"] == "[g]"


def marked(cells: dict[str, tuple[int, int]], *, whole: int) -> dict[str, bool]:
    """Which topics are withheld, of so many consultations."""
    counts = [Count((key,), value, persons, persons) for key, (value, persons) in cells.items()]
    forms = INDICATORS["gespraeche"]
    everything = Whole(forms, 0, (None,), {("gesamt",): Count(("gesamt",), whole, 30, 30)})
    residual = frozenset({"anderes_thema"})
    done = mark(counts, INDICATORS["themen"], rule=RULE, residual=residual, whole=everything)
    return {cell.keys[0]: cell.withheld for cell in done}


def test_a_line_in_which_everybody_has_one_topic_is_withheld() -> None:
    cells = {"kinder": (0, 0), "gesundheit": (40, 25), "arbeit": (12, 9), "gesamt": (52, 25)}
    assert marked(cells, whole=40) == {"kinder": True, "gesundheit": True, "arbeit": True, "gesamt": False}


def test_a_line_with_one_topic_alone_is_withheld() -> None:
    assert marked({"kinder": (0, 0), "gesundheit": (40, 25), "gesamt": (40, 25)}, whole=60)["gesundheit"]


@pytest.mark.parametrize("cells", [THEMES, {"anderes_thema": (90, 25), "kinder": (9, 8), "gesamt": (99, 25)}])
def test_no_line_is_withheld_for_residual_topics_or_without_need(cells: dict[str, tuple[int, int]]) -> None:
    assert not any(marked(cells, whole=90).values())


def test_topics_that_all_but_one_consultation_have_are_hidden() -> None:
    counts = [Count(("kinder",), 29, 20, 20), Count(("wohnen",), 12, 9, 9), Count(("gesamt",), 41, 22, 22)]
    few = {("kinder",): Count(("kinder",), 1, 1, 1, 1), ("wohnen",): Count(("wohnen",), 18, 12, 12, 3)}
    assert [cell.small for cell in mark_complements(counts, few, rule=RULE)] == [True, False, False]


def test_a_union_of_nations_is_counted_person_by_person(cases: CaseTables) -> None:
    """Against the rows of the export: persons and households behind two nations together."""
    nations = ["eritrea", "irak"]
    on = SCOPE.as_of
    own = [u for u in Export(DATA).units("clients") if u.place[0] in ("Eritrea", "Irak") and u.first <= on <= u.last]
    clients = Export(DATA).clients
    homes = {clients[unit.number].household or unit.number for unit in own}
    parts = [Count((key,), 0, 0) for key in nations]
    merged = CaseSource(cases).merge(INDICATORS["staatsangehoerigkeit"], parts, scope=SCOPE)
    assert (merged.value, merged.persons, merged.households) == (len(own), len(own), len(homes))


def test_a_union_of_topics_counts_each_person_once(cases: CaseTables) -> None:
    scope = Scope(date(2019, 5, 1), date(2019, 5, 31), date(2019, 5, 31), date(2019, 5, 1))
    wanted = {"Wohnen", "Gesundheit"}
    own = [u for u in Export(DATA).units("topics") if u.place[0] in wanted and scope.start <= u.first <= scope.end]
    loads = pd.Series([person for unit in own for person in unit.persons]).value_counts()
    merged = CaseSource(cases).merge(
        INDICATORS["themen"], [Count(("wohnen",), 0, 0), Count(("gesundheit",), 0, 0)], scope=scope
    )
    assert (merged.value, merged.persons, merged.largest) == (len(own), len(loads), loads.max())


def test_posts_of_a_small_team_and_their_hours_are_hidden(released: Released) -> None:
    """A post is a person; full-time equivalents are hidden where the posts are."""
    made = released(team="raum_munderkingen")
    posts, hours = made.table("stellen").cells, made.table("vzae").cells
    assert any(cell.is_hidden for cell in posts)
    assert [cell.is_hidden for cell in posts] == [cell.is_hidden for cell in hours]
