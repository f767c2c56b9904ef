"""Protecting: all Kennzahlen of a report at once, together with everything that earlier editions published.

Recode, mark what is small, join the tables of a population, hide what others would follow from. Nothing is published
that has no proof; where there is none, the report stops and says at which line.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from imreport.cases import Scope
from imreport.disclosure.counts import Count, counts_of
from imreport.disclosure.hiding.model import Target
from imreport.disclosure.hiding.suppress import Pattern, suppress
from imreport.disclosure.hiding.withholding import withhold
from imreport.disclosure.joining.editions import Earlier, earlier_tables, essential, touching
from imreport.disclosure.joining.joint import Joint
from imreport.disclosure.joining.linking import Link
from imreport.disclosure.joining.source import Source
from imreport.disclosure.ledger import Edition
from imreport.disclosure.marking import mark, mark_complements
from imreport.disclosure.recoding import recode
from imreport.disclosure.rounding import round_count, rounded
from imreport.disclosure.rule import Rule
from imreport.errors import DisclosureError
from imreport.indicators import INDICATORS, TOTAL, Indicator, Population

ALL: Final = "gespraeche"
"""The Kennzahl whose total Mehrfachnennungen are properties of."""
NAMED: Final = 5
"""How many cells a message names."""

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
        DisclosureError: A small cell follows exactly from what must be shown; names it.
    """
    run = _Run(source, scope, rule, tuple(editions))
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
    return dict(sorted(found.items(), key=lambda item: bool(item[0].part_of)))  # properties after what they belong to


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
    scope: Scope
    rule: Rule
    editions: tuple[Edition, ...]

    def population(self, population: Population, members: Sequence[Indicator], *, done: Counts) -> Protected:
        """Protect the tables of one population."""
        whole = _total(done.get(ALL, ())) if population.part_of else None
        counts = {member.key: self._prepared(member, whole=whole, done=done) for member in members}
        related = [indicator for indicator in INDICATORS.values() if indicator.population == population]
        earlier = list(earlier_tables(self.editions, related))
        scopes = [essential(self.scope, member) for member in members]
        earlier = touching(earlier, scopes, stock=members[0].basis == "stock")
        frozen = {t.table.key: t for t in earlier if t.table.key in counts and self._is_same(t)}
        linked = dict.fromkeys([*members, *(table.table.indicator for table in earlier)])
        link = Link(self.source, population, tuple(linked), rule=self.rule, scope=self.scope)
        small = any(_must_hide(count) for own in counts.values() for count in own)
        if not (earlier or small or any(link.stretches(()))):
            return Protected(counts, {}, {})
        fresh = {key: own for key, own in counts.items() if key not in frozen}
        if not fresh:
            return _as_before(frozen, counts)
        joint = link.join(fresh, earlier, whole=whole)
        pattern = self._pattern(joint)
        if not earlier and _given_away(pattern):
            joint = link.join(fresh, earlier, whole=whole, stays=False)
            pattern = self._pattern(joint)
        before = self._exposed(joint, pattern, has_earlier=bool(earlier))
        same = _as_before(frozen, counts)
        return Protected(
            {**{key: _hide(own, key, joint=joint, pattern=pattern) for key, own in fresh.items()}, **same.counts},
            same.frozen,
            same.changed,
            tuple(joint.problem.statements[target.statement].name for target in pattern.unreachable),
            before,
        )

    def _pattern(self, joint: Joint) -> Pattern:
        """Return what must be hidden, or of rounded numbers withheld."""
        if self.rule.is_rounding:
            return withhold(joint.problem, joint.targets)
        return suppress(joint.problem, joint.targets, alone=joint.alone, is_exact=self.rule.is_exact)

    def _prepared(self, indicator: Indicator, *, whole: Count | None, done: Counts) -> list[Count]:
        """Compute a Kennzahl, coarsen it and mark what must be hidden; rounded tables stay as fine as they are."""
        counts = counts_of(self.source.frame(indicator, self.scope), indicator)
        if not self.rule.is_rounding:
            merge = partial(self.source.merge, scope=self.scope)
            counts = recode(counts, indicator, rule=self.rule, merge=merge)
        residual = self.source.residual(indicator)
        counts = mark(counts, indicator, rule=self.rule, residual=residual, whole=whole)
        if self.rule.is_rounding:
            counts = _listed(counts, indicator, residual=residual)
            persons = indicator.basis == "stock"
            counts = [replace(c, hidden=self.rule.is_telling(c, persons=persons)) for c in counts]
        elif whole is not None:
            counts = self._marked_complements(counts, indicator, whole=whole)
        followed = {count.keys for count in done.get(indicator.follows, ()) if count.hidden}
        return [replace(count, small=count.small or count.keys in followed) for count in counts]

    def _marked_complements(self, counts: list[Count], indicator: Indicator, *, whole: Count) -> list[Count]:
        """Mark topics that nearly every consultation has; only few without it can be too few people."""
        most = (self.rule.threshold - 1) * max(whole.largest, 1) * 2
        near = [count.keys[0] for count in counts if TOTAL not in count.keys and 0 < whole.value - count.value <= most]
        known = [key for key in near if key not in {count.keys[0] for count in counts if count.merged}]
        if not known:
            return counts
        complements = self.source.complements(indicator, self.scope, keys=known)
        return mark_complements(counts, complements, rule=self.rule)

    def _is_same(self, earlier: Earlier) -> bool:
        """Whether an earlier table is about exactly this report's scope, and is not to be corrected."""
        if earlier.table.key in self.rule.corrected:
            return False
        return earlier.essential == essential(self.scope, earlier.table.indicator)

    def _exposed(self, joint: Joint, pattern: Pattern, *, has_earlier: bool) -> tuple[str, ...]:
        """Return what earlier editions reveal by themselves.

        Raises:
            DisclosureError: This report would reveal something.
        """
        exposed = _given_away(pattern)
        before = set(joint.exposed_before(exposed)) if has_earlier else set()
        names = [_readable(joint, target) for target in exposed if target not in before]
        if names:
            more = f" und {len(names) - NAMED} weitere" if len(names) > NAMED else ""
            raise DisclosureError(
                f"Diese Zahlen lassen sich nicht schützen: {'; '.join(names[:NAMED])}{more}.",
                "Wählen Sie einen längeren Zeitraum oder statt einer Gemeinde ihr Team, oder nennen Sie die Tabelle in "
                "bericht.toml unter [bericht] ohne.",
            )
        return tuple(_readable(joint, target) for target in exposed)


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


def _listed(counts: Sequence[Count], indicator: Indicator, *, residual: Collection[str]) -> list[Count]:
    """Return the cells without those that round to 0 where only what occurs is listed: a 0 would tell of somebody.

    That is so for nationalities, and for "Ohne Angabe" everywhere.
    """
    complete = all(dimension.complete for dimension in indicator.dimensions)
    always = [complete and not set(count.keys) & set(residual) for count in counts]
    return [c for c, kept in zip(counts, always, strict=True) if kept or c.is_total or rounded(int(c.value))]


def _must_hide(count: Count) -> bool:
    return count.small or count.withheld or count.hidden


def _total(counts: Sequence[Count]) -> Count | None:
    return next((count for count in counts if count.is_total), None)


def _hide(counts: Sequence[Count], key: str, *, joint: Joint, pattern: Pattern) -> list[Count]:
    """Return the cells of a Kennzahl with what the pattern hides; what is withheld stays so."""
    gone = {keys for sheet, keys in joint.cells(pattern.hidden) if sheet.indicator.key == key and not sheet.edition}
    return [replace(c, hidden=c.keys in gone, percent_only=c.percent_only and c.keys not in gone) for c in counts]


def _readable(joint: Joint, target: Target) -> str:
    """Name what a target is about, as a reader of the report would find it."""
    origin = joint.origins.get(target.statement)
    if origin is None:
        return joint.problem.statements[target.statement].name
    sheet, keys = origin
    return f"„{sheet.indicator.title}“, {', '.join(keys)}"
