"""What readers of several reports know together, audited from what is printed and from the rows of the export.

It shares nothing with the protection: it cuts the units into the strata that a reader must think possible, says what
each printed number fixes, and asks for every small group in them whether its number follows exactly.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import combinations, product
from typing import NamedTuple

from imreport.cases import Scope
from imreport.disclosure import Cell, Release, ReleasedTable

from .audit import ENDLESS, Audit, Known
from .rows import Export, Unit
from .subjects import SUBJECTS, Subject

TOTAL, OTHER = "gesamt", "andere"
TIMES = ("year", "month", "era")


@dataclass(frozen=True)
class Sight:
    """One report, or of posts one moment of it, made from one of several exports."""

    release: Release
    export: int
    moment: str = ""

    @property
    def day(self) -> date:
        """The day on which a stock is counted."""
        scope = self.release.parameters.scope
        days = {"": scope.as_of, "stichtag": scope.as_of, "beginn": scope.start}
        return days[self.moment] if self.moment in days else date.fromisoformat(self.moment)

    def shows(self, team: str, places: frozenset[str]) -> bool:
        scope = self.release.parameters.scope
        return scope.team in (None, team) and {scope.commune, scope.association} - {None} <= places

    def is_on(self, first: date, last: date, *, stock: bool) -> bool:
        scope = self.release.parameters.scope
        if not stock:
            return scope.start <= first <= scope.end
        return first <= self.day <= last

    def time(self, dimension: str, when: date) -> str:
        era = "vorher" if when < self.release.parameters.scope.cut else "seither"
        return {"year": f"{when.year}", "month": f"{when.year}-{when.month:02}", "era": era}[dimension]


class Stratum(NamedTuple):
    """Units that no table of any report tells apart: first day of their stretch, sights that show them, categories."""

    when: date | None
    seen: frozenset[int]
    place: tuple[str, ...]


class Group(NamedTuple):
    """Some strata under a name."""

    name: str
    strata: frozenset[Stratum]


@dataclass(frozen=True)
class World:
    """One subject as the readers of all these reports see it; each report comes with the export it was made from."""

    subject: str
    reports: Sequence[tuple[Release, Export]]

    @property
    def own(self) -> Subject:
        return SUBJECTS[self.subject]

    @cached_property
    def sights(self) -> list[Sight]:
        return [
            Sight(release, self.exports.index(export), moment)
            for release, export in self.reports
            if self.own.tables.keys() & release.tables.keys()
            for moment in self._moments(release)
        ]

    def _moments(self, release: Release) -> list[str]:
        timed = [key for key, dimensions in self.own.tables.items() if "moment" in dimensions and key in release.tables]
        return [key for name in timed for key in release.tables[name].categories[0]] or [""]

    @property
    def scope(self) -> Scope:
        """What the reports are about, as far as it is the same in all of them."""
        return self.reports[0][0].parameters.scope

    @cached_property
    def exports(self) -> list[Export]:
        return list(dict.fromkeys(export for _, export in self.reports))

    @cached_property
    def edges(self) -> list[date]:
        """The first days of stretches that some table tells apart: months, begin and end of reports, their cuts."""
        scopes = [sight.release.parameters.scope for sight in self.sights]
        first, last = min(s.start for s in scopes), max(s.end for s in scopes)
        days = [first + timedelta(n) for n in range((last - first).days + 1)]
        special = {d for s in scopes for d in (s.start, s.end + timedelta(1), s.cut)}
        return [day for day in days if day.day == 1 or day in special]

    @cached_property
    def counted(self) -> dict[Stratum, list[Unit]]:
        seen_in: dict[Unit, set[int]] = defaultdict(set)
        for number, export in enumerate(self.exports):
            for unit in export.units(self.subject, *([self.scope] if self.own.same else [])):
                seen_in[unit].add(number)
        found = defaultdict(list)
        for unit, exports in seen_in.items():
            if seen := self._seen(unit, exports=exports):
                when = None if self.own.stock else max(day for day in self.edges if day <= unit.first)
                found[Stratum(when, seen, unit.place)].append(unit)
        return found

    def _seen(self, unit: Unit, *, exports: Collection[int]) -> frozenset[int]:
        return frozenset(
            number
            for number, sight in enumerate(self.sights)
            if sight.shows(unit.team, unit.places)
            and sight.is_on(unit.first, unit.last, stock=self.own.stock)
            and sight.export in exports
        )

    @cached_property
    def strata(self) -> list[Stratum]:
        """All strata that could hold units as far as a reader can tell, and those that do."""
        return list(dict.fromkeys([*self._possible(), *self.counted]))

    def _possible(self) -> Iterator[Stratum]:
        """Yield what a reader must think possible: also that units were entered late or removed between two exports."""
        places, last = list(self._places()), len(self.exports)
        spans = [range(one, other) for one in range(last) for other in range(one + 1, last + 1)]
        for area, (first, until), exports in product(list(self._areas()), self._stretches(), spans):
            unit = Unit("", first, until, area["team"], frozenset(area.values()), (), frozenset())
            if seen := self._seen(unit, exports=exports):
                here = (place for place in places if self._lies(place, area=area))
                yield from (Stratum(None if self.own.stock else first, seen, place) for place in here)

    @cached_property
    def _named(self) -> dict[str, set[str]]:
        """The areas that reports are cut to."""
        scopes = [sight.release.parameters.scope for sight in self.sights]
        kinds = {"team": "team", "gemeinde": "commune", "verband": "association"}
        return {kind: {getattr(s, name) for s in scopes} - {None} for kind, name in kinds.items()}

    def _areas(self) -> Iterator[dict[str, str]]:
        """Yield the areas that the reports tell apart; where no report is cut to is the area without a name."""
        communes = [self.exports[-1].area("gemeinde", key) for key in sorted(self._named["gemeinde"])]
        others = [{"gemeinde": "", "verband": key} for key in sorted({"", *self._named["verband"]})]
        for team, place in product(sorted({"", *self._named["team"]}), [*others, *communes]):
            yield {"team": team, **place}

    def _lies(self, place: tuple[str, ...], *, area: Mapping[str, str]) -> bool:
        """Whether a unit of an area can have these categories; in no area are those that no report is cut to."""
        homes = [
            self.exports[-1].home(column, category)
            for column, category in zip(self.own.columns, place, strict=True)
            if column in area
        ]
        return all(
            key == area[kind] if area[kind] else key not in self._named[kind]
            for home in homes
            for kind, key in home.items()
        )

    def _stretches(self) -> list[tuple[date, date]]:
        if not self.own.stock:
            return [(day, day) for day in self.edges]
        days = sorted({day for sight in self.sights for day in (sight.day, sight.release.parameters.scope.start)})
        return [(first, last) for first in days for last in days if first <= last]

    def _places(self) -> Iterator[tuple[str, ...]]:
        """All combinations of categories that the reports name, and one that stands for what they do not."""
        for place in product(*map(self._labels, self.own.columns)):
            if self.exports[-1].can_be(self.subject, place, scope=self.scope):
                yield place

    def _labels(self, column: str) -> list[str]:
        """The categories that a column may have, as the reports themselves list them; of nations those that occur."""
        places = [(key, dims.index(column)) for key, dims in self.own.tables.items() if column in dims]
        listed = [r.tables[key].categories[axis] for key, axis in places for r, _ in self.reports if key in r.tables]
        known = {label for categories in listed for code, label in categories.items() if code != TOTAL}
        found = {stratum.place[self.own.columns.index(column)] for stratum in self.counted}
        return sorted(known & (found | {"Ohne Angabe"})) if column == "nation" else sorted(known | found)

    def cells(self, stratum: Stratum, key: str, *, number: int) -> Iterator[tuple[str, ...]]:
        """The cells of a table, in one sight, to which a stratum counts."""
        sight = self.sights[number]
        if "moment" not in self.own.tables[key] and sight.moment not in ("", "stichtag"):
            return
        options = []
        for axis, dimension in enumerate(self.own.tables[key]):
            value = self._value(stratum, dimension, sight=sight)
            if not value and dimension != "moment":
                return
            names = self._names[number, key, axis]
            shown = value if value in names or OTHER not in names else OTHER
            options.append((value,) if dimension == "moment" else (shown, TOTAL))
        yield from product(*options)

    @cached_property
    def _names(self) -> dict[tuple[int, str, int], set[str]]:
        """Sight, Kennzahl, axis → the categories that its table shows."""
        return {
            (number, key, axis): {_name(cell, axis, dimension) for cell in sight.release.tables[key].cells}
            for number, sight in enumerate(self.sights)
            for key in self.own.tables.keys() & sight.release.tables.keys()
            for axis, dimension in enumerate(self.own.tables[key])
        }

    def _value(self, stratum: Stratum, dimension: str, *, sight: Sight) -> str:
        if dimension == "moment":
            return sight.moment
        if dimension in TIMES and stratum.when is not None:
            return sight.time(dimension, stratum.when)
        return stratum.place[self.own.columns.index(dimension)]

    @cached_property
    def members(self) -> dict[tuple[int, str, tuple[str, ...]], set[Stratum]]:
        """Sight, Kennzahl, cell → its strata."""
        found: dict[tuple[int, str, tuple[str, ...]], set[Stratum]] = defaultdict(set)
        for stratum in self.strata:
            for number in stratum.seen:
                for key in self.own.tables.keys() & self.sights[number].release.tables.keys():
                    for cell in self.cells(stratum, key, number=number):
                        found[number, key, cell].add(stratum)
        return found

    @cached_property
    def merged(self) -> dict[tuple[int, str, tuple[str, ...]], set[Stratum]]:
        """Sight, Kennzahl, a category that stands in its "Andere" → its strata; of tables with one dimension."""
        found: dict[tuple[int, str, tuple[str, ...]], set[Stratum]] = defaultdict(set)
        for stratum in self.strata:
            for number in stratum.seen:
                for key in self.own.tables.keys() & self.sights[number].release.tables.keys():
                    dimension, *more = self.own.tables[key]
                    names = self._names[number, key, 0]
                    if not more and dimension in self.own.columns and OTHER in names:
                        value = self._value(stratum, dimension, sight=self.sights[number])
                        if value and value not in names:
                            found[number, key, (value,)].add(stratum)
        return found

    def value(self, strata: Collection[Stratum]) -> int:
        return sum(unit.weight for stratum in strata for unit in self.counted.get(stratum, ()))

    def persons(self, strata: Collection[Stratum]) -> int:
        return len({person for s in strata for unit in self.counted.get(s, ()) for person in unit.persons})

    def printed(self, number: int, key: str) -> dict[tuple[str, ...], Cell]:
        table = self.sights[number].release.tables[key]
        kinds = self.own.tables[key]
        return {tuple(_name(cell, axis, kind) for axis, kind in enumerate(kinds)): cell for cell in table.cells}

    def facts(self) -> Iterator[tuple[set[Stratum], float, float]]:
        """What every printed number says: strata and the bounds of their sum."""
        for (number, key, name), strata in self.members.items():
            table, cell = self.sights[number].release.tables[key], self.printed(number, key).get(name)
            if TOTAL in name or cell is not None:
                low, high = self._bounds(table, cell, strata) if cell else (0.0, ENDLESS)
            else:
                low, high = 0.0, 0.0
            yield strata, low, high

    def _bounds(self, table: ReleasedTable, cell: Cell, strata: set[Stratum]) -> tuple[float, float]:
        factor = 10**table.indicator.decimals
        if cell.number is not None:
            return (round(cell.number * factor),) * 2
        share = next(iter(cell.shares.values()), None)
        if table.percent_only and isinstance(share, int):
            base = table.cell(TOTAL).number or 0
            return (share - 0.5) * base / 100, (share + 0.5) * base / 100 - 1e-6
        if all(other.is_hidden for other in table.cells):
            return 0.0, ENDLESS  # of a table of which nothing is printed, zeros are hidden too
        return float(min(1, self.value(strata))), ENDLESS

    @cached_property
    def signatures(self) -> dict[tuple[int, ...], list[Stratum]]:
        """The strata, those together that no fact tells apart."""
        places: dict[Stratum, list[int]] = defaultdict(list)
        for place, (strata, *_) in enumerate(self.facts()):
            for stratum in strata:
                places[stratum].append(place)
        found = defaultdict(list)
        for stratum, signature in places.items():
            found[tuple(signature)].append(stratum)
        return found

    def groups(self) -> Iterator[Group]:
        """Every small group of people: cells of all tables, and what reports cut out of them between them."""
        done, named = {0}, {key: self._mask(strata) for key, strata in (self.members | self.merged).items()}
        for name, chosen in self._cuts():
            kept = self._mask(stratum for stratum in self.strata if chosen(stratum))
            for (number, key, cell), mask in named.items():
                cut = mask & kept
                if cut not in done:
                    done.add(cut)
                    if self._is_small(cut):
                        yield Group(f"{key} {'.'.join(cell)} of report {number}, {name}", frozenset(self._in(cut)))

    @cached_property
    def _bits(self) -> dict[Stratum, int]:
        return {stratum: 1 << number for number, stratum in enumerate(self.strata)}

    def _mask(self, strata: Iterable[Stratum]) -> int:
        """A set of strata as a number, because millions of them are intersected."""
        bits = self._bits
        return sum(bits[stratum] for stratum in set(strata))

    def _in(self, mask: int) -> Iterator[Stratum]:
        while mask:
            lowest = mask & -mask
            yield self.strata[lowest.bit_length() - 1]
            mask ^= lowest

    @cached_property
    def _counted(self) -> int:
        return self._mask(stratum for stratum, units in self.counted.items() if any(unit.weight for unit in units))

    def _is_small(self, mask: int) -> bool:
        """Whether there is somebody in some strata, and fewer persons than the threshold."""
        persons: set[str] = set()
        for stratum in self._in(mask & self._counted):
            persons.update(person for unit in self.counted[stratum] for person in unit.persons)
            if len(persons) >= self.own.threshold:
                return False
        return bool(mask & self._counted)

    def _cuts(self) -> Iterator[tuple[str, Callable[[Stratum], bool]]]:
        yield "all", lambda stratum: True
        for when in self.edges if not self.own.stock else ():
            yield f"from {when}", lambda stratum, when=when: stratum.when == when  # type: ignore[misc]
        cuts = sorted({sight.release.parameters.scope.cut for sight in self.sights}) if not self.own.stock else []
        for first, last in combinations(cuts, 2):
            yield f"from {first} to {last}", lambda s, a=first, b=last: s.when and a <= s.when < b  # type: ignore[misc]
        for seen in {stratum.seen for stratum in self.counted}:
            yield f"in {sorted(seen)} only", lambda stratum, seen=seen: stratum.seen == seen  # type: ignore[misc]
        for one, other in combinations(range(len(self.sights)), 2):
            yield f"in {one} not {other}", lambda s, a=one, b=other: a in s.seen and b not in s.seen  # type: ignore[misc]
            yield f"in {other} not {one}", lambda s, a=one, b=other: b in s.seen and a not in s.seen  # type: ignore[misc]
            yield f"in {one} and {other}", lambda s, a=one, b=other: {a, b} <= s.seen  # type: ignore[misc]

    def derived(self) -> list[str]:
        """The small groups of which the number follows exactly from all reports together."""
        if not self.sights or not self.strata:
            return []
        strata = list(self.signatures.values())
        number = {s: n for n, members in enumerate(strata) for s in members}
        audit = self._audit(strata, number)
        found = []
        for group in self.groups():
            cells = {number[s] for s in group.strata}
            told_apart = all(set(strata[n]) <= group.strata for n in cells)
            if told_apart and audit.is_exact(dict.fromkeys(cells, 1)):
                found.append(f"{self.subject}: {group.name} = {self.value(group.strata)}")
        return found

    def _audit(self, strata: Sequence[Sequence[Stratum]], number: Mapping[Stratum, int]) -> Audit:
        """What the facts say of the strata, numbered; unknowns behind them are how many wholes their units make up."""
        facts: dict[frozenset[int], Known] = {}
        for members, low, high in self.facts():
            cells = frozenset(number[s] for s in members)
            old = facts.get(cells, ({}, -ENDLESS, ENDLESS))
            facts[cells] = (dict.fromkeys(cells, 1), max(low, old[1]), min(high, old[2]))
        wholes, truth = [], [self.value(members) for members in strata]
        for size, members in self._wholes():
            cells = frozenset(number[s] for s in members)
            wholes.append(({**dict.fromkeys(cells, 1), len(truth): -size}, 0.0, 0.0))
            truth.append(self.value(members) // size)
        audit = Audit(len(truth), [*facts.values(), *wholes])
        audit.check(truth)
        return audit

    def _wholes(self) -> Iterator[tuple[int, set[Stratum]]]:
        """Yield the strata whose units come in wholes of one size: everybody of a household of two lives together."""
        found: dict[tuple[int, frozenset[int]], set[Stratum]] = defaultdict(set)
        for stratum in (s for members in self.signatures.values() for s in members):
            for column, category in zip(self.own.columns, stratum.place, strict=True):
                if size := self.own.wholes.get(column, {}).get(category):
                    found[size, stratum.seen].add(stratum)
        yield from ((size, members) for (size, _), members in found.items())


def worlds(reports: Sequence[tuple[Release, Export]]) -> Iterator[World]:
    """Yield every subject as the readers of these reports see it, apart where its categories depend on the period."""
    for key, subject in SUBJECTS.items():
        parts: dict[tuple[object, ...], list[tuple[Release, Export]]] = defaultdict(list)
        for release, export in reports:
            parts[tuple(getattr(release.parameters.scope, name) for name in subject.same)].append((release, export))
        yield from (World(key, part) for part in parts.values())


def _name(cell: Cell, axis: int, dimension: str) -> str:
    """The category of a cell: the label of what code lists name, the key of times, totals and the rest."""
    key = cell.keys[axis]
    return key if key in (TOTAL, OTHER) or dimension in (*TIMES, "moment") else cell.labels[axis]
