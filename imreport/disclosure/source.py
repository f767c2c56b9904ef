"""Where protection gets its numbers from: frames of Kennzahlen, base cells, and the people behind unions of cells."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from imreport.cases import CaseTables, Scope
from imreport.disclosure.base import BaseCell, Sight, base_cells, small_pieces
from imreport.disclosure.counts import Count, Keys
from imreport.indicators import OTHER, Indicator, count_complements, count_merged, tabulate

if TYPE_CHECKING:
    import pandas as pd

Pieces = Mapping[tuple[frozenset[int], Keys], int]
"""The views that show a piece, and its categories → distinct persons in it."""


class Source(Protocol):
    """What protection asks for."""

    def frame(self, indicator: Indicator, scope: Scope) -> "pd.DataFrame":
        """Return the frame of a Kennzahl as ``tabulate`` gives it."""

    def base(self, sight: Sight) -> list[BaseCell]:
        """Return the base cells of a population."""

    def merge(self, indicator: Indicator, parts: Sequence[Count], *, scope: Scope) -> Count:
        """Count what is behind several categories together."""

    def complements(self, indicator: Indicator, scope: Scope, *, keys: Sequence[str]) -> Mapping[str, Count]:
        """Count, for categories of Mehrfachnennungen, what is without them."""

    def pieces(self, sight: Sight, by: Sequence[str]) -> Pieces:
        """Count the persons in the pieces that the views cut out of a population."""

    def residual(self, indicator: Indicator) -> frozenset[str]:
        """Return the residual categories of a Kennzahl's code lists."""


@dataclass(frozen=True)
class CaseSource:
    """Answers from the case tables; what was asked before is not counted again."""

    cases: CaseTables
    _frames: "dict[tuple[str, Scope], pd.DataFrame]" = field(default_factory=dict, repr=False, compare=False)

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

    def complements(self, indicator: Indicator, scope: Scope, *, keys: Sequence[str]) -> Mapping[str, Count]:
        """Count what is without a category."""
        frame = count_complements(self.cases, scope, indicator=indicator, keys=keys)
        return {row[0]: Count((row[0],), *row[1:]) for row in frame.itertuples(index=False)}

    def pieces(self, sight: Sight, by: Sequence[str]) -> Pieces:
        """Count the persons in the pieces that the views cut out of a population."""
        return dict(_pieces(small_pieces(self.cases, sight, by=by), len(by)))

    def residual(self, indicator: Indicator) -> frozenset[str]:
        """Return the residual categories of a Kennzahl's code lists."""
        lists = [self.cases.codes[d.codes] for d in indicator.dimensions if d.kind == "codes"]
        return frozenset(code.key for codes in lists for code in codes if code.sort)


def _pieces(frame: "pd.DataFrame", width: int) -> Iterator[tuple[tuple[frozenset[int], Keys], int]]:
    for views, *rest in frame.itertuples(index=False):
        yield (frozenset(int(view) for view in views.split(",")), tuple(rest[:width])), int(rest[width + 1])
