"""The proposer: looks at unknown files, asks the anonymity gate, and proposes how they map to the schema."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from imreport.cases.codes import CodeLists
from imreport.cases.engine import Engine
from imreport.cases.findings import Finding
from imreport.cases.gate import Inspected, Place, inspect
from imreport.cases.proposing.matching import Matcher
from imreport.cases.proposing.meanings import Certainty, Dictionary
from imreport.cases.proposing.profiles import Profile, profiles
from imreport.cases.proposing.proposal import Proposal, TableProposal
from imreport.cases.proposing.sheets import Form, LoadedSheet, forms, load_sheets
from imreport.cases.proposing.vocabulary import separator_of, words_of
from imreport.cases.proposing.words import fold, table_likeness
from imreport.cases.schema import tables

FEWEST: Final = 0.35
"""Below this, a sheet holds none of the tables."""
TITLE: Final = 0.15
"""What the name of the file or sheet may add to the score of a table."""
MARKS: Final = frozenset({"", "x", "ja", "nein", "j", "n", "1", "0", "wahr", "falsch", "true", "false", "yes", "no"})


@dataclass(frozen=True)
class Proposed:
    """What came of looking at files: a proposal, or the findings of the anonymity gate that forbid one."""

    proposal: Proposal | None
    findings: tuple[Finding, ...] = ()


def propose(engine: Engine, patterns: Sequence[str], *, folder: Path, codes: CodeLists) -> Proposed:
    """Propose a mapping for some files.

    Args:
        engine: Where the files are looked at.
        patterns: Files, folders or patterns, as bericht.toml would name them.
        folder: The folder that they are relative to and must lie in.
        codes: The code lists; columns of a list that is not there are found by their names alone.

    Raises:
        UsageError: A file cannot be used.
    """
    sheets = load_sheets(engine, patterns, folder=folder)
    return _Proposer(engine, sheets, codes=codes).proposed()


class _Proposer:
    """One look at one set of files."""

    def __init__(self, engine: Engine, sheets: Sequence[LoadedSheet], *, codes: CodeLists) -> None:
        strict = {c.codes: c.keys_only for table in tables().values() for c in table.of_kind("code", "codes")}
        self.engine, self.sheets, self.codes = engine, sheets, codes
        self.dictionaries = {n: Dictionary(codes[n], keys_only=k) for n, k in strict.items() if n in codes}
        self.matcher = Matcher(engine, self.dictionaries)
        self.forms = forms(engine, sheets)
        self.profiles = {form.relation: profiles(engine, form.relation, header=form.header) for form in self.forms}

    def proposed(self) -> Proposed:
        """Match in two rounds, the second of which knows the keys; nothing of it leaves if the gate refuses."""
        first = [found for form in self.forms if (found := self._best(form))]
        self.matcher.keys = _keys(first)
        every = [found for form in self.forms if (found := self._best(form))]
        if findings := [*self._refused(every)]:
            return Proposed(None, tuple(findings))
        best = [*_one_each(every)]
        mark = separator_of(best, self.dictionaries)
        words = words_of(best, self.dictionaries, mark=mark)
        notes = (*self._strangers(every), *_rivals(every, best), *self._wide(best), *self._unlisted(best))
        files = {one.table.name: tuple(dict.fromkeys(self._files(one.form))) for one in best}
        return Proposed(Proposal(tuple(best), files, words, mark, dict(self._named_sheets(best)), notes))

    def _best(self, form: Form) -> TableProposal | None:
        found = [TableProposal(t, form, self.matcher.match(t, self.profiles[form.relation])) for t in tables().values()]
        best = max(found, key=_score)
        return best if _score(best) >= FEWEST else None

    def _refused(self, found: Sequence[TableProposal]) -> Iterator[Finding]:
        """Show every sheet with all its columns to the gate, those that hold no table too."""
        vocabulary = frozenset(spelling for codes in self.codes.values() for spelling, _ in codes.spellings())
        roles = {one.form.relation: _roles(one) for one in found}
        forms_of = {sheet.relation: form.relation for form in self.forms for sheet in form.sheets}
        for sheet in self.sheets:
            role = roles.get(forms_of.get(sheet.relation, ""), {})
            texts = sheet.header or sheet.first_row
            columns = [Inspected(f"c{n}", text, role=role.get(text, "")) for n, text in enumerate(texts)]
            place = Place(sheet.rectangle.file, sheet.rectangle.sheet)
            yield from inspect(self.engine, sheet.relation, place=place, columns=columns, vocabulary=vocabulary)

    def _files(self, form: Form) -> Iterator[str]:
        """Yield the folder or pattern where all files that it means belong to the table, else each file."""
        own = {sheet.path for sheet in form.sheets}
        for sheet in form.sheets:
            meant = {other.path for other in self.sheets if other.pattern == sheet.pattern}
            yield sheet.pattern if meant <= own else sheet.name

    def _named_sheets(self, best: Sequence[TableProposal]) -> Iterator[tuple[str, str]]:
        """Yield the sheets that must be named because their file has others."""
        for one in best:
            sheets, paths = one.form.sheets, {sheet.path for sheet in one.form.sheets}
            names = {sheet.rectangle.sheet for sheet in sheets}
            in_files = [sheet for sheet in self.sheets if sheet.path in paths]
            if len(in_files) > len(sheets) and len(names) == 1 and "" not in names:
                yield one.table.name, names.pop()

    def _strangers(self, every: Sequence[TableProposal]) -> Iterator[str]:
        used = {sheet.relation for one in every for sheet in one.form.sheets}
        for sheet in self.sheets:
            if not sheet.header:
                yield f"{sheet.place}: Es ist keine Kopfzeile mit bekannten Spaltennamen zu erkennen."
            elif sheet.relation not in used:
                yield f"{sheet.place}: Das Blatt sieht nach keiner der fünf Tabellen aus."

    def _wide(self, best: Sequence[TableProposal]) -> Iterator[str]:
        """Say where topics seem to be columns of ja and nein, which no mapping can read."""
        for one in best:
            for column in one.table.of_kind("codes"):
                crosses = [p for p in self.profiles[one.form.relation] if p.header in one.unused and _is_crossed(p)]
                dictionary = self.dictionaries[column.codes]
                named = [p for p in crosses if dictionary.meaning(p.header).certainty is not Certainty.OPEN]
                if len(named) > 1 and any(profile.filled for profile in named):
                    yield _WIDE.format(place=one.places[0], count=len(named), header=column.header)

    def _unlisted(self, best: Sequence[TableProposal]) -> Iterator[str]:
        wanted = {match.column.codes for one in best for match in one.matches if match.profile and match.column.codes}
        for name in sorted(wanted - self.dictionaries.keys()):
            yield f"Das Schlüsselverzeichnis „{name}“ fehlt; nennen Sie es in bericht.toml unter [schluessel]."


_WIDE: Final = (
    "{place}: {count} Themen sind hier eigene Spalten mit Kreuzen oder ja/nein. Das kann imreport nicht zuordnen; "
    "exportieren Sie die Themen in einer Spalte „{header}“."
)


def _is_crossed(profile: Profile) -> bool:
    return profile.distinct <= 3 and {fold(value) for value in profile.values} <= MARKS


def _score(found: TableProposal) -> float:
    """Return how well a sheet fits a table: columns found on both sides, and what it is called."""
    headers = sum(bool(text.strip()) for text in found.form.header)
    columns = len(found.table.columns)
    both = 2 * sum(match.score for match in found.matches) / (columns + min(headers, 2 * columns))
    lacking = any(match.column.required and not match.profile for match in found.matches)
    names = [
        name for sheet in found.form.sheets[:1] for name in (sheet.rectangle.sheet, Path(sheet.rectangle.file).stem)
    ]
    return both * (0.6 if lacking else 1) + TITLE * max(table_likeness(name, found.table) for name in names)


def _keys(found: Sequence[TableProposal]) -> Mapping[str, list[Profile]]:
    keys: dict[str, list[Profile]] = {}
    for one in found:
        for match in one.matches:
            if match.column.kind == "key" and match.profile:
                keys.setdefault(f"{one.table.name}.{match.column.name}", []).append(match.profile)
    return keys


def _roles(found: TableProposal) -> dict[str, str]:
    """Return header to the kind of column that it is proposed for."""
    return {match.profile.header: match.column.kind for match in found.matches if match.profile}


def _one_each(every: Sequence[TableProposal]) -> Iterator[TableProposal]:
    for table in tables().values():
        own = [one for one in every if one.table is table]
        if own:
            yield max(own, key=_score)


def _rivals(every: Sequence[TableProposal], best: Sequence[TableProposal]) -> Iterator[str]:
    for one in every:
        if one not in best:
            chosen = next(other for other in best if other.table is one.table)
            yield (
                f"{one.places[0]}: Auch das sieht nach „{one.table.title}“ aus, hat aber andere Spalten als "
                f"{chosen.places[0]}. Gehört es dazu, schlagen Sie es als eigene Quelle vor: imreport map mit --name."
            )
