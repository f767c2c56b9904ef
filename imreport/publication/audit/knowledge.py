"""What may stand in a document: everything that a Release says, in the forms in which documents say it."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, Self

from imreport.disclosure import Cell, Release, statements
from imreport.indicators import TOTAL
from imreport.presentation import Chart, Grid, Table, form, message
from imreport.presentation.catalogue import all_charts, all_tables
from imreport.presentation.drawing import written
from imreport.presentation.protection import explanation, marking, warning
from imreport.presentation.select import parts
from imreport.presentation.tables import crossed, grid, listing
from imreport.presentation.texts import basis_text, notes, source_text
from imreport.presentation.words import QualityWords
from imreport.publication.audit.numbers import clean, finder, value
from imreport.publication.data import harmless
from imreport.publication.excel import shares_note

_LETTER: Final = re.compile(r"[^\W\d_]")
_RANGE: Final = re.compile(r"\d{1,3}[-–]\d{1,3}|\d{1,3}\+")
"""A category that is a range of numbers, such as an age group."""


@dataclass(frozen=True, slots=True)
class Values:
    """The published numbers of a category: counts, and shares in percent."""

    counts: frozenset[float]
    shares: frozenset[float]

    def hold(self, number: float, *, percent: bool) -> bool:
        """Whether a count or share is among them."""
        return number in (self.shares if percent else self.counts)


@dataclass(frozen=True)
class Knowledge:
    """A Release, looked up by what stands in documents.

    Attributes:
        release: The Release.
    """

    release: Release

    def worked_out(self) -> Self:
        """Work everything out now, such as while others work; otherwise that is done when it is asked for."""
        for name, known in vars(type(self)).items():
            if isinstance(known, cached_property):
                getattr(self, name)
        return self

    @cached_property
    def charts(self) -> "Charts":
        """Its charts without pictures, and the texts drawn in each."""
        return tuple(_charts(self.release))

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """Every table that a notebook could ask for."""
        return tuple(all_tables(self.release))

    @cached_property
    def content(self) -> dict[str, Any]:
        """The Release in JSON form, as a notebook's cover carries it."""
        content: dict[str, Any] = json.loads(self.release.to_json())
        return content

    @cached_property
    def blocks(self) -> list[dict[str, Any]]:
        """The content of every chart and table, as notebooks carry it."""
        made = [chart for chart, _ in self.charts] + list(self.tables)
        contents: list[dict[str, Any]] = json.loads(json.dumps([block.content() for block in made]))
        return contents

    @cached_property
    def grids(self) -> dict[tuple[str, ...], list[Grid]]:
        """Header, cleaned, to the grids that have it."""
        grids: dict[tuple[str, ...], list[Grid]] = defaultdict(list)
        for made in dict.fromkeys(_grids(self)):
            grids[tuple(map(clean, made.header))].append(made)
        return grids

    @cached_property
    def texts(self) -> frozenset[str]:
        """Every text that documents may print as a whole, cleaned."""
        named = (clean(text) for text in _texts(self) if _is_name(text))
        return frozenset((*named, *filter(None, self.release.parameters.values().values())))

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What finds numbers, and passes over known texts."""
        return finder(text for text in self.texts if re.search(r"\d", text) and _LETTER.search(text))

    @cached_property
    def labels(self) -> dict[str, Values]:
        """Category, cleaned, to its published numbers in all tables and charts."""
        counts: dict[str, set[float]] = defaultdict(set)
        shares: dict[str, set[float]] = defaultdict(set)
        for label, cell in _labelled(self.release, self.charts):
            counts[label] |= {cell.number} if cell.number is not None else set()
            shares[label] |= set(_numbers(cell.shares.values()))
        for row in (row for grids in self.grids.values() for made in grids for row in made.rows):
            for entry in row.entries if _LETTER.search(row.name) else ():
                if entry.number is not None:
                    (shares if entry.share else counts)[clean(row.name)].add(entry.number)
        return {label: Values(_rounded(counts[label]), _rounded(shares[label])) for label in {*counts, *shares}}

    @cached_property
    def named(self) -> re.Pattern[str]:
        """What finds a category right before a number, to be matched at the end of a text."""
        longest_first = sorted(self.labels, key=lambda label: (-len(label), label))
        known = "|".join(map(re.escape, longest_first)) or r"(?!)"
        return re.compile(rf"(?<!\w)(?P<label>{known})[“”\"»*_]*(?: ?[:(|=] ?| )[*_]*$", re.IGNORECASE)

    @cached_property
    def units(self) -> dict[str, frozenset[float]]:
        """Unit to the published counts in it."""
        units: dict[str, set[float]] = defaultdict(set)
        for released in self.release.tables.values():
            units[released.indicator.unit] |= {cell.number for cell in released.cells if cell.number is not None}
        for chart, _ in self.charts:
            entries = (entry for row in chart.grid.rows for entry in row.entries if not entry.share)
            units[chart.unit] |= {entry.number for entry in entries if entry.number is not None}
        return {unit: _rounded(values) for unit, values in units.items()}

    @cached_property
    def heads(self) -> dict[str, frozenset[float]]:
        """Unit to the numbers that need no category: grand totals, and those of a Kennzahl that has none."""
        heads: dict[str, set[float]] = defaultdict(set)
        for released in self.release.tables.values():
            grand = [cell for cell in released.cells if set(cell.keys) == {TOTAL}] or released.cells
            heads[released.indicator.unit] |= {cell.number for cell in grand if cell.number is not None}
        return {unit: _rounded(values) for unit, values in heads.items()}

    @cached_property
    def facts(self) -> tuple[float, ...]:
        """The facts that are numbers."""
        stated = [fact["wert"] for fact in self.release.facts.values()]
        typed = (value(clean(fact)) for fact in stated if isinstance(fact, str))
        return tuple(_numbers((*stated, *typed)))

    @cached_property
    def quality(self) -> frozenset[float]:
        """How many rows were read, used and set aside."""
        counts = self.release.quality
        return _rounded({*counts.values(), QualityWords(counts).beiseite})

    @cached_property
    def statements(self) -> frozenset[tuple[str, ...]]:
        """The rows of kennzahlen.csv."""
        return frozenset(tuple(harmless(row).values()) for row in statements(self.release))


def _is_name(text: str) -> bool:
    return bool(_LETTER.search(text) or _RANGE.fullmatch(text))


def _numbers(values: Iterable[object]) -> Iterator[float]:
    return (number for number in values if isinstance(number, int | float) and not isinstance(number, bool))


def _rounded(values: Iterable[float]) -> frozenset[float]:
    return frozenset(round(float(value), 6) for value in values)


def _charts(release: Release) -> Iterator[tuple[Chart, Counter[str]]]:
    """Yield every chart that a notebook could ask for, and the texts drawn in it."""
    return ((chart, Counter(map(clean, written(plan)))) for plan, chart in all_charts(release))


Charts = tuple[tuple[Chart, Counter[str]], ...]


def _grids(known: Knowledge) -> Iterator[Grid]:
    for released in known.release.tables.values():
        yield grid(released)
        yield listing(released, parts(released)) if len(released.indicator.dimensions) == 1 else crossed(released)
    yield from (chart.grid for chart, _ in known.charts)
    yield from (made.grid for made in known.tables)


def _texts(known: Knowledge) -> Iterator[str]:
    """Yield every text of the Release and of what is made from it."""
    release = known.release
    yield from (
        release.title,
        release.area,
        release.county,
        release.notice,
        *release.breaks.values(),
        shares_note(release),
    )
    yield from _strings(release.submission)
    yield from _strings(release.parameters.values())
    yield from _strings([fact["wert"] for fact in release.facts.values()])
    yield from (*release.omitted, *release.omitted.values(), *release.left_out.values())
    yield from (explanation(release), marking(release.profile), warning(release.profile))
    if release.submission:
        yield form.subject(known.content)
    for released in release.tables.values():
        indicator = released.indicator
        yield from (indicator.title, indicator.short, indicator.unit, basis_text(release, released))
        yield from (message(release, released), source_text(release, released))
        yield from notes(release, released, cells=released.cells, grid=grid(released))
        yield from (label for cell in released.cells for label in cell.labels)
        yield from (label for known in released.categories for label in known.values())
    for made in known.tables:
        yield from (made.title, made.basis, made.source, *made.notes)
    for chart, drawn in known.charts:
        yield from (chart.alt, chart.message, *chart.notes, *drawn)
        yield f"{chart.title}. {chart.message} Alle Werte stehen in der Tabelle daneben."


def _strings(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case Mapping():
            yield from (text for item in value.values() for text in _strings(item))
        case list() | tuple():
            yield from (text for item in value for text in _strings(item))


def _labelled(release: Release, charts: Charts) -> Iterator[tuple[str, Cell]]:
    """Yield label and cell of every category that has a name; what does not occur and was not merged counts 0."""
    for released in release.tables.values():
        cells = list(released.cells)
        if len(released.categories) == 1:
            cells += [released.cell(key) for key in released.categories[0]]
        for cell in cells:
            yield from ((clean(label), cell) for label in cell.labels if _LETTER.search(label))
