"""The report before this one, read from its kennzahlen.csv: what the public was told then."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from imreport.cases import CodeLists
from imreport.disclosure.cells import MERGED, PUBLISHED, SECRET, Cell, ReleasedTable
from imreport.disclosure.comparing import DIFFERENT_BY_LENGTH
from imreport.disclosure.comparison import Comparison
from imreport.disclosure.hidden import HIDDEN, Value
from imreport.disclosure.ledger import Edition
from imreport.disclosure.tables import categories_of, is_rest
from imreport.errors import ConfigError
from imreport.german import day
from imreport.indicators import INDICATORS, OTHER, TOTAL, Dimension, Indicator
from imreport.parameters import PUBLIC, Parameters
from imreport.periods import equally_long

COLUMNS: Final = (
    "kennzahl", "merkmal", "auspraegung", "merkmal_2", "auspraegung_2", "wert", "einheit", "von", "bis", "status",
)  # fmt: skip
PERCENT: Final = re.compile(r"Prozent \((.+)\)")
OTHERS: Final = ("Andere", "Übrige")
MANY: Final = 10
"""So many numbers that all are multiples of 5 were rounded to them."""
STATUSES: Final = (PUBLISHED, SECRET, MERGED)
WHERE: Final = "Prüfen Sie [vergleich] bericht in bericht.toml: die kennzahlen.csv des letzten Berichts, unverändert."

Row = Mapping[str, str]


@dataclass(frozen=True)
class Previous:
    """The report before this one.

    Attributes:
        comparison: Its numbers.
        ignored: Kennzahlen in it that this version does not know, or cuts otherwise.
    """

    comparison: Comparison
    ignored: tuple[str, ...]

    @property
    def advice(self) -> tuple[str, ...]:
        """What the editor should know of it, German."""
        names = ", ".join(self.ignored)
        return (f"\nAus dem letzten Bericht nicht verglichen, weil hier unbekannt: {names}",) if names else ()


def read_previous(path: Path, *, codes: CodeLists, cut: date) -> Previous:
    """Read the kennzahlen.csv of an earlier report on the whole county.

    Args:
        path: The file.
        codes: The county's code lists.
        cut: The cut of the report that it is compared with; a table cut on another day is ignored.

    Raises:
        ConfigError: It is missing, no kennzahlen.csv, for the service itself only, or of another county.
    """
    rows = _rows(path)
    parameters = _parameters(path, rows, cut=cut)
    reading = _Reading(codes, parameters)
    keys = dict.fromkeys(row["kennzahl"] for row in rows)
    found = {key: reading.table(key, [row for row in rows if row["kennzahl"] == key]) for key in keys}
    tables = {key: table for key, table in found.items() if table}
    if reading.is_foreign(rows) or not tables:
        raise ConfigError(f"„{path.name}“ ist offenbar der Bericht eines anderen Landkreises.", WHERE)
    label = f"letzter Bericht ({day(parameters.scope.start)} bis {day(parameters.scope.end)})"
    comparison = Comparison(label, parameters, tables, same_length=False)
    return Previous(comparison, tuple(key for key in found if key not in tables))


def not_comparable(previous: Comparison, parameters: Parameters) -> str:
    """Return why the report before cannot be compared with; empty if it can."""
    now, then = parameters.scope, previous.parameters.scope
    if parameters.has_area:
        return "der letzte Bericht gilt für den ganzen Landkreis, dieser nur für einen Ausschnitt"
    if (then.start, then.end) == (now.start, now.end):
        return "der letzte Bericht umfasst denselben Zeitraum"
    return "der letzte Bericht reicht über das Ende dieses Zeitraums hinaus" if then.end > now.end else ""


def comparable(previous: Comparison, parameters: Parameters) -> Comparison:
    """Return the report before as one to compare with: without what its length alone changes."""
    now, then = parameters.scope, previous.parameters.scope
    same = equally_long((now.start, now.end), (then.start, then.end))
    tables = {key: table for key, table in previous.tables.items() if same or key not in DIFFERENT_BY_LENGTH}
    return replace(previous, tables=tables, same_length=same)


def edition_of_previous(previous: Comparison, editions: Sequence[Edition], *, threshold: int) -> tuple[Edition, ...]:
    """Return the report before as one more edition; none if the ledger has it."""
    if any(_is_same(edition.parameters, previous.parameters) for edition in editions):
        return ()
    ended = previous.parameters.scope.end.isoformat()  # kennzahlen.csv does not say when it was printed
    number, method = len(editions) + 1, _method(previous.tables.values())
    return (Edition(number, ended, threshold, method, previous.parameters, previous.tables),)


def _is_same(one: Parameters, other: Parameters) -> bool:
    return (one.von, one.bis, one.stichtag, one.has_area) == (other.von, other.bis, other.stichtag, other.has_area)


def _method(tables: Iterable[ReleasedTable]) -> str:
    """Return how the report was protected; its numbers show whether they were rounded to 5."""
    shown = (cell.number for table in tables if not table.indicator.decimals for cell in table.cells)
    numbers = [number for number in shown if number]
    return "runden5" if len(numbers) >= MANY and not any(number % 5 for number in numbers) else "sperren"


def _rows(path: Path) -> list[Row]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError:
        raise ConfigError(f"„{path.name}“, der letzte Bericht, fehlt oder ist nicht lesbar.", WHERE) from None
    except UnicodeDecodeError:
        raise ConfigError(f"„{path.name}“ ist keine kennzahlen.csv: Sie ist nicht in UTF-8.", WHERE) from None
    reader = csv.DictReader(io.StringIO(text, newline=""))
    columns = reader.fieldnames or []
    if "kennzeichnung" in columns:
        raise ConfigError(f"„{path.name}“ stammt aus einem internen Bericht.", "Nennen Sie den veröffentlichten.")
    if missing := [name for name in COLUMNS if name not in columns]:
        raise ConfigError(f"„{path.name}“ ist keine kennzahlen.csv: Die Spalte „{missing[0]}“ fehlt.", WHERE)
    return [_checked(path, row, number=number) for number, row in enumerate(reader, start=2)]


def _checked(path: Path, row: Row, *, number: int) -> Row:
    """Return a row whose days, number and status can be read."""
    try:
        days = date.fromisoformat(row["von"]) <= date.fromisoformat(row["bis"])
        float(row["wert"] or 0)
    except (TypeError, ValueError):
        days = False
    if not days or row["status"] not in STATUSES or (row["status"] == SECRET) != (row["wert"] == ""):
        raise ConfigError(f"„{path.name}“, Zeile {number}: Das hat „imreport report“ nicht geschrieben.", WHERE)
    return row


def _parameters(path: Path, rows: Sequence[Row], *, cut: date) -> Parameters:
    """Return what the report was about: the days of its first flow, and of its first stock."""
    flows = [row for row in rows if _basis(row) == "flow"]
    if not flows:
        raise ConfigError(f"„{path.name}“ enthält keine Zahlen über einen Zeitraum.", WHERE)
    stocks = [row["von"] for row in rows if _basis(row) == "stock" and row["merkmal"] != "zeitpunkt"]
    return Parameters.of(
        {
            "von": flows[0]["von"], "bis": flows[0]["bis"], "stichtag": next(iter(stocks), flows[0]["bis"]),
            "zaesur": cut, "profil": PUBLIC,
        }
    )  # fmt: skip


def _basis(row: Row) -> str:
    return INDICATORS[row["kennzahl"]].basis if row["kennzahl"] in INDICATORS else ""


@dataclass(frozen=True)
class _Reading:
    codes: CodeLists
    parameters: Parameters

    def table(self, key: str, rows: Sequence[Row]) -> ReleasedTable | None:
        """Return a table as it was published; None where this version does not know it or one of its categories."""
        indicator = INDICATORS.get(key)
        if indicator is None or indicator.lacking(self.codes) or not self._fits(indicator, rows[0]):
            return None
        known = [self._labels(dimension) for dimension in indicator.dimensions]
        own = [row for row in rows if self._is_own(row, indicator)]
        keys = [_keys(row, known) for row in own]
        if None in keys:
            return None
        places = dict.fromkeys(found for found in keys if found)
        grouped = {place: [row for row, found in zip(own, keys, strict=True) if found == place] for place in places}
        cells = tuple(self._cell(place, members, indicator=indicator) for place, members in grouped.items())
        scope = self.parameters.scope
        categories = tuple(categories_of(dimension, self.codes, scope=scope) for dimension in indicator.dimensions)
        only = any(cell.is_hidden and any(isinstance(share, int) for share in cell.shares.values()) for cell in cells)
        return ReleasedTable(key, cells, categories, percent_only=only)

    def _cell(self, keys: tuple[str, ...], rows: Sequence[Row], *, indicator: Indicator) -> Cell:
        """Return a cell from the rows of its value and of its shares."""
        counted = next((row for row in rows if row["einheit"] == indicator.unit), rows[0])
        labels = (counted["auspraegung"], counted["auspraegung_2"])[: len(keys)]
        value = _value(counted, indicator.decimals) if counted["einheit"] == indicator.unit else HIDDEN
        named = zip(indicator.dimensions, keys, strict=True)
        rest = OTHER in keys or any(is_rest(dimension, key, codes=self.codes) for dimension, key in named)
        return Cell(keys, labels, value, counted["status"], dict(_shares(rows, indicator)), residual=rest)

    def is_foreign(self, rows: Iterable[Row]) -> bool:
        """Whether the report names teams or communes, and none of this county's."""
        for kind in ("team", "verband", "gemeinde"):
            named = {row["auspraegung"] for row in rows if row["merkmal"] == kind} - {"Gesamt", "Ohne Angabe", *OTHERS}
            lists = {"team": "teams", "verband": "verbaende", "gemeinde": "gemeinden"}
            known = {_plain(code.label) for code in self.codes.get(lists[kind], ())}
            if named and not any(_plain(part) in known for name in named for part in [name, *_parts(name)]):
                return True
        return False

    def _fits(self, indicator: Indicator, row: Row) -> bool:
        names = [dimension.key for dimension in indicator.dimensions]
        return [*names, ""][:2] == [row["merkmal"], row["merkmal_2"]]

    def _labels(self, dimension: Dimension) -> dict[str, str]:
        """Return label → key of everything that a dimension may name; an older report may have spelled it otherwise."""
        scope = self.parameters.scope
        keys = [*dimension.categories(self.codes, scope), TOTAL]
        known = self.codes.get(dimension.codes, ())
        spelled = {_plain(word): code.key for code in known if code.key in keys for word in code.also}
        return spelled | {_plain(dimension.label(key, self.codes, scope=scope)): key for key in keys}

    def _is_own(self, row: Row, indicator: Indicator) -> bool:
        """Whether a row is of the report itself and not of the period that it compared with."""
        scope = self.parameters.scope
        if indicator.basis == "flow":
            return (row["von"], row["bis"]) == (scope.start.isoformat(), scope.end.isoformat())
        return row["merkmal"] == "zeitpunkt" or row["von"] == scope.as_of.isoformat()


def _plain(label: str) -> str:
    """Return a label without the apostrophes that keep spreadsheets from running it as a formula."""
    return label.replace("'", "")


def _parts(label: str) -> list[str]:
    """Return the names that the label of merged teams is made of."""
    return re.split(r", | und ", label)


def _keys(row: Row, known: Sequence[Mapping[str, str]]) -> tuple[str, ...] | None:
    """Return the categories of a row; None if one of them is unknown."""
    labels = [_plain(row["auspraegung"]), _plain(row["auspraegung_2"])][: len(known)]
    found = [_key(label, labels_of) for label, labels_of in zip(labels, known, strict=True)]
    return tuple(key for key in found if key) if all(found) else None


def _key(label: str, known: Mapping[str, str]) -> str | None:
    if label in OTHERS and label not in known:
        return OTHER
    if label not in known and len(parts := _parts(label)) > 1 and all(part in known for part in parts):
        return OTHER
    return known.get(label)


def _shares(rows: Iterable[Row], indicator: Indicator) -> Iterator[tuple[str, Value | None]]:
    printed = {match[1]: row for row in rows if (match := PERCENT.fullmatch(row["einheit"]))}
    for share in indicator.shares:
        yield share.key, _value(printed[share.title], 0) if share.title in printed else None


def _value(row: Row, decimals: int) -> Value:
    if row["status"] == SECRET:
        return HIDDEN
    return float(row["wert"]) if decimals else int(float(row["wert"]))
