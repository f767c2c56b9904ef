"""Matching: how well a column of a file fits a column of the schema, and the one assignment that follows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from imreport.cases.cells import trimmed
from imreport.cases.engine import Engine
from imreport.cases.mapping import normalised
from imreport.cases.proposing.meanings import Dictionary
from imreport.cases.proposing.profiles import Profile
from imreport.cases.proposing.separators import known_share, pieces, separator
from imreport.cases.proposing.words import column_likeness
from imreport.cases.schema import Column, Table

NAME: Final = 0.6
"""Share of the name in the score; the rest is the values'."""
NEUTRAL: Final = 0.5
"""What values count that say nothing, such as an empty column's."""
FEW: Final = 20
"""A key with fewer different values may be contained in another column by chance."""


class Confidence(StrEnum):
    """How sure a proposed column is."""

    SURE = "sicher"
    LIKELY = "wahrscheinlich"
    CHECK = "bitte prüfen"
    NONE = "nicht gefunden"


@dataclass(frozen=True, slots=True)
class Fit:
    """A column of a file for a column of the schema.

    Attributes:
        column: The column of the schema.
        profile: The column of the file.
        score: How well they fit, from 0 to 1.
    """

    column: Column
    profile: Profile
    score: float

    @property
    def is_named(self) -> bool:
        """Whether the file's header is the schema's own."""
        return normalised(self.profile.header) == normalised(self.column.header)


@dataclass(frozen=True, slots=True)
class Match:
    """What was found for one column of the schema; without a profile, nothing."""

    column: Column
    profile: Profile | None = None
    confidence: Confidence = Confidence.NONE
    score: float = 0.0


Keys = Mapping[str, Sequence[Profile]]
"""A key such as ``clients.client_id`` to the columns that hold it, as far as they are known yet."""


class Matcher:
    """Compares the columns of sheets with those of the schema.

    Attributes:
        engine: Holds the relations of the sheets.
        dictionaries: Code list to its words.
        keys: The columns that hold keys, as far as known; set between the two rounds.
    """

    def __init__(self, engine: Engine, dictionaries: Mapping[str, Dictionary]) -> None:
        self.engine = engine
        self.dictionaries = dictionaries
        self.keys: Keys = {}

    def match(self, table: Table, found: Sequence[Profile]) -> tuple[Match, ...]:
        """Give each column of a table the best column of a sheet; no column of the sheet is given twice.

        The best pair is taken first, then the best of what is left: simple, the same each time, and a header that is
        exactly right always comes first.
        """
        fits = [fit for column in table.columns for fit in self._fits(table, column, found=found)]
        fits.sort(key=lambda fit: (not fit.is_named, -fit.score))
        given: dict[str, Fit] = {}
        for fit in fits:
            if fit.column.name not in given and fit.profile not in [other.profile for other in given.values()]:
                given[fit.column.name] = fit
        return tuple(self._matched(column, given, fits=fits) for column in table.columns)

    def _matched(self, column: Column, given: Mapping[str, Fit], *, fits: Sequence[Fit]) -> Match:
        if column.name not in given:
            return Match(column)
        fit = given[column.name]
        taken = [other.profile for other in given.values()]
        rivals = [other.score for other in fits if other.column is column and other.profile not in taken]
        return Match(column, fit.profile, _confidence(fit, rival=max(rivals, default=0.0)), fit.score)

    def _fits(self, table: Table, column: Column, *, found: Sequence[Profile]) -> list[Fit]:
        scores = [(profile, self._score(table, column, profile=profile)) for profile in found]
        return [Fit(column, profile, score) for profile, score in scores if score >= 0.55]

    def _score(self, table: Table, column: Column, *, profile: Profile) -> float:
        name = column_likeness(profile.header, table.name, column=column.name)
        values = self._values(column, profile=profile) if profile.filled else NEUTRAL
        if normalised(profile.header) == normalised(column.header):
            return max(0.6, NAME + (1 - NAME) * values)
        if self._telling(column, profile=profile, values=values):
            name = max(name, 0.55)
        if name < 0.55 or values < 0.15:
            return 0.0
        return NAME * name + (1 - NAME) * values

    def _values(self, column: Column, *, profile: Profile) -> float:
        """Return how well the values fit, whatever the column is called."""
        match column.kind:
            case "date":
                return profile.days
            case "number":
                return profile.numbers
            case "code" | "codes":
                return self._codes(column, profile=profile)
            case "reference":
                return self._contained(column, profile=profile)
            case _:
                return self._key(column, profile=profile)

    def _codes(self, column: Column, *, profile: Profile) -> float:
        if column.codes not in self.dictionaries:
            return NEUTRAL if profile.distinct <= max(20, profile.filled // 10) and not profile.days else 0.0
        dictionary, values = self.dictionaries[column.codes], profile.values
        if profile.distinct > 50 and profile.distinct > 0.9 * profile.filled:
            return 0.0
        if column.kind == "codes":
            values = pieces(values, separator(values, dictionary))
        few = 0.3 if 0 < len(values) <= 2 * len(dictionary.codes.codes) + 10 and profile.days < 0.5 else 0.0
        return max(few, known_share(values, dictionary))

    def _telling(self, column: Column, *, profile: Profile, values: float) -> bool:
        """Whether the values alone say what the column is: known words of a list, keys of another table."""
        if column.kind in ("code", "codes"):
            return column.codes in self.dictionaries and values > 0.8 and profile.distinct > 1
        return column.kind == "reference" and values > 0.9 and profile.distinct >= FEW and bool(self.keys)

    def _key(self, column: Column, *, profile: Profile) -> float:
        if profile.days > 0.5:
            return 0.0
        if not column.unique:
            return NEUTRAL if profile.distinct > 2 else 0.1
        return (profile.distinct / profile.filled) ** 4 * profile.filled / profile.rows

    def _contained(self, column: Column, *, profile: Profile) -> float:
        """Return the share of different values that are keys of the other table, where that is known."""
        keys = [key for key in self.keys.get(f"{column.table}.{column.name}", ()) if key.relation != profile.relation]
        if profile.days > 0.5:
            return 0.0
        if not keys or not profile.distinct:
            return NEUTRAL
        known = " union all ".join(f"select {trimmed(key.cell)} from {key.relation}" for key in keys)
        values = f"select distinct {trimmed(profile.cell)} as v from {profile.relation}"
        [[count]] = self.engine.rows(f"select count(*) from ({values}) where v in ({known})")
        return int(str(count)) / profile.distinct


def _confidence(fit: Fit, *, rival: float) -> Confidence:
    """Say the score in words; a column of the file that is left over and fits nearly as well casts doubt."""
    if fit.is_named and fit.score > 0.7:
        return Confidence.SURE
    if fit.score - rival < 0.08 or fit.score < 0.7:
        return Confidence.CHECK
    return Confidence.SURE if fit.score >= 0.88 else Confidence.LIKELY
