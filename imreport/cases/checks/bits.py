"""Sets of running numbers as strings of bits, one bit for each number: counted and compared without hashing any.

A set says nothing (None) where its numbers lie so far apart that hashing takes less.
"""

from typing import Final, NamedTuple

from imreport.cases.checks.export import Export

LONGEST: Final = 1 << 28
"""Bits of a set, 32 MB."""
SPARSE: Final = 64
"""So many bits for each number, at most."""


class Numbers(NamedTuple):
    """The numbers of some rows: the SQL of the number, and what stands after ``from``."""

    number: str
    rows: str


def repeats(export: Export, numbers: Numbers) -> bool | None:
    """Tell whether any number stands in two rows."""
    bounds = _bounds(export, numbers)
    if bounds is None:
        return None
    [(count, different)] = export.ask(
        f"select count({numbers.number}), coalesce(bit_count({_bits(numbers, bounds)}), 0) from {numbers.rows}"
    )
    return count != different


def lacks(export: Export, asked: Numbers, *, known: Numbers) -> bool | None:
    """Tell whether a number that is asked for is not among the known ones."""
    bounds = _bounds(export, known, asked)
    if bounds is None:
        return None
    [(more,)] = export.ask(
        f"""select coalesce(bit_count(known_ | asked_) > bit_count(known_), asked_ is not null)
        from (select {_bits(known, bounds)} as known_ from {known.rows}),
             (select {_bits(asked, bounds)} as asked_ from {asked.rows})"""
    )
    return bool(more)


def _bits(numbers: Numbers, bounds: tuple[int, int]) -> str:
    return f"bitstring_agg({numbers.number}, {bounds[0]}, {bounds[1]})"


def _bounds(export: Export, *sets: Numbers) -> tuple[int, int] | None:
    """Return the smallest and the largest number, None if they are too far apart."""
    found = [export.ask(f"select min({n}), max({n}), count({n}) from {rows}")[0] for n, rows in sets]
    filled = [(int(str(low)), int(str(high)), int(str(count))) for low, high, count in found if count]
    lows, highs, counts = zip(*filled, strict=True) if filled else ((0,), (0,), (1,))
    wide = max(highs) - min(lows) >= min(LONGEST, SPARSE * sum(counts))
    return None if wide else (min(lows), max(highs))
