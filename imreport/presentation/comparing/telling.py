"""Sentences of a comparison: what is worth telling, written by rule from the changes."""

from collections.abc import Iterator, Sequence
from typing import Final

from imreport import german
from imreport.disclosure import Release
from imreport.disclosure.comparison import Change, Comparison
from imreport.presentation.comparing.facts import Figure, figures, notable_of
from imreport.presentation.comparing.rows import MONTHLY, percent_text
from imreport.presentation.texts import value_text

ALWAYS: Final = ("gespraeche", "staatsangehoerigkeit")
"""The figures that have a sentence of their own, be their change notable or not."""
AMONG: Final = {
    "themen": "den Themen",
    "weiterleitungen": "den Weiterleitungen",
    "kanaele_jahr": "den Gesprächskanälen",
    "staatsangehoerigkeit": "den Staatsangehörigkeiten",
}
"""The Kennzahlen whose most notable categories have a sentence."""
NAMED: Final = 3

Told = tuple[Figure, Change, int]


def sentences(release: Release, other: Comparison) -> list[str]:
    """Return what has changed, in some sentences: the two main figures, other notable ones, and notable categories."""
    found = [told for told in figures(release, other) if told[1].difference is not None]
    mains = [told for key in ALWAYS for told in found if told[0].key == key]
    rest = [told for told in found if told not in mains and told[1].is_notable]
    return [*map(_main, mains), *_others(rest), *_categories(release, other)]


def _main(told: Told) -> str:
    """Tell the change of one figure with both numbers; per month, with its percentage alone."""
    _, change, decimals = told
    difference, now, then = change.difference or 0, value_text(change.now, decimals), value_text(change.then, decimals)
    subject = _subject(told)
    if change.is_per_month:
        if not change.percent:
            return f"{_upper(subject)} blieb etwa gleich."
        return f"{_upper(subject)} {_verb(difference)} um {german.percent(abs(change.percent))}."
    if now == then:
        return f"{_upper(subject)} blieb gleich ({now})."
    much = f" ({percent_text(change)})" if change.percent else ""
    return f"{_upper(subject)} {_verb(difference)} von {then} auf {now}{much}."


def _others(found: Sequence[Told]) -> Iterator[str]:
    """Tell which other figures rose and which fell."""
    for rising in (True, False):
        chosen = [told for told in found if ((told[1].difference or 0) > 0) is rising]
        if chosen:
            named = german.listing([_with_percent(told) for told in chosen])
            yield f"{'Gestiegen' if rising else 'Gesunken'} {'ist' if len(chosen) == 1 else 'sind'} {named}."


def _with_percent(told: Told) -> str:
    return f"{_subject(told)} ({percent_text(told[1])})"


def _subject(told: Told) -> str:
    figure, change, _ = told
    return f"{figure.subject} {MONTHLY}" if change.is_per_month else figure.subject


def _categories(release: Release, other: Comparison) -> Iterator[str]:
    """Tell which categories changed most."""
    for key, among in AMONG.items():
        found = notable_of(release, other, key=key)
        if found:
            named = german.listing([f"„{change.labels[-1]}“ ({percent_text(change)})" for change in found[:NAMED]])
            verb = "änderte" if len(found) == 1 else "änderten"
            most = " am stärksten" if len(found) > 1 else " deutlich"
            yield f"Bei {among} {verb} sich{most} {named}."


def _verb(difference: float) -> str:
    return "stieg" if difference > 0 else "sank"


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
