"""Areas: what views cut to teams, associations and communes tell apart, and which categories can be where."""

from dataclasses import replace

from imreport.cases import Code, CodeList
from imreport.disclosure.joining.areas import UNKNOWN, Areas, coarser, shows
from imreport.disclosure.joining.sight import View

from .conftest import SCOPE

COMMUNES = (("c1", "north", "a1"), ("c2", "north", "a1"), ("c3", "south", "a2"), ("c4", "south", ""))
CODES = {
    "gemeinden": CodeList("gemeinden", tuple(Code(k, k, parent=t, association=a) for k, t, a in COMMUNES)),
    "teams": CodeList("teams", (Code("north", "N"), Code("south", "S"))),
    "verbaende": CodeList("verbaende", (Code("a1", "A1"), Code("a2", "A2"))),
}


def areas(*cuts: dict[str, str]) -> Areas:
    return Areas([View(replace(SCOPE, **cut)) for cut in cuts], CODES)  # type: ignore[arg-type]


def seen(made: Areas) -> set[tuple[bool, ...]]:
    return {tuple(shows(view.scope, area) for view in made.views) for area in made}


def test_a_category_follows_from_the_finer_one_by_the_list_that_holds_it() -> None:
    assert coarser(CODES, finer="gemeinden", name="teams") == {
        "c1": "north", "c2": "north", "c3": "south", "c4": "south", UNKNOWN: UNKNOWN,
    }  # fmt: skip
    assert coarser(CODES, finer="gemeinden", name="verbaende")["c4"] == UNKNOWN
    assert coarser(CODES, finer="gemeinden", name="verbaende")["c3"] == "a2"


def test_a_commune_lies_in_its_association_and_its_team_only() -> None:
    made = areas({}, {"team": "north"}, {"association": "a1"}, {"commune": "c1"})
    assert seen(made) == {
        (True, False, False, False), (True, True, False, False), (True, True, True, False),
        (True, True, True, True),
    }  # fmt: skip


def test_an_association_does_not_lie_in_another_team() -> None:
    assert (True, True) not in seen(areas({"team": "south"}, {"association": "a1"}))


def test_categories_are_those_of_the_area() -> None:
    """In the area of a team there is no other team and no commune of another; elsewhere there is not that team."""
    made = areas({}, {"team": "north"})
    north, rest = next(a for a in made if a["team"]), next(a for a in made if not a["team"])
    assert made.holds(north, {"team": "north"})
    assert not made.holds(north, {"team": "south"})
    assert not made.holds(rest, {"team": "north"})
    assert made.holds(north, {"commune": "c1"})
    assert not made.holds(north, {"commune": "c3"})
    assert not made.holds(rest, {"commune": "c1"})
    assert made.holds(north, {"gender": "divers"})


def test_in_a_commune_there_is_its_team_and_association() -> None:
    made = areas({}, {"commune": "c3"})
    own, rest = next(a for a in made if a["commune"]), next(a for a in made if not a["commune"])
    assert made.holds(own, {"association": "a2", "team": "south"})
    assert not made.holds(own, {"association": "a1"})
    assert made.holds(rest, {"association": "a2"})
    assert not made.holds(rest, {"commune": "c3"})
