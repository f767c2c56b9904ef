"""Parts: tables that share no column are tied by their number only, and that loses nothing against the full product."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imreport.cases import CaseTables
from imreport.disclosure.counts import Count
from imreport.disclosure.hiding.solver import Reader
from imreport.disclosure.joining.base import base_cells
from imreport.disclosure.joining.joint import Builder, Joint
from imreport.disclosure.joining.sheets import Sheet
from imreport.disclosure.joining.sight import BaseCell, Part, Sight, View
from imreport.disclosure.joining.source import CaseSource
from imreport.disclosure.protect import protect
from imreport.disclosure.rule import Rule
from imreport.indicators import INDICATORS, TOTAL, Dimension, Indicator

from .conftest import SCOPE

Unit = tuple[str, ...]
COLUMNS = ("year", "a", "b", "c")
CATEGORIES = {"year": ("2019", "2020"), "a": ("x", "y"), "b": ("x", "y", "z"), "c": ("x", "y")}
TABLES = [("year",), ("a",), ("b",), ("c",), ("year", "a"), ("a", "b"), ("year", "b")]
UNITS = list(product(*CATEGORIES.values()))


def indicator(columns: Sequence[str]) -> Indicator:
    dimensions = tuple(Dimension(c, c, c, "year" if c == "year" else "codes") for c in columns)
    return replace(INDICATORS["gespraeche"], key="_".join(columns), dimensions=dimensions)


def sheet(columns: Sequence[str], units: Sequence[Unit]) -> Sheet:
    found = []
    for keys in product(*([*CATEGORIES[column], TOTAL] for column in columns)):
        wanted = dict(zip(columns, keys, strict=True))
        own = [u for u in units if all(u[COLUMNS.index(c)] == k for c, k in wanted.items() if k != TOTAL)]
        found.append(Count(keys, len(own), len(own), len(own), small=0 < len(own) < 3))
    return Sheet(indicator(columns), 0, {"": 0}, found)


def cells(part: Part, units: Sequence[Unit]) -> list[BaseCell]:
    """All base cells of a part, with the units in them."""
    places = [
        dict(zip(part.all_columns, keys, strict=True)) for keys in product(*map(CATEGORIES.get, part.all_columns))
    ]
    return [BaseCell((place,), sum(_is_in(unit, place) for unit in units), part) for place in places]


def _is_in(unit: Unit, place: dict[str, str]) -> bool:
    return all(unit[COLUMNS.index(column)] == key for column, key in place.items())


def joint(base: list[BaseCell], sheets: Sequence[Sheet]) -> Joint:
    builder = Builder(base, Rule(3))
    for own in sheets:
        builder.add_sheet(own, stays=True)
    return builder.build()


def ends(made: Joint, hidden: frozenset[int], *, statements: int) -> list[tuple[float | None, ...]]:
    """The lowest and highest value of every cell, among whole numbers; None where there is no end."""
    reader = Reader(made.problem, made.problem.fixed_hidden | hidden, whole=True)
    found = [[reader.extreme(n, side=side) for side in (1, -1)] for n in range(statements)]
    most = made.problem.ceiling / 2
    return [tuple(None if end is None or abs(end[0]) > most else round(end[0]) for end in pair) for pair in found]


class Product(Part):
    """All columns crossed, as if one table had them all."""

    def holds(self, columns: Sequence[str]) -> bool:
        return True


@settings(deadline=None, max_examples=80, derandomize=True)
@given(
    st.lists(st.sampled_from(UNITS), min_size=1, max_size=14),
    st.sets(st.sampled_from(TABLES), min_size=2),
    st.sets(st.integers(0, 40)),
)
def test_parts_say_as_much_as_the_full_product(units: list[Unit], tables: set[Unit], wished: set[int]) -> None:
    sheets = [sheet(columns, units) for columns in sorted(tables)]
    sight = Sight(
        INDICATORS["gespraeche"].population, tuple(s.indicator.dimensions for s in sheets), (View(SCOPE),), {}
    )
    parts = joint([cell for part in sight.parts for cell in cells(part, units)], sheets)
    whole = joint(cells(Product(COLUMNS[1:], COLUMNS[:1]), units), sheets)
    hidden = frozenset(wished) & whole.problem.hideable
    size = len(whole.problem.statements)
    assert ends(parts, hidden, statements=size) == ends(whole, hidden, statements=size)


def stock(column: str, codes: str, *, rolls_up: str = "") -> Indicator:
    """A table of clients that the registry does not have."""
    dimension = Dimension(column, column, column, codes=codes, rolls_up=rolls_up)
    return replace(INDICATORS["geschlecht"], key=f"klienten_{column}", dimensions=(dimension,), shares=())


MANY = {
    i.key: i
    for i in (
        INDICATORS["staatsangehoerigkeit"],
        INDICATORS["geschlecht"],
        stock("age_group", "altersgruppen"),
        stock("residence_status", "aufenthaltsstatus"),
        stock("commune", "gemeinden"),
        stock("team", "teams", rolls_up="commune"),
    )
}


def test_a_table_more_adds_its_categories_and_does_not_multiply(cases: CaseTables) -> None:
    known = {"commune": frozenset(code.key for code in cases.codes["gemeinden"])}
    tables = tuple(i.dimensions for i in MANY.values())
    sight = Sight(MANY["geschlecht"].population, tables, (View(SCOPE),), known)
    assert [part.columns for part in sight.parts] == [
        (), ("nationality",), ("gender",), ("age_group",), ("residence_status",), ("commune", "team"),
    ]  # fmt: skip
    found = base_cells(cases, sight)
    counted = {part: sum(cell.units for cell in found if cell.part == part) for part in sight.parts}
    assert len(set(counted.values())) == 1
    assert len(found) < 200


@pytest.mark.parametrize("area", [{}, {"team": "raum_munderkingen"}, {"commune": "08425024"}], ids=str)
def test_many_tables_of_one_population_are_protected_together(cases: CaseTables, area: dict[str, str]) -> None:
    scope = replace(SCOPE, **area)
    done = protect(CaseSource(cases), MANY, scope=scope, rule=Rule())
    for counts in done.counts.values():
        assert not any(count.small and not count.hidden for count in counts)
        assert all(sum(c.hidden for c in counts if not c.withheld) != 1 for counts in done.counts.values())
