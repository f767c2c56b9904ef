"""Countries in a sentence: "der Irak", "aus der Türkei", "Syrien"; article and case where a name has them."""

from typing import Final, Literal

Case = Literal["nominativ", "dativ", "akkusativ"]

_MASCULINE: Final = ("irak", "iran", "jemen", "kongo", "kosovo", "libanon", "niger", "sudan", "suedsudan", "tschad")
_FEMININE: Final = ("mongolei", "schweiz", "slowakei", "tuerkei", "ukraine", "vatikanstadt")
_PLURAL: Final = ("bahamas", "komoren", "malediven", "philippinen", "salomonen", "seychellen")
_ARTICLES: Final[dict[Case, dict[tuple[str, ...], str]]] = {
    "nominativ": {_MASCULINE: "der", _FEMININE: "die", _PLURAL: "die"},
    "dativ": {_MASCULINE: "dem", _FEMININE: "der", _PLURAL: "den"},
    "akkusativ": {_MASCULINE: "den", _FEMININE: "die", _PLURAL: "die"},
}
_INFLECTED: Final = {
    "dominikanische_republik": ("die Dominikanische Republik", "der Dominikanischen Republik"),
    "kongo_demokratische_republik": ("die Demokratische Republik Kongo", "der Demokratischen Republik Kongo"),
    "korea_demokratische_volksrepublik": (
        "die Demokratische Volksrepublik Korea", "der Demokratischen Volksrepublik Korea"),
    "korea_republik": ("die Republik Korea", "der Republik Korea"),
    "marshallinseln": ("die Marshallinseln", "den Marshallinseln"),
    "moldau_republik": ("die Republik Moldau", "der Republik Moldau"),
    "niederlande": ("die Niederlande", "den Niederlanden"),
    "palaestina_ungeklaert": (
        "die Palästinensischen Gebiete (oder ungeklärt)", "den Palästinensischen Gebieten (oder ungeklärt)"),
    "russische_foederation": ("die Russische Föderation", "der Russischen Föderation"),
    "staatenlos": ("staatenlose Menschen", "staatenlosen Menschen"),
    "vereinigte_arabische_emirate": ("die Vereinigten Arabischen Emirate", "den Vereinigten Arabischen Emiraten"),
    "vereinigte_staaten": ("die Vereinigten Staaten", "den Vereinigten Staaten"),
    "vereinigtes_koenigreich": ("das Vereinigte Königreich", "dem Vereinigten Königreich"),
    "zentralafrikanische_republik": ("die Zentralafrikanische Republik", "der Zentralafrikanischen Republik"),
}  # fmt: skip
"""Names whose own words change with the case: nominative (and accusative), dative."""


def country(key: str, label: str, *, case: Case = "nominativ") -> str:
    """Return a nationality as its country in a sentence; a name that is not listed here has no article.

    Args:
        key: Key of the nationality.
        label: Its label in the code list.
        case: The grammatical case; "aus" and "in" take the dative.

    Example:
        >>> country("irak", "Irak"), country("irak", "Irak", case="dativ"), country("syrien", "Syrien")
        ('der Irak', 'dem Irak', 'Syrien')
    """
    if key in _INFLECTED:
        return _INFLECTED[key][case == "dativ"]
    article = next((word for keys, word in _ARTICLES[case].items() if key in keys), "")
    return f"{article} {label}".lstrip()
