"""Random Releases: every Kennzahl with any categories, any numbers, hidden ones and small ones."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from typing import Any

from hypothesis import strategies as st

from imreport.cases import CodeLists, load_code_lists
from imreport.disclosure import HIDDEN, MERGED, PUBLISHED, SECRET, Cell, Hidden, Release, ReleasedTable, Value
from imreport.indicators import INDICATORS, OTHER, TOTAL, Dimension, Indicator
from imreport.parameters import Parameters
from tests.conftest import DATA

from .handmade import RELEASE

CODES: CodeLists = load_code_lists({name: DATA / f"{name}.csv" for name in ("teams", "gemeinden", "verbaende")})
VALUES: tuple[Value, ...] = (HIDDEN, 0, 0, 1, 1, 2, 19, 37, 1234)


@st.composite
def parameters(draw: st.DrawFn) -> Parameters:
    """Any period from one day to some years, with any reference date and cut."""
    start = draw(st.dates(date(2018, 2, 1), date(2020, 12, 31)))
    end = start + timedelta(days=draw(st.sampled_from((0, 27, 28, 30, 364, 365, 1095, 2500))))
    as_of = draw(st.sampled_from((start, end, end + timedelta(days=40))))
    return replace(RELEASE.parameters, von=start, bis=end, stichtag=as_of, zaesur=draw(st.dates(start, end)))


def categories(draw: st.DrawFn, dimension: Dimension, chosen: Parameters) -> dict[str, str]:
    """Key to label of some categories of a dimension."""
    known = dimension.categories(CODES, chosen.scope)
    if dimension.kind == "codes":
        known = draw(st.lists(st.sampled_from(known), min_size=1, max_size=6, unique=True)) if known else []
        known = [key for key in dimension.categories(CODES, chosen.scope) if key in known]
    elif dimension.kind == "half":
        first = draw(st.integers(0, len(known) - 5))
        known = known[first : first + draw(st.integers(1, 5))]
    other = [OTHER] if dimension.foldable and draw(st.booleans()) else []
    labels = {**_labels(dimension, chosen), OTHER: "Andere"}
    return {key: labels[key] for key in (*known, *other)}


def _labels(dimension: Dimension, chosen: Parameters) -> dict[str, str]:
    known = dimension.categories(CODES, chosen.scope)
    return {key: dimension.label(key, CODES, scope=chosen.scope) for key in known}


@st.composite
def releases(draw: st.DrawFn, key: str) -> Release:
    """A Release with one table of a Kennzahl."""
    chosen, indicator = draw(parameters()), INDICATORS[key]
    axes = [categories(draw, dimension, chosen) for dimension in indicator.dimensions]
    with_totals = [_axis(dimension, axis) for dimension, axis in zip(indicator.dimensions, axes, strict=True)]
    cells = tuple(_cell(draw, indicator, keys=pair) for pair in product(*(axis.items() for axis in with_totals)))
    known = tuple({TOTAL: "Gesamt", **_labels(dimension, chosen)} for dimension in indicator.dimensions)
    table = ReleasedTable(key, cells, known)
    return replace(RELEASE, parameters=chosen, tables={key: table})


def _axis(dimension: Dimension, axis: dict[str, str]) -> dict[str, str]:
    return axis if dimension.kind == "moment" else {**axis, TOTAL: "Gesamt"}


def _cell(draw: st.DrawFn, indicator: Indicator, *, keys: Sequence[tuple[str, str]]) -> Cell:
    value: Any = draw(st.sampled_from(VALUES))
    hidden = isinstance(value, Hidden)
    share = (
        HIDDEN
        if hidden
        else draw(st.sampled_from((None, 0, 1, 51, 100)))
        if value
        else draw(st.sampled_from((None, 0)))
    )
    return Cell(
        keys=tuple(key for key, _ in keys),
        labels=tuple(label for _, label in keys),
        value=value if hidden or not indicator.decimals else value + 0.0,
        status=SECRET if hidden else MERGED if any(key == OTHER for key, _ in keys) else PUBLISHED,
        shares={entry.key: share for entry in indicator.shares},
        residual=any(key in (OTHER, "anderes_thema", "andere_regeldienste") for key, _ in keys),
    )
