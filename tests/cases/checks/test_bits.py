"""Sets of numbers as bits say the same as hashing, or nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imreport.cases.checks import Export, bits
from tests.cases.checks.asking import engine
from tests.exports import codes

NUMBERS = st.lists(st.none() | st.integers(0, 300), max_size=12)


def numbers(texts: list[int | None]) -> bits.Numbers:
    inside = ", ".join("null" if number is None else str(number) for number in texts)
    return bits.Numbers("n", f"(select unnest([{inside}]::bigint[]) as n)")


@given(held=NUMBERS)
def test_a_number_stands_twice(held: list[int | None]) -> None:
    filled = [number for number in held if number is not None]
    found = bits.repeats(Export(engine(), (), codes()), numbers(held))
    wide = filled and max(filled) - min(filled) >= bits.SPARSE * len(filled)
    assert found is (None if wide else len(filled) > len(set(filled)))


@given(known=NUMBERS, asked=NUMBERS)
def test_a_number_is_not_known(known: list[int | None], asked: list[int | None]) -> None:
    found = bits.lacks(Export(engine(), (), codes()), numbers(asked), known=numbers(known))
    if found is not None:
        assert found is bool(set(asked) - {None} - set(known))


@pytest.mark.parametrize(("largest", "found"), [(63 * 3, False), (64 * 3 + 1, None)])
def test_numbers_far_apart_say_nothing(largest: int, found: bool | None) -> None:
    assert bits.repeats(Export(engine(), (), codes()), numbers([0, 1, largest])) is found
