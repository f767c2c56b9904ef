"""Hand-made tables, and what the rule makes of them."""

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from imreport.disclosure.rules import Count, protect
from imreport.indicators import INDICATORS, TOTAL

Keys = tuple[str, ...]
Cells = Mapping[str, tuple[float, int]]
"""Categories, joined by a point, to the value and the persons behind it."""

THRESHOLD = 5
SECRET = "[g]"


def protected(kennzahl: str, cells: Cells, *, threshold: int = THRESHOLD) -> dict[str, Count]:
    """Apply the rule to a table of that Kennzahl."""
    indicator = INDICATORS[kennzahl]
    rows = [(*keys.split("."), value, persons, persons, 1) for keys, (value, persons) in cells.items()]
    frame = pd.DataFrame(rows, columns=[*indicator.columns, "value", "persons", "households", "largest"])
    done = protect({kennzahl: frame}, {kennzahl: indicator}, threshold=threshold)
    return {".".join(count.keys): count for count in done[kennzahl]}


def printed(kennzahl: str, cells: Cells, *, threshold: int = THRESHOLD) -> dict[str, float | str]:
    """What readers see: the value, [g], or % where a whole percentage is all that is shown."""
    counts = protected(kennzahl, cells, threshold=threshold)
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
