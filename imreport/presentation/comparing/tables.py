"""Tables of a comparison: one Kennzahl, the totals of the most important ones, and what has changed since last time."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from imreport import german
from imreport.disclosure import Release, ReleasedTable
from imreport.disclosure.comparison import CHANGES, Change, Comparison
from imreport.indicators import TOTAL
from imreport.presentation.blocks import Omitted, Table
from imreport.presentation.comparing.rows import header, notable, remarks, row
from imreport.presentation.grid import Grid
from imreport.presentation.select import lines, parts
from imreport.presentation.texts import source_text

NO_SECOND: Final = "es gibt keinen Vergleichszeitraum"
NO_PREVIOUS: Final = "bericht.toml nennt keinen früheren Bericht ([vergleich] bericht)"
NOT_COMPARED: Final = "diese Kennzahl gibt es im Vergleichszeitraum nicht"
NOTHING_ALIKE: Final = "der Vergleich hat keine dieser Kennzahlen"
PERCENT_ONLY: Final = "es sind nur Prozente veröffentlicht"
OVERVIEW: Final = "Die wichtigsten Zahlen im Vergleich"
SINCE: Final = "Änderungen gegenüber dem letzten Bericht"

TOTALS: Final = {
    "stellen_team": "Besetzte Stellen am Stichtag",
    "vzae_mittel": "VZÄ im Mittel des Zeitraums",
    "gespraeche": "Gespräche",
    "klienten_beraten": "Beratene Personen",
    "gespraeche_je_klient": "Gespräche je beratene Person",
    "themen": "Genannte Themen",
    "weiterleitungen": "Weiterleitungen",
    "weiterleitungen_je_100": "Weiterleitungen je 100 Gespräche",
    "plaene": "Neue Integrationspläne",
    "staatsangehoerigkeit": "Betreute Personen am Stichtag",
}
"""The Kennzahlen whose totals are compared, and what readers call them."""

Named = tuple[str, Change, int]
"""What readers call a number, its change, and its decimals."""


def comparison(release: Release, key: str = "") -> Table | Omitted:
    """Make the table that sets a Kennzahl beside its numbers in the second period.

    Args:
        release: What may be published.
        key: The German key of the Kennzahl; without one, the totals of the most important Kennzahlen.

    Returns:
        A row per category: now, then, difference, percent; ``Omitted`` without a second period or that Kennzahl in it.

    Raises:
        NotReleasedError: There is no such Kennzahl; with a suggestion.
    """
    if release.comparison is None:
        return Omitted(key or "vergleich", release.left_out.get("vergleich", NO_SECOND))
    if not key:
        rows = _totals(release, release.comparison)
        return _overview(release, release.comparison, rows=list(rows), title=OVERVIEW)
    reason = _not_compared(release, release.comparison, key=key)
    return Omitted(key, reason) if reason else _table(release, release.comparison, table=release.table(key))


def changes(release: Release) -> Table | Omitted:
    """Make the table of what has changed since the report before: the most important totals, and what is notable.

    Returns:
        The table; ``Omitted`` where bericht.toml names no report before, or it has none of these numbers.
    """
    if release.previous is None:
        return Omitted(CHANGES, release.omitted.get(CHANGES, NO_PREVIOUS))
    rows = [*_totals(release, release.previous), *_notable(release, release.previous)]
    return _overview(release, release.previous, rows=rows, title=SINCE)


def _not_compared(release: Release, other: Comparison, *, key: str) -> str:
    """Return why a Kennzahl has no comparison; empty if it has one."""
    if key in release.omitted:
        return release.omitted[key]
    table = release.table(key)
    if key not in other.tables or not by_category(release, other, table=table):
        return NOT_COMPARED
    return PERCENT_ONLY if table.percent_only or other.tables[key].percent_only else ""


def by_category(release: Release, other: Comparison, *, table: ReleasedTable) -> list[Change]:
    """Return the changes by category; of two dimensions, those of the second one over all of the first."""
    first = len(table.categories) - 1
    order = [line.keys for line in lines(table, 1)] if first else [cell.keys for cell in parts(table)]
    places = {keys[-1]: place for place, keys in enumerate(order)}
    found = [change for change in other.changes(table, release.parameters) if set(change.keys[:first]) <= {TOTAL}]
    return sorted(found, key=lambda change: places.get(change.keys[-1], len(places)))


def _table(release: Release, other: Comparison, *, table: ReleasedTable) -> Table:
    found, indicator = by_category(release, other, table=table), table.indicator
    rows = (row(change.labels[-1], change, decimals=indicator.decimals) for change in found)
    grid = Grid((indicator.dimensions[-1].title, *header(periods(release, other, table=table), found)), tuple(rows))
    inner = [change for change in found if change.keys[-1] != TOTAL] or found
    return Table(
        id=table.key,
        title=f"{indicator.title} im Vergleich",
        basis=_basis(release, other),
        unit=indicator.unit,
        source=source_text(release, table),
        notes=(notable(inner), *remarks(release, found, grid=grid)),
        grid=grid,
    )


def _overview(release: Release, other: Comparison, *, rows: list[Named], title: str) -> Table | Omitted:
    """Make the table of changes of several Kennzahlen."""
    key = "vergleich" if title == OVERVIEW else CHANGES
    if not rows:
        return Omitted(key, NOTHING_ALIKE)
    found = [change for _, change, _ in rows]
    made = (replace(row(name, change, decimals=decimals), total=False) for name, change, decimals in rows)
    grid = Grid(("Kennzahl", *header(("Bericht", "Vergleich"), found)), tuple(made))
    return Table(
        id=key,
        title=title,
        basis=_basis(release, other),
        unit="",
        source=source_text(release, next(iter(release.tables.values())), of="alle Tabellen"),
        notes=tuple(remarks(release, found, grid=grid)),
        grid=grid,
    )


def _totals(release: Release, other: Comparison) -> Iterator[Named]:
    """Yield name, change and decimals of the totals that both have."""
    for key, name in TOTALS.items():
        if key in release.tables and key in other.tables:
            table = release.tables[key]
            for change in other.changes(table, release.parameters):
                if set(change.keys) == {TOTAL}:
                    yield name, change, table.indicator.decimals


def _notable(release: Release, other: Comparison) -> Iterator[Named]:
    """Yield the categories whose change is notable."""
    for key in other.tables:
        if key in release.tables and not release.tables[key].percent_only:
            table = release.tables[key]
            for change in by_category(release, other, table=table):
                if change.is_notable and TOTAL not in change.keys[-1:]:
                    yield f"{table.indicator.short}: {change.labels[-1]}", change, table.indicator.decimals


def periods(release: Release, other: Comparison, *, table: ReleasedTable) -> tuple[str, str]:
    """Return what the numbers of the report and of the other period are called."""
    if table.indicator.basis == "flow":
        return "Berichtszeitraum", "Vergleichszeitraum"
    return german.day(release.parameters.scope.as_of), german.day(other.parameters.scope.as_of)


def _basis(release: Release, other: Comparison) -> str:
    """Say which days are compared, and whom the numbers cover."""
    scope, than = release.parameters.scope, other.parameters.scope
    where = f", {release.area}" if release.area else ""
    own = f"Bericht: {german.day(scope.start)} bis {german.day(scope.end)} (Stichtag {german.day(scope.as_of)}{where})"
    days = f"{german.day(than.start)} bis {german.day(than.end)} (Stichtag {german.day(than.as_of)})"
    return " ".join((f"{own}. Vergleich: {days}.", *other.hints))
