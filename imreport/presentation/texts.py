"""Texts of cells: how published values, shares and hidden ones are printed, everywhere the same."""

from datetime import date
from typing import Final

from imreport import german
from imreport.disclosure import Cell, Hidden, Release, ReleasedTable, Value
from imreport.indicators import OTHER
from imreport.presentation.grid import Grid
from imreport.presentation.particulars import particulars
from imreport.presentation.protection import SECRET, legend

MERGED_NOTE: Final = (
    "„{label}“ fasst kleine Kategorien so zusammen, dass hinter jeder Zahl mindestens {threshold} Personen stehen."
)
FROZEN_NOTE: Final = (
    "Unverändert aus dem Bericht vom {dated}: Für diesen Zeitraum ist die Tabelle schon veröffentlicht."
)
COLLECTIVE: Final = ("Andere", "Übrige")
RESIDUAL_LIMIT: Final = 50
"""From this share in percent on, a residual category says more about the recording than about the work."""
RESIDUAL_NOTE: Final = (
    "Mehr als die Hälfte fällt unter „{label}“ ({title}: {share}); was dahintersteht, ist nicht näher erfasst."
)
LESS_THAN_ONE: Final = f"unter 1{german.NBSP}%"
"""What is printed for the share of some that rounds to 0: 0 % would say that there is none."""
PERCENT_NOTE: Final = "Nur in ganzen Prozent, weil einzelne Gruppen sehr klein sind."


def value_text(value: Value | None, decimals: int = 0) -> str:
    """Print a count."""
    if value is None:
        return german.EMPTY
    return SECRET if isinstance(value, Hidden) else german.number(value, decimals)


def share_text(value: Value | None) -> str:
    """Print a share in percent."""
    if value is None:
        return german.EMPTY
    return SECRET if isinstance(value, Hidden) else german.percent(value)


def share_of(cell: Cell, key: str) -> str:
    """Print a share of a cell; where it rounds to 0 and there are cases, it is less than 1 percent."""
    return LESS_THAN_ONE if rounds_to_zero(cell, key) else share_text(cell.shares.get(key))


def rounds_to_zero(cell: Cell, key: str) -> bool:
    """Whether a share of a cell is printed as 0 although there are cases."""
    value = cell.shares.get(key)
    return isinstance(value, int | float) and not value and bool(cell.number)


def with_share(cell: Cell, decimals: int = 0) -> str:
    """Print a number with its share behind it: "734 (42 %)"; one that is hidden or has no single share stands alone."""
    text, share = value_text(cell.value, decimals), only_share(cell)
    shown = isinstance(share, int | float) and not cell.is_hidden
    return f"{text} ({share_of(cell, next(iter(cell.shares)))})" if shown else text


def only_share(cell: Cell) -> Value | None:
    """Return the share of a cell that has one kind of share; with several it would not be clear which is meant."""
    return next(iter(cell.shares.values())) if len(cell.shares) == 1 else None


def basis_text(release: Release, table: ReleasedTable) -> str:
    """Say which days and whom the numbers cover."""
    scope = release.parameters.scope
    where = f", {release.area}" if release.area else ""
    if any(dimension.kind == "moment" for dimension in table.indicator.dimensions):
        first, last = german.day(scope.start), german.day(scope.as_of)
        return f"Beginn des Zeitraums: {first}, dann die genannten Tage; Stichtag: {last}{where}."
    if table.indicator.basis == "stock":
        return f"Stichtag: {german.day(scope.as_of)}{where}."
    return f"Berichtszeitraum: {german.days(scope.start, scope.end)}{where}."


def source_text(release: Release, table: ReleasedTable, *, of: str = "") -> str:
    """Say where the numbers come from, those of other tables too."""
    source = f"Quelle: Fallexport des Integrationsmanagements ({of or table.indicator.source})"
    source = f"{source}; {table.source}" if table.source else source
    return f"{source}; {release.notice}." if release.notice else f"{source}."


def notes(release: Release, table: ReleasedTable, *, cells: tuple[Cell, ...], grid: Grid) -> tuple[str, ...]:
    """Return what a reader must know about these cells: the indicator's own note, merged and hidden categories.

    Args:
        release: What may be published.
        table: The Kennzahl.
        cells: Those of its cells that are shown.
        grid: How they are printed.
    """
    shown = [table.indicator.note] if table.indicator.note else []
    if dated := release.frozen.get(table.key):
        shown.append(FROZEN_NOTE.format(dated=german.day(date.fromisoformat(dated))))
    if table.percent_only:
        shown.append(PERCENT_NOTE)
    if table.merged and any(cell is table.merged for cell in cells) and _is_unnamed(table.merged):
        shown.append(
            MERGED_NOTE.format(label=table.merged.labels[table.merged.keys.index(OTHER)], threshold=release.threshold)
        )
    return (*shown, *particulars(release, table), *_residual(table, cells), *legend(release, grid))


def _is_unnamed(merged: Cell) -> bool:
    """Whether merged categories have a collective name; that of merged teams says which they are."""
    return merged.labels[merged.keys.index(OTHER)] in COLLECTIVE


def _residual(table: ReleasedTable, cells: tuple[Cell, ...]) -> tuple[str, ...]:
    """Warn of a residual category of the code list that holds more than half."""
    of_list = [cell for cell in cells if cell.residual and len(cell.keys) == 1 and cell.keys[0] != OTHER]
    found = [
        (share, indicated.title, cell.labels[0])
        for cell in of_list
        for indicated in table.indicator.shares
        if isinstance(share := cell.shares.get(indicated.key), int) and share > RESIDUAL_LIMIT
    ]
    if not found:
        return ()
    share, title, label = max(found)
    return (RESIDUAL_NOTE.format(label=label, title=title, share=share_text(share)),)
