"""Statements: every published number as one flat row, the open form that kennzahlen.csv holds."""

from collections.abc import Iterator
from datetime import date

from imreport.cases import Scope
from imreport.disclosure.cells import PUBLISHED, SECRET, Cell, ReleasedTable
from imreport.disclosure.hidden import Hidden, Value
from imreport.disclosure.release import Release


def statements(release: Release) -> Iterator[dict[str, str]]:
    """Yield every published number as one row of kennzahlen.csv, shares included, hidden ones with an empty ``wert``.

    Those of the period that the report compares with come last, with days of their own.

    Yields:
        ``kennzahl, merkmal, auspraegung, merkmal_2, auspraegung_2, wert, einheit, von, bis, status``.
    """
    for part in (release, release.compared):
        yield from _of_period(part) if part else ()


def _of_period(release: Release) -> Iterator[dict[str, str]]:
    for table in release.tables.values():
        for cell in table.cells:
            yield _statement(release, table, cell=cell, unit=table.indicator.unit, value=cell.value)
            for share in table.indicator.shares:
                if (percentage := cell.shares.get(share.key)) is not None:
                    yield _statement(release, table, cell=cell, unit=f"Prozent ({share.title})", value=percentage)


def _statement(release: Release, table: ReleasedTable, *, cell: Cell, unit: str, value: Value) -> dict[str, str]:
    indicator = table.indicator
    start, end = _days(release, table, cell=cell)
    names = [dimension.key for dimension in indicator.dimensions] + [""]
    labels = [*cell.labels, ""]
    decimals = 0 if unit.startswith("Prozent") else indicator.decimals
    return {
        "kennzahl": table.key,
        "merkmal": names[0],
        "auspraegung": labels[0],
        "merkmal_2": names[1],
        "auspraegung_2": labels[1],
        "wert": "" if isinstance(value, Hidden) else f"{value:.{decimals}f}",
        "einheit": unit,
        "von": start.isoformat(),
        "bis": end.isoformat(),
        "status": SECRET if isinstance(value, Hidden) else PUBLISHED if cell.is_hidden else cell.status,
    }


def _days(release: Release, table: ReleasedTable, *, cell: Cell) -> tuple[date, date]:
    """Return the first and last day that a cell covers: the period, or the one day of a stock."""
    scope = release.parameters.scope
    if table.indicator.basis == "flow":
        return scope.start, scope.end
    moments = [
        key for key, dimension in zip(cell.keys, table.indicator.dimensions, strict=True) if dimension.kind == "moment"
    ]
    day = next((_day(moment, scope) for moment in moments), scope.as_of)
    return day, day


def _day(moment: str, scope: Scope) -> date:
    return {"beginn": scope.start, "stichtag": scope.as_of}.get(moment) or date.fromisoformat(moment)
