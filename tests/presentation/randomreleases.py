"""Releases by chance: every Kennzahl with any published, hidden, zero, small or large number in any cell.

Nothing has to add up in them; whatever a passage says of a Kennzahl must be a whole sentence all the same.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from random import Random

from imreport.cases import CodeLists
from imreport.chapters import CHAPTERS
from imreport.disclosure import HIDDEN, PUBLISHED, SECRET, Cell, Comparison, Hidden, Release, ReleasedTable, Value
from imreport.indicators import INDICATORS, TOTAL, Indicator
from imreport.parameters import Parameters
from imreport.presentation.wording import SMALLEST_BASE

NUMBERS = [0, 0, 1, 1, 2, 5, 19, 20, 120, 1500]
SHARES: list[Value | None] = [None, HIDDEN, 0, 1, 2, 40, 51, 100]
COMPARED = ("gespraeche", "staatsangehoerigkeit")
RESIDUAL = {"anderes_thema", "andere_regeldienste"}


def random_release(chance: Random, base: Release, *, codes: CodeLists) -> Release:
    """A Release like ``base``, with other days, other numbers, and some Kennzahlen and chapters left out."""
    start = date(2018, 1, 1) + timedelta(chance.randrange(1500))
    end = start + timedelta(chance.choice([0, 30, 364, 900]))
    as_of = chance.choice([end, end, start - timedelta(100), end + timedelta(100)])
    parameters = Parameters(start, end, as_of, date(2020, 3, 1))
    left_out = {key: "der Grund" for key in CHAPTERS if chance.random() < 0.1}
    lost = [key for key, entry in INDICATORS.items() if entry.chapter in left_out]
    chosen = {key: entry for key, entry in INDICATORS.items() if key not in lost}
    hidden = chance.choice([0, 0, 0.2, 1])
    tables = {
        key: _table(entry, parameters, chance=chance, codes=codes, hidden=hidden) for key, entry in chosen.items()
    }
    before = {
        key: _table(chosen[key], parameters, chance=chance, codes=codes, hidden=hidden)
        for key in COMPARED
        if key in chosen
    }
    compared = Comparison("davor", parameters, before, same_length=chance.random() < 0.5)
    return replace(
        base,
        parameters=parameters,
        tables=tables,
        omitted=dict.fromkeys(lost, "der Grund"),
        left_out=left_out,
        chapters=tuple(key for key in CHAPTERS if key not in left_out),
        method=chance.choice(["sperren", "runden5"]),
        comparison=chance.choice([None, compared]),
    )


def _table(
    entry: Indicator, parameters: Parameters, *, chance: Random, codes: CodeLists, hidden: float
) -> ReleasedTable:
    axes = tuple(_labels(entry, axis, codes=codes, parameters=parameters) for axis in range(len(entry.dimensions)))
    numbers = NUMBERS[: chance.choice([1, 2, 5, len(NUMBERS)])]
    bases = [number for number in numbers if number >= SMALLEST_BASE]
    cells = []
    for keys in product(*axes):
        value = HIDDEN if chance.random() < hidden else chance.choice(bases if bases and TOTAL in keys else numbers)
        cells.append(_cell(entry, keys, value=value, shares=SHARES if bases else [None], chance=chance))
    named = (
        replace(cell, labels=tuple(axis[key] for axis, key in zip(axes, cell.keys, strict=True))) for cell in cells
    )
    return ReleasedTable(entry.key, tuple(named), axes)


def _labels(entry: Indicator, axis: int, *, codes: CodeLists, parameters: Parameters) -> Mapping[str, str]:
    """The categories of a dimension with their labels, the total where there is one."""
    dimension, scope = entry.dimensions[axis], parameters.scope
    keys = dimension.categories(codes, scope)
    known = [*keys, *([TOTAL] if dimension.kind != "moment" and TOTAL not in keys else [])]
    return {key: dimension.label(key, codes, scope=scope) for key in known}


def _cell(entry: Indicator, keys: tuple[str, ...], *, value: Value, shares: list[Value | None], chance: Random) -> Cell:
    secret = isinstance(value, Hidden)
    given = {share.key: HIDDEN if secret else chance.choice(shares) for share in entry.shares}
    return Cell(keys, keys, value, SECRET if secret else PUBLISHED, given, bool(RESIDUAL & set(keys)))
