"""Counts: the cells of one Kennzahl before publication, with the people behind them; they never leave this stage."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from imreport.indicators import TOTAL, Indicator

if TYPE_CHECKING:
    import pandas as pd

Keys = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """One cell: its categories, its value, the people behind it, and what became of it.

    Attributes:
        keys: Its category along each dimension.
        value: The number.
        persons: Distinct persons behind it.
        households: Distinct households behind it.
        largest: The events of the person who has the most; 0 where persons are counted.
        small: Whether it must be hidden for what it is, not for the sake of others.
        withheld: Whether it is hidden with its whole line, zeros too, because the line tells of everybody in it.
        hidden: Whether it is not published.
        merged: Whether it stands for several small categories.
        percent_only: Whether only its whole percentage is published.
        percent: The whole percentage that an earlier edition published in place of the count.
    """

    keys: Keys
    value: float
    persons: int
    households: int = 0
    largest: int = 0
    small: bool = False
    withheld: bool = False
    hidden: bool = False
    merged: bool = False
    percent_only: bool = False
    percent: int | None = None

    @property
    def is_total(self) -> bool:
        """Whether it is the total over all dimensions."""
        return set(self.keys) == {TOTAL}


def counts_of(frame: "pd.DataFrame", indicator: Indicator) -> list[Count]:
    """Return the cells of a frame as ``tabulate`` gives it, in its order."""
    columns = [*indicator.columns, "value", "persons", "households", "largest"]
    width = len(indicator.columns)
    return [Count(tuple(row[:width]), *row[width:]) for row in frame[columns].itertuples(index=False)]


def lines(counts: Mapping[Keys, Count], axis: int) -> Iterator[tuple[list[Count], Count]]:
    """Yield every line along an axis: its parts, and their total."""
    for keys, total in counts.items():
        if keys[axis] == TOTAL:
            parts = [count for other, count in counts.items() if _is_part(other, keys, axis=axis)]
            yield parts, total


def _is_part(keys: Keys, total: Keys, *, axis: int) -> bool:
    rest = [place for place in range(len(keys)) if place != axis]
    return keys[axis] != TOTAL and all(keys[place] == total[place] for place in rest)


def by_keys(counts: Sequence[Count]) -> dict[Keys, Count]:
    """Return categories → cell."""
    return {count.keys: count for count in counts}
