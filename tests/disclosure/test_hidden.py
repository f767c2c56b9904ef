"""The hidden value prints [g] and refuses everything that could reveal it."""

import operator
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from imreport.disclosure import HIDDEN, Cell
from imreport.errors import DisclosureError, HiddenValueError

TWO_SIDED = [
    operator.add, operator.sub, operator.mul, operator.truediv, operator.floordiv, operator.mod, operator.pow,
    operator.lt, operator.le, operator.gt, operator.ge, operator.eq, operator.ne,
]  # fmt: skip
ONE_SIDED = [bool, int, float, abs, operator.neg, operator.pos, operator.index, complex]
TABLES: dict[str, Callable[[pd.DataFrame], Any]] = {
    "sort_values": lambda frame: frame.sort_values("wert"),
    "rank": lambda frame: frame["wert"].rank(),
    "sum": lambda frame: frame["wert"].sum(),
    "max": lambda frame: frame["wert"].max(),
    "add": lambda frame: frame["wert"] + 1,
    "query": lambda frame: frame.query("wert > 2"),
    "astype": lambda frame: frame["wert"].astype(int),
    "groupby": lambda frame: frame.groupby("wert").size(),
}


@pytest.mark.parametrize("operation", TWO_SIDED)
@pytest.mark.parametrize("other", [0, 3, 2.5, HIDDEN])
def test_nothing_is_calculated_or_compared(operation: Callable[[Any, Any], Any], other: Any) -> None:
    with pytest.raises(HiddenValueError, match="geheim gehalten"):
        operation(HIDDEN, other)
    with pytest.raises(HiddenValueError, match="geheim gehalten"):
        operation(other, HIDDEN)


@pytest.mark.parametrize("operation", ONE_SIDED)
def test_nothing_is_converted(operation: Callable[[Any], Any]) -> None:
    with pytest.raises(HiddenValueError):
        operation(HIDDEN)


@pytest.mark.parametrize("values", [[HIDDEN, 1], [1, HIDDEN], [HIDDEN, HIDDEN]])
def test_nothing_is_sorted(values: list[Any]) -> None:
    with pytest.raises(HiddenValueError):
        sorted(values)


def test_it_is_no_condition() -> None:
    with pytest.raises(HiddenValueError):
        print("sichtbar" if HIDDEN else "")  # noqa: T201


def test_nothing_is_looked_up() -> None:
    with pytest.raises(HiddenValueError):
        assert HIDDEN in [3]


@pytest.mark.parametrize("name", TABLES)
def test_pandas_raises_as_well(name: str) -> None:
    frame = pd.DataFrame({"wert": pd.Series([3, HIDDEN, 1], dtype="object")})
    with pytest.raises(HiddenValueError):
        TABLES[name](frame)


@pytest.mark.parametrize("text", [str(HIDDEN), repr(HIDDEN), f"{HIDDEN}", pd.Series([HIDDEN]).to_string(index=False)])
def test_it_prints_its_sign(text: str) -> None:
    assert text == "[g]"


def test_the_error_says_what_to_do() -> None:
    with pytest.raises(HiddenValueError) as caught:
        HIDDEN + 1
    assert "ist_geheim" in caught.value.hint
    assert isinstance(caught.value, DisclosureError)
    assert caught.value.exit_code == 6


def test_cells_with_it_can_be_compared() -> None:
    cell = Cell(("divers",), ("divers",), HIDDEN, "geheim", {"anteil": HIDDEN})
    assert cell == Cell(("divers",), ("divers",), HIDDEN, "geheim", {"anteil": HIDDEN})
    assert (cell.number, cell.is_hidden) == (None, True)
