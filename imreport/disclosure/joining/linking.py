"""Linking: the tables of a population in this report and in earlier editions, over common base cells."""

from calendar import monthrange
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial
from itertools import pairwise

from imreport.cases import Scope
from imreport.disclosure.counts import Count, Keys, by_keys, counts_of
from imreport.disclosure.hiding.model import exactly
from imreport.disclosure.joining.editions import Earlier
from imreport.disclosure.joining.joint import Builder, Joint
from imreport.disclosure.joining.pieces import add_complements, add_pieces
from imreport.disclosure.joining.reconciling import reconcile, with_histories
from imreport.disclosure.joining.sheets import Sheet
from imreport.disclosure.joining.sight import NOW, Sight, View, day_of, known_categories
from imreport.disclosure.joining.source import Source
from imreport.disclosure.joining.ties import ties
from imreport.disclosure.joining.wholes import wholes
from imreport.disclosure.mentions import Whole
from imreport.disclosure.rule import Rule
from imreport.indicators import OTHER, Indicator, Population

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
        wholes: Of Mehrfachnennungen, Kennzahl → what its units are properties of.
    """

    source: Source
    population: Population
    members: tuple[Indicator, ...]
    rule: Rule
    scope: Scope
    wholes: Mapping[str, Whole] = field(default_factory=dict)

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

    def join(self, counts: Tables, earlier: Sequence[Earlier], *, stays: bool, gone: Collection[str] = ()) -> Joint:
        """Return everything that is known of the population as one problem.

        Args:
            counts: The tables of this report that were not published before.
            earlier: The tables of earlier editions.
            stays: Whether grand totals are printed whatever happens; beside earlier editions they never are.
            gone: Kennzahlen of this report of which nothing is printed at all.
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
            if sheet.indicator.key in gone:
                builder.add_withheld(sheet)
            else:
                builder.add_sheet(sheet, stays=stays and not old)
            builder.add_withheld(self._merged(sheet, self.scope))
        for sheet, table in zip(old, earlier, strict=True):
            builder.add_earlier(sheet, small=self._small(table))
            builder.add_withheld(self._merged(sheet, table.scope))
        if old or any(self.stretches(earlier)):
            pieces = self.source.pieces(sight, [_columns(member) for member in self.members])
            persons = {member.key: known for member, known in zip(self.members, pieces, strict=True)}
            add_pieces(builder, sight, sheets=[*own, *old], persons=persons)
        add_complements(builder, [sheet for sheet in own if sheet.indicator.key not in gone], wholes=self.wholes)
        return builder.build(wholes(cells, sight))

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
        now, rounding = partial(self._views, scope=self.scope, edition=0, views=views), self.rule.is_rounding
        own = [Sheet(m, 0, now(m), counts[m.key], rounding) for m in self.members if m.key in counts]
        old = [
            Sheet(
                t.table.indicator,
                t.edition,
                self._views(t.table.indicator, t.scope, edition=t.edition * apart, views=views),
                t.counts(),
                t.is_rounded,
            )
            for t in earlier
        ]
        for stretch in self.stretches(earlier):
            views.setdefault(View(self._seen(stretch)), len(views))
        frames = [(m, counts_of(self.source.frame(m, self.scope), m)) for m in self.members]
        named = [(m, [count.keys for count in raw]) for m, raw in frames]
        named += [(sheet.indicator, [count.keys for count in sheet.counts]) for sheet in (*own, *old)]
        tables = tuple(member.dimensions for member in self.members)
        sight = Sight(self.population, tables, tuple(views), known_categories(named))
        return sight, own, old

    def _merged(self, sheet: Sheet, scope: Scope) -> Sheet:
        """Return the categories that stand in the "Andere" of a table with one dimension, the small ones marked.

        They must not follow from tables of coarser categories: an association minus its other communes.
        """
        indicator, listed = sheet.indicator, {count.keys for count in sheet.counts}
        is_merged = len(indicator.dimensions) == 1 and (OTHER,) in listed
        raw = counts_of(self.source.frame(indicator, scope), indicator) if is_merged else []
        own = [replace(c, small=self.rule.is_small(c)) for c in raw if c.keys not in listed]
        return replace(sheet, counts=own)

    def _views(self, member: Indicator, scope: Scope, *, edition: int, views: dict[View, int]) -> dict[str, int]:
        """Return the number of the view of each moment, new ones at the end."""
        moments = next((d.categories({}, scope) for d in member.dimensions if d.kind == "moment"), [self._now])
        own = {moment: View(self._seen(scope, moment), self._now, edition) for moment in moments}
        return {moment: views.setdefault(view, len(views)) for moment, view in own.items()}

    @property
    def _now(self) -> str:
        """The moment that the view of posts calls the day on which they are counted; others have none."""
        return NOW if self.population.view == "posts" else ""

    def _seen(self, scope: Scope, moment: str = "") -> Scope:
        """Return a scope with everything set to one day that no table of the population depends on."""
        if self.members[0].basis == "stock":
            day = day_of(moment, scope)
            return replace(scope, start=day, end=day, as_of=day, cut=day)
        kinds = {d.kind for member in self.members for d in member.dimensions}
        return replace(scope, as_of=scope.end, cut=scope.cut if "era" in kinds else scope.end)

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
