"""Topics and referrals: what consultations were about, where people were referred, and which leads to which."""

from typing import Final

from imreport.indicators.dimensions import FORM, SUBTOPIC, TARGET, TOPIC, YEAR
from imreport.indicators.indicator import Indicator, Share
from imreport.indicators.populations import MENTIONS, PAIRS, REFERRALS, SUBTOPICS

_MULTIPLE: Final = "Mehrfachnennungen möglich: Die Summe übersteigt die Zahl der Gespräche."
_MANY: Final = "Aus einem Gespräch können mehrere Weiterleitungen folgen."
_PAIRS: Final = "Mehrfachnennungen möglich: Eine Weiterleitung zählt bei jedem Thema ihres Gesprächs."

TOPICS: Final = (
    Indicator(
        key="themen",
        title="Themen der Beratungsgespräche",
        short="Themen",
        unit="Nennungen",
        basis="flow",
        chapter="themen",
        population=MENTIONS,
        dimensions=(TOPIC,),
        shares=(
            Share("anteil_gespraeche", "Anteil an den Gesprächen", "gespraeche"),
            Share("anteil_nennungen", "Anteil an den Nennungen", "themen"),
        ),
        source="Beratungsgespräche",
        note=_MULTIPLE,
    ),
    Indicator(
        key="themen_jahr",
        title="Themen der Beratungsgespräche nach Jahr",
        short="Themen nach Jahr",
        unit="Nennungen",
        basis="flow",
        chapter="themen",
        population=MENTIONS,
        dimensions=(YEAR, TOPIC),
        shares=(Share("anteil_gespraeche", "Anteil an den Gesprächen des Jahres", "gespraeche_jahr", ("year",)),),
        source="Beratungsgespräche",
        note=_MULTIPLE,
    ),
    Indicator(
        key="themen_form",
        title="Themen der Beratungsgespräche nach Form",
        short="Themen nach Form",
        unit="Nennungen",
        basis="flow",
        chapter="themen",
        population=MENTIONS,
        dimensions=(FORM, TOPIC),
        shares=(Share("anteil_gespraeche", "Anteil an den Gesprächen der Form", "gespraeche", ("form",)),),
        source="Beratungsgespräche",
        note=_MULTIPLE,
    ),
    Indicator(
        key="unterthemen",
        title="Themen der Beratungsgespräche im Einzelnen",
        short="Unterthemen",
        unit="Nennungen",
        basis="flow",
        chapter="themen",
        population=SUBTOPICS,
        dimensions=(SUBTOPIC,),
        shares=(Share("anteil_gespraeche", "Anteil an den Gesprächen", "gespraeche"),),
        whole=True,
        source="Beratungsgespräche",
        note="Mehrfachnennungen möglich: Unterthemen eines Themas können in einem Gespräch zusammen vorkommen.",
    ),
)

REFERRED: Final = (
    Indicator(
        key="weiterleitungen",
        title="Weiterleitungen nach Ziel",
        short="Weiterleitungen",
        unit="Weiterleitungen",
        basis="flow",
        chapter="themen",
        population=REFERRALS,
        dimensions=(TARGET,),
        shares=(
            Share("anteil_gespraeche", "Anteil an den Gesprächen", "gespraeche"),
            Share("anteil_weiterleitungen", "Anteil an den Weiterleitungen", "weiterleitungen"),
        ),
        source="Weiterleitungen",
        note=_MANY,
    ),
    Indicator(
        key="weiterleitungen_jahr",
        title="Weiterleitungen nach Jahr und Ziel",
        short="Weiterleitungen nach Jahr",
        unit="Weiterleitungen",
        basis="flow",
        chapter="themen",
        population=REFERRALS,
        dimensions=(YEAR, TARGET),
        shares=(Share("anteil_gespraeche", "Anteil an den Gesprächen des Jahres", "gespraeche_jahr", ("year",)),),
        source="Weiterleitungen",
        note=_MANY,
    ),
    Indicator(
        key="weiterleitungen_form",
        title="Weiterleitungen nach Form des Gesprächs und Ziel",
        short="Weiterleitungen nach Form",
        unit="Weiterleitungen",
        basis="flow",
        chapter="themen",
        population=REFERRALS,
        dimensions=(FORM, TARGET),
        shares=(Share("anteil_gespraeche", "Anteil an den Gesprächen der Form", "gespraeche", ("form",)),),
        source="Weiterleitungen",
        note=_MANY,
    ),
    Indicator(
        key="thema_ziel",
        title="Weiterleitungen nach Thema des Gesprächs und Ziel",
        short="Themen und Ziele",
        unit="Weiterleitungen",
        basis="flow",
        chapter="themen",
        population=PAIRS,
        dimensions=(TOPIC, TARGET),
        shares=(Share("anteil_thema", "Anteil an den Weiterleitungen zum Thema", "thema_ziel", ("topic",)),),
        source="Weiterleitungen",
        note=_PAIRS,
    ),
)
