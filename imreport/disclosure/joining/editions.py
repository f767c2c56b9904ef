"""Earlier editions: what was published before stays as it is, and counts as known when a new report is protected."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import nan
from typing import Final

from imreport.cases import Scope
from imreport.disclosure.cells import Cell, ReleasedTable
from imreport.disclosure.counts import Count, Keys
from imreport.disclosure.ledger import Edition
from imreport.indicators import Indicator

ROUNDING: Final = "runden5"


@dataclass(frozen=True)
class Earlier:
    """A table that an earlier edition published.

    Attributes:
        edition: The number of the edition.
        dated: The date of its report (ISO).
        scope: What it was cut to.
        table: What was published.
        is_rounded: Whether its numbers were rounded.
    """

    edition: int
    dated: str
    scope: Scope
    table: ReleasedTable
    is_rounded: bool = False

    @property
    def essential(self) -> Scope:
        """Its scope, as far as the table depends on it."""
        return essential(self.scope, self.table.indicator)

    def shown(self, keys: Keys) -> float:
        """Return the number that it shows for a cell; not a number (nan) where it shows none."""
        return next((cell.number for cell in self.table.cells if cell.keys == keys and cell.number is not None), nan)

    def changed(self, today: Iterable[Count]) -> int:
        """Return how many of the numbers that it shows are different now."""
        values = {count.keys: count.value for count in today}
        return sum(cell.number is not None and cell.number != values.get(cell.keys, 0) for cell in self.table.cells)

    def counts(self) -> list[Count]:
        """Return its cells as counts; hidden ones have the value 0, because the ledger does not know theirs."""
        return [_count(cell, percent_only=self.table.percent_only) for cell in self.table.cells]


def _count(cell: Cell, *, percent_only: bool) -> Count:
    shares = [share for share in cell.shares.values() if isinstance(share, int)]
    only = percent_only and cell.is_hidden and bool(shares)
    hidden = cell.is_hidden and not only
    return Count(cell.keys, cell.number or 0, 0, hidden=hidden, percent_only=only, percent=shares[0] if only else None)


def essential(scope: Scope, indicator: Indicator) -> Scope:
    """Return a scope with everything set to its end that a table does not depend on, so that equal sights are equal."""
    kinds = {dimension.kind for dimension in indicator.dimensions}
    if indicator.basis == "stock":
        start = scope.start if "moment" in kinds else scope.as_of
        return replace(scope, start=start, end=scope.as_of, cut=scope.as_of)
    return replace(scope, as_of=scope.end, cut=scope.cut if "era" in kinds else scope.end)


def earlier_tables(editions: Iterable[Edition], indicators: Sequence[Indicator]) -> Iterator[Earlier]:
    """Yield the tables of a population that earlier editions published; a table published again counts once."""
    seen = set()
    for edition in editions:
        for indicator in indicators:
            if indicator.key not in edition.tables:
                continue
            table = Earlier(
                edition.number, edition.dated, edition.parameters.scope, edition.tables[indicator.key],
                edition.method == ROUNDING,
            )  # fmt: skip
            if (indicator.key, table.essential) not in seen:
                seen.add((indicator.key, table.essential))
                yield table


def touching(tables: Iterable[Earlier], scopes: Iterable[Scope], *, stock: bool) -> list[Earlier]:
    """Return the tables whose periods overlap one of these scopes, or each other in a chain; stocks always do."""
    rest, reached = list(tables), list(scopes)
    if stock:
        return rest
    found: list[Earlier] = []
    while near := [table for table in rest if any(_overlap(table.essential, scope) for scope in reached)]:
        found += near
        reached += [table.essential for table in near]
        rest = [table for table in rest if table not in near]
    return sorted(found, key=lambda table: table.edition)


def _overlap(one: Scope, other: Scope) -> bool:
    return one.start <= other.end and other.start <= one.end
