"""The proposal: which sheet holds which table, which column is which, and what the words in it mean."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from imreport.cases.proposing.matching import Match
from imreport.cases.proposing.meanings import Certainty, Meaning
from imreport.cases.proposing.sheets import Form
from imreport.cases.schema import Table


@dataclass(frozen=True)
class TableProposal:
    """A table and the sheets that most likely hold it.

    Attributes:
        table: The table.
        form: The sheets.
        matches: One entry for each column of the table, in its order.
    """

    table: Table
    form: Form
    matches: tuple[Match, ...]

    @property
    def places(self) -> tuple[str, ...]:
        """The files and sheets as people call them."""
        return tuple(sheet.place for sheet in self.form.sheets)

    @property
    def unused(self) -> tuple[str, ...]:
        """The headers of the file that nothing is read from."""
        used = {match.profile.cell for match in self.matches if match.profile}
        return tuple(text for place, text in enumerate(self.form.header) if text.strip() and f"c{place}" not in used)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a code column and what it most likely means."""

    text: str = field(repr=False)
    meaning: Meaning

    @property
    def is_open(self) -> bool:
        """Whether nobody knows what it means."""
        return self.meaning.certainty is Certainty.OPEN


@dataclass(frozen=True)
class Words:
    """The words of all columns that refer to one code list.

    Attributes:
        shown: Those that the mapping has to name, most frequent first; none that the list itself accepts.
        listed: How many the list itself accepts.
        withheld: How many unknown ones are not shown because they are long or too many.
    """

    shown: tuple[Word, ...]
    listed: int = 0
    withheld: int = 0


@dataclass(frozen=True)
class Proposal:
    """What ``[quellen.NAME]`` may say about some files.

    Attributes:
        tables: The tables found, in the order of schema.toml.
        files: Table to its files as bericht.toml names them.
        words: Code list to its words.
        separator: What stands between the entries of a multi-value cell.
        sheets: Table to the sheet that a workbook must name, because it has others.
        notes: German sentences about what could not be proposed.
    """

    tables: tuple[TableProposal, ...]
    files: Mapping[str, tuple[str, ...]]
    words: Mapping[str, Words]
    separator: str
    sheets: Mapping[str, str]
    notes: tuple[str, ...]
