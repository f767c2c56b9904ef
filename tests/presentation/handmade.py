"""Releases with hand-made cells."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from imreport.disclosure import HIDDEN, MERGED, PUBLISHED, SECRET, Cell, Hidden, Release, ReleasedTable, Value
from imreport.indicators import INDICATORS
from imreport.parameters import Parameters

Cells = Mapping[str, "Value | tuple[Value, Value | None]"]
"""Categories, joined by a point, to the value, or to the value and its share."""

RESIDUAL = ("anderes_thema", "andere_regeldienste", "andere")
RELEASE = Release(
    parameters=Parameters(date(2018, 2, 1), date(2021, 2, 28), date(2021, 2, 28), date(2020, 3, 1)),
    title="Bericht",
    area="",
    county="Alb-Donau-Kreis",
    notice="",
    dated="2021-03-26",
    threshold=5,
    submission={},
    facts={},
    quality={},
    breaks={},
    tables={},
    omitted={},
    frozen={},
)


def handmade(kennzahl: str, cells: Cells, *, percent_only: bool = False) -> Release:
    """A Release with one table; keys are its labels too, with a capital letter."""
    made = tuple(_cell(kennzahl, tuple(keys.split(".")), value) for keys, value in cells.items())
    categories = tuple(dict(zip(keys, labels, strict=True)) for keys, labels in _axes(made))
    table = ReleasedTable(kennzahl, made, categories=categories, percent_only=percent_only)
    return replace(RELEASE, tables={kennzahl: table})


def hiding(release: Release, key: str, places: set[int]) -> Release:
    """The Release with some cells of a Kennzahl hidden: their count and their shares."""
    table = release.table(key)
    cells = tuple(
        replace(cell, value=HIDDEN, status=SECRET, shares=dict.fromkeys(cell.shares, HIDDEN))
        if place in places
        else cell
        for place, cell in enumerate(table.cells)
    )
    return replace(release, tables={**release.tables, key: replace(table, cells=cells)})


def _axes(cells: tuple[Cell, ...]) -> Iterator[tuple[list[str], list[str]]]:
    """Yield keys and labels along each dimension."""
    for axis in range(len(cells[0].keys)):
        yield [cell.keys[axis] for cell in cells], [cell.labels[axis] for cell in cells]


def _cell(kennzahl: str, keys: tuple[str, ...], given: "Value | tuple[Value, Value | None]") -> Cell:
    value, share = given if isinstance(given, tuple) else (given, None)
    return Cell(
        keys=keys,
        labels=tuple(key.capitalize() for key in keys),
        value=value,
        status=SECRET if isinstance(value, Hidden) else MERGED if "andere" in keys else PUBLISHED,
        shares={entry.key: share for entry in INDICATORS[kennzahl].shares},
        residual=keys[0] in RESIDUAL,
    )
