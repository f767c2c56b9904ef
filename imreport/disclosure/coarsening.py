"""Coarsening: what a Kennzahl is before tables are joined: small categories merged, what must be hidden marked."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from imreport.cases import Scope
from imreport.disclosure.counts import Count, counts_of
from imreport.disclosure.joining.source import Source
from imreport.disclosure.marking import mark, mark_complements
from imreport.disclosure.mentions import Whole
from imreport.disclosure.recoding import follow, recode, small_categories, with_others
from imreport.disclosure.rounding import rounded
from imreport.disclosure.rule import Rule
from imreport.indicators import Indicator


@dataclass(frozen=True)
class Coarsening:
    """What the tables of a population are before they are joined.

    Attributes:
        source: The numbers.
        scope: What the report is about.
        rule: What is too small.
        done: The Kennzahlen that are protected already.
        wholes: Of Mehrfachnennungen, Kennzahl → what its units are properties of; filled in by ``counts``.
    """

    source: Source
    scope: Scope
    rule: Rule
    done: Mapping[str, Sequence[Count]]
    wholes: dict[str, Whole] = field(default_factory=dict)

    def counts(self, indicator: Indicator) -> list[Count]:
        """Compute a Kennzahl, coarsen it and mark what must be hidden; rounded tables stay as fine as they are."""
        whole = Whole.find(self.source, indicator, scope=self.scope, done=self.done)
        if whole:
            self.wholes[indicator.key] = whole
        residual = self.source.residual(indicator)
        counts = mark(self._coarse(indicator), indicator, rule=self.rule, residual=residual, whole=whole)
        if self.rule.is_rounding:
            counts = _listed(counts, indicator, residual=residual)
            persons = indicator.basis == "stock"
            counts = [replace(c, hidden=self.rule.is_telling(c, persons=persons)) for c in counts]
        elif whole:
            counts = self._with_complements(counts, indicator, whole=whole)
        followed = {count.keys for count in self.done.get(indicator.follows, ()) if count.hidden}
        return [replace(count, small=count.small or (count.keys in followed and count.value > 0)) for count in counts]

    def _coarse(self, indicator: Indicator) -> list[Count]:
        """Return the cells of a Kennzahl with its small categories merged: those of the one it follows, or its own."""
        counts = counts_of(self.source.frame(indicator, self.scope), indicator)
        if self.rule.is_rounding or indicator.whole:
            return counts
        if indicator.follows in self.done:
            return follow(counts, indicator, leader=self.done[indicator.follows])
        merge = partial(self.source.merge, scope=self.scope)
        if len(indicator.dimensions) == 1:
            return recode(counts, indicator, rule=self.rule, merge=merge)
        merged = small_categories(counts, indicator, rule=self.rule, merge=merge)
        if not merged:
            return counts
        found = self.source.folded(indicator, self.scope, merged=merged)
        return with_others(found, counts, merged=[merged.get(column, ()) for column in indicator.columns])

    def _with_complements(self, counts: list[Count], indicator: Indicator, *, whole: Whole) -> list[Count]:
        """Mark topics that nearly every consultation has; only few without it can be too few people."""
        near = whole.near(counts, threshold=self.rule.threshold)
        if not near:
            return counts
        found = self.source.complements(indicator, self.scope, whole=whole, keys=near)
        return mark_complements(counts, {count.keys: count for count in found}, rule=self.rule)


def _listed(counts: Sequence[Count], indicator: Indicator, *, residual: Collection[str]) -> list[Count]:
    """Return the cells without those that round to 0 where only what occurs is listed: a 0 would tell of somebody.

    That is so for nationalities, and for "Ohne Angabe" everywhere.
    """
    complete = all(dimension.complete for dimension in indicator.dimensions)
    always = [complete and not set(count.keys) & set(residual) for count in counts]
    return [c for c, kept in zip(counts, always, strict=True) if kept or c.is_total or rounded(int(c.value))]
