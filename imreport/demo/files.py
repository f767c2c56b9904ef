"""Files: the eight CSV files of the export, as German offices write them.

Semicolons, UTF-8 with BOM, CRLF, dates dd.mm.yyyy, decimal commas, several topics in one cell separated by ``|``.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from io import StringIO
from pathlib import Path

from imreport.demo.consultations import Span
from imreport.demo.sample import Sample
from imreport.demo.totals import Totals

Row = Iterable[str]

CODE_LIST_HEADERS = ("schluessel", "bezeichnung", "art", "uebergeordnet", "gueltig_von", "gueltig_bis", "auch")
CLIENT_HEADERS = (
    "Klient-Nr.",
    "Haushalt-Nr.",
    "Staatsangehörigkeit",
    "Geschlecht",
    "Altersgruppe",
    "Aufenthaltsstatus",
    "Gemeindeschlüssel",
    "Gemeinde",
    "Team",
    "Betreuung von",
    "Betreuung bis",
)
CONSULTATION_HEADERS = (
    "Gespräch-Nr.",
    "Gesprächsdatum",
    "Form",
    "Klient-Nr.",
    "Haushalt-Nr.",
    "Kanal",
    "Themen",
    "Team",
)


@dataclass(frozen=True, slots=True)
class Table:
    """One file: its name, headers and rows of cells."""

    file: str
    headers: tuple[str, ...]
    rows: Iterable[Row]


class Tables:
    """The tables of an export, made from a sample and the names in the totals."""

    def __init__(self, sample: Sample, totals: Totals) -> None:
        """Look up the names of teams and communes."""
        self.sample = sample
        self.totals = totals
        self.teams: Mapping[str, str] = {team.key: team.name for team in totals.teams}
        self.communes: Mapping[str, str] = {commune.ags: commune.name for commune in totals.communes}

    def all(self) -> tuple[Table, ...]:
        """The eight tables."""
        code_list = CODE_LIST_HEADERS
        return (
            Table("beratungsgespraeche.csv", CONSULTATION_HEADERS, self._consultations()),
            Table("weiterleitungen.csv", ("Weiterleitung-Nr.", "Gespräch-Nr.", "Weiterleitung an"), self._referrals()),
            Table("klienten.csv", CLIENT_HEADERS, sorted(self._clients())),
            Table(
                "integrationsplaene.csv",
                ("Plan-Nr.", "Klient-Nr.", "Erstellt am", "Status", "Beendet am"),
                self._plans(),
            ),
            Table("stellen.csv", ("Stelle-Nr.", "Team", "VZÄ", "Besetzt von", "Besetzt bis"), self._posts()),
            Table("teams.csv", code_list, _listed(self.teams)),
            Table("verbaende.csv", code_list, _listed(self.totals.associations)),
            Table("gemeinden.csv", (*code_list, "verband"), self._communes()),
        )

    def _consultations(self) -> Iterator[Row]:
        keys = self.sample.keys
        for number, (talk, topics) in enumerate(
            zip(self.sample.consultations, self.sample.topics, strict=True), start=1
        ):
            household = talk.household.number
            client = "" if talk.speaker is None else keys.clients[household, talk.speaker]
            yield (
                consultation_key(number),
                german_date(talk.slot.day),
                talk.slot.form,
                client,
                "" if client else keys.households[household],
                talk.slot.channel,
                "|".join(topics),
                self.teams[talk.slot.team],
            )

    def _referrals(self) -> Iterator[Row]:
        made = ((place, target) for place, targets in enumerate(self.sample.referrals, start=1) for target in targets)
        for number, (consultation, target) in enumerate(made, start=1):
            yield f"W{number:06}", consultation_key(consultation), target

    def _clients(self) -> Iterator[tuple[str, ...]]:
        for span in self.sample.spans:
            for place in range(len(span.household.persons)):
                yield self._client(span, place)

    def _client(self, span: Span, place: int) -> tuple[str, ...]:
        household = span.household
        person = household.persons[place]
        return (
            self.sample.keys.clients[household.number, place],
            self.sample.keys.households[household.number],
            person.nationality,
            person.gender,
            person.age,
            person.residence_status,
            household.commune,
            self.communes[household.commune],
            self.teams[household.team],
            german_date(span.begins[place]),
            german_date(span.ends),
        )

    def _plans(self) -> Iterator[Row]:
        for number, plan in enumerate(self.sample.plans, start=1):
            client = self.sample.keys.clients[plan.span.household.number, plan.person]
            yield f"P{number:04}", client, german_date(plan.created_on), plan.status, german_date(plan.closed_on)

    def _communes(self) -> Iterator[Row]:
        for commune in self.totals.communes:
            yield commune.ags, commune.name, "", commune.team, "", "", "", commune.association

    def _posts(self) -> Iterator[Row]:
        for number, post in enumerate(self.sample.posts, start=1):
            fte = f"{post.fte:.2f}".replace(".", ",")
            yield f"S{number:02}", self.teams[post.team], fte, german_date(post.filled_from), ""


def _listed(names: Mapping[str, str]) -> Iterator[Row]:
    """The rows of a code list that has nothing but keys and names."""
    return ((key, name, *[""] * 5) for key, name in names.items())


def consultation_key(number: int) -> str:
    """The key of a consultation by its place in the file, from 1."""
    return f"G{number:06}"


def german_date(day: date | None) -> str:
    """A day as 28.02.2021, nothing where there is none."""
    return f"{day.day:02}.{day.month:02}.{day.year}" if day else ""


def write_table(table: Table, folder: Path) -> Path:
    """Write one table into a folder and return the file's path."""
    text = StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(table.headers)
    writer.writerows(table.rows)
    path = folder / table.file
    path.write_bytes(text.getvalue().encode("utf-8-sig"))
    return path
