"""Consultations (Beratungsgespräche): how many, in which form, when, where, by which channel, with how many people."""

from typing import Final

from imreport.indicators.dimensions import ASSOCIATION, CHANNEL, CONTACT, ERA, FORM, INTENSITY, MONTH, YEAR
from imreport.indicators.indicator import Indicator, Share
from imreport.indicators.populations import CONSULTATIONS, CONSULTED

ENTRIES: Final = (
    Indicator(
        key="gespraeche",
        title="Beratungsgespräche nach Form",
        short="Gespräche nach Form",
        unit="Gespräche",
        basis="flow",
        chapter="gespraeche",
        population=CONSULTATIONS,
        dimensions=(FORM,),
        shares=(Share("anteil", "Anteil", "gespraeche"),),
        source="Beratungsgespräche",
    ),
    Indicator(
        key="gespraeche_jahr",
        title="Beratungsgespräche nach Jahr und Form",
        short="Gespräche nach Jahr",
        unit="Gespräche",
        basis="flow",
        chapter="gespraeche",
        population=CONSULTATIONS,
        dimensions=(YEAR, FORM),
        source="Beratungsgespräche",
    ),
    Indicator(
        key="gespraeche_monat",
        title="Beratungsgespräche nach Monat",
        short="Gespräche nach Monat",
        unit="Gespräche",
        basis="flow",
        chapter="gespraeche",
        population=CONSULTATIONS,
        dimensions=(MONTH,),
        source="Beratungsgespräche",
    ),
    Indicator(
        key="gespraeche_verband",
        title="Beratungsgespräche nach Verwaltungsgemeinschaft",
        short="Gespräche nach Verband",
        unit="Gespräche",
        basis="flow",
        chapter="gespraeche",
        population=CONSULTATIONS,
        dimensions=(ASSOCIATION,),
        shares=(Share("anteil", "Anteil", "gespraeche_verband"),),
        source="Beratungsgespräche",
        note="Ein Gespräch zählt dort, wo die beratene Person oder Familie wohnt.",
    ),
    Indicator(
        key="klienten_beraten",
        title="Beratene Personen nach Zahl ihrer Gespräche",
        short="Personen nach Gesprächszahl",
        unit="Personen",
        basis="flow",
        chapter="gespraeche",
        population=CONSULTED,
        dimensions=(INTENSITY,),
        shares=(Share("anteil", "Anteil", "klienten_beraten"),),
        source="Beratungsgespräche",
        note="Ein Familiengespräch zählt bei jeder Person des Haushalts, die an diesem Tag betreut wurde.",
    ),
    Indicator(
        key="kanaele_jahr",
        title="Kanäle der Beratungsgespräche nach Jahr",
        short="Kanäle nach Jahr",
        unit="Gespräche",
        basis="flow",
        chapter="gespraeche",
        population=CONSULTATIONS,
        dimensions=(YEAR, CHANNEL),
        shares=(Share("anteil", "Anteil im Jahr", "kanaele_jahr", ("year",)),),
        source="Beratungsgespräche",
    ),
)

CUT: Final = (
    Indicator(
        key="kanaele",
        title="Kanäle der Beratungsgespräche",
        short="Kanäle",
        unit="Gespräche",
        basis="flow",
        chapter="zaesur",
        population=CONSULTATIONS,
        dimensions=(ERA, CHANNEL),
        shares=(Share("anteil", "Anteil im Zeitabschnitt", "kanaele", ("era",)),),
        source="Beratungsgespräche",
    ),
    Indicator(
        key="kontaktwege",
        title="Kontaktwege der Beratungsgespräche",
        short="Kontaktwege",
        unit="Gespräche",
        basis="flow",
        chapter="zaesur",
        population=CONSULTATIONS,
        dimensions=(ERA, CONTACT),
        shares=(Share("anteil", "Anteil im Zeitabschnitt", "kontaktwege", ("era",)),),
        source="Beratungsgespräche",
    ),
)
"""Consultations before and after the cut."""
