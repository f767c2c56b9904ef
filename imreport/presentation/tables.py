"""Tables: the published cells of a Kennzahl laid out in rows and columns, ready to print."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from imreport import german
from imreport.disclosure import Cell, Hidden, Release, ReleasedTable
from imreport.indicators import TOTAL
from imreport.presentation.blocks import Omitted, Table
from imreport.presentation.grid import Entry, Grid, Row
from imreport.presentation.select import Line, crossing, lines, own_parts, parts
from imreport.presentation.texts import basis_text, notes, share_of, source_text, value_text, with_share

MONTHS: Final = (
    "Januar", "Februar", "März", "April", "Mai", "Juni",
    "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip
HEADERS: Final = {"vzae_gefoerdert": "Ende des Halbjahrs"}
"""The heading of the names of the rows, where it is not the title of the dimension."""
BORNE_BY: Final = ("land", "kreis")
"""Who bears the costs: a second split of the same whole, so that it stands below the total."""
NOTHING: Final = "es kommt nichts davon vor"
OUTSIDE_NOTE: Final = "– = nicht im Berichtszeitraum."


@dataclass(frozen=True, slots=True)
class Layout:
    """How a two-dimensional Kennzahl is laid out.

    Attributes:
        rows: Which dimension names the rows.
        shares: Whether the published shares have columns of their own.
        portions: Whether the share in its column stands behind each number.
        most: How many rows and columns there may be; the smallest become "Übrige". 0 for no limit.
    """

    rows: int = 0
    shares: bool = False
    portions: bool = False
    most: tuple[int, int] = (0, 0)


PORTIONS: Final = Layout(rows=1, portions=True)
LAYOUTS: Final = {
    "gespraeche_jahr": Layout(rows=0),
    "kanaele": Layout(rows=1, shares=True),
    "kontaktwege": Layout(rows=1, shares=True),
    "kanaele_jahr": PORTIONS,
    "themen_jahr": PORTIONS,
    "themen_form": PORTIONS,
    "weiterleitungen_jahr": PORTIONS,
    "weiterleitungen_form": PORTIONS,
    "plaene_stand": PORTIONS,
    "thema_ziel": Layout(rows=1, most=(10, 6)),
}


def table(release: Release, key: str) -> Table | Omitted:
    """Make the table of a Kennzahl; ``Omitted`` where this run has none of it, or all of its numbers are 0.

    Args:
        release: What may be published.
        key: The German key of the Kennzahl, for example ``"themen"``.

    Raises:
        NotReleasedError: There is no such Kennzahl; with a suggestion.
    """
    if key in release.omitted:
        return Omitted(key, release.omitted[key])
    released = release.table(key)
    if not any(cell.is_hidden or cell.number for cell in released.cells):
        return Omitted(key, NOTHING)
    indicator, shown = released.indicator, _shown(release, released)
    extra = (OUTSIDE_NOTE,) if _by_month(released) and _has_gaps(released) else _portions_note(released)
    return Table(
        id=key,
        title=indicator.title,
        basis=basis_text(release, released),
        unit=indicator.unit,
        source=source_text(release, released),
        notes=(*notes(release, released, cells=released.cells, grid=shown), *extra),
        grid=shown,
    )


def _shown(release: Release, released: ReleasedTable) -> Grid:
    """Lay out a Kennzahl; of areas, only those that a report on a part of the county is about."""
    own = own_parts(released, area=release.parameters.has_area) if len(released.indicator.dimensions) == 1 else ()
    return listing(released, own) if own and own != parts(released) else grid(released)


def _portions_note(released: ReleasedTable) -> tuple[str, ...]:
    """Say what the percentages behind the numbers are of."""
    shares = released.indicator.shares
    portions = LAYOUTS.get(released.key, Layout()).portions
    if not portions or len(shares) != 1:
        return ()
    return (f"In Klammern: {'Anteil an der Spalte' if shares[0].title == 'Anteil' else shares[0].title}.",)


def grid(released: ReleasedTable) -> Grid:
    """Lay out all cells of a Kennzahl: one row per category, or rows and columns for two dimensions."""
    if _by_month(released):
        return _calendar(released)
    if len(released.indicator.dimensions) == 1:
        return listing(released, parts(released))
    return crossed(released)


def listing(released: ReleasedTable, cells: Sequence[Cell]) -> Grid:
    """Lay out chosen cells of a one-dimensional Kennzahl, one row each, and its total."""
    indicator = released.indicator
    within = [cell for cell in cells if released.key == "kosten_jahr" and cell.keys[0] in BORNE_BY]
    rows = [cell for cell in cells if cell not in within]
    rows += [*(cell for cell in released.cells if cell.is_total), *within]
    units = (indicator.unit,) * (not released.percent_only)
    header = (
        HEADERS.get(released.key, indicator.dimensions[0].title),
        *units,
        *(share.title for share in indicator.shares),
    )
    return Grid(header, tuple(_row(released, cell) for cell in rows))


def _row(released: ReleasedTable, cell: Cell) -> Row:
    shares = tuple(_share(cell, share.key) for share in released.indicator.shares)
    value = _value(cell, released)
    if not released.percent_only:
        return Row(cell.labels[0], (value, *shares), cell.is_total)
    name = f"{cell.labels[0]} ({value.text} {released.indicator.unit})" if cell.is_total else cell.labels[0]
    return Row(name, shares, cell.is_total)


def _value(cell: Cell, released: ReleasedTable) -> Entry:
    return Entry(value_text(cell.value, released.indicator.decimals), cell.number)


def _share(cell: Cell, key: str) -> Entry:
    value = cell.shares.get(key)
    return Entry(share_of(cell, key), None if isinstance(value, Hidden) else value, share=True)


def crossed(released: ReleasedTable) -> Grid:
    """Lay out a two-dimensional Kennzahl: one dimension as rows, the other as columns, totals last."""
    layout = LAYOUTS.get(released.key, Layout())
    columns = [*lines(released, 1 - layout.rows, most=layout.most[1]), *_total(released, 1 - layout.rows)]
    header: list[str] = [released.indicator.dimensions[layout.rows].title]
    for column in columns:
        shares = layout.shares and TOTAL not in column.keys
        names = (
            [f"{column.label} ({released.indicator.unit})", f"{column.label} (Anteil)"] if shares else [column.label]
        )
        header += names
    body = [
        Row(row.label, tuple(_entries(released, layout, row=row, columns=columns)), TOTAL in row.keys)
        for row in (*lines(released, layout.rows, most=layout.most[0]), *_total(released, layout.rows))
    ]
    return Grid(tuple(header), tuple(body))


def _total(released: ReleasedTable, axis: int) -> list[Line]:
    """Return the line of the total along one dimension, if it has one."""
    labels = dict.fromkeys(cell.labels[axis] for cell in released.cells if cell.keys[axis] == TOTAL)
    return [Line(label, (TOTAL,)) for label in labels]


def _entries(released: ReleasedTable, layout: Layout, *, row: Line, columns: Sequence[Line]) -> Iterator[Entry]:
    axis = 1 - layout.rows
    for column in columns:
        cell = crossing(released, column, other=row, axis=axis)
        if layout.portions and TOTAL not in row.keys:
            yield Entry(with_share(cell, released.indicator.decimals), cell.number)
        else:
            yield _value(cell, released)
        if layout.shares and TOTAL not in column.keys:
            yield _share(cell, released.indicator.shares[0].key)


def _by_month(released: ReleasedTable) -> bool:
    return [dimension.kind for dimension in released.indicator.dimensions] == ["month"]


def _calendar(released: ReleasedTable) -> Grid:
    """Lay out a series of months: months as rows, years as columns."""
    values = {cell.keys[0]: _value(cell, released) for cell in released.cells if not cell.is_total}
    years = sorted({key[:4] for key in values})
    months = sorted({key[5:] for key in values})
    rows = [
        Row(MONTHS[int(month) - 1], tuple(values.get(f"{year}-{month}", Entry(german.EMPTY)) for year in years))
        for month in months
    ]
    return Grid(("Monat", *years), tuple(rows))


def _has_gaps(released: ReleasedTable) -> bool:
    return any(german.EMPTY in row.texts for row in _calendar(released).rows)
