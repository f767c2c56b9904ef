"""Words: what the placeholders of a passage stand for; thin views on the Release that fail loudly on a wrong name."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from imreport import german
from imreport.disclosure import Cell, Hidden, Release, ReleasedTable, Value
from imreport.errors import HiddenValueError, NotReleasedError, UsageError
from imreport.presentation.select import parts
from imreport.presentation.texts import share_text, value_text

ISO_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class CellWord:
    """One published cell: ``themen.kinder``. Its shares are attributes: ``themen.kinder.anteil_gespraeche``."""

    cell: Cell
    decimals: int = 0

    @property
    def name(self) -> str:
        """What readers call its category."""
        return self.cell.labels[-1]

    @property
    def ist_geheim(self) -> bool:
        """Whether its number is kept secret."""
        return self.cell.is_hidden

    def __str__(self) -> str:
        return value_text(self.cell.value, self.decimals)

    def __getattr__(self, share: str) -> Value | None:
        if share.startswith("_"):
            raise AttributeError(share)
        if share not in self.cell.shares:
            raise NotReleasedError.unknown(f"Anteil von „{self.name}“", share, known=[*self.cell.shares, "ist_geheim"])
        return self.cell.shares[share]


@dataclass(frozen=True)
class TableWord:
    """One Kennzahl: ``themen``. Categories are attributes, a second dimension follows: ``kanaele.seither.telefon``."""

    table: ReleasedTable
    keys: tuple[str, ...] = ()

    def __getitem__(self, key: str) -> "CellWord | TableWord":
        keys = (*self.keys, key)
        if len(keys) < len(self.table.indicator.dimensions):
            return TableWord(self.table, keys)
        return CellWord(self.table.cell(*keys), self.table.indicator.decimals)

    def __str__(self) -> str:
        example = ".".join((self.table.key, *self.keys, "gesamt"))
        raise UsageError(f"„{self.table.key}“ ist eine Tabelle und keine Zahl.", f"Gemeint ist vielleicht „{example}“.")

    def __getattr__(self, key: str) -> "CellWord | TableWord":
        if key.startswith("_"):
            raise AttributeError(key)
        return self[key]


@dataclass(frozen=True)
class FactWords:
    """The named facts of the config: ``fakten.foerdermonate``."""

    facts: Mapping[str, Mapping[str, Any]]

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        if name not in self.facts:
            raise UsageError.unknown("Fakt", name, known=self.facts or ["(keine in bericht.toml)"])
        value = self.facts[name]["wert"]
        return date.fromisoformat(value) if isinstance(value, str) and ISO_DAY.fullmatch(value) else value


def vocabulary(release: Release) -> dict[str, Any]:
    """Return every name that a passage may use."""
    parameters, scope = release.parameters, release.parameters.scope
    return {
        **{key: TableWord(table) for key, table in release.tables.items()},
        "fakten": FactWords(release.facts),
        "von": scope.start,
        "bis": scope.end,
        "stichtag": scope.as_of,
        "zaesur": scope.cut,
        "zaesur_im_zeitraum": parameters.cut_inside,
        "monate": parameters.months,
        "ganze_monate": parameters.whole_months,
        "schwelle": release.threshold,
        "titel": release.title,
        "bereich": release.area,
        "kreis": release.county,
        "spitze": top_words,
        "vergleich": compare,
        "entfallen": sorted(release.omitted),
    }


def top_words(word: TableWord, count: int, *, residual: bool = False) -> list[CellWord]:
    """Return the most frequent published categories (``spitze``), residual categories only on demand."""
    cells = [cell for cell in parts(word.table) if cell.number and (residual or not cell.residual)]
    return [CellWord(cell, word.table.indicator.decimals) for cell in cells[:count]]


def compare(first: Any, second: Any, *, mehr: str, gleich: str, weniger: str) -> str:
    """Choose a wording by comparing two published numbers (``vergleich``); nothing where one of them is hidden."""
    one, other = (word.cell.value if isinstance(word, CellWord) else word for word in (first, second))
    if isinstance(one, Hidden | None) or isinstance(other, Hidden | None):
        return ""
    return mehr if one > other else weniger if one < other else gleich


def _number(word: Any, decimals: int = 0) -> str:
    return str(word) if isinstance(word, CellWord | TableWord) else value_text(word, decimals)


def _counted(word: Any, singular: str, plural: str) -> str:
    """Print a number with its noun: 1 Integrationsplan, 2 Integrationspläne."""
    value = word.cell.value if isinstance(word, CellWord) else word
    return f"{_number(word)} {singular if not isinstance(value, Hidden) and value == 1 else plural}"


def _names(words: Iterable[CellWord]) -> str:
    return german.listing([word.name for word in words])


def _with_values(words: Sequence[CellWord]) -> str:
    return german.listing([f"{word.name} ({word})" for word in words])


def _checked(name: str, function: Callable[..., str]) -> Callable[..., str]:
    """Turn a filter's complaint about its input into a German sentence."""

    def checked(value: Any, *arguments: Any) -> str:
        try:
            return function(value, *arguments)
        except (TypeError, ValueError, AttributeError) as error:
            if isinstance(error, HiddenValueError):
                raise
            hint = "Welche Filter es gibt und wofür, steht in docs/bericht-schreiben.md."
            raise UsageError(f"Der Filter „{name}“ passt nicht zu diesem Wert.", hint) from None

    return checked


_FILTERS: Final[dict[str, Callable[..., str]]] = {
    "zahl": _number,
    "anzahl": _counted,
    "prozent": share_text,
    "datum": german.day,
    "langes_datum": german.long_day,
    "monat": german.month,
    "aufzaehlung": german.listing,
    "namen": _names,
    "mit_werten": _with_values,
}
FILTERS: Final = {name: _checked(name, function) for name, function in _FILTERS.items()}
