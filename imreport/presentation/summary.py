"""The Kurzfassung: up to seven messages of the period, chosen and written by rule from the published numbers."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from imreport.errors import NotReleasedError, UsageError
from imreport.indicators import INDICATORS
from imreport.presentation.rendering import rendered
from imreport.presentation.words import AbsentWord, TableWord

SEVEN: Final = 7
SPACE: Final = re.compile(r"[ \n]+")


@dataclass(frozen=True)
class Message:
    """What may be said of one subject.

    Attributes:
        subject: What stands before it in bold.
        chapter: The chapter that it sums up.
        weight: The rank among the messages.
        text: The passage; empty where its numbers are hidden, absent or say nothing, and the next one takes its place.
    """

    subject: str
    chapter: str
    weight: int
    text: str


class SummaryWord:
    """The messages of the highest weight that have something to say (``kurzfassung``), in the order of MESSAGES.

    A message falls away with the chapter that it sums up; where a run has none of these chapters, all may be told. They
    are written when they are asked for, which most passages do not do.
    """

    def __init__(self, words: Mapping[str, Any]) -> None:
        absent = {key: AbsentWord() for key in INDICATORS if not isinstance(words.get(key), TableWord)}
        self._words = {**words, **absent}

    def __iter__(self) -> Iterator[str]:
        there = [message for message in MESSAGES if self._words["hat_kapitel"](message.chapter)]
        written = [(message, self._written(message)) for message in there or MESSAGES]
        telling = [(message, text) for message, text in written if text]
        chosen = sorted(telling, key=lambda pair: -pair[0].weight)[:SEVEN]
        return (f"**{message.subject}:** {text}" for message, text in telling if (message, text) in chosen)

    def _written(self, message: Message) -> str:
        try:
            return SPACE.sub(" ", rendered(message.text, self._words))
        except NotReleasedError:
            return ""  # a category that the county's own code list does not have

    def __str__(self) -> str:
        raise UsageError("Die Kurzfassung ist eine Liste.", "Schreiben Sie „{{ kurzfassung | punkte }}“.")


MESSAGES: Final = (
    Message("Beratung", "gespraeche", 100, """
{%- set difference = unterschied(gespraeche.gesamt, vergleich.gespraeche.gesamt, zeit=vergleich.wann)
if vergleich and vergleich.gleich_lang else "" %}
{%- set dip = einbruch(gespraeche_monat) %}
{%- if keine(gespraeche.gesamt) %}Im Berichtszeitraum ist kein Gespräch dokumentiert.
{%- elif gezeigt(gespraeche.gesamt) %}
{{- "In %s Monaten" | format(monate) if ganze_monate and monate > 1 else zeitraum | satzanfang }}
{{ gespraeche.gesamt | form("wurde", "wurden") }}
{{ gespraeche.gesamt | anzahl("Gespräch", "Gespräche") }} geführt{{ ", " ~ difference if difference }}.
{%- if jahresverlauf(gespraeche_jahr) and not difference %} {{ jahresverlauf(gespraeche_jahr) }}.{% endif %}
{%- if dip %} Seit {{ zaesur | monat }} gab es im {{ dip[0] | monat }} am wenigsten Gespräche ({{ dip[0] }})
{%- if dip[1:] %}; im {{ dip[1] | monat }} war der Durchschnitt der Monate davor wieder erreicht ({{ dip[1] }})
{%- endif %}.{% endif %}
{%- if gezeigt(gespraeche.familie.anteil) and gespraeche.familie.anteil %} Der Anteil der Gespräche mit Familien lag bei
{{ gespraeche.familie.anteil | prozent }}.{% endif %}
{%- endif %}"""),
    Message("Organisation", "organisation", 50, """
{%- if gezeigt(stellen.stichtag, vzae.stichtag) and stellen.stichtag > 0 %}Am {{ stichtag | langes_datum }}
{{ stellen.stichtag | form("war", "waren") }} {{ stellen.stichtag | anzahl("Stelle mit", "Stellen mit zusammen") }}
{{ vzae.stichtag | zahl }} Vollzeitäquivalenten besetzt
{%- if von < stichtag and gezeigt(stellen.beginn) and stellen.beginn > 0 %}
{{- ", ebenso viele wie" if stellen.beginn == stellen.stichtag
else stellen.beginn | form("; eine war es", "; %s waren es" | format(stellen.beginn)) }} am {{ von | langes_datum }}
{%- endif %}.
{%- if gezeigt(klienten_je_vzae.gesamt) %} Auf eine volle Stelle
{{ klienten_je_vzae.gesamt | form("kam", "kamen") }} rechnerisch
{{ klienten_je_vzae.gesamt | anzahl("betreute Person", "betreute Personen") }}.{% endif %}{% endif %}"""),
    Message("Themen und Weiterleitungen", "themen", 80, """
{%- set top, rest = spitze(themen, 3), sammelkategorie(themen) %}
{%- set targets, others = spitze(weiterleitungen, 1), sammelkategorie(weiterleitungen) %}
{%- set told = rest and gezeigt(rest[0].anteil_gespraeche) and rest[0].anteil_gespraeche %}
{%- if top %}
{{- "Neben „%s“ (in %s der Gespräche)" | format(rest[0].name, rest[0].anteil_gespraeche | prozent) if told
else "Am häufigsten" }}
{{ top | form("kam", "kamen") }}
{%- if themen.hat_geheime %} unter den gezeigten Themen{% endif %} {{ top | mit_werten }}
{{- " am häufigsten" if told }} zur Sprache.{% endif %}
{%- if gezeigt(weiterleitungen.gesamt) and weiterleitungen.gesamt > 0 %}
{{ weiterleitungen.gesamt | zahl }} Mal wurde an andere Stellen weitergeleitet
{%- if gezeigt(weiterleitungen_je_100.gesamt) %}, das
{{ weiterleitungen_je_100.gesamt | form("ist", "sind") }} {{ weiterleitungen_je_100.gesamt | zahl }} auf hundert
Gespräche{% endif %}{% if targets %}; {% if others and others[0] > 0 %}neben „{{ others[0].name }}“ ({{ others[0] }})
war {% endif %}das häufigste{% if weiterleitungen.hat_geheime %} gezeigte{% endif %} Ziel
{{ "" if others and others[0] > 0 else "war " }}„{{ targets[0].name }}“ ({{ targets[0] }}){% endif %}.{% endif %}"""),
    Message("Klientinnen und Klienten", "klienten", 90, """
{%- set top = spitze(staatsangehoerigkeit, 3) %}
{%- if keine(staatsangehoerigkeit.gesamt) %}Am {{ stichtag | langes_datum }} war niemand in Betreuung.
{%- elif gezeigt(staatsangehoerigkeit.gesamt) %}Am {{ stichtag | langes_datum }}
{{ staatsangehoerigkeit.gesamt | form("war", "waren") }}
{{ staatsangehoerigkeit.gesamt | anzahl("Person", "Personen") }} in Betreuung.
{%- if top %} Am häufigsten vertreten {{ top | form("ist", "sind") }}
{%- if staatsangehoerigkeit.hat_geheime %} unter den gezeigten Staatsangehörigkeiten{% endif %}
{{ top | laender }}.{% endif %}
{%- endif %}"""),
    Message("Integrationspläne", "plaene", 40, """
{%- if gezeigt(plaene.gesamt) and plaene.gesamt > 0 %}Im Berichtszeitraum
{{ plaene.gesamt | form("entstand", "entstanden") }}
{{ plaene.gesamt | anzahl("Integrationsplan", "Integrationspläne") }}.{% endif %}"""),
    Message("Kontaktwege", "zaesur", 60, """
{%- set before, after = kontaktwege.vorher.telefon_email.anteil, kontaktwege.seither.telefon_email.anteil %}
{%- if gezeigt(before, after) and (after - before) | abs >= 10 %}
Der Anteil der Gespräche am Telefon oder per E-Mail und Messenger
{{ verlauf(before, after, vorher="vor " ~ (zaesur | monat), nachher="seither") }}.{% endif %}"""),
    Message("Finanzierung", "foerderung", 70, """
{%- set ends, most = von_bis(foerderende), mehrheit(foerderende) %}
{%- if ends and not foerderende.hat_geheime %}Die Förderung der besetzten Stellen durch das Land endet
{%- if ends[0].name == ends[1].name %} im {{ ends[0].name }}.{% else %} zwischen dem {{ ends[0].name }} und dem
{{ ends[1].name }}{% if most %}, für {{ most[0] }} von
{{ foerderende.gesamt | anzahl("Stelle", "Stellen") }}
{%- if vzae_foerderende and gezeigt(vzae_foerderende[most[0].schluessel]) %}
({{ vzae_foerderende[most[0].schluessel] }} von {{ vzae_foerderende.gesamt }} Vollzeitäquivalenten)
{%- endif %} im {{ most[0].name }}{% endif %}.{% endif %}{% endif %}"""),
)  # fmt: skip
