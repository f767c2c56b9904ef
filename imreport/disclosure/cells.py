"""Cells: the published numbers of one Kennzahl, hidden ones included as hidden; nothing else is known of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Self

from imreport.disclosure.hidden import HIDDEN, Hidden, Value
from imreport.errors import NotReleasedError
from imreport.indicators import INDICATORS, OTHER, TOTAL, Indicator

if TYPE_CHECKING:
    import pandas as pd

PUBLISHED: Final = "veroeffentlicht"
SECRET: Final = "geheim"
MERGED: Final = "zusammengefasst"


@dataclass(frozen=True, slots=True)
class Cell:
    """One published cell of a Kennzahl.

    Attributes:
        keys: Its category along each dimension.
        labels: What readers see for them.
        value: The number, or the hidden value.
        status: ``veroeffentlicht``, ``geheim`` or ``zusammengefasst`` (the cell stands for several merged categories).
        shares: Share to whole percent; None where the base is too small for one.
        residual: Whether it is the residual category of its code list, or stands for merged ones.
    """

    keys: tuple[str, ...]
    labels: tuple[str, ...]
    value: Value
    status: str
    shares: Mapping[str, Value | None] = field(default_factory=dict)
    residual: bool = False

    @property
    def number(self) -> float | None:
        """The number, None where it is kept secret."""
        return None if isinstance(self.value, Hidden) else self.value

    @property
    def is_hidden(self) -> bool:
        """Whether the number is kept secret."""
        return self.number is None

    @property
    def is_total(self) -> bool:
        """Whether the cell is a total along any dimension."""
        return TOTAL in self.keys


@dataclass(frozen=True)
class ReleasedTable:
    """The published cells of one Kennzahl, in the order of its categories, totals last.

    Attributes:
        key: The key of the Kennzahl.
        cells: Its cells.
        categories: Per dimension every category there is, key to label, whether it occurs or not.
        percent_only: Whether only whole percentages are published, no counts.
        source: Where numbers in it come from besides the export, in the words of bericht.toml.
    """

    key: str
    cells: tuple[Cell, ...]
    categories: tuple[Mapping[str, str], ...]
    percent_only: bool = False
    source: str = ""

    @property
    def indicator(self) -> Indicator:
        """What the Kennzahl is."""
        return INDICATORS[self.key]

    @property
    def merged(self) -> Cell | None:
        """The cell that stands for the merged small categories, be it shown or hidden; None where none were merged."""
        return next((cell for cell in self.cells if OTHER in cell.keys), None)

    @cached_property
    def _by_keys(self) -> dict[tuple[str, ...], Cell]:
        return {cell.keys: cell for cell in self.cells}

    def cell(self, *keys: str) -> Cell:
        """Return a cell; dimensions left out at the end mean the total.

        A category that does not occur counts 0, unless small categories were merged: then it may be among them and its
        number is hidden.

        Raises:
            NotReleasedError: No such category; with a suggestion.
        """
        full = (*keys, *[TOTAL] * (len(self.categories) - len(keys)))
        if full in self._by_keys:
            return self._by_keys[full]
        for key, known in zip(full, self.categories, strict=True):
            if key not in known:
                raise NotReleasedError.unknown(f"Ausprägung von „{self.key}“", key, known=[*known, TOTAL])
        return self._absent(full)

    def _absent(self, keys: tuple[str, ...]) -> Cell:
        labels = tuple(known[key] for key, known in zip(keys, self.categories, strict=True))
        merged = self.merged is not None
        shares = dict.fromkeys(self._shares(), HIDDEN if merged else None)
        return Cell(keys, labels, HIDDEN if merged else 0, SECRET if merged else PUBLISHED, shares)

    def frame(self) -> "pd.DataFrame":
        """Return the cells as a tidy frame: the dimensions (labels), ``wert``, the shares, ``status``; no persons."""
        import pandas as pd

        titles = [dimension.key for dimension in self.indicator.dimensions]
        rows = [
            {**dict(zip(titles, cell.labels, strict=True)), "wert": cell.value, **cell.shares, "status": cell.status}
            for cell in self.cells
        ]
        return pd.DataFrame(rows).astype({"wert": "object", **dict.fromkeys(self._shares(), "object")})

    def _shares(self) -> list[str]:
        return [share.key for share in self.indicator.shares]

    @classmethod
    def of(cls, raw: Mapping[str, Any]) -> Self:
        """Rebuild a table from its JSON form."""
        cells = tuple(_cell(cell) for cell in raw["cells"])
        return cls(raw["key"], cells, tuple(raw["categories"]), raw["percent_only"], raw.get("source", ""))


def _cell(raw: Mapping[str, Any]) -> Cell:
    return Cell(
        keys=tuple(raw["keys"]),
        labels=tuple(raw["labels"]),
        value=_value(raw["value"]),
        status=raw["status"],
        shares={key: _value(share) for key, share in raw["shares"].items()},
        residual=raw["residual"],
    )


def _value(raw: Any) -> Any:
    return HIDDEN if raw == repr(HIDDEN) else raw
