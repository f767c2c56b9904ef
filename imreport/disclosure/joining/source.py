"""Where protection gets its numbers from: frames of Kennzahlen, base cells, and the people behind unions of cells."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Protocol

from imreport.cases import CaseTables, Scope
from imreport.disclosure.counts import Count, Keys, counts_of
from imreport.disclosure.joining.base import base_cells
from imreport.disclosure.joining.persons import count_complements, count_folded, count_pieces
from imreport.disclosure.joining.sight import BaseCell, Sight
from imreport.disclosure.mentions import Whole
from imreport.indicators import OTHER, TOTAL, Indicator, count_merged, tabulate

if TYPE_CHECKING:
    import pandas as pd

Pieces = Mapping[tuple[frozenset[int], Keys], int]
"""The views that show a piece, and its categories → distinct persons in it."""


class Source(Protocol):
    """What protection asks for."""

    def count(self, indicators: Iterable[Indicator], scope: Scope) -> None:
        """Count Kennzahlen that will be asked for, side by side."""

    def frame(self, indicator: Indicator, scope: Scope) -> "pd.DataFrame":
        """Return the frame of a Kennzahl as ``tabulate`` gives it."""

    def base(self, sight: Sight) -> list[BaseCell]:
        """Return the base cells of a population."""

    def merge(self, indicator: Indicator, parts: Sequence[Count], *, scope: Scope) -> Count:
        """Count what is behind several categories together."""

    def folded(self, indicator: Indicator, scope: Scope, *, merged: Mapping[str, Sequence[str]]) -> Sequence[Count]:
        """Count a Kennzahl anew with some categories of its columns as one."""

    def complements(self, indicator: Indicator, scope: Scope, *, whole: Whole, keys: Sequence[str]) -> Sequence[Count]:
        """Count, for categories of Mehrfachnennungen, what is without them, along all other dimensions."""

    def pieces(self, sight: Sight, groups: Sequence[Sequence[str]]) -> list[Pieces]:
        """Count the persons in the pieces that the views cut out of a population, by each group of columns."""

    def residual(self, indicator: Indicator) -> frozenset[str]:
        """Return the residual categories of a Kennzahl's code lists."""


@dataclass(frozen=True)
class CaseSource:
    """Answers from the case tables; what was asked before is not counted again."""

    cases: CaseTables
    _frames: "dict[tuple[str, Scope], pd.DataFrame]" = field(default_factory=dict, repr=False, compare=False)

    def count(self, indicators: Iterable[Indicator], scope: Scope) -> None:
        """Count Kennzahlen that will be asked for, side by side: each statement alone keeps one processor busy."""
        fresh = [indicator for indicator in indicators if (indicator.key, scope) not in self._frames]
        frames = self.cases.engine.together(partial(tabulate, one, self.cases, scope=scope) for one in fresh)
        self._frames.update({(one.key, scope): frame for one, frame in zip(fresh, frames, strict=True)})

    def frame(self, indicator: Indicator, scope: Scope) -> "pd.DataFrame":
        """Return the frame of a Kennzahl."""
        key = (indicator.key, scope)
        if key not in self._frames:
            self._frames[key] = tabulate(indicator, self.cases, scope=scope)
        return self._frames[key]

    def base(self, sight: Sight) -> list[BaseCell]:
        """Return the base cells of a population."""
        return base_cells(self.cases, sight)

    def merge(self, indicator: Indicator, parts: Sequence[Count], *, scope: Scope) -> Count:
        """Count what is behind several categories together, each person once."""
        keys = [part.keys[0] for part in parts]
        measures = count_merged(self.cases, scope, indicator=indicator, keys=keys)
        return Count((OTHER,), *measures, merged=True)

    def folded(self, indicator: Indicator, scope: Scope, *, merged: Mapping[str, Sequence[str]]) -> Sequence[Count]:
        """Count a Kennzahl anew with some categories of its columns as one, each person once."""
        counts = counts_of(count_folded(self.cases, scope, indicator=indicator, merged=merged), indicator)
        return counts if indicator.basis == "flow" else [replace(count, largest=0) for count in counts]

    def complements(self, indicator: Indicator, scope: Scope, *, whole: Whole, keys: Sequence[str]) -> Sequence[Count]:
        """Count, for categories of Mehrfachnennungen, what is without them, along all other dimensions."""
        frame = count_complements(self.cases, scope, indicator=indicator, whole=whole, keys=keys)
        return counts_of(frame, indicator)

    def pieces(self, sight: Sight, groups: Sequence[Sequence[str]]) -> list[Pieces]:
        """Count the persons in the pieces that the views cut out of a population, by each group of columns."""
        frame = count_pieces(self.cases, sight, groups=groups)
        return [dict(_pieces(frame, sight, by=group)) for group in groups]

    def residual(self, indicator: Indicator) -> frozenset[str]:
        """Return the residual categories of a Kennzahl's code lists."""
        lists = [self.cases.codes[d.codes] for d in indicator.dimensions if d.kind == "codes"]
        return frozenset(code.key for codes in lists for code in codes if code.sort)


def _pieces(
    frame: "pd.DataFrame", sight: Sight, *, by: Sequence[str]
) -> Iterator[tuple[tuple[frozenset[int], Keys], int]]:
    """Yield the rows that tell only these columns apart."""
    others = [column for column in sight.columns if column not in by]
    views = range(len(sight.views))
    for row in frame.to_dict("records"):
        if all(row[column] == TOTAL for column in others):
            shown = frozenset(n for n in views if row[f"in_{n}"] == 1)
            yield (shown, tuple(str(row[column]) for column in by)), int(row["persons"])
