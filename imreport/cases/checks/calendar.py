"""Rules about how consultations spread over the calendar: weekends, single days, months, sources."""

from collections import Counter
from collections.abc import Collection, Iterator
from datetime import date, timedelta
from typing import Final

from imreport.cases.checks.export import Export
from imreport.cases.checks.registry import Fault, rule
from imreport.cases.findings import Severity
from imreport.cases.schema import Column, tables
from imreport.german import day, listing, month, number, percent

TALKS: Final = tables()["consultations"]
DAY: Final[Column] = TALKS.columns[1]
NAMED: Final = 6
"""How many months a sentence names."""


def _days(export: Export) -> Counter[date]:
    """Count the consultations of each day in the period; none if there are too few to judge."""
    sql = f"""select consulted_on, count(*) from case_consultations
        where {export.within("consulted_on")} group by consulted_on order by consulted_on"""
    days = Counter({on: int(str(count)) for on, count in export.ask(sql) if isinstance(on, date)})
    return days if days.total() >= export.limit("mindestzahl") else Counter()


def _months(export: Export) -> Counter[date]:
    months: Counter[date] = Counter()
    for on, count in _days(export).items():
        months[on.replace(day=1)] += count
    return months


def _workdays(days: Collection[date]) -> int:
    """Count Monday to Friday from the first to the last of some days."""
    first, last = (min(days), max(days)) if days else (date.min, date.min)
    return sum((first + timedelta(more)).isoweekday() <= 5 for more in range((last - first).days + 1))


def _next(first: date) -> date:
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


@rule(
    "wochenende_haeufig",
    Severity.HINT,
    what="Nur wenige Gespräche liegen an einem Samstag oder Sonntag.",
    advice="Prüfen, ob Tag und Monat vertauscht sind oder der Tag der Eingabe gespeichert wurde.",
    limits=("mindestzahl", "wochenende_prozent"),
)
def many_on_weekends(export: Export) -> Iterator[Fault]:
    """Offices work on weekdays: many Saturdays and Sundays mean that the dates are others than those of the talks."""
    days, most = _days(export), export.limit("wochenende_prozent")
    share = 100 * sum(count for on, count in days.items() if on.isoweekday() > 5) / (days.total() or 1)
    if share > most:
        text = f"{percent(share)} der Gespräche liegen an einem Samstag oder Sonntag"
        yield Fault(TALKS, f"{text}, üblich sind höchstens {percent(most)}.", DAY)


@rule(
    "tag_haeufig",
    Severity.WARNING,
    what="Kein einzelner Tag hat auffallend viele Gespräche.",
    advice="Prüfen, ob der Tag eine Vorgabe des Eingabefelds oder der Tag einer Datenübernahme ist.",
    limits=("mindestzahl", "tag_prozent", "tag_faktor"),
)
def many_on_one_day(export: Export) -> Iterator[Fault]:
    """No day stands out: one with a great share of all is a default value or the day of a data transfer.

    In a short period each workday has a great share, so that a day must also have many times more than the others.
    """
    days = _days(export)
    most = max(export.limit("tag_prozent"), export.limit("tag_faktor") * 100 / max(1, _workdays(days)))
    for on, count in days.items():
        share = 100 * count / days.total()
        if share > most:
            text = f"{percent(share)} der Gespräche liegen am {day(on)}, üblich sind höchstens {percent(most)}."
            yield Fault(TALKS, text, DAY)


@rule(
    "neujahr_haeufig",
    Severity.WARNING,
    what="Am 1. Januar liegen kaum Gespräche und Integrationspläne.",
    advice="Prüfen, ob der 1. Januar für ein unbekanntes Datum steht.",
    limits=("mindestzahl", "neujahr_prozent"),
)
def many_on_new_year(export: Export) -> Iterator[Fault]:
    """1 January is a public holiday, and what many programs write where only the year is known."""
    most = export.limit("neujahr_prozent")
    for table, column in ((TALKS, DAY), (tables()["plans"], tables()["plans"].columns[2])):
        first = f"month({column.name}) = 1 and day({column.name}) = 1"
        sql = f"select count({column.name}), count(*) filter ({first}) from case_{table.name}"
        count, found = export.numbers(sql)
        share = 100 * found / (count or 1)
        if count >= export.limit("mindestzahl") and share > most:
            text = f"{percent(share)} der Einträge in „{column.header}“ liegen am 1. Januar."
            yield Fault(table, text, column)


@rule(
    "monat_ohne_gespraech",
    Severity.WARNING,
    what="Jeder Monat des Zeitraums bis zum Datum des Berichts hat Gespräche.",
    advice="Prüfen, ob die Datei eines Monats fehlt.",
    limits=("mindestzahl",),
)
def empty_month(export: Export) -> Iterator[Fault]:
    """Every month of the period has consultations: one without is mostly a file that was forgotten."""
    months = _months(export)
    if not months:
        return
    start, end = export.period or (min(months), max(months))
    first = max(start, export.settings.begun or start).replace(day=1)
    last = min(end, export.settings.today or end)
    missing = []
    while first <= last:
        missing += [] if months[first] else [month(first)]
        first = _next(first)
    if missing:
        more = [f"{number(len(missing) - NAMED)} weitere"] if len(missing) > NAMED else []
        yield Fault(TALKS, f"Ohne ein einziges Gespräch: {listing([*missing[:NAMED], *more])}.", DAY)


@rule(
    "niveausprung",
    Severity.HINT,
    what="Die Zahl der Gespräche ändert sich von einem Monat zum nächsten nicht sprunghaft.",
    advice="Prüfen, ob in dem Monat die Erfassung, die Plattform oder der Kreis der Träger wechselte.",
    limits=("mindestzahl", "sprung_faktor"),
)
def sudden_change(export: Export) -> Iterator[Fault]:
    """Neighbouring months are of one order; the first and last one with data may be cut, so they do not count."""
    months, most = _months(export), export.limit("sprung_faktor")
    inner = sorted(months)[1:-1]
    for first in inner:
        before, after = months[first], months[_next(first)]
        if _next(first) in inner and max(before, after) >= max(export.limit("mindestzahl"), most * min(before, after)):
            text = f"Von {month(first)} zu {month(_next(first))} springt die Zahl der Gespräche"
            yield Fault(TALKS, f"{text} von {number(before)} auf {number(after)}.", DAY)


@rule(
    "quellensprung",
    Severity.HINT,
    what="Quellen liefern je Monat Zahlen gleicher Größenordnung.",
    advice="Prüfen, ob beide Quellen dasselbe als ein Gespräch zählen; sonst den Erfassungsbruch im Bericht nennen.",
    limits=("mindestzahl", "quellen_faktor"),
)
def change_between_sources(export: Export) -> Iterator[Fault]:
    """Sources are of one order: where one has many times more consultations per month, they count differently."""
    rates, most = _monthly(export), export.limit("quellen_faktor")
    if len(rates) > 1:
        low, high = min(rates, key=rates.__getitem__), max(rates, key=rates.__getitem__)
        if rates[high] > most * rates[low]:
            text = f"„{high}“ hat je Monat {number(rates[high])} Gespräche, „{low}“ {number(rates[low])}."
            yield Fault(TALKS, text)


def _monthly(export: Export) -> dict[str, float]:
    """Return the consultations per month with data of each source that has enough of them."""
    origins = export.origins(TALKS)
    if len({*origins.values()}) < 2:
        return {}
    sql = f"""select t.part_, date_trunc('month', t.consulted_on), count(*) from {export.scan(TALKS)}
        where t.consulted_on is not null group by all"""
    counts: dict[str, Counter[object]] = {name: Counter() for name in origins.values()}
    for part, first, count in export.engine.rows(sql):
        counts[origins[int(str(part))]][first] += int(str(count))
    least = export.limit("mindestzahl")
    return {name: months.total() / len(months) for name, months in counts.items() if months and months.total() >= least}
