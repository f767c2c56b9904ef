"""Rules about the days that a report is asked for: whether the export has anything to say of them."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from imreport.cases.checks.export import Export
from imreport.cases.checks.registry import Fault, rule
from imreport.cases.coverage import Coverage, coverage
from imreport.cases.findings import Severity
from imreport.cases.schema import Column, tables
from imreport.german import day

TALKS: Final = tables()["consultations"]
DAY: Final[Column] = TALKS.columns[1]
SLACK: Final = timedelta(14)
"""So many days without a consultation may lie between the last one and the end of what is asked for: holidays."""

Days = tuple[date, date]


def _covered(export: Export) -> Coverage | None:
    """Return what the consultations cover; None if there are too few to judge."""
    found = coverage(export.ask, until=export.settings.today)
    return found if found and found.count >= export.limit("mindestzahl") else None


def _named(days: Days) -> str:
    return f"vom {day(days[0])} bis zum {day(days[1])}"


@rule(
    "zeitraum_ohne_gespraech",
    Severity.WARNING,
    what="Im Berichtszeitraum liegen Gespräche.",
    advice="Zeitraum prüfen; fehlt eine Datei, sie in den Export aufnehmen.",
)
def nothing_in_the_period(export: Export) -> Iterator[Fault]:
    """The period has consultations: a report without any is mostly one on the wrong days."""
    found = coverage(export.ask, until=export.settings.today)
    if found and export.period:
        [(count,)] = export.ask(f"select count(*) from case_consultations where {export.within('consulted_on')}")
        if not count:
            one = export.period[0] == export.period[1]
            when = f"Am {day(export.period[0])}" if one else f"Im Zeitraum {_named(export.period)}"
            yield Fault(TALKS, f"{when} liegt kein Gespräch; im Export liegen sie vom {found}.", DAY)


@rule(
    "zeitraum_nach_export",
    Severity.WARNING,
    what="Der Berichtszeitraum endet nicht lange nach dem letzten Gespräch des Exports.",
    advice="Den Zeitraum kürzen oder neuere Dateien aufnehmen; sonst sind Zahlen je Monat zu niedrig, und wer zuletzt "
    "in Betreuung war, ist bis zum Ende mitgezählt.",
    limits=("mindestzahl",),
)
def period_goes_on(export: Export) -> Iterator[Fault]:
    """The period ends where the data end: of the days after them nothing is known."""
    found = _covered(export)
    if found and export.period and export.period[1] > found.last + SLACK:
        last = f"das letzte Gespräch des Exports ist vom {day(found.last)}"
        yield Fault(TALKS, f"Der Zeitraum endet am {day(export.period[1])}, {last}.", DAY)


@rule(
    "stichtag_ausserhalb",
    Severity.WARNING,
    what="Der Stichtag liegt im Berichtszeitraum.",
    advice="Einen Stichtag im Zeitraum wählen; sonst gelten Bestände und Bewegungen für verschiedene Zeiten.",
)
def reference_date_outside(export: Export) -> Iterator[Fault]:
    """Stocks are counted on a day of the period: beside another one, flows and stocks do not fit together."""
    as_of = export.settings.as_of
    if as_of and export.period and not export.period[0] <= as_of <= export.period[1]:
        yield Fault(TALKS, f"Der Stichtag {day(as_of)} liegt nicht im Zeitraum {_named(export.period)}.", DAY)


@rule(
    "stichtag_nach_export",
    Severity.WARNING,
    what="Der Stichtag liegt nicht lange nach dem letzten Gespräch des Exports.",
    advice="Einen früheren Stichtag wählen oder neuere Dateien aufnehmen; sonst zählt mit, wessen Betreuung inzwischen "
    "beendet ist.",
    limits=("mindestzahl",),
)
def reference_date_goes_on(export: Export) -> Iterator[Fault]:
    """Stocks are counted while there are data; where the period goes on, too, its own rule says so."""
    found, as_of = _covered(export), export.settings.as_of
    if found and as_of and export.period and as_of > max(found.last + SLACK, export.period[1]):
        text = f"Der Stichtag ist der {day(as_of)}, das letzte Gespräch des Exports ist vom {day(found.last)}."
        yield Fault(TALKS, text, DAY)


@rule(
    "vergleich_ueberschneidet",
    Severity.WARNING,
    what="Der Vergleichszeitraum überschneidet sich nicht mit dem Berichtszeitraum.",
    advice="Einen Vergleichszeitraum wählen, der vorher endet, zum Beispiel mit --compare TAG..TAG; was in beiden "
    "liegt, ist sonst auf beiden Seiten gezählt.",
)
def compared_with_itself(export: Export) -> Iterator[Fault]:
    """The two periods have no day in common: a year before a report on three years has two thirds of its days."""
    other, own = export.settings.compared, export.period
    if other and own and other[0] <= own[1] and own[0] <= other[1]:
        text = f"Der Vergleichszeitraum {_named(other)} überschneidet sich mit dem Berichtszeitraum {_named(own)}."
        yield Fault(TALKS, text, DAY)


@rule(
    "vergleich_ausserhalb",
    Severity.WARNING,
    what="Der Vergleichszeitraum liegt in der Zeit, aus der es Gespräche gibt.",
    advice="Einen anderen Vergleichszeitraum wählen, zum Beispiel mit --compare TAG..TAG; sonst zählen Tage mit, von "
    "denen nichts bekannt ist.",
    limits=("mindestzahl",),
)
def compared_with_nothing(export: Export) -> Iterator[Fault]:
    """What is compared with lies within the data: days of which nothing is known count as days without work."""
    found, other = _covered(export), export.settings.compared
    if found and other and (other[0] < found.first - SLACK or other[1] > found.last + SLACK):
        yield Fault(
            TALKS, f"Der Vergleichszeitraum reicht {_named(other)}, die Gespräche des Exports vom {found}.", DAY
        )


OF_READERS: Final = {
    "zeitraum_nach_export": "Die ausgewerteten Daten reichen nur bis {last}, der Berichtszeitraum darüber hinaus. "
    "Zahlen je Monat fallen deshalb zu niedrig aus, und wer zuletzt in Betreuung war, ist bis zum Ende mitgezählt.",
    "stichtag_ausserhalb": "Der Stichtag liegt nicht im Berichtszeitraum; Bestände und Bewegungen gelten deshalb für "
    "verschiedene Zeiten.",
    "stichtag_nach_export": "Die ausgewerteten Daten reichen nur bis {last}, der Stichtag liegt danach. Mitgezählt "
    "sind deshalb auch Menschen, deren Betreuung inzwischen beendet sein kann.",
    "vergleich_ueberschneidet": "Der Vergleichszeitraum überschneidet sich mit dem Berichtszeitraum; was in beiden "
    "liegt, ist auf beiden Seiten gezählt.",
    "vergleich_ausserhalb": "Gespräche sind von {first} bis {last} erfasst, der Vergleichszeitraum reicht darüber "
    "hinaus; die Veränderungen haben deshalb wenig Aussagekraft.",
}
"""Rule → what readers of the report are told; months only, because a single day may belong to a single person."""
OF_COMPARISON: Final = ("vergleich_ueberschneidet", "vergleich_ausserhalb")
"""Those that are about the period to compare with."""
ABOUT_DAYS: Final = ("zeitraum_ohne_gespraech", *OF_READERS)
"""The rules about what was asked for; the clerk is told at once."""
