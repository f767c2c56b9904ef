"""Comparing: the published numbers of a second period beside those of the report, and what has changed."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from math import sqrt
from typing import Any, Final, Self

from imreport.disclosure.cells import Cell, ReleasedTable
from imreport.disclosure.hidden import Value
from imreport.indicators import OTHER, TOTAL, Indicator
from imreport.indicators.derived import months_of
from imreport.parameters import Parameters

CHANGES: Final = "aenderungen"
"""What readers of the log call the comparison with the report before."""
SMALLEST_BASE: Final = 20
"""A change is given in percent of at least so many; that of a ratio of at least 1."""
NOTABLE_PERCENT: Final = 5
NOTABLE_DEVIATIONS: Final = 2
"""A change is worth a sentence from so many percent and so many standard deviations of chance on."""

GROWING: Final[Mapping[str, tuple[tuple[str, ...], ...]]] = {
    "klienten_verlauf": (("neu", TOTAL), (TOTAL, "beendet")),
    "plaene_stand": ((TOTAL, "ziele_erreicht"), (TOTAL, "ziele_teilweise"), (TOTAL, "abbruch")),
}
"""The cells that grow with the months of the period, in tables that count something else beside: who is still there."""

TIMES: Final = ("year", "month", "era")
"""The dimensions whose categories are days of one period; only their total is compared with another."""


@dataclass(frozen=True)
class Comparison:
    """What a report is compared with: another period of the same export, or the report before.

    Attributes:
        label: What readers see for it: "01.01.2019 bis 31.12.2019".
        parameters: Its resolved parameters.
        tables: Kennzahl to its published cells; only what is compared.
        same_length: Whether its period is as long as the report's; if not, flows are compared per month.
        hints: What readers must know of its days, German sentences.
    """

    label: str
    parameters: Parameters
    tables: Mapping[str, ReleasedTable]
    same_length: bool
    hints: tuple[str, ...] = ()

    def to_plain(self) -> dict[str, Any]:
        """Return it in a form for JSON."""
        tables = [asdict(table) for table in self.tables.values()]
        return {**vars(self), "parameters": self.parameters.values(), "tables": tables}

    @classmethod
    def of(cls, raw: Mapping[str, Any]) -> Self:
        """Rebuild it from its JSON form."""
        tables = {entry["key"]: ReleasedTable.of(entry) for entry in raw["tables"]}
        hints = tuple(raw["hints"])
        return cls(**{**raw, "parameters": Parameters.of(raw["parameters"]), "tables": tables, "hints": hints})

    def changes(self, table: ReleasedTable, parameters: Parameters) -> tuple["Change", ...]:
        """Return what has changed in every category of the report that the other period has, too.

        "Andere" is compared where the same categories were merged. Of periods of different length, only what does not
        depend on the length is compared, and per month what grows with it.

        Args:
            table: A Kennzahl of the report; it must be compared.
            parameters: What the report is about.
        """
        earlier = self.tables[table.key]
        lengths = (months_of(parameters.scope), months_of(self.parameters.scope))
        found = []
        for cell in table.cells:
            grows = not self.same_length and _grows(table, cell.keys)
            if _has(earlier, cell, within=table) and (self.same_length or grows or _is_steady(table.indicator)):
                months = lengths if grows else (1.0, 1.0)
                found.append(_change(cell, earlier.cell(*cell.keys), indicator=table.indicator, months=months))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Change:
    """One published number now and in the period it is compared with.

    Attributes:
        keys: Its category along each dimension.
        labels: What readers see for them.
        now: The number of the report.
        then: The number of the other period.
        difference: How much more it is, per month where the periods differ in length; None if a number is hidden.
        percent: The same in whole percent of then; None if a number is hidden or the base is too small.
        is_per_month: Whether the difference is one of monthly averages.
        is_notable: Whether it is worth a sentence: at least 5 percent, and more than chance explains.
    """

    keys: tuple[str, ...]
    labels: tuple[str, ...]
    now: Value
    then: Value
    difference: float | None
    percent: int | None
    is_per_month: bool
    is_notable: bool


def _grows(table: ReleasedTable, keys: tuple[str, ...]) -> bool:
    """Whether a number grows with the months of the period."""
    return keys in GROWING[table.key] if table.key in GROWING else table.indicator.is_summed


def _is_steady(indicator: Indicator) -> bool:
    """Whether the length of the period changes nothing: a stock, a ratio or an average."""
    return indicator.basis == "stock" or bool(indicator.derive or indicator.population.weight)


def _has(earlier: ReleasedTable, cell: Cell, *, within: ReleasedTable) -> bool:
    """Whether another table counts the same category."""
    if OTHER in cell.keys:
        return {other.keys for other in earlier.cells} == {other.keys for other in within.cells}
    places = zip(cell.keys, within.indicator.dimensions, earlier.categories, strict=True)
    return all(key == TOTAL or (key in known and own.kind not in TIMES) for key, own, known in places)


def _change(now: Cell, then: Cell, *, indicator: Indicator, months: tuple[float, float]) -> Change:
    this, other, per_month = now.number, then.number, months != (1.0, 1.0)
    if this is None or other is None:
        return Change(now.keys, now.labels, now.value, then.value, None, None, per_month, is_notable=False)
    difference = this / months[0] - other / months[1]
    large = other >= (1 if indicator.derive else SMALLEST_BASE)
    percent = round(100 * difference * months[1] / other) if large else None
    notable = percent is not None and abs(percent) >= NOTABLE_PERCENT
    if not indicator.decimals and not indicator.derive:  # of counted cases, chance explains a part
        chance = sqrt(this / months[0] ** 2 + other / months[1] ** 2)
        notable = notable and abs(difference) >= NOTABLE_DEVIATIONS * chance
    decimals = max(indicator.decimals, 1) if per_month else indicator.decimals
    rounded = round(difference, decimals or None)
    return Change(now.keys, now.labels, now.value, then.value, rounded, percent, per_month, notable)
