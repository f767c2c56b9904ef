"""Hand-made tables, and what protection makes of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from imreport.cases import Scope
from imreport.disclosure.counts import Count, counts_of
from imreport.disclosure.joining.sight import BaseCell, Sight, day_of
from imreport.disclosure.mentions import Whole
from imreport.disclosure.protect import protect
from imreport.disclosure.recoding import merge_counts
from imreport.disclosure.rule import Rule
from imreport.indicators import INDICATORS, OTHER, TOTAL, Indicator

Keys = tuple[str, ...]
Cells = Mapping[str, tuple[float, int] | tuple[float, int, int, int]]
"""Categories, joined by a point, to the value and the persons behind it; then households and the largest share."""

THRESHOLD = 5
SECRET = "[g]"


@dataclass(frozen=True)
class TableSource:
    """Answers from one hand-made table; its finest cells are the base cells. Of other tables it knows nothing."""

    kennzahl: str
    cells: Cells

    def count(self, indicators: Iterable[Indicator], scope: Scope) -> None:
        pass

    def frame(self, indicator: Indicator, scope: Scope) -> pd.DataFrame:
        rows = [(*keys.split("."), *_measures(*cell)) for keys, cell in self.cells.items()]
        rows = rows if indicator.key == self.kennzahl else []
        return pd.DataFrame(rows, columns=[*indicator.columns, "value", "persons", "households", "largest"])

    def base(self, sight: Sight) -> list[BaseCell]:
        finest = {keys: cell for keys, cell in self.cells.items() if TOTAL not in keys.split(".")}
        columns, factor = INDICATORS[self.kennzahl].columns, 10 ** INDICATORS[self.kennzahl].decimals
        places = {keys: dict(zip(columns, keys.split("."), strict=True)) for keys in finest}
        return [
            BaseCell(tuple(_seen(places[keys], sight)), round(cell[0] * factor), sight.parts[0])
            for keys, cell in finest.items()
        ]

    def merge(self, indicator: Indicator, parts: Sequence[Count], *, scope: Scope) -> Count:
        return merge_counts(indicator, parts)

    def folded(self, indicator: Indicator, scope: Scope, *, merged: Mapping[str, Sequence[str]]) -> list[Count]:
        groups: dict[Keys, list[Count]] = {}
        for count in counts_of(self.frame(indicator, scope), indicator):
            named = zip(indicator.columns, count.keys, strict=True)
            groups.setdefault(tuple(OTHER if k in merged.get(c, ()) else k for c, k in named), []).append(count)
        return [replace(merge_counts(indicator, parts), keys=keys) for keys, parts in groups.items()]

    def complements(self, indicator: Indicator, scope: Scope, *, whole: Whole, keys: Sequence[str]) -> list[Count]:
        return []

    def pieces(self, sight: Sight, groups: Sequence[Sequence[str]]) -> list[Mapping[tuple[frozenset[int], Keys], int]]:
        return [{} for _ in groups]

    def residual(self, indicator: Indicator) -> frozenset[str]:
        return frozenset({"anderes_thema", "andere_regeldienste", "ohne_angabe"})


def _measures(value: float, persons: int, households: int | None = None, largest: int = 0) -> tuple[float, ...]:
    return value, persons, persons if households is None else households, largest


def _seen(place: dict[str, str], sight: Sight) -> Iterator[Mapping[str, str] | None]:
    from .conftest import SCOPE

    for view in sight.views:
        yield place if "moment" not in place or day_of(place["moment"], SCOPE) == view.day else None


def protected(kennzahl: str, cells: Cells, *, rule: Rule | None = None) -> dict[str, Count]:
    """Protect a table of that Kennzahl."""
    from .conftest import SCOPE

    chosen = {kennzahl: INDICATORS[kennzahl]}
    done = protect(TableSource(kennzahl, cells), chosen, scope=SCOPE, rule=rule or Rule())
    return {".".join(count.keys): count for count in done.counts[kennzahl]}


def printed(kennzahl: str, cells: Cells, *, threshold: int = THRESHOLD) -> dict[str, float | str]:
    """What readers see: the value, [g], or % where a whole percentage is all that is shown."""
    counts = protected(kennzahl, cells, rule=Rule(threshold))
    return {key: _printed(count) for key, count in counts.items()}


def _printed(count: Count) -> float | str:
    return "%" if count.percent_only else SECRET if count.hidden else count.value


def with_totals(parts: Mapping[tuple[str, str], tuple[int, int]]) -> dict[str, tuple[float, int]]:
    """Add the totals of a two-dimensional table in which nobody is in two cells."""
    cells = {keys: list(measures) for keys, measures in parts.items()}
    for (row, column), (value, persons) in parts.items():
        for keys in ((row, TOTAL), (TOTAL, column), (TOTAL, TOTAL)):
            sums = cells.setdefault(keys, [0, 0])
            sums[0], sums[1] = sums[0] + value, sums[1] + persons
    return {".".join(keys): (value, persons) for keys, (value, persons) in cells.items()}


def lines(keys: Sequence[Keys]) -> Iterator[tuple[list[Keys], Keys]]:
    """Every line of a table: its parts and its total."""
    for total in (key for key in keys if TOTAL in key):
        for axis in (place for place, name in enumerate(total) if name == TOTAL):
            yield [key for key in keys if _in_line(key, total, axis)], total


def _in_line(key: Keys, total: Keys, axis: int) -> bool:
    return key[axis] != TOTAL and all(key[place] == total[place] for place in range(len(key)) if place != axis)
