"""Facts of a comparison: what has changed, each once, although several Kennzahlen may count it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from imreport.disclosure import Release, ReleasedTable
from imreport.disclosure.comparison import Change, Comparison
from imreport.indicators import TOTAL
from imreport.presentation.select import LAST, lines, parts

MOST: Final = 8
"""So many notable categories stand in the table of changes."""
OF_ONE: Final = 3
"""So many of them may be of one Kennzahl."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that is compared as a whole.

    Attributes:
        key: The Kennzahl.
        name: What tables call it.
        subject: What sentences call it, in the singular.
        place: Its category along each dimension; without one, the total.
    """

    key: str
    name: str
    subject: str
    place: tuple[str, ...] = ()


FIGURES: Final = (
    Figure("stellen_team", "Besetzte Stellen am Stichtag", "die Zahl der besetzten Stellen"),
    Figure("vzae_mittel", "VZÄ im Mittel des Zeitraums", "der Stellenumfang im Mittel des Zeitraums"),
    Figure("staatsangehoerigkeit", "Betreute Personen am Stichtag", "die Zahl der betreuten Personen am Stichtag"),
    Figure("klienten_je_vzae", "Betreute Personen je VZÄ", "die Zahl der betreuten Personen je Vollzeitäquivalent"),
    Figure("klienten_verlauf", "Neu betreute Personen", "die Zahl der neu betreuten Personen", ("neu", TOTAL)),
    Figure("klienten_verlauf", "Beendete Betreuungen", "die Zahl der beendeten Betreuungen", (TOTAL, "beendet")),
    Figure("gespraeche", "Gespräche", "die Zahl der Gespräche"),
    Figure("klienten_beraten", "Beratene Personen", "die Zahl der beratenen Personen"),
    Figure("gespraeche_je_klient", "Gespräche je beratene Person", "die Zahl der Gespräche je beratene Person"),
    Figure("themen", "Genannte Themen", "die Zahl der genannten Themen"),
    Figure("weiterleitungen", "Weiterleitungen", "die Zahl der Weiterleitungen"),
    Figure(
        "weiterleitungen_je_100", "Weiterleitungen je 100 Gespräche", "die Zahl der Weiterleitungen je 100 Gespräche"
    ),
    Figure("plaene", "Neue Integrationspläne", "die Zahl der neuen Integrationspläne"),
)
"""The numbers whose change is shown in any case."""

CATEGORIES: Final = {
    "gespraeche": "Gespräche",
    "kanaele_jahr": "Kanal",
    "themen": "Thema",
    "weiterleitungen": "Weiterleitung an",
    "plaene_stand": "Integrationspläne",
    "staatsangehoerigkeit": "Staatsangehörigkeit",
    "altersgruppe": "Alter",
    "aufenthaltsstatus": "Aufenthaltsstatus",
    "haushalt": "Haushalt",
    "klienten_team": "Betreute Personen",
    "gespraeche_team": "Gespräche",
}
"""The Kennzahlen whose notable categories are named, one per fact, and what stands before a category."""

Named = tuple[str, Change, int]
"""What readers call a number, its change, and its decimals."""


def figures(release: Release, other: Comparison) -> Iterator[tuple[Figure, Change, int]]:
    """Yield the numbers that both have, their changes and their decimals."""
    for figure in FIGURES:
        if figure.key in release.tables and figure.key in other.tables:
            table = release.tables[figure.key]
            for change in other.changes(table, release.parameters):
                if change.keys == (figure.place or (TOTAL,) * len(table.categories)):
                    yield figure, change, table.indicator.decimals


def by_category(release: Release, other: Comparison, *, table: ReleasedTable) -> list[Change]:
    """Return the changes by category; of two dimensions, those of the second one over all of the first."""
    first = len(table.categories) - 1
    order = [line.keys for line in lines(table, 1)] if first else [cell.keys for cell in parts(table)]
    places = {keys[-1]: place for place, keys in enumerate(order)}
    found = [change for change in other.changes(table, release.parameters) if set(change.keys[:first]) <= {TOTAL}]
    return sorted(found, key=lambda change: places.get(change.keys[-1], len(places)))


def notable_of(release: Release, other: Comparison, *, key: str) -> list[Change]:
    """Return the notable changes of named categories, first those that are furthest from the change of the whole."""
    if key not in release.tables or key not in other.tables:
        return []
    if release.tables[key].percent_only or other.tables[key].percent_only:
        return []
    changes = by_category(release, other, table=release.tables[key])
    whole = next((change.percent or 0 for change in changes if set(change.keys) == {TOTAL}), 0)
    found = [change for change in changes if change.is_notable and not LAST.keys() & set(change.keys[-1:])]
    return sorted(found, key=lambda change: -abs((change.percent or 0) - whole))


def notable_categories(release: Release, other: Comparison) -> list[Named]:
    """Return the categories that changed most, those of one Kennzahl together."""
    found: list[tuple[int, Named]] = []
    for key, kind in CATEGORIES.items():
        for change in notable_of(release, other, key=key)[:OF_ONE]:
            decimals = release.tables[key].indicator.decimals
            found.append((abs(change.percent or 0), (f"{kind}: {change.labels[-1]}", change, decimals)))
    kept = sorted(found, key=lambda pair: -pair[0])[:MOST]
    return [named for weight, named in found if (weight, named) in kept]
