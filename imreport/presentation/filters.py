"""Filters of passages: how a placeholder's value is printed. ``{{ gespraeche.gesamt | zahl }}``."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, Final, get_args

from imreport import german
from imreport.disclosure import Hidden
from imreport.errors import ImreportError, UsageError
from imreport.presentation.countries import Case, country
from imreport.presentation.texts import LESS_THAN_ONE, share_text, value_text
from imreport.presentation.words import BelowOne, CellWord, TableWord, number_of


def _number(word: Any, decimals: int = 0) -> str:
    return str(word) if isinstance(word, CellWord | TableWord) else value_text(word, decimals)


def _share(word: Any) -> str:
    """Print a share; a cell is a count and no share."""
    if isinstance(word, CellWord | TableWord):
        raise UsageError(
            "„prozent“ druckt Anteile, keine Anzahl.", "Schreiben Sie zum Beispiel „themen.kinder.anteil_gespraeche“."
        )
    return LESS_THAN_ONE if isinstance(word, BelowOne) else share_text(word)


def _counted(word: Any, singular: str, plural: str) -> str:
    """Print a number with its noun: 1 Integrationsplan, 2 Integrationspläne."""
    return f"{_number(word)} {_form(word, singular, plural)}"


def _form(word: Any, singular: str, plural: str) -> str:
    """Choose between singular and plural; a list counts its items; hidden numbers and 1,0 take the plural."""
    value = number_of(word)
    exact = not isinstance(value, Hidden) and not (isinstance(word, CellWord) and word.decimals)
    return singular if exact and value == 1 else plural


def _names(words: Iterable[CellWord]) -> str:
    return german.listing([word.name for word in words])


def _with_values(words: Sequence[CellWord]) -> str:
    return german.listing([f"{word.name} ({word})" for word in words])


def _country(word: CellWord, case: Case = "nominativ") -> str:
    """Print a nationality as its country, with the article that it has."""
    if case not in get_args(Case):
        raise UsageError.unknown("Fall", case, known=get_args(Case))
    return country(word.cell.keys[-1], word.name, case=case)


def _countries(words: Sequence[CellWord], case: Case = "nominativ") -> str:
    return german.listing([f"{_country(word, case)} ({word})" for word in words])


def _pairs(words: Sequence[CellWord]) -> str:
    """Print cells of two dimensions as ways from the one to the other."""
    return german.listing([f"von „{word.cell.labels[0]}“ zu „{word.name}“ ({word})" for word in words])


def _month(value: Any) -> str:
    """Name the month of a day, or the one that a cell counts."""
    return german.month(date.fromisoformat(f"{value.schluessel}-01") if isinstance(value, CellWord) else value)


def _numeral(value: Any) -> str:
    """Write a number in words up to twelve."""
    return german.numeral(number_of(value))


def _begin(text: str) -> str:
    """Begin a sentence: the first letter becomes a capital."""
    return f"{text[:1].upper()}{text[1:]}"


def _points(sentences: Iterable[str]) -> str:
    """Print sentences as a list in Markdown."""
    return "\n".join(f"- {sentence}" for sentence in sentences)


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
    "monat": _month,
    "aufzaehlung": german.listing,
    "satzanfang": _begin,
    "zahlwort": _numeral,
    "namen": _names,
    "mit_werten": _with_values,
    "paare": _pairs,
    "land": _country,
    "laender": _countries,
    "punkte": _points,
}
FILTERS: Final = {name: _checked(name, function) for name, function in _FILTERS.items()}
