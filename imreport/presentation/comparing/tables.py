"""Tables of a comparison: one Kennzahl, the totals of the most important ones, and what has changed since last time."""

from dataclasses import replace
from typing import Final

from imreport import german
from imreport.disclosure import Release, ReleasedTable
from imreport.disclosure.comparison import CHANGES, Comparison
from imreport.indicators import TOTAL
from imreport.presentation.blocks import Omitted, Table
from imreport.presentation.comparing.facts import Named, by_category, figures, notable_categories
from imreport.presentation.comparing.rows import REST, header, notable, remarks, rest, row
from imreport.presentation.grid import Grid
from imreport.presentation.texts import source_text

NO_SECOND: Final = "es gibt keinen Vergleichszeitraum"
NO_PREVIOUS: Final = "bericht.toml nennt keinen früheren Bericht ([vergleich] bericht)"
NOT_COMPARED: Final = "diese Kennzahl gibt es im Vergleichszeitraum nicht"
NOTHING_ALIKE: Final = "der Vergleich hat keine dieser Kennzahlen"
PERCENT_ONLY: Final = "es sind nur Prozente veröffentlicht"
OVERVIEW: Final = "Die wichtigsten Zahlen im Vergleich"
SINCE: Final = "Änderungen gegenüber dem letzten Bericht"


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
        return _overview(release, release.comparison, rows=rows, title=OVERVIEW)
    reason = _not_compared(release, release.comparison, key=key)
    return Omitted(key, reason) if reason else _table(release, release.comparison, table=release.table(key))


def changes(release: Release) -> Table | Omitted:
    """Make the table of what has changed since the report before: the most important totals, and what is notable.

    Returns:
        The table; ``Omitted`` where bericht.toml names no report before, or it has none of these numbers.
    """
    if release.previous is None:
        return Omitted(CHANGES, release.omitted.get(CHANGES, NO_PREVIOUS))
    rows = [*_totals(release, release.previous), *notable_categories(release, release.previous)]
    return _overview(release, release.previous, rows=rows, title=SINCE)


def _not_compared(release: Release, other: Comparison, *, key: str) -> str:
    """Return why a Kennzahl has no comparison; empty if it has one."""
    if key in release.omitted:
        return release.omitted[key]
    table = release.table(key)
    if key not in other.tables or not by_category(release, other, table=table):
        return NOT_COMPARED
    return PERCENT_ONLY if table.percent_only or other.tables[key].percent_only else ""


def _table(release: Release, other: Comparison, *, table: ReleasedTable) -> Table:
    found, indicator = by_category(release, other, table=table), table.indicator
    head = (indicator.dimensions[-1].title, *header(periods(release, other, table=table), found))
    rows = tuple(row(change.labels[-1], change, decimals=indicator.decimals) for change in found)
    left = rest(found, decimals=indicator.decimals) if release.method == "sperren" else None
    shown = (*(line for line in rows if not line.total), *filter(None, (left,)), *(line for line in rows if line.total))
    inner = [change for change in found if change.keys[-1] != TOTAL] or found
    return Table(
        id=table.key,
        title=f"{indicator.title.removesuffix(' nach Jahr')} im Vergleich",
        basis=_basis(release, other),
        unit=indicator.unit,
        source=source_text(release, table),
        notes=(notable(inner), *remarks(release, found, grid=Grid(head, rows)), *((REST,) if left else ())),
        grid=Grid(head, shown),
    )


def _overview(release: Release, other: Comparison, *, rows: list[Named], title: str) -> Table | Omitted:
    """Make the table of changes of several Kennzahlen."""
    key = "vergleich" if title == OVERVIEW else CHANGES
    if not rows:
        return Omitted(key, NOTHING_ALIKE)
    found = [change for _, change, _ in rows]
    mixed = not all(change.is_per_month for change in found)
    made = (replace(row(name, change, decimals=decimals, mixed=mixed), total=False) for name, change, decimals in rows)
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


def _totals(release: Release, other: Comparison) -> list[Named]:
    """Return name, change and decimals of the figures that both have."""
    return [(figure.name, change, decimals) for figure, change, decimals in figures(release, other)]


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
