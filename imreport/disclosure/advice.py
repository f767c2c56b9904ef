"""Advice to the editor: what protection cost this report, and which coarser report would cost less.

None of this is published; it says which cells are hidden, never what they hold.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from imreport.cases import CodeLists, Scope
from imreport.disclosure.counts import Count
from imreport.disclosure.joining.editions import earlier_tables
from imreport.disclosure.joining.source import Source
from imreport.disclosure.ledger import Edition
from imreport.disclosure.protect import Protected, protect
from imreport.disclosure.rule import Rule
from imreport.errors import DisclosureError
from imreport.german import day, number
from imreport.indicators import TOTAL, Indicator

NAMED: Final = 10
"""How many cells a list names."""
TRIED: Final = 3
"""How many tables are left out one by one to see what that would save."""


@dataclass(frozen=True)
class Plan:
    """What a report was asked for.

    Attributes:
        source: The numbers.
        indicators: Its Kennzahlen.
        scope: What it is about.
        rule: What is too small.
        codes: The code lists, for areas above a commune.
        editions: What was published before.
    """

    source: Source
    indicators: Mapping[str, Indicator]
    scope: Scope
    rule: Rule
    codes: CodeLists
    editions: tuple[Edition, ...] = ()

    def protect(self) -> Protected:
        """Protect its Kennzahlen.

        Raises:
            DisclosureError: A small cell follows exactly from what must be shown.
        """
        return protect(self.source, self.indicators, scope=self.scope, rule=self.rule, editions=self.editions)


def advise(plan: Plan, done: Protected) -> list[str]:
    """Return the editor's summary, German, a line each: what is hidden, where it costs most, what would be cheaper."""
    return [
        _overall(done),
        *_persons(plan, done),
        "",
        *(_table(plan.indicators[key], counts) for key, counts in done.counts.items() if key not in done.frozen),
        *_dearest(plan, done),
        *_cheaper(plan, done),
        *_frozen(plan, done),
        *_listed(
            "Seit einem früheren Stichtag um weniger als die Schwelle verändert, bitte ansehen",
            _nearly_equal(plan, done),
        ),
        *_listed(
            "Für diese Werte bleibt weniger offen als gewünscht, weil die Tabelle selbst mehr verrät", done.unreachable
        ),
        *_listed("Diese Werte ergeben sich schon aus früheren Veröffentlichungen", done.known_before),
    ]


def _overall(done: Protected) -> str:
    cells = [count for counts in done.counts.values() for count in counts]
    hidden = [count for count in cells if count.hidden]
    percent, small = sum(count.percent_only for count in cells), sum(count.small for count in hidden)
    shown = len(cells) - len(hidden) - percent
    parts = [f"{number(small)} für sich zu klein, {number(len(hidden) - small)} zum Schutz anderer"]
    parts += [f"{number(percent)} Werte nur als ganze Prozent"] if percent else []
    return f"{number(shown)} Werte gezeigt, {number(len(hidden))} geheim: {'; '.join(parts)}."


def _persons(plan: Plan, done: Protected) -> Iterator[str]:
    """Yield, per stock of persons, how many stand behind hidden values."""
    for key, counts in done.counts.items():
        indicator = plan.indicators[key]
        total = next((count.persons for count in counts if count.is_total), 0)
        if indicator.basis == "stock" and total:
            behind = sum(count.persons for count in counts if count.hidden and TOTAL not in count.keys)
            percent = round(100 * behind / total)
            of_all = f"{number(behind)} von {number(total)} Personen ({percent} %)"
            yield f"{indicator.title}: Hinter geheimen Werten stehen {of_all}."


def _table(indicator: Indicator, counts: Sequence[Count]) -> str:
    hidden = [count for count in counts if count.hidden]
    percent, small = sum(count.percent_only for count in counts), sum(count.small for count in hidden)
    parts = [f"gezeigt {len(counts) - len(hidden) - percent}, geheim {len(hidden)}"]
    parts += [f"davon für sich zu klein {small}"] if hidden else []
    parts += ["damit die ganze Tabelle"] if len(hidden) == len(counts) else []
    parts += ["kleine Ausprägungen zusammengefasst"] if any(count.merged for count in counts) else []
    parts += [f"nur in ganzen Prozent {percent}"] if percent else []
    return f"{indicator.title}: {', '.join(parts)}"


def _partners(done: Protected) -> dict[str, int]:
    """Return Kennzahl → number of cells hidden for the sake of others."""
    own = {key: counts for key, counts in done.counts.items() if key not in done.frozen}
    return {key: sum(count.hidden and not count.small for count in counts) for key, counts in own.items()}


def _dearest(plan: Plan, done: Protected) -> Iterator[str]:
    partners = _partners(done)
    dearest = max(partners, key=lambda key: partners[key], default="")
    if dearest and partners[dearest]:
        title = plan.indicators[dearest].title
        yield f"\nAm teuersten ist „{title}“: {partners[dearest]} Werte sind nur zum Schutz anderer geheim."


def _cheaper(plan: Plan, done: Protected) -> Iterator[str]:
    """Yield coarser reports that hide fewer values, the best first; only asked where others had to be hidden."""
    found = sorted(
        (hidden - now, words)
        for words, now, other in _variants(plan, done)
        if (hidden := _count(other)) is not None and hidden < now
    )
    yield from (f"Gröber, aber {-saved} geheime Werte weniger: {words}." for saved, words in found)


def _variants(plan: Plan, done: Protected) -> Iterator[tuple[str, int, Plan]]:
    """Yield coarser plans and how much is hidden now: without a table that hides something, or for the area above."""
    partners = _partners(done)
    hidden = {key: sum(count.hidden for count in counts) for key, counts in done.counts.items()}
    dearest = sorted((key for key in partners if partners[key]), key=lambda key: -partners[key])
    for key in dearest[:TRIED]:
        own = plan.indicators[key]
        same = {other: i for other, i in plan.indicators.items() if i.population == own.population and other != key}
        if same:
            now = hidden[key] + sum(hidden[other] for other in same)
            yield f'ohne die Tabelle „{own.title}“ ([bericht] ohne = ["{key}"])', now, replace(plan, indicators=same)
    commune = plan.scope.commune
    parent = next((code.parent for code in plan.codes.get("gemeinden", ()) if code.key == commune), "")
    if parent and any(partners.values()):
        area = f"statt der Gemeinde das Gebiet „{plan.codes['teams'].label(parent)}“"
        yield area, sum(hidden.values()), replace(plan, scope=replace(plan.scope, commune=None, team=parent))


def _count(plan: Plan) -> int | None:
    """Return how many values a plan would hide; None where it cannot be protected."""
    try:
        done = replace(plan, rule=replace(plan.rule, is_exact=False)).protect()
    except DisclosureError:
        return None
    return sum(count.hidden for counts in done.counts.values() for count in counts)


def _frozen(plan: Plan, done: Protected) -> Iterator[str]:
    """Yield the tables that are printed again as they were, and how much the export has changed since."""
    for key, earlier in done.frozen.items():
        changed, dated = done.changed[key], day(date.fromisoformat(earlier.dated))
        more = f"; heute wären {number(changed)} der gezeigten Werte anders" if changed else ""
        title = plan.indicators[key].title
        yield f"„{title}“ steht wie im Bericht vom {dated} (Veröffentlichung {earlier.edition}){more}."


def _nearly_equal(plan: Plan, done: Protected) -> list[str]:
    """Return the stocks that changed by few persons since an earlier reference date in the same area.

    A net change is no group of people, so it is not protected; a reader may still draw conclusions from it.
    """
    stocks = [indicator for indicator in plan.indicators.values() if indicator.basis == "stock"]
    return [
        f"{table.table.indicator.title}, {', '.join(count.keys)}: Stichtag {day(table.scope.as_of)}"
        for table in earlier_tables(plan.editions, stocks)
        if _area(table.scope) == _area(plan.scope)
        for count in done.counts[table.table.key]
        if not count.hidden and 0 < abs(count.value - table.shown(count.keys)) < plan.rule.threshold
    ]


def _area(scope: Scope) -> tuple[str | None, ...]:
    return scope.team, scope.association, scope.commune


def _listed(words: str, names: Sequence[str]) -> Iterator[str]:
    if names:
        more = [f"… und {len(names) - NAMED} weitere"] if len(names) > NAMED else []
        yield f"\n{words}:"
        yield from (f"- {name}" for name in (*names[:NAMED], *more))
