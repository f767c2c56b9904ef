"""The judge: compares what was found in a document with what was released."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, singledispatchmethod
from typing import Any, Final

from imreport.presentation import Entry, Grid
from imreport.publication.audit import templates
from imreport.publication.audit.comparing import differences, is_row, number_in, same_entry, same_point
from imreport.publication.audit.found import (
    Block,
    Drawing,
    Found,
    Opaque,
    Picture,
    Record,
    Series,
    Table,
    Template,
    Words,
)
from imreport.publication.audit.knowledge import Knowledge
from imreport.publication.audit.leaks import SHOWN, UNREADABLE, WRITTEN
from imreport.publication.audit.numbers import Number, clean, numbers, value
from imreport.publication.audit.pictures import same_picture

Verdict = tuple[str, str, str, str]
"""Place, number, excerpt, remedy of a leak."""

AROUND: Final = 40
TELLING: Final = 100
"""From here on a number without its category is hardly the same as a published one by chance."""
CONTEXT: Final = 30
ENOUGH: Final = 8
SENTENCE: Final = 160
COUNTED: Final = {
    "Personen": ("Personen", "Stellen"),
    "Gespräche": ("Gespräche", "Nennungen", "Weiterleitungen"),
}
"""A noun to the units that it may count: a post is a person, a topic or referral is named in a consultation."""
UNBOUND: Final = ("Monate", "Zeilen", "Euro")
"""Units that no category has."""
LIMIT: Final = re.compile(r"(?:\bals|\bmindestens|\bunter|\bab|[Ss]chwelle\b.*) $")
WHOLE: Final = re.compile(r"\bals $")
BOTH: Final = re.compile(r"([\d.,]+) \(([\d.,]+ ?%)\)")
"""A cell of a crossed table: a count and its share."""
ROWS: Final = re.compile(r"[Zz]eile|ausgewertet")


@dataclass(frozen=True)
class Judge:
    """Judges what was found.

    Attributes:
        knowledge: What was released.
        passages: The passages of the notebook; what they make of the Release may stand in every document.
        pictures: The report's own pictures.
    """

    knowledge: Knowledge
    passages: tuple[Template, ...] = ()
    pictures: tuple[bytes, ...] = ()

    @cached_property
    def _filled(self) -> str:
        return templates.filled(self.passages, self.knowledge.release)

    @singledispatchmethod
    def leaks(self, found: Found) -> Iterator[Verdict]:
        """Yield what is not released in something that was found."""
        raise TypeError(type(found))

    @leaks.register
    def _(self, found: Words) -> Iterator[Verdict]:
        text = clean(found.text)
        if text in self.knowledge.texts or not re.search(r"\d", text):
            return
        for number in numbers(text, self.knowledge.pattern):
            if not self._is_released(number, text, prose=found.prose):
                excerpt = text[max(0, number.start - AROUND) : number.end + AROUND]
                yield found.place, number.text.strip(), excerpt, WRITTEN if found.prose else SHOWN

    def _is_released(self, number: Number, text: str, *, prose: bool) -> bool:
        if prose and (stated := self._stated(number, text)) is not None:
            return stated
        if number.value is None:
            return False
        named = self.knowledge.named.search(text[: number.start][-120:])
        if named and number.unit not in UNBOUND:
            values = self.knowledge.labels.get(named["label"]) or self._any_case(named["label"])
            return values.hold(number.value, percent=number.percent)
        return prose and (self._is_fact(number) or self._is_counted(number, text))

    def _any_case(self, label: str) -> Any:
        return next(values for name, values in self.knowledge.labels.items() if name.lower() == label.lower())

    def _stated(self, number: Number, text: str) -> bool | None:
        """Whether the passages, filled in anew, have this number between the same words; None if nothing is like it."""
        before, after = text[: number.start][-CONTEXT:], text[number.end :][:CONTEXT]
        around = templates.letters(before.partition(" ")[2] if len(before) == CONTEXT else before)
        following = templates.letters(after.rpartition(" ")[0] if len(after) == CONTEXT else after)
        if len(around) + len(following) < ENOUGH:
            return None
        stated = re.findall(f"{re.escape(around)}(<[\\d.,]+>){re.escape(following)}", self._filled)
        if templates.letters(number.text) in stated:
            return True
        return False if stated and min(len(around), len(following)) >= ENOUGH else None

    def _is_fact(self, number: Number) -> bool:
        return any(round(fact, number.decimals) == number.value for fact in self.knowledge.facts)

    def _is_counted(self, number: Number, text: str) -> bool:
        """Whether a number of the prose is a count, share or parameter of its kind."""
        release, before = self.knowledge.release, text[: number.start]
        if number.percent:
            return self._is_named(number, text) or (number.value == 100 and bool(WHOLE.search(before)))
        if number.unit == "Monate":
            return number.value == release.parameters.months
        if number.value == release.threshold and LIMIT.search(before):
            return True
        if number.value in self.knowledge.quality and ROWS.search(text[max(0, number.start - 60) : number.end + 60]):
            return True
        if self._is_named(number, text):
            return True
        units = COUNTED.get(number.unit, (number.unit,)) if number.unit else tuple(self.knowledge.units)
        telling = number.value is not None and number.value >= TELLING
        counts = self.knowledge.units if telling else self.knowledge.heads if number.unit else {}
        return any(number.value in counts.get(unit, ()) for unit in units)

    def _is_named(self, number: Number, text: str) -> bool:
        """Whether the number belongs to a category that the same sentence names."""
        before, after = text[: number.start].rpartition(". ")[2], text[number.end :].partition(". ")[0]
        sentence = f"{before[-SENTENCE:]} {after[:SENTENCE]}"
        holding = (
            label
            for label, values in self.knowledge.labels.items()
            if number.value is not None and values.hold(number.value, percent=number.percent)
        )
        return any(re.search(rf"(?<!\w){re.escape(label)}", sentence, re.IGNORECASE) for label in holding)

    @leaks.register
    def _(self, found: Table) -> Iterator[Verdict]:
        header: tuple[str, ...] = ()
        rows: list[Sequence[Words]] = []
        for row in found.rows:
            texts = tuple(clean(cell.text) for cell in row)
            match = next((known for known in self.knowledge.grids if texts[: len(known)] == known), ())
            if match:
                yield from self._rows(found.place, rows, header=header)
                header, rows = match, [row[len(match) :]] if len(texts) > len(match) else []
            else:
                rows.append(row)
        yield from self._rows(found.place, rows, header=header)

    def _rows(self, place: str, rows: Sequence[Sequence[Words]], *, header: tuple[str, ...]) -> Iterator[Verdict]:
        """Judge the rows below a header: all of them are rows of one and the same grid."""
        grids = self.knowledge.grids.get(header, [])
        best = max(grids, key=lambda grid: sum(is_row(grid, row) for row in rows), default=None)
        for row in filter(None, rows):
            yield from (_at(place, leak) for leak in (self._row(row, best) if best else self._own_row(row)))

    def _row(self, row: Sequence[Words], grid: Grid) -> Iterator[Verdict]:
        known = next((line for line in grid.rows if clean(line.name) == clean(row[0].text)), None)
        if known is None:
            yield from self._own_row([Words(cell.place, cell.text) for cell in row])
            return
        for cell, entry in zip(row[1:], known.entries, strict=False):
            if not same_entry(cell.text, entry) and re.search(r"\d", cell.text):
                yield f"{cell.place} (Zeile „{known.name}“)", clean(cell.text), "", SHOWN
        for cell in row[1 + len(known.entries) :]:
            yield from self.leaks(Words(cell.place, cell.text))

    def _own_row(self, row: Sequence[Words]) -> Iterator[Verdict]:
        """Judge a row of no table of ours: what stands behind the name of a category is a number of that category."""
        name = clean(row[0].text)
        yield from self.leaks(row[0])
        for cell in row[1:]:
            both = BOTH.fullmatch(clean(cell.text))
            parts = both.groups() if both else (cell.text,)
            bound = name in self.knowledge.labels and all(value(clean(part).rstrip(" %")) is not None for part in parts)
            for text in [f"{name}: {part}" for part in parts] if bound else [cell.text]:
                yield from self.leaks(Words(f"{cell.place} (Zeile „{name}“)", text, cell.prose and not bound))

    @leaks.register
    def _(self, found: Series) -> Iterator[Verdict]:
        wrong = [self._wrong_points(found, entries) for entries in self._columns(clean(found.name))]
        labels = [point for point in found.points if not self._holds(*point)]
        for category, number in min([*wrong, *([] if wrong else [labels])], key=len):
            yield f"{found.place}, Punkt „{category}“", number, "", SHOWN

    def _columns(self, name: str) -> Iterator[dict[str, Entry]]:
        """Yield the columns of that name in all grids, name of the row to its entry."""
        for header, grids in self.knowledge.grids.items():
            for column in (place for place, head in enumerate(header[1:]) if head == name):
                yield from ({clean(row.name): row.entries[column] for row in grid.rows} for grid in grids)

    def _wrong_points(self, found: Series, entries: dict[str, Entry]) -> list[tuple[str, str]]:
        return [(name, number) for name, number in found.points if not same_point(number, entries.get(clean(name)))]

    def _holds(self, category: str, number: str) -> bool:
        values, shown = self.knowledge.labels.get(clean(category)), number_in(number)
        return shown is None or (
            values is not None
            and (values.hold(shown, percent=False) or values.hold(round(shown * 100, 4), percent=True))
        )

    @leaks.register
    def _(self, found: Drawing) -> Iterator[Verdict]:
        texts = Counter(filter(None, map(clean, found.texts)))
        surplus = min((texts - drawn for _, drawn in self.knowledge.charts), key=Counter.total, default=texts)
        for text in surplus:
            if re.search(r"\d", text):
                yield found.place, text, "", SHOWN

    @leaks.register
    def _(self, found: Picture) -> Iterator[Verdict]:
        if not same_picture(found.content, self.pictures):
            yield f"{found.place}, ein Bild, das nicht aus diesem Bericht stammt", "", "", UNREADABLE

    @leaks.register
    def _(self, found: Opaque) -> Iterator[Verdict]:
        yield found.place, "", "", UNREADABLE

    @leaks.register
    def _(self, found: Block) -> Iterator[Verdict]:
        content = {name: item for name, item in found.content.items() if name not in ("svg", "png")}
        known = [self.knowledge.content] if content.get("kind") == "cover" else self.knowledge.blocks
        content = content.get("release", {}) if content.get("kind") == "cover" else content
        if content in known:
            return
        alike = [one for one in known if (one.get("kind"), one.get("id")) == (content.get("kind"), content.get("id"))]
        differing = min((list(differences(content, one)) for one in alike), key=len, default=[])
        for path, text in differing if alike else differences(content, {}):
            if re.search(r"\d", text):
                yield f"{found.place}, {path}", text, "", SHOWN

    @leaks.register
    def _(self, found: Record) -> Iterator[Verdict]:
        if found.fields in self.knowledge.statements:
            return
        same = [row for row in self.knowledge.statements if row[:5] + row[6:7] == found.fields[:5] + found.fields[6:7]]
        for number, text in enumerate(found.fields):
            if re.search(r"\d", text) and text not in [row[number] for row in same if number < len(row)]:
                yield found.place, text, ", ".join(filter(None, found.fields)), SHOWN

    @leaks.register
    def _(self, found: Template) -> Iterator[Verdict]:
        alone = replace(self, passages=())  # what a passage says must not vouch for what was typed into it
        for words in templates.written(found):
            yield from alone.leaks(words)


def _at(place: str, leak: Verdict) -> Verdict:
    return (", ".join(part for part in (place, leak[0]) if part), *leak[1:])
