"""Unmapped: what the sources of bericht.toml leave open, columns and words (``imreport map --test``)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from imreport.cases.aside import set_aside
from imreport.cases.casting import register_codes
from imreport.cases.cells import trimmed
from imreport.cases.codes import CodeLists
from imreport.cases.engine import Engine, literal
from imreport.cases.findings import Finding, Severity
from imreport.cases.gatekeeping import load_and_inspect
from imreport.cases.mapping import SEPARATOR, SourceSpec, normalised, require_known
from imreport.cases.merging import merge
from imreport.cases.parts import Part, open_parts
from imreport.cases.proposing.meanings import Dictionary
from imreport.cases.proposing.vocabulary import may_be_shown
from imreport.cases.schema import Column, tables
from imreport.cases.suggest import nearest

HEADER: Final = 60
"""How much of a header is shown."""


@dataclass(frozen=True, slots=True)
class UnknownWord:
    """A word that stands in no code list.

    Attributes:
        codes: The code list.
        column: Header of the schema's column.
        text: The word.
        count: In how many cells it stands.
        suggestion: The most alike entry, empty if none is alike.
    """

    codes: str
    column: str
    text: str
    count: int
    suggestion: str


@dataclass(frozen=True, slots=True)
class Unmapped:
    """What stays open in one sheet.

    Attributes:
        source: Name of the source, empty for ``[daten]``.
        table: German name of the table.
        place: File and sheet.
        missing: Columns of the schema that were not found.
        unused: Columns of the file that are not read, their headers cut.
        words: Words that stand in no code list.
        withheld: How many more such words there are, too long or too many to be shown.
    """

    source: str
    table: str
    place: str
    missing: tuple[str, ...]
    unused: tuple[str, ...]
    words: tuple[UnknownWord, ...]
    withheld: int = 0

    @property
    def is_open(self) -> bool:
        """Whether the report cannot be made as things stand; unused columns do no harm."""
        return bool(self.missing or self.words or self.withheld)


@dataclass(frozen=True, slots=True)
class MappingTest:
    """What came of testing a mapping.

    Attributes:
        findings: Files that cannot be used, and what the anonymity gate refused; then nothing else is said.
        places: Every sheet that is read.
        absent: German names of the tables that no source names a file for.
    """

    findings: tuple[Finding, ...]
    places: tuple[Unmapped, ...] = ()
    absent: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether anything stops the report."""
        return bool(self.findings) or any(place.is_open for place in self.places)


def unmapped(engine: Engine, specs: Sequence[SourceSpec], *, codes: CodeLists) -> MappingTest:
    """Read all sources and say what their mappings leave open.

    Raises:
        ConfigError: A mapping names a column, code list or code that does not exist.
    """
    require_known(specs, codes)
    opened = open_parts(engine, specs)
    parts, refused = load_and_inspect(engine, opened, codes=codes)
    findings = [*opened.findings, *refused]
    if any(finding.severity is Severity.ERROR for finding in findings):
        return MappingTest(tuple(findings))
    register_codes(engine, codes)
    merge(engine, parts, codes=codes)
    set_aside(engine, parts)
    absent = tuple(t.title for t in tables().values() if not any(spec.files.get(t.name) for spec in specs))
    return MappingTest((), tuple(_left_open(engine, part, codes=codes) for part in parts), absent)


def _left_open(engine: Engine, part: Part, *, codes: CodeLists) -> Unmapped:
    wanted = part.spec.wanted(part.table)
    missing = tuple(column.header for column in part.missing())
    own = dict.fromkeys(text for text in part.header if text.strip() and normalised(text) not in wanted)
    unused = tuple(" ".join(text.split())[:HEADER] for text in own)
    words = [*_words(engine, part, codes=codes)]
    shown = tuple(word for word in words if word.text)
    return Unmapped(part.spec.name, part.table.title, part.place, missing, unused, shown, len(words) - len(shown))


def _words(engine: Engine, part: Part, *, codes: CodeLists) -> Iterator[UnknownWord]:
    """Yield the words that their code lists do not accept, the most frequent first; without text if it is withheld."""
    for column in part.table.of_kind("code", "codes"):
        dictionary = Dictionary(codes[column.codes], keys_only=column.keys_only)
        counts = _counts(engine, part, column=column)
        unknown = [word for word in counts if not dictionary.accepts(word)]
        allowed = may_be_shown(unknown, len(counts) - len(unknown), codes=dictionary.codes)
        for word in unknown:
            text, suggestion = (word, _suggestion(word, dictionary)) if word in allowed else ("", "")
            yield UnknownWord(column.codes, column.header, text, counts[word], suggestion)


def _counts(engine: Engine, part: Part, *, column: Column) -> dict[str, int]:
    text = f"cast({column.text} as varchar)"
    text = f"unnest(string_split({text}, {literal(SEPARATOR)}))" if column.kind == "codes" else text
    rows = engine.rows(
        f"""select {trimmed("cell")} as word, count(*) as n
        from (select {text} as cell from rows_{part.table.name} where part_ = {part.number})
        where word is not null group by all order by n desc, word"""
    )
    return {str(word): int(str(count)) for word, count in rows}


def _suggestion(word: str, dictionary: Dictionary) -> str:
    if key := dictionary.meaning(word).key:
        return dictionary.target(key)
    return nearest(word, [dictionary.target(code.key) for code in dictionary.codes])
