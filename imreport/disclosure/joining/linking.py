"""Linking: the tables of a population in this report and in earlier editions, over common base cells."""

from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import pairwise

from imreport.cases import Scope
from imreport.disclosure.counts import Count, Keys, by_keys, counts_of
from imreport.disclosure.hiding.model import exactly
from imreport.disclosure.joining.editions import Earlier
from imreport.disclosure.joining.joint import Builder, Joint
from imreport.disclosure.joining.pieces import add_complements, add_pieces
from imreport.disclosure.joining.reconciling import reconcile, with_histories
from imreport.disclosure.joining.sheets import Sheet
from imreport.disclosure.joining.sight import Sight, View, known_categories
from imreport.disclosure.joining.source import Source
from imreport.disclosure.joining.ties import ties
from imreport.disclosure.rule import Rule
from imreport.indicators import Indicator, Population

Tables = Mapping[str, Sequence[Count]]


@dataclass(frozen=True)
class Link:
    """One population of a report.

    Attributes:
        source: The numbers.
        population: What is counted.
        members: Its Kennzahlen.
        rule: What is too small.
        scope: What the report is about.
    """

    source: Source
    population: Population
    members: tuple[Indicator, ...]
    rule: Rule
    scope: Scope

    def stretches(self, earlier: Sequence[Earlier]) -> Iterator[Scope]:
        """Yield stretches that no table prints, but time sections and months, or two time sections, give away.

        They lie between two cuts, and in a month that a cut divides on either side of it.
        """
        kinds, own = {d.kind for member in self.members for d in member.dimensions}, self.scope
        cuts = sorted({own.cut, *(table.scope.cut for table in earlier)}) if "era" in kinds else []
        inside = [cut for cut in cuts if own.start < cut <= own.end]
        pairs = list(pairwise(inside))
        for cut in inside if "month" in kinds else ():
            last = monthrange(cut.year, cut.month)[1]
            pairs += [(cut.replace(day=1), cut), (cut, cut.replace(day=last) + timedelta(1))] if cut.day > 1 else []
        for first, after in pairs:
            yield replace(own, start=max(own.start, first), end=min(own.end, after - timedelta(1)))

    def join(self, counts: Tables, earlier: Sequence[Earlier], *, whole: Count | None, stays: bool = True) -> Joint:
        """Return everything that is known of the population as one problem.

        Args:
            counts: The tables of this report that were not published before.
            earlier: The tables of earlier editions.
            whole: For Mehrfachnennungen, all consultations.
            stays: Whether grand totals are printed whatever happens; beside earlier editions they never are.
        """
        sight, own, old = self._sheets(counts, earlier, apart=False)
        cells = self.source.base(sight)
        if not all(sheet.agrees(cells) for sheet in old):
            sight, own, old = self._sheets(counts, earlier, apart=True)
            cells = with_histories(self.source.base(sight), sight.views)
            needs = [need for sheet in (*own, *old) for need in sheet.needs(cells)]
            cells = reconcile(cells, [*needs, *((terms, exactly(0)) for terms in ties(cells))])
        builder = Builder(cells, self.rule)
        for sheet in own:
            builder.add_sheet(sheet, stays=stays and not old)
        for sheet, table in zip(old, earlier, strict=True):
            builder.add_earlier(sheet, small=self._small(table))
        if old or any(self.stretches(earlier)):
            pieces = self.source.pieces(sight, [_columns(member) for member in self.members])
            persons = {member.key: known for member, known in zip(self.members, pieces, strict=True)}
            add_pieces(builder, sight, sheets=[*own, *old], persons=persons)
        if whole is not None:
            add_complements(builder, own, whole=whole)
        return builder.build()

    def _sheets(
        self, counts: Tables, earlier: Sequence[Earlier], *, apart: bool
    ) -> tuple[Sight, list[Sheet], list[Sheet]]:
        """Return the population as it is seen, and the tables of this report and of earlier editions.

        Args:
            counts: The tables of this report.
            earlier: The tables of earlier editions.
            apart: Whether the export may have changed between editions, so that each saw a population of its own.
        """
        views: dict[View, int] = {}
        own = [
            Sheet(member, 0, self._views(self.scope, 0, views=views), counts[member.key], self.rule.is_rounding)
            for member in self.members if member.key in counts
        ]  # fmt: skip
        old = [
            Sheet(
                t.table.indicator,
                t.edition,
                self._views(t.scope, t.edition * apart, views=views),
                t.counts(),
                t.is_rounded,
            )
            for t in earlier
        ]
        for stretch in self.stretches(earlier):
            self._views(stretch, 0, views=views)
        frames = [(m, counts_of(self.source.frame(m, self.scope), m)) for m in self.members]
        named = [(m, [count.keys for count in raw]) for m, raw in frames]
        named += [(sheet.indicator, [count.keys for count in sheet.counts]) for sheet in (*own, *old)]
        tables = tuple(member.dimensions for member in self.members)
        sight = Sight(self.population, tables, tuple(views), known_categories(named))
        return sight, own, old

    def _views(self, scope: Scope, edition: int, *, views: dict[View, int]) -> dict[str, int]:
        """Return the number of the view of each moment, new ones at the end."""
        kinds = {d.kind for member in self.members for d in member.dimensions}
        if self.members[0].basis == "flow":
            scope = replace(scope, as_of=scope.end, cut=scope.cut if "era" in kinds else scope.end)
        moments = ("beginn", "stichtag") if "moment" in kinds else ("",)
        return {moment: views.setdefault(View(scope, moment, edition), len(views)) for moment in moments}

    def _small(self, table: Earlier) -> frozenset[Keys]:
        """Return the hidden cells of an earlier table that are small in themselves, as far as they can be counted."""
        hidden = [count.keys for count in table.counts() if count.hidden]
        if not hidden:
            return frozenset()
        indicator = table.table.indicator
        again = by_keys(counts_of(self.source.frame(indicator, table.scope), indicator))
        return frozenset(keys for keys in hidden if keys in again and self.rule.is_small(again[keys]))


def _columns(indicator: Indicator) -> list[str]:
    return [dimension.column for dimension in indicator.dimensions if dimension.kind != "moment"]
