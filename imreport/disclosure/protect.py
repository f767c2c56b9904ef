"""Protecting: all Kennzahlen of a report at once, together with everything that earlier editions published.

Coarsen, mark what is small, join the tables of a population, hide what others would follow from. Nothing is published
that has no proof; a table for which there is none is left out as a whole.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from imreport.cases import Scope
from imreport.disclosure.allornothing import all_or_nothing, nothing
from imreport.disclosure.coarsening import Coarsening
from imreport.disclosure.counts import Count
from imreport.disclosure.hiding.model import Target
from imreport.disclosure.hiding.suppress import Pattern, suppress
from imreport.disclosure.hiding.withholding import withhold
from imreport.disclosure.joining.editions import Earlier, earlier_tables, essential, touching
from imreport.disclosure.joining.joint import Joint
from imreport.disclosure.joining.linking import Link
from imreport.disclosure.joining.source import Source
from imreport.disclosure.ledger import Edition
from imreport.disclosure.marking import show_what_follows
from imreport.disclosure.rounding import round_count
from imreport.disclosure.rule import Rule
from imreport.indicators import INDICATORS, Indicator, Population

Counts = Mapping[str, Sequence[Count]]


@dataclass(frozen=True)
class Protected:
    """What protection made of the Kennzahlen of a report.

    Attributes:
        counts: Kennzahl → its cells.
        frozen: Kennzahl → the earlier table that is printed again as it was.
        changed: Kennzahl → how many of the numbers that it showed are different in the export as it is now.
        unreachable: Cells for which less stays possible than asked, because the table itself says more.
        known_before: Cells and pieces that earlier editions reveal by themselves.
    """

    counts: Counts
    frozen: Mapping[str, Earlier]
    changed: Mapping[str, int]
    unreachable: tuple[str, ...] = ()
    known_before: tuple[str, ...] = ()


def protect(
    source: Source, indicators: Mapping[str, Indicator], *, scope: Scope, rule: Rule, editions: Iterable[Edition] = ()
) -> Protected:
    """Decide for every cell of every Kennzahl whether it may be published.

    Args:
        source: The numbers.
        indicators: The Kennzahlen of the report, in its order.
        scope: What the report is about.
        rule: What is too small, and how it is protected.
        editions: What was published before.

    Raises:
        DisclosureError: The ledger of published numbers does not fit the export.
    """
    source.count(indicators.values(), scope)
    run = _Run(source, indicators, scope, rule, tuple(editions))
    done = Protected({}, {}, {})
    for population, members in _populations(indicators.values()).items():
        done = _joined(done, run.population(population, members, done=done.counts))
    return replace(
        done,
        counts={key: _printed(done.counts[key], indicators[key], rule=rule, frozen=done.frozen) for key in indicators},
    )


def _printed(counts: Sequence[Count], indicator: Indicator, *, rule: Rule, frozen: Collection[str]) -> list[Count]:
    """Return the cells as they are printed."""
    rounding = rule.is_rounding and indicator.key not in frozen
    return [round_count(count, 10**indicator.decimals) if rounding else count for count in counts]


def _populations(indicators: Iterable[Indicator]) -> dict[Population, list[Indicator]]:
    """Return the Kennzahlen by what they count."""
    found: dict[Population, list[Indicator]] = {}
    for indicator in indicators:
        found.setdefault(indicator.population, []).append(indicator)
    return dict(sorted(found.items(), key=lambda item: _order(item[0], item[1])))


def _order(population: Population, members: Iterable[Indicator]) -> tuple[bool, bool]:
    """Order: what follows others after them, properties after what they belong to."""
    return bool(population.part_of), any(member.follows for member in members)


def _joined(one: Protected, other: Protected) -> Protected:
    return Protected(
        {**one.counts, **other.counts},
        {**one.frozen, **other.frozen},
        {**one.changed, **other.changed},
        (*one.unreachable, *other.unreachable),
        (*one.known_before, *other.known_before),
    )


@dataclass(frozen=True)
class _Run:
    source: Source
    indicators: Mapping[str, Indicator]
    scope: Scope
    rule: Rule
    editions: tuple[Edition, ...]

    def population(self, population: Population, members: Sequence[Indicator], *, done: Counts) -> Protected:
        """Protect the tables of one population: all together, but for those that are published whole or not at all."""
        run, found = replace(self, rule=self.rule.of(population)), Protected({}, {}, {})
        for part in ([m for m in members if not m.whole], *([m] for m in members if m.whole)):
            found = _joined(found, run.tables(part, done={**done, **found.counts})) if part else found
        return found

    def tables(self, members: Sequence[Indicator], *, done: Counts) -> Protected:
        """Protect tables of one population."""
        coarse = Coarsening(self.source, self.scope, self.rule, done)
        counts = {member.key: coarse.counts(member) for member in members}
        earlier = self._earlier(members)
        frozen = {t.table.key: t for t in earlier if t.table.key in counts and self._is_same(t)}
        same, fresh = _as_before(frozen, counts), {key: own for key, own in counts.items() if key not in frozen}
        if members[0].whole:
            secret = {self.indicators[key].population.unit for key, own in done.items() if _has_secret_total(own)}
            own = partial(all_or_nothing, indicator=members[0], rule=self.rule, earlier=earlier, secret=secret)
            return _joined(Protected({key: own(cells) for key, cells in fresh.items()}, {}, {}), same)
        linked = dict.fromkeys([*members, *(table.table.indicator for table in earlier)])
        link = Link(self.source, members[0].population, tuple(linked), self.rule, self.scope, coarse.wholes)
        small = any(_must_hide(count) or count.merged for own in counts.values() for count in own)
        if not fresh or not (earlier or small or any(link.stretches(()))):
            return _joined(Protected(fresh, {}, {}), same)
        return _joined(self._hidden(link, fresh, earlier=earlier), same)

    def _earlier(self, members: Sequence[Indicator]) -> list[Earlier]:
        """Return what earlier editions published of the same units."""
        first = members[0]
        same = [i for i in INDICATORS.values() if i.population == first.population and not i.whole]
        scopes = [essential(self.scope, member) for member in members]
        tables = earlier_tables(self.editions, members if first.whole else same)
        if first.population.weight and first.basis == "flow":  # what a unit weighs depends on the period
            return [table for table in tables if self._is_same(table)]
        return touching(tables, scopes, stock=first.basis == "stock")

    def _is_same(self, earlier: Earlier) -> bool:
        """Whether an earlier table is about exactly this report's scope, and is not to be corrected."""
        if earlier.table.key in self.rule.corrected:
            return False
        return earlier.essential == essential(self.scope, earlier.table.indicator)

    def _hidden(self, link: Link, fresh: Counts, *, earlier: Sequence[Earlier]) -> Protected:
        """Hide what must be hidden; grand totals, and then whole tables, where nothing else helps."""
        stays, gone = not earlier, frozenset[str]()
        while True:
            joint = link.join(fresh, earlier, stays=stays, gone=gone)
            pattern = self._pattern(joint)
            exposed = _given_away(pattern)
            before = set(joint.exposed_before(exposed)) if earlier else set()
            left = [target for target in exposed if target not in before]
            if not left or gone >= fresh.keys():
                break
            stays, gone = False, gone if stays else gone | {_next_gone(fresh, gone, wanted=joint.about(left))}
        shown = {key: _hide(own, key, joint=joint, pattern=pattern) for key, own in fresh.items() if key not in gone}
        return Protected(
            {**shown, **{key: nothing(fresh[key], self.indicators[key]) for key in gone}},
            {},
            {},
            tuple(joint.problem.statements[target.statement].name for target in pattern.unreachable),
            tuple(_readable(joint, target) for target in exposed),
        )

    def _pattern(self, joint: Joint) -> Pattern:
        """Return what must be hidden, or of rounded numbers withheld."""
        if self.rule.is_rounding:
            return withhold(joint.problem, joint.targets)
        return suppress(joint.problem, joint.targets, alone=joint.alone, is_exact=self.rule.is_exact)


def _next_gone(fresh: Counts, gone: Collection[str], *, wanted: Collection[str]) -> str:
    """Return the table to leave out next: the smallest that cannot be protected, else the largest that is left."""
    left = sorted((key for key in fresh if key not in gone), key=lambda key: len(fresh[key]))
    return next((key for key in left if key in wanted), left[-1])


def _as_before(frozen: Mapping[str, Earlier], today: Counts) -> Protected:
    """Return tables that are printed again as they were, and how many of their numbers are different today."""
    return Protected(
        {key: table.counts() for key, table in frozen.items()},
        frozen,
        {key: table.changed(today[key]) for key, table in frozen.items()},
    )


def _given_away(pattern: Pattern) -> list[Target]:
    """Return the targets that every reader can calculate; those of an insider, who knows more, are not among them."""
    return [target for target in pattern.exposed if target.insider is None]


def _has_secret_total(counts: Sequence[Count]) -> bool:
    return any(count.is_total and count.hidden for count in counts)


def _must_hide(count: Count) -> bool:
    return count.small or count.withheld or count.hidden


def _hide(counts: Sequence[Count], key: str, *, joint: Joint, pattern: Pattern) -> list[Count]:
    """Return the cells of a Kennzahl with what the pattern hides; what is withheld stays so."""
    hidden = {keys for sheet, keys in joint.cells(pattern.hidden) if sheet.indicator.key == key and not sheet.edition}
    done = [replace(c, hidden=c.keys in hidden, percent_only=c.percent_only and c.keys not in hidden) for c in counts]
    return show_what_follows(done)


def _readable(joint: Joint, target: Target) -> str:
    """Name what a target is about, as a reader of the report would find it."""
    origin = joint.origins.get(target.statement)
    if origin is None:
        return joint.problem.statements[target.statement].name
    sheet, keys = origin
    return f"„{sheet.indicator.title}“, {', '.join(keys)}"
