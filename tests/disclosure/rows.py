"""The rows of an export as units, read with pandas alone: what the audit of finished reports counts."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property
from pathlib import Path

import pandas as pd

from tests.conftest import ROOT

CODES = ROOT / "imreport" / "cases" / "codes"


@dataclass(frozen=True)
class Unit:
    """One thing that is counted: its number, from when to when, where, what it is, whose, and what it weighs."""

    number: str
    first: date
    last: date
    team: str
    communes: frozenset[str]
    place: tuple[str, ...]
    persons: frozenset[str]
    weight: int = 1


@dataclass(frozen=True)
class Client:
    number: str
    household: str
    commune: str
    first: date
    last: date


def read(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, sep=";", encoding="utf-8-sig", dtype=str, keep_default_na=False)


def day(text: str, *, otherwise: date = date.max) -> date:
    return date(int(text[6:]), int(text[3:5]), int(text[:2])) if text else otherwise


def labels(name: str) -> dict[str, str]:
    """Key → label of a code list."""
    return dict(read(CODES / name)[["schluessel", "bezeichnung"]].itertuples(index=False))


@cache
def spellings(name: str) -> dict[str, str]:
    """Every spelling that an export may have → label of a code list."""
    known = read(CODES / name)
    return {word: row.bezeichnung for row in known.itertuples(index=False) for word in str(row.auch).split("|")}


def ways() -> dict[str, str]:
    """Label of a channel → label of the way of contact that it belongs to."""
    upper, channels = labels("kontaktwege.csv"), read(CODES / "kanaele.csv")
    return {row.bezeichnung: upper.get(row.uebergeordnet, "Ohne Angabe") for row in channels.itertuples(index=False)}


@dataclass(frozen=True)
class Export:
    """The files of a project."""

    folder: Path

    @cached_property
    def teams(self) -> dict[str, str]:
        return {row.bezeichnung: row.schluessel for row in read(self.folder / "teams.csv").itertuples(index=False)}

    @cached_property
    def areas(self) -> dict[str, str]:
        """Label of a team or commune → its key."""
        communes = read(self.folder / "gemeinden.csv")
        return self.teams | {row.bezeichnung: row.schluessel for row in communes.itertuples(index=False)}

    @cached_property
    def clients(self) -> dict[str, Client]:
        frame = read(self.folder / "klienten.csv")
        return {
            row["Klient-Nr."]: Client(
                row["Klient-Nr."],
                row["Haushalt-Nr."],
                row["Gemeindeschlüssel"],
                day(row["Betreuung von"]),
                day(row["Betreuung bis"]),
            )
            for row in frame.to_dict("records")
        }

    @cached_property
    def households(self) -> dict[str, list[Client]]:
        found = defaultdict(list)
        for client in self.clients.values():
            found[client.household].append(client)
        return found

    def members(self, number: str, household: str, when: date) -> list[Client]:
        """Who takes part in a consultation."""
        if number:
            return [self.clients[number]]
        return [c for c in self.households[household] if c.first <= when <= c.last]

    @cached_property
    def talks(self) -> dict[str, Unit]:
        way = ways()
        return {row["Gespräch-Nr."]: self._talk(row, way) for row in self.sheet("beratungsgespraeche")}

    def sheet(self, name: str) -> list[dict[str, str]]:
        return read(self.folder / f"{name}.csv").to_dict("records")

    def _talk(self, row: dict[str, str], way: dict[str, str]) -> Unit:
        when = day(row["Gesprächsdatum"])
        who = self.members(row["Klient-Nr."], row["Haushalt-Nr."], when)
        place = (row["Form"], row["Kanal"], way.get(row["Kanal"], "Ohne Angabe"))
        communes = frozenset(client.commune for client in who)
        who_is_it = frozenset(client.number for client in who)
        return Unit(row["Gespräch-Nr."], when, when, self.teams[row["Team"]], communes, place, who_is_it)

    def units(self, subject: str) -> Iterator[Unit]:
        """All units of a subject."""
        yield from getattr(self, f"_{subject}")()

    def _talks(self) -> Iterator[Unit]:
        yield from self.talks.values()

    def _talks_of_teams(self) -> Iterator[Unit]:
        for row in self.sheet("beratungsgespraeche"):
            yield replace(self.talks[row["Gespräch-Nr."]], place=(row["Team"], row["Form"]))

    def _topics(self) -> Iterator[Unit]:
        for row in self.sheet("beratungsgespraeche"):
            for topic in dict.fromkeys(row["Themen"].split("|")):
                yield _of(self.talks[row["Gespräch-Nr."]], topic, number=f"{row['Gespräch-Nr.']}:{topic}")

    def _referrals(self) -> Iterator[Unit]:
        for row in self.sheet("weiterleitungen"):
            yield _of(self.talks[row["Gespräch-Nr."]], row["Weiterleitung an"], number=row["Weiterleitung-Nr."])

    def _plans(self) -> Iterator[Unit]:
        teams = {row["Klient-Nr."]: row["Team"] for row in self.sheet("klienten")}
        for row in self.sheet("integrationsplaene"):
            client, when = self.clients[row["Klient-Nr."]], day(row["Erstellt am"])
            team = self.teams[teams[client.number]]
            who = frozenset({client.number})
            yield Unit(row["Plan-Nr."], when, when, team, frozenset({client.commune}), (), who)

    def _clients(self) -> Iterator[Unit]:
        yield from self._people("Staatsangehörigkeit", "Geschlecht")

    def _residents(self) -> Iterator[Unit]:
        yield from self._people("Altersgruppe", "Aufenthaltsstatus")

    def _clients_of_teams(self) -> Iterator[Unit]:
        yield from self._people("Team", "Geschlecht")

    def _clients_of_communes(self) -> Iterator[Unit]:
        yield from self._people("Gemeinde")

    def _people(self, *columns: str) -> Iterator[Unit]:
        for row in self.sheet("klienten"):
            named, ages = [row[column] or "Ohne Angabe" for column in columns], spellings("altersgruppen.csv")
            own, place = self.clients[row["Klient-Nr."]], tuple(ages.get(word, word) for word in named)
            team, who = self.teams[row["Team"]], frozenset({own.number})
            yield Unit(own.number, own.first, own.last, team, frozenset({own.commune}), place, who)

    def _posts(self) -> Iterator[Unit]:
        yield from self._staff()

    def _hours(self) -> Iterator[Unit]:
        yield from self._staff("VZÄ")

    def _staff(self, weight: str = "") -> Iterator[Unit]:
        for row in self.sheet("stellen"):
            first, last = day(row["Besetzt von"]), day(row["Besetzt bis"])
            own = int(row[weight].replace(",", "")) if weight else 1
            team, who = self.teams[row["Team"]], frozenset({row["Stelle-Nr."]})
            yield Unit(row["Stelle-Nr."], first, last, team, frozenset(), (row["Team"],), who, own)


def _of(talk: Unit, category: str, *, number: str) -> Unit:
    """A property of a consultation."""
    return replace(talk, number=number, place=(category, talk.place[0]))
