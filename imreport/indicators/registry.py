"""The registry: every indicator of the report, in report order. A new one is a function and an entry here."""

from typing import Final

from imreport.indicators.clients import clients_by_gender, clients_by_nationality
from imreport.indicators.consultations import (
    consultations_by_channel,
    consultations_by_contact,
    consultations_by_form,
    consultations_by_month,
    consultations_by_year,
)
from imreport.indicators.indicator import Dimension, Indicator, Population, Share
from imreport.indicators.plans import plans_by_year
from imreport.indicators.posts import full_time_equivalents, posts_filled
from imreport.indicators.topics import mentions_by_topic, referrals_by_target

CONSULTATIONS: Final = Population("consultations", "consultation_id")
MENTIONS: Final = Population("consultation_topics", "mention_id", part_of="consultation_id")
REFERRALS: Final = Population("referrals", "referral_id")
PLANS: Final = Population("plans", "plan_id")
CLIENTS: Final = Population("clients_in_care", "client_id")
POSTS: Final = Population("posts", "post_id", person="post_id")
FULL_TIME: Final = Population("posts", "post_id", person="post_id", weight="fte")

_FORM: Final = Dimension("form", "form", "Form", codes="formen")
_YEAR: Final = Dimension("year", "jahr", "Jahr", "year")
_MONTH: Final = Dimension("month", "monat", "Monat", "month")
_ERA: Final = Dimension("era", "abschnitt", "Zeitabschnitt", "era")
_MOMENT: Final = Dimension("moment", "zeitpunkt", "Zeitpunkt", "moment")
_CHANNEL: Final = Dimension("channel", "kanal", "Kanal", codes="kanaele")
_CONTACT: Final = Dimension("contact", "kontaktweg", "Kontaktweg", codes="kontaktwege", rolls_up="channel")
_TOPIC: Final = Dimension("topic", "thema", "Thema", codes="themen", foldable=True, sensitive=True)
_TARGET: Final = Dimension(
    "target", "ziel", "Weiterleitung an", codes="weiterleitungsziele", foldable=True, sensitive=True
)
_GENDER: Final = Dimension("gender", "geschlecht", "Geschlecht", codes="geschlecht")
_NATIONALITY: Final = Dimension(
    "nationality", "staatsangehoerigkeit", "Staatsangehörigkeit", codes="staatsangehoerigkeiten",
    complete=False, foldable=True,
)  # fmt: skip

_MULTIPLE: Final = "Mehrfachnennungen möglich: Die Summe übersteigt die Zahl der Gespräche."
_MANY: Final = "Aus einem Gespräch können mehrere Weiterleitungen folgen."

_ENTRIES: Final = (
    Indicator(
        key="stellen",
        title="Besetzte Stellen",
        short="Stellen",
        unit="Stellen",
        basis="stock",
        chapter="organisation",
        population=POSTS,
        dimensions=(_MOMENT,),
        compute=posts_filled,
        source="Stellen",
    ),
    Indicator(
        key="vzae",
        title="Vollzeitäquivalente der besetzten Stellen",
        short="Vollzeitäquivalente",
        unit="VZÄ",
        basis="stock",
        chapter="organisation",
        population=FULL_TIME,
        dimensions=(_MOMENT,),
        compute=full_time_equivalents,
        decimals=2,
        follows="stellen",
        source="Stellen",
    ),
    Indicator(
        key="gespraeche",
        title="Beratungsgespräche nach Form",
        short="Gespräche nach Form",
        unit="Gespräche",
        basis="flow",
        chapter="zahlen",
        population=CONSULTATIONS,
        dimensions=(_FORM,),
        compute=consultations_by_form,
        shares=(Share("anteil", "Anteil", "gespraeche"),),
        source="Beratungsgespräche",
    ),
    Indicator(
        key="gespraeche_jahr",
        title="Beratungsgespräche nach Jahr und Form",
        short="Gespräche nach Jahr",
        unit="Gespräche",
        basis="flow",
        chapter="zahlen",
        population=CONSULTATIONS,
        dimensions=(_YEAR, _FORM),
        compute=consultations_by_year,
        source="Beratungsgespräche",
    ),
    Indicator(
        key="gespraeche_monat",
        title="Beratungsgespräche nach Monat",
        short="Gespräche nach Monat",
        unit="Gespräche",
        basis="flow",
        chapter="zahlen",
        population=CONSULTATIONS,
        dimensions=(_MONTH,),
        compute=consultations_by_month,
        source="Beratungsgespräche",
    ),
    Indicator(
        key="plaene",
        title="Neu erstellte Integrationspläne nach Jahr",
        short="Integrationspläne",
        unit="Integrationspläne",
        basis="flow",
        chapter="zahlen",
        population=PLANS,
        dimensions=(_YEAR,),
        compute=plans_by_year,
        source="Integrationspläne",
    ),
    Indicator(
        key="themen",
        title="Themen der Beratungsgespräche",
        short="Themen",
        unit="Nennungen",
        basis="flow",
        chapter="zahlen",
        population=MENTIONS,
        dimensions=(_TOPIC,),
        compute=mentions_by_topic,
        shares=(
            Share("anteil_gespraeche", "Anteil an den Gesprächen", "gespraeche"),
            Share("anteil_nennungen", "Anteil an den Nennungen", "themen"),
        ),
        source="Beratungsgespräche",
        note=_MULTIPLE,
    ),
    Indicator(
        key="weiterleitungen",
        title="Weiterleitungen nach Ziel",
        short="Weiterleitungen",
        unit="Weiterleitungen",
        basis="flow",
        chapter="zahlen",
        population=REFERRALS,
        dimensions=(_TARGET,),
        compute=referrals_by_target,
        shares=(
            Share("anteil_gespraeche", "Anteil an den Gesprächen", "gespraeche"),
            Share("anteil_weiterleitungen", "Anteil an den Weiterleitungen", "weiterleitungen"),
        ),
        source="Weiterleitungen",
        note=_MANY,
    ),
    Indicator(
        key="staatsangehoerigkeit",
        title="Klientinnen und Klienten nach Staatsangehörigkeit",
        short="Staatsangehörigkeit",
        unit="Personen",
        basis="stock",
        chapter="zahlen",
        population=CLIENTS,
        dimensions=(_NATIONALITY,),
        compute=clients_by_nationality,
        shares=(Share("anteil", "Anteil", "staatsangehoerigkeit"),),
        source="Klientinnen und Klienten",
    ),
    Indicator(
        key="geschlecht",
        title="Klientinnen und Klienten nach Geschlecht",
        short="Geschlecht",
        unit="Personen",
        basis="stock",
        chapter="zahlen",
        population=CLIENTS,
        dimensions=(_GENDER,),
        compute=clients_by_gender,
        shares=(Share("anteil", "Anteil", "geschlecht"),),
        source="Klientinnen und Klienten",
    ),
    Indicator(
        key="kanaele",
        title="Kanäle der Beratungsgespräche",
        short="Kanäle",
        unit="Gespräche",
        basis="flow",
        chapter="zaesur",
        population=CONSULTATIONS,
        dimensions=(_ERA, _CHANNEL),
        compute=consultations_by_channel,
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
        dimensions=(_ERA, _CONTACT),
        compute=consultations_by_contact,
        shares=(Share("anteil", "Anteil im Zeitabschnitt", "kontaktwege", ("era",)),),
        source="Beratungsgespräche",
    ),
)

INDICATORS: Final[dict[str, Indicator]] = {indicator.key: indicator for indicator in _ENTRIES}
