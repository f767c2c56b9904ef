"""The rows of an export as units, read with pandas alone: what the audit of finished reports counts."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, cached_property
from pathlib import Path

import pandas as pd

from imreport.cases import Scope
from tests.conftest import ROOT

CODES = ROOT / "imreport" / "cases" / "codes"


@dataclass(frozen=True)
class Unit:
    """One thing that is counted: its number, from when to when, where, what it is, whose, and what it weighs.

    Where: a team, and communes and their associations.
    """

    number: str
    first: date
    last: date
    team: str
    places: frozenset[str]
    place: tuple[str, ...]
    persons: frozenset[str]
    weight: int = 1


@dataclass(frozen=True)
class Client:
    number: str
    household: str
    commune: str
    team: str
    age: str
    first: date
    last: date

    def is_in_care(self, when: date) -> bool:
        return self.first <= when <= self.last


def read(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, sep=";", encoding="utf-8-sig", dtype=str, keep_default_na=False)


def day(text: str, *, otherwise: date = date.max) -> date:
    return date(int(text[6:]), int(text[3:5]), int(text[:2])) if text else otherwise


@cache
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
    return {row.bezeichnung: upper.get(row.uebergeordnet, NONE) for row in channels.itertuples(index=False)}


@dataclass(frozen=True)
class Export:
    """The files of a project."""

    folder: Path

    @cached_property
    def teams(self) -> dict[str, str]:
        return {row.bezeichnung: row.schluessel for row in read(self.folder / "teams.csv").itertuples(index=False)}

    @cached_property
    def communes(self) -> dict[str, tuple[str, str]]:
        """Key of a commune → its label and the key of its association."""
        rows = self.sheet("gemeinden")
        return {row["schluessel"]: (row["bezeichnung"], row["verband"]) for row in rows}

    @cached_property
    def associations(self) -> dict[str, str]:
        """Key of an association → its label."""
        return {row["schluessel"]: row["bezeichnung"] for row in self.sheet("verbaende")}

    def area(self, kind: str, key: str) -> dict[str, str]:
        """An area by its key, and the larger one that it is part of."""
        larger = {"verband": self.communes[key][1]} if kind == "gemeinde" and key in self.communes else {}
        return {kind: key, **larger}

    @cached_property
    def keys(self) -> dict[str, dict[str, str]]:
        """Kind of an area → its label → its key."""
        return {
            "team": self.teams,
            "gemeinde": {label: key for key, (label, _) in self.communes.items()},
            "verband": {label: key for key, label in self.associations.items()},
        }

    def home(self, kind: str, label: str) -> dict[str, str]:
        """An area by its label, and the larger one that it is part of."""
        return self.area(kind, self.keys[kind].get(label, ""))

    @cached_property
    def teams_of_communes(self) -> dict[str, str]:
        """Label of a commune → label of the team that looks after it."""
        names = {key: label for label, key in self.teams.items()}
        rows = read(self.folder / "gemeinden.csv").itertuples(index=False)
        return {row.bezeichnung: names[row.uebergeordnet] for row in rows if row.uebergeordnet in names}

    def association(self, commune: str) -> str:
        """Label of the association that a commune belongs to."""
        return self.associations.get(self.communes.get(commune, ("", ""))[1], NONE)

    def places(self, who: Iterable["Client"]) -> frozenset[str]:
        """The communes and associations in which people live."""
        return frozenset(key for client in who for key in self.area("gemeinde", client.commune).values())

    def can_be(self, subject: str, place: tuple[str, ...], *, scope: Scope) -> bool:
        """Whether one unit can have all these categories, as far as everybody knows."""
        known = POSSIBLE.get(subject)
        return known is None or known(self, *place, scope=scope)

    @cached_property
    def clients(self) -> dict[str, Client]:
        frame = read(self.folder / "klienten.csv")
        return {
            row["Klient-Nr."]: Client(
                row["Klient-Nr."],
                row["Haushalt-Nr."] or row["Klient-Nr."],
                row["Gemeindeschlüssel"],
                self.teams[row["Team"]],
                spellings("altersgruppen.csv").get(row["Altersgruppe"], row["Altersgruppe"] or NONE),
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
        return [c for c in self.households[household] if c.is_in_care(when)]

    @cached_property
    def talks(self) -> dict[str, Unit]:
        way = ways()
        return {row["Gespräch-Nr."]: self._talk(row, way) for row in self.sheet("beratungsgespraeche")}

    def sheet(self, name: str) -> list[dict[str, str]]:
        return read(self.folder / f"{name}.csv").to_dict("records")

    def _talk(self, row: dict[str, str], way: dict[str, str]) -> Unit:
        when = day(row["Gesprächsdatum"])
        who = self.members(row["Klient-Nr."], row["Haushalt-Nr."], when)
        place = (row["Form"], row["Kanal"], way.get(row["Kanal"], NONE))
        persons = frozenset(client.number for client in who)
        return Unit(row["Gespräch-Nr."], when, when, self.teams[row["Team"]], self.places(who), place, persons)

    def units(self, subject: str, *scope: Scope) -> Iterator[Unit]:
        """All units of a subject; what depends on the period needs the scope."""
        yield from getattr(self, f"_{subject}")(*scope)

    def _talks(self) -> Iterator[Unit]:
        yield from self.talks.values()

    def _talks_of_teams(self) -> Iterator[Unit]:
        for row in self.sheet("beratungsgespraeche"):
            yield replace(self.talks[row["Gespräch-Nr."]], place=(row["Team"], row["Form"]))

    def _talks_of_associations(self) -> Iterator[Unit]:
        """A family lives where the first of its household does; no household of the sample lives in two communes."""
        for row in self.sheet("beratungsgespraeche"):
            talk, home = self.talks[row["Gespräch-Nr."]], self.households.get(row["Haushalt-Nr."])
            first = min(home or [self.clients[row["Klient-Nr."]]], key=lambda client: client.number)
            yield replace(talk, place=(self.association(first.commune), row["Form"]))

    def _participations(self) -> Iterator[Unit]:
        for talk in self.talks.values():
            for number in talk.persons:
                own = replace(talk, number=f"{talk.number}:{number}", persons=frozenset({number}), place=talk.place[:1])
                yield replace(own, places=self.places([self.clients[number]]))

    def _planned(self, scope: Scope) -> Iterator[Unit]:
        last: dict[str, date] = {}
        for row in self.sheet("integrationsplaene"):
            if day(row["Erstellt am"]) <= scope.as_of:
                last[row["Klient-Nr."]] = max(last.get(row["Klient-Nr."], date.min), day(row["Beendet am"]))
        names = list(labels("planabdeckung.csv").values())
        for client in self.clients.values():
            if client.is_in_care(scope.as_of):
                step = 2 if client.number not in last else int(last[client.number] <= scope.as_of)
                yield self._whose(client.number, (names[step], client.age))

    def _consulted(self, scope: Scope) -> Iterator[Unit]:
        found: Counter[str] = Counter()
        for talk in self.talks.values():
            if scope.start <= talk.first <= scope.end and scope.team in (None, talk.team):
                found.update(talk.persons)
        wanted = frozenset(key for key in (scope.commune, scope.association) if key)
        for number, talks in found.items():
            if wanted <= self.places([self.clients[number]]):
                step = sum(talks > most for most in (1, 5, 10, 20))
                place = (list(labels("haeufigkeit.csv").values())[step],)
                yield Unit(number, date.min, date.max, scope.team or "", wanted, place, frozenset({number}))

    @cached_property
    def broader(self) -> dict[str, str]:
        """Label of a topic → label of the one that it is counted as."""
        own = self.folder / "themen.csv"
        rows = read(own if own.exists() else CODES / "themen.csv").to_dict("records")
        known = {row["schluessel"]: row["bezeichnung"] for row in rows}
        return {row["bezeichnung"]: known.get(row["uebergeordnet"], row["bezeichnung"]) for row in rows}

    @cached_property
    def topics(self) -> dict[str, list[str]]:
        """Consultation → its topics, each once."""
        return {
            row["Gespräch-Nr."]: list(dict.fromkeys(self.broader[topic] for topic in row["Themen"].split("|")))
            for row in self.sheet("beratungsgespraeche")
        }

    def _topics(self) -> Iterator[Unit]:
        for number, topics in self.topics.items():
            for topic in topics:
                yield _of(self.talks[number], topic, number=f"{number}:{topic}")

    def _subtopics(self) -> Iterator[Unit]:
        for row in self.sheet("beratungsgespraeche"):
            for topic in dict.fromkeys(row["Themen"].split("|")):
                yield replace(self.talks[row["Gespräch-Nr."]], number=f"{row['Gespräch-Nr.']}:{topic}", place=(topic,))

    def _pairs(self) -> Iterator[Unit]:
        for row in self.sheet("weiterleitungen"):
            talk, number = self.talks[row["Gespräch-Nr."]], row["Weiterleitung-Nr."]
            for topic in self.topics[talk.number]:
                yield replace(talk, number=f"{number}:{topic}", place=(topic, row["Weiterleitung an"]))

    def _referrals(self) -> Iterator[Unit]:
        for row in self.sheet("weiterleitungen"):
            yield _of(self.talks[row["Gespräch-Nr."]], row["Weiterleitung an"], number=row["Weiterleitung-Nr."])

    def _plans(self) -> Iterator[Unit]:
        for row in self.sheet("integrationsplaene"):
            when = day(row["Erstellt am"])
            yield replace(self._whose(row["Klient-Nr."], ()), number=row["Plan-Nr."], first=when, last=when)

    def _plans_of_period(self, scope: Scope) -> Iterator[Unit]:
        for row in self.sheet("integrationsplaene"):
            made, closed = day(row["Erstellt am"]), day(row["Beendet am"])
            if made <= scope.end and closed >= scope.start:
                outcome = (row["Status"] or NONE) if closed <= scope.end else "aktiv"
                place = (ORIGIN[made >= scope.start], outcome, f"{made.year}" if made >= scope.start else "")
                yield replace(self._whose(row["Klient-Nr."], place), number=row["Plan-Nr."])

    def _whose(self, number: str, place: tuple[str, ...]) -> Unit:
        """A client, at any time."""
        client = self.clients[number]
        return Unit(number, date.min, date.max, client.team, self.places([client]), place, frozenset({number}))

    def _residents_of_day(self, scope: Scope) -> Iterator[Unit]:
        sizes, lengths = (list(labels(f"{name}.csv").values()) for name in ("haushaltsgroesse", "betreuungsdauer"))
        here = [client for client in self.clients.values() if client.is_in_care(scope.as_of)]
        homes = Counter(client.household for client in here)
        for client in here:
            size, years = homes[client.household], full_years(client.first, scope.as_of)
            yield self._whose(client.number, (sizes[min(size, 5) - 1], lengths[min(years, 3)], client.age))

    def _clients_of_period(self, scope: Scope) -> Iterator[Unit]:
        """Who is counted in the period, or on the reference date, which may lie outside."""
        before = scope.start - timedelta(1)
        for client in self.clients.values():
            age = client.age if client.is_in_care(scope.as_of) else ""
            counts = client.first <= scope.end and client.last >= before
            ending = ENDING[client.last < scope.end] if counts else ""
            if counts or age:
                yield self._whose(client.number, (ORIGIN[client.first >= scope.start] if counts else "", ending, age))

    def _clients(self) -> Iterator[Unit]:
        yield from self._people("Staatsangehörigkeit", "Geschlecht")

    def _residents(self) -> Iterator[Unit]:
        yield from self._people("Altersgruppe", "Aufenthaltsstatus")

    def _clients_of_teams(self) -> Iterator[Unit]:
        yield from self._people("Team", "Geschlecht")

    def _clients_of_communes(self) -> Iterator[Unit]:
        for unit in self._people("Gemeinde", "Team"):
            commune, team = unit.place
            yield replace(unit, place=(commune, self.association(self.clients[unit.number].commune), team))

    def _people(self, *columns: str) -> Iterator[Unit]:
        for row in self.sheet("klienten"):
            named, ages = [row[column] or NONE for column in columns], spellings("altersgruppen.csv")
            own, place = self.clients[row["Klient-Nr."]], tuple(ages.get(word, word) for word in named)
            yield replace(self._whose(own.number, place), first=own.first, last=own.last)

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

    def _hours_of_period(self, scope: Scope) -> Iterator[Unit]:
        """Posts with what they were filled with on average, to hundredths."""
        every = (scope.end - scope.start).days + 1
        for post in self._hours():
            days = (min(post.last, scope.end) - max(post.first, scope.start)).days + 1
            if days > 0:
                weight = (2 * post.weight * days + every) // (2 * every)
                yield replace(post, first=date.min, last=date.max, weight=weight)


def full_years(first: date, today: date) -> int:
    """Full years since a day; one of 29 February ends on the 28th."""
    return int(sum(pd.Timestamp(first) + pd.DateOffset(years=n) <= pd.Timestamp(today) for n in (1, 2, 3)))


def _balances(_: Export, origin: str, ending: str, age: str, *, scope: Scope) -> bool:
    """Who is still in care on the last day is the stock of that day."""
    if scope.as_of == scope.end:
        return bool(origin) and (ending == ENDING[False]) == bool(age)
    return bool(origin) == bool(ending) and bool(origin or age)


NONE = "Ohne Angabe"
ORIGIN, ENDING = (tuple(labels(f"{name}.csv").values()) for name in ("herkunft", "verbleib"))
"""Labels: not new and new, not ended and ended."""
POSSIBLE: dict[str, Callable[..., bool]] = {
    "talks": lambda _, form, channel, way, *, scope: ways().get(channel, NONE) == way,
    "plans_of_period": lambda _, origin, outcome, year, *, scope: (origin == ORIGIN[True]) == bool(year),
    "clients_of_period": _balances,
    "clients_of_communes": lambda export, commune, association, team, *, scope: (
        export.associations.get(export.home("gemeinde", commune).get("verband", ""), NONE) == association
        and export.teams_of_communes.get(commune, team) == team
    ),
}
"""Subject → which categories go together."""


def _of(talk: Unit, category: str, *, number: str) -> Unit:
    """A property of a consultation."""
    return replace(talk, number=number, place=(category, talk.place[0]))
