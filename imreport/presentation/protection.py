"""Protection in words: the legend of [g], the note to the reader, and the marking of what is not protected."""

from collections.abc import Iterator
from typing import Final

from imreport.disclosure import Release
from imreport.parameters import INTERNAL
from imreport.presentation.grid import Grid

SECRET: Final = "[g]"
MARKING: Final = "Nur für den Dienstgebrauch"
WARNING: Final = f"{MARKING}: Die Zahlen sind ungeschützt. Nicht veröffentlichen, nicht aus dem Haus geben."

_LEGEND: Final = (
    "[g] = geheim gehalten: Angaben zu weniger als {threshold} Personen und weitere, aus denen sie sich errechnen "
    "ließen. [g] heißt nicht, dass die Zahl klein ist."
)
_ROUNDED: Final = "Zahlen auf 5 gerundet, 0 = 0 bis 2; Summen können abweichen."
_EXPLANATIONS: Final = {
    "sperren": (
        "Ein [g] steht für einen geheim gehaltenen Wert. Geheim bleiben Angaben zu weniger als {threshold} Personen "
        "und so viele weitere Werte, dass sich jene nicht errechnen lassen: weder aus Summen noch aus anderen Tabellen "
        "dieses Berichts oder aus früher veröffentlichten Berichten. Ein [g] heißt deshalb nicht, dass die Zahl klein "
        "ist. Gezeigte Zahlen sind unverändert; 0 bedeutet: kein Fall."
    ),
    "runden5": (
        "Alle Zahlen sind auf Vielfache von 5 gerundet; 0 bedeutet: 0 bis 2. Summen können deshalb von dem abweichen, "
        "was die gerundeten Teile ergeben."
    ),
}
_UNPROTECTED: Final = (
    "Diese Fassung ist nur für den Dienstgebrauch bestimmt. Ihre Zahlen sind ungeschützt: Nichts ist geheim gehalten "
    "oder zusammengefasst, auch wo eine Zahl von einer einzelnen Person handelt."
)


def marking(profile: str) -> str:
    """Return the words that mark every page, sheet and chart of a profile; empty for the public."""
    return MARKING if profile == INTERNAL else ""


def warning(profile: str) -> str:
    """Return the sentence that a document opens with; empty for the public."""
    return WARNING if profile == INTERNAL else ""


def explanation(release: Release) -> str:
    """Say what a reader must know about the protection of the numbers."""
    if release.parameters.internal:
        return _UNPROTECTED
    return _EXPLANATIONS[release.method].format(threshold=release.threshold)


def legend(release: Release, grid: Grid) -> Iterator[str]:
    """Yield what must stand beside a grid: that its numbers are rounded, and what [g] means where one is printed."""
    if release.method == "runden5" and not release.parameters.internal:
        yield _ROUNDED
    if any(SECRET in text for row in grid.rows for text in row.texts):
        yield _LEGEND.format(threshold=release.threshold)
