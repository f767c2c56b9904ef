"""The vocabulary of passages: every name, function and filter that a placeholder may use."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, Final

from imreport import german
from imreport.disclosure import Hidden, Release
from imreport.errors import ImreportError, UsageError
from imreport.presentation.protection import explanation
from imreport.presentation.texts import share_text, value_text
from imreport.presentation.words import CellWord, CellWords, FactWords, OmittedWord, QualityWords, TableWord, number_of


def vocabulary(release: Release) -> dict[str, Any]:
    """Return every name that a passage may use."""
    parameters, scope = release.parameters, release.parameters.scope
    return {
        **{key: TableWord(table) for key, table in release.tables.items()},
        **{key: OmittedWord(key, reason) for key, reason in release.omitted.items()},
        "fakten": FactWords(release.facts),
        "von": scope.start,
        "bis": scope.end,
        "stichtag": scope.as_of,
        "zaesur": scope.cut,
        "zaesur_im_zeitraum": parameters.cut_inside,
        "monate": parameters.months,
        "ganze_monate": parameters.whole_months,
        "schwelle": release.threshold,
        "hinweis_geheimhaltung": explanation(release),
        "titel": release.title,
        "bereich": release.area,
        "kreis": release.county,
        "spitze": top_words,
        "vergleich": compare,
        "entfallen": sorted(release.omitted),
        "datenqualitaet": QualityWords(release.quality),
        "erfassungsbrueche": [
            f"{german.long_day(date.fromisoformat(first))} ({name})" for first, name in release.breaks.items()
        ],
    }


def top_words(word: TableWord, count: int, *, residual: bool = False) -> CellWords:
    """Return the most frequent published categories (``spitze``), "Ohne Angabe" never, residual ones on demand."""
    named = (cell for cell in word.cells() if cell.keys[-1] != "ohne_angabe" and (residual or not cell.residual))
    cells = sorted((cell for cell in named if cell.number), key=lambda cell: -(cell.number or 0))
    return CellWords(CellWord(cell, word.table.indicator.decimals) for cell in cells[:count])


def compare(first: Any, second: Any, *, mehr: str, gleich: str, weniger: str) -> str:
    """Choose a wording by comparing two published numbers (``vergleich``); nothing where one of them is hidden."""
    one, other = number_of(first), number_of(second)
    if isinstance(one, Hidden | None) or isinstance(other, Hidden | None):
        return ""
    return mehr if one > other else weniger if one < other else gleich


def _number(word: Any, decimals: int = 0) -> str:
    return str(word) if isinstance(word, CellWord | TableWord) else value_text(word, decimals)


def _share(word: Any) -> str:
    """Print a share; a cell is a count and no share."""
    if isinstance(word, CellWord | TableWord):
        raise UsageError(
            "„prozent“ druckt Anteile, keine Anzahl.", "Schreiben Sie zum Beispiel „themen.kinder.anteil_gespraeche“."
        )
    return share_text(word)


def _counted(word: Any, singular: str, plural: str) -> str:
    """Print a number with its noun: 1 Integrationsplan, 2 Integrationspläne."""
    return f"{_number(word)} {_form(word, singular, plural)}"


def _form(word: Any, singular: str, plural: str) -> str:
    """Choose between singular and plural; a hidden number takes the plural."""
    value = number_of(word)
    return singular if not isinstance(value, Hidden) and value == 1 else plural


def _names(words: Iterable[CellWord]) -> str:
    return german.listing([word.name for word in words])


def _with_values(words: Sequence[CellWord]) -> str:
    return german.listing([f"{word.name} ({word})" for word in words])


def _checked(name: str, function: Callable[..., str]) -> Callable[..., str]:
    """Turn a filter's complaint about its input into a German sentence."""

    def checked(value: Any, *arguments: Any) -> str:
        try:
            return function(value, *arguments)
        except ImreportError:
            raise
        except (TypeError, ValueError, AttributeError, ArithmeticError, AssertionError):
            hint = "Welche Filter es gibt und wofür, steht in docs/bericht-schreiben.md."
            raise UsageError(f"Der Filter „{name}“ passt nicht zu diesem Wert.", hint) from None

    return checked


_FILTERS: Final[dict[str, Callable[..., str]]] = {
    "zahl": _number,
    "anzahl": _counted,
    "form": _form,
    "prozent": _share,
    "datum": german.day,
    "langes_datum": german.long_day,
    "monat": german.month,
    "aufzaehlung": german.listing,
    "namen": _names,
    "mit_werten": _with_values,
}
FILTERS: Final = {name: _checked(name, function) for name, function in _FILTERS.items()}
