"""The vocabulary of passages: every name and function that a placeholder may use; filters.py has the filters."""

from datetime import date
from typing import Any, Final

from imreport import german
from imreport.chapters import CHAPTERS
from imreport.disclosure import Release
from imreport.periods import in_words
from imreport.presentation.chapterwords import Chapters
from imreport.presentation.earlier import earlier
from imreport.presentation.protection import explanation
from imreport.presentation.wording import (
    Wordings,
    compare,
    course,
    first_and_last,
    is_shown,
    majority,
    more_or_fewer,
    residual_words,
    top_words,
)
from imreport.presentation.words import FactWords, OmittedWord, QualityWords, TableWord


def vocabulary(release: Release) -> dict[str, Any]:
    """Return every name that a passage may use."""
    parameters, scope = release.parameters, release.parameters.scope
    chapters = Chapters(release)
    wordings = Wordings(parameters, rounded=release.method != "sperren")
    return {
        **{key: TableWord(table) for key, table in release.tables.items()},
        **{key: OmittedWord(key, reason) for key, reason in release.omitted.items()},
        "fakten": FactWords(release.facts),
        "von": scope.start,
        "bis": scope.end,
        "stichtag": scope.as_of,
        "zaesur": scope.cut,
        "zaesur_im_zeitraum": parameters.cut_inside,
        "zeitraum": in_words((scope.start, scope.end)),
        "ein_tag": scope.start == scope.end,
        "monate": parameters.months,
        "ganze_monate": parameters.whole_months,
        "schwelle": release.threshold,
        "hinweis_geheimhaltung": explanation(release),
        "titel": release.title,
        "bereich": release.area,
        "kreis": release.county,
        **_FUNCTIONS,
        "keine": wordings.none,
        "jahresverlauf": wordings.by_year,
        "einbruch": wordings.dip,
        "hat_kapitel": chapters.has,
        "verweis": chapters.title,
        "hinweise": " ".join((*release.hints, *(release.comparison.hints if release.comparison else ()))),
        "entfallen": sorted(release.omitted),
        "entfallene_kapitel": [f"{CHAPTERS[key]} ({reason})" for key, reason in release.left_out.items()],
        "vergleich": earlier("vergleich", release.comparison, release=release),
        "vorbericht": earlier("vorbericht", release.previous, release=release),
        "datenqualitaet": QualityWords(release.quality),
        "erfassungsbrueche": [
            f"{german.long_day(date.fromisoformat(first))} ({name})" for first, name in release.breaks.items()
        ],
    }


_FUNCTIONS: Final = {
    "spitze": top_words,
    "sammelkategorie": residual_words,
    "gezeigt": is_shown,
    "wortwahl": compare,
    "verlauf": course,
    "unterschied": more_or_fewer,
    "von_bis": first_and_last,
    "mehrheit": majority,
}
"""What depends on its arguments alone."""
