"""The Release: everything that may be published, and nothing else. Every document is made from it alone."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self

from imreport.disclosure.hidden import HIDDEN, Hidden, Value
from imreport.errors import NotReleasedError
from imreport.indicators import INDICATORS, TOTAL, Indicator
from imreport.parameters import Parameters

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
    """

    keys: tuple[str, ...]
    labels: tuple[str, ...]
    value: Value
    status: str
    shares: Mapping[str, Value | None] = field(default_factory=dict)

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
        percent_only: Whether only whole percentages are published, no counts.
    """

    key: str
    cells: tuple[Cell, ...]
    percent_only: bool = False

    @property
    def indicator(self) -> Indicator:
        """What the Kennzahl is."""
        return INDICATORS[self.key]

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
        full = (*keys, *[TOTAL] * (len(self.indicator.dimensions) - len(keys)))
        if full in self._by_keys:
            return self._by_keys[full]
        if len(full) == 1 and not self.indicator.dimensions[0].complete and full[0].isidentifier():
            merged = any(cell.status == MERGED for cell in self.cells)
            return Cell(full, full, HIDDEN if merged else 0, SECRET if merged else PUBLISHED)
        known = {".".join(key for key in cell.keys) for cell in self.cells}
        raise NotReleasedError.unknown(f"Ausprägung von „{self.key}“", ".".join(full), known=known)

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


@dataclass(frozen=True)
class Release:
    """All that may be published for one run: numbers, facts, form data.

    Attributes:
        parameters: The resolved parameters.
        title: The title of the report.
        area: The team or commune that it is limited to, empty for the whole county.
        county: The name of the county.
        notice: A label for every document, such as "Synthetische Beispieldaten".
        dated: The date of the report (ISO); the one clock of all documents.
        threshold: The smallest number of persons behind a published count.
        submission: The form of the Beschlussvorlage, German key to text or list of texts.
        facts: Named facts of the config: ``wert`` and ``quelle``.
        quality: What the checks found: severity to number of findings, and ``gespraeche``, the rows read.
        tables: Kennzahl to its published cells.
        omitted: Kennzahl to the reason why this run leaves it out.
    """

    parameters: Parameters
    title: str
    area: str
    county: str
    notice: str
    dated: str
    threshold: int
    submission: Mapping[str, Any]
    facts: Mapping[str, Mapping[str, Any]]
    quality: Mapping[str, int]
    tables: Mapping[str, ReleasedTable]
    omitted: Mapping[str, str]

    def table(self, key: str) -> ReleasedTable:
        """Return the published cells of a Kennzahl.

        Raises:
            NotReleasedError: It was not prepared; with a suggestion or the reason.
        """
        if key in self.tables:
            return self.tables[key]
        if key in self.omitted:
            raise NotReleasedError(f"„{key}“ entfällt in diesem Bericht: {self.omitted[key]}.")
        raise NotReleasedError.unknown("Kennzahl", key, known=self.tables)

    def omits_chapter(self, chapter: str) -> bool:
        """Whether this run leaves out all Kennzahlen of a chapter."""
        keys = {key for key, indicator in INDICATORS.items() if indicator.chapter == chapter}
        return bool(keys) and keys <= set(self.omitted)

    def __repr__(self) -> str:
        hidden = sum(cell.is_hidden for table in self.tables.values() for cell in table.cells)
        return f"<Release „{self.title}“: {len(self.tables)} Kennzahlen, {hidden} Werte geheim gehalten>"

    def to_json(self) -> str:
        """Return the Release as text; hidden values are ``"[g]"`` in it."""
        content = {name: getattr(self, name) for name in _PLAIN} | {
            "parameters": self.parameters.values(),
            "tables": [asdict(table) for table in self.tables.values()],
        }
        return json.dumps(content, ensure_ascii=False, sort_keys=True, default=_encode)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Rebuild a Release from ``to_json``."""
        raw = json.loads(text)
        tables = {entry["key"]: _decode_table(entry) for entry in raw["tables"]}
        plain = {name: raw[name] for name in _PLAIN}
        return cls(parameters=Parameters.of(raw["parameters"]), tables=tables, **plain)

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read a Release that ``to_json`` wrote."""
        return cls.from_json(path.read_text(encoding="utf-8"))


_PLAIN: Final = ("title", "area", "county", "notice", "dated", "threshold", "submission", "facts", "quality", "omitted")


def _encode(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else repr(value)


def _decode_table(entry: Mapping[str, Any]) -> ReleasedTable:
    cells = (
        Cell(
            tuple(cell["keys"]),
            tuple(cell["labels"]),
            _decode(cell["value"]),
            cell["status"],
            {key: _decode(share) for key, share in cell["shares"].items()},
        )
        for cell in entry["cells"]
    )
    return ReleasedTable(entry["key"], tuple(cells), entry["percent_only"])


def _decode(value: Any) -> Any:
    return HIDDEN if value == repr(HIDDEN) else value


def statements(release: Release) -> Iterator[dict[str, str]]:
    """Yield every published number as one row of kennzahlen.csv, shares included, hidden ones with an empty ``wert``.

    Yields:
        ``kennzahl, merkmal, auspraegung, merkmal_2, auspraegung_2, wert, einheit, von, bis, status``.
    """
    for table in release.tables.values():
        for cell in table.cells:
            yield _statement(release, table, cell, table.indicator.unit, cell.value)
            for share in table.indicator.shares:
                if (percentage := cell.shares.get(share.key)) is not None:
                    yield _statement(release, table, cell, f"Prozent ({share.title})", percentage)


def _statement(release: Release, table: ReleasedTable, cell: Cell, unit: str, value: Value) -> dict[str, str]:
    indicator = table.indicator
    start, end = _days(release, table, cell)
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


def _days(release: Release, table: ReleasedTable, cell: Cell) -> tuple[date, date]:
    """Return the first and last day that a cell covers: the period, or the one day of a stock."""
    scope = release.parameters.scope
    if table.indicator.basis == "flow":
        return scope.start, scope.end
    day = scope.start if "beginn" in cell.keys else scope.as_of
    return day, day
