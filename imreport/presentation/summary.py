"""The Kurzfassung: the five messages of the period, chosen and written by rule from the published numbers."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from imreport.errors import NotReleasedError, UsageError
from imreport.indicators import INDICATORS
from imreport.presentation.rendering import rendered
from imreport.presentation.words import AbsentWord, TableWord

FIVE: Final = 5
SPACE: Final = re.compile(r"[ \n]+")


@dataclass(frozen=True)
class Message:
    """What may be said of one subject.

    Attributes:
        subject: What stands before it in bold.
        weight: The rank among the messages.
        text: The passage; empty where its numbers are hidden, absent or say nothing, and the next one takes its place.
    """

    subject: str
    weight: int
    text: str


class SummaryWord:
    """The five messages with the highest weight that have something to say (``kurzfassung``), in the order of MESSAGES.

    They are written when they are asked for, which most passages do not do.
    """

    def __init__(self, words: Mapping[str, Any]) -> None:
        absent = {key: AbsentWord() for key in INDICATORS if not isinstance(words.get(key), TableWord)}
        self._words = {**words, **absent}

    def __iter__(self) -> Iterator[str]:
        written = [(message, self._written(message)) for message in MESSAGES]
        telling = [(message, text) for message, text in written if text]
        chosen = sorted(telling, key=lambda pair: -pair[0].weight)[:FIVE]
        return (f"**{message.subject}:** {text}" for message, text in telling if (message, text) in chosen)

    def _written(self, message: Message) -> str:
        try:
            return SPACE.sub(" ", rendered(message.text, self._words))
        except NotReleasedError:
            return ""  # a category that the county's own code list does not have

    def __str__(self) -> str:
        raise UsageError("Die Kurzfassung ist eine Liste.", "Schreiben Sie „{{ kurzfassung | punkte }}“.")


MESSAGES: Final = (
    Message("Beratung", 100, """
{%- set difference = unterschied(gespraeche.gesamt, vergleich.gespraeche.gesamt, zeit=vergleich.wann)
if vergleich and vergleich.gleich_lang else "" %}
{%- if keine(gespraeche.gesamt) %}Im Berichtszeitraum ist kein Gespräch dokumentiert.
{%- elif gezeigt(gespraeche.gesamt) %}
{{- "In " if ganze_monate else "Im Berichtszeitraum" }}
{{- monate | anzahl("Monat", "Monaten") if ganze_monate }} {{ gespraeche.gesamt | form("wurde", "wurden") }}
{{ gespraeche.gesamt | anzahl("Gespräch", "Gespräche") }} geführt{{ ", " ~ difference if difference }}.
{%- if gezeigt(gespraeche.familie.anteil) and gespraeche.familie.anteil %} Der Anteil der Gespräche mit Familien lag bei
{{ gespraeche.familie.anteil | prozent }}.{% endif %}
{%- if jahresverlauf(gespraeche_jahr) and not difference %} {{ jahresverlauf(gespraeche_jahr) }}.{% endif %}
{%- endif %}"""),
    Message("Themen und Weiterleitungen", 80, """
{%- set top, rest, targets = spitze(themen, 3), sammelkategorie(themen), spitze(weiterleitungen, 1) %}
{%- if top %}Am häufigsten genannt
{{ top | form("wurde das Thema", "wurden die Themen") }} {{ top | mit_werten }}
{%- if themen.hat_geheime %} (von den gezeigten){% endif %}
{%- if rest and gezeigt(rest[0].anteil_gespraeche) %}; in {{ rest[0].anteil_gespraeche | prozent }} der Gespräche ging
es um „{{ rest[0].name }}“{% endif %}.{% endif %}
{%- if gezeigt(weiterleitungen.gesamt) and weiterleitungen.gesamt > 0 %}
{{ weiterleitungen.gesamt | zahl }} Mal wurde an andere Stellen weitergeleitet
{%- if gezeigt(weiterleitungen_je_100.gesamt) %}, das
{{ weiterleitungen_je_100.gesamt | form("ist", "sind") }} {{ weiterleitungen_je_100.gesamt | zahl }} auf hundert
Gespräche{% endif %}{% if targets %}; das häufigste{% if weiterleitungen.hat_geheime %} gezeigte{% endif %} Ziel war
„{{ targets[0].name }}“ ({{ targets[0] | zahl }}){% endif %}.{% endif %}"""),
    Message("Klientinnen und Klienten", 90, """
{%- set top = spitze(staatsangehoerigkeit, 3) %}
{%- if keine(staatsangehoerigkeit.gesamt) %}Am {{ stichtag | langes_datum }} war niemand in Betreuung.
{%- elif gezeigt(staatsangehoerigkeit.gesamt) %}Am {{ stichtag | langes_datum }}
{{ staatsangehoerigkeit.gesamt | form("war", "waren") }}
{{ staatsangehoerigkeit.gesamt | anzahl("Person", "Personen") }} in Betreuung.
{%- if top %} Am häufigsten vertreten {{ top | form("ist", "sind") }}
{%- if staatsangehoerigkeit.hat_geheime %} unter den gezeigten Staatsangehörigkeiten{% endif %}
{{ top | laender }}.{% endif %}
{%- endif %}"""),
    Message("Kontaktwege", 60, """
{%- set before, after = kontaktwege.vorher.telefon_email.anteil, kontaktwege.seither.telefon_email.anteil %}
{%- if gezeigt(before, after) and (after - before) | abs >= 10 %}
Der Anteil der Gespräche am Telefon oder per E-Mail und Messenger
{{ verlauf(before, after, vorher="vor " ~ (zaesur | monat), nachher="seither") }}.{% endif %}"""),
    Message("Organisation", 50, """
{%- if gezeigt(stellen.stichtag, vzae.stichtag) and stellen.stichtag > 0 %}Am {{ stichtag | langes_datum }}
{{ stellen.stichtag | form("war", "waren") }} {{ stellen.stichtag | anzahl("Stelle mit", "Stellen mit zusammen") }}
{{ vzae.stichtag | zahl }} Vollzeitäquivalenten besetzt
{%- if gezeigt(klienten_je_vzae.gesamt) %}; auf eine volle Stelle
{{ klienten_je_vzae.gesamt | form("kam", "kamen") }} rechnerisch
{{ klienten_je_vzae.gesamt | anzahl("betreute Person", "betreute Personen") }}{% endif %}.{% endif %}"""),
    Message("Integrationspläne", 40, """
{%- if gezeigt(plaene.gesamt) and plaene.gesamt > 0 %}Im Berichtszeitraum
{{ plaene.gesamt | form("entstand", "entstanden") }}
{{ plaene.gesamt | anzahl("Integrationsplan", "Integrationspläne") }}.{% endif %}"""),
    Message("Finanzierung", 70, """
{%- set ends = von_bis(foerderende) %}
{%- if ends and not foerderende.hat_geheime %}Die Förderung der besetzten Stellen durch das Land endet
{%- if ends[0].name == ends[1].name %} im {{ ends[0].name }}{% else %} zwischen dem {{ ends[0].name }} und dem
{{ ends[1].name }}{% endif %}.{% endif %}"""),
)  # fmt: skip
