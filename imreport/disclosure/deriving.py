"""Deriving: Kennzahlen that follow from what is published of others; what is hidden there is hidden here."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import floor
from typing import Final

from imreport.cases import CodeLists
from imreport.config import CostSection
from imreport.disclosure.cells import MERGED, PUBLISHED, SECRET, Cell, ReleasedTable
from imreport.disclosure.hidden import HIDDEN
from imreport.german import listing
from imreport.indicators import OTHER, TOTAL, Indicator
from imreport.indicators.indicator import Values
from imreport.parameters import Parameters

NO_BASE: Final = "dafür gibt es in diesem Zeitraum keine Grundlage"
"""Why a Kennzahl that was derived has no value at all."""


@dataclass(frozen=True)
class Deriving:
    """What Kennzahlen are derived with.

    Attributes:
        codes: The code lists.
        parameters: What the report is about.
        costs: What things cost, if bericht.toml says so.
    """

    codes: CodeLists
    parameters: Parameters
    costs: CostSection | None

    def tables(
        self, published: Mapping[str, ReleasedTable], indicators: Mapping[str, Indicator]
    ) -> dict[str, ReleasedTable]:
        """Return the derived tables; without those that have no value."""
        numbers = {key: {cell.keys: cell.number for cell in table.cells} for key, table in published.items()}
        found = {}
        for key, indicator in indicators.items():
            values = indicator.derive(numbers, self.parameters.scope, self.costs) if indicator.derive else {}
            if values:
                found[key] = self._table(indicator, values, inputs=[published[name] for name in indicator.inputs])
        return found

    def _table(self, indicator: Indicator, values: Values, *, inputs: list[ReleasedTable]) -> ReleasedTable:
        dimension, scope = indicator.dimensions[0], self.parameters.scope
        keys = [TOTAL, *dimension.categories(self.codes, scope)]
        labels = {key: dimension.label(key, self.codes, scope=scope) for key in keys}
        others = {key: label for table in inputs for key, label in _other_label(table).items()}
        cells = [_cell(key, {**labels, **others}, value, indicator=indicator) for (key,), value in values.items()]
        source = self.costs.source if self.costs and indicator.key.startswith("kosten_") else ""
        return ReleasedTable(indicator.key, tuple(cells), (labels,), source=source)


def _cell(key: str, labels: Mapping[str, str], value: float | None, *, indicator: Indicator) -> Cell:
    status = SECRET if value is None else MERGED if key == OTHER else PUBLISHED
    number = HIDDEN if value is None else rounded_to(value, indicator.decimals)
    return Cell((key,), (labels[key],), number, status, residual=key == OTHER)


def rounded_to(value: float, decimals: int) -> float:
    """Return a number to so many decimals, halves upwards; without decimals it is a whole number.

    Example:
        >>> rounded_to(2.25, 1), rounded_to(101.4, 0)
        (2.3, 101)
    """
    scaled = floor(value * 10.0**decimals + 0.5 + 1e-9)
    return scaled / 10.0**decimals if decimals else scaled


def _other_label(table: ReleasedTable) -> dict[str, str]:
    return {OTHER: table.merged.labels[0]} if table.merged else {}


def with_team_names(table: ReleasedTable, codes: CodeLists) -> ReleasedTable:
    """Return a table in which merged teams are called by their names: "A und B" instead of "Andere"."""
    axis = next((n for n, dimension in enumerate(table.indicator.dimensions) if dimension.column == "team"), None)
    if axis is None or table.merged is None:
        return table
    shown = {codes["teams"].unknown, *(cell.keys[axis] for cell in table.cells)}
    names = [code.label for code in codes["teams"] if code.key not in shown]
    if not names:
        return table
    cells = tuple(_renamed(cell, axis, listing(names)) if cell.keys[axis] == OTHER else cell for cell in table.cells)
    return replace(table, cells=cells)


def _renamed(cell: Cell, axis: int, name: str) -> Cell:
    return replace(cell, labels=(*cell.labels[:axis], name, *cell.labels[axis + 1 :]))
