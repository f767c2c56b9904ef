"""Sheets: rectangles of text that files consist of, and how they become relations."""

from collections.abc import Collection, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Final, Protocol

from imreport.cases.engine import Engine
from imreport.cases.files.faults import FileFault
from imreport.cases.numbering import Forms, number_of

BLANKS: Final = (
    " \t\n\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u200b\u2028\u2029\u202f\u205f\u3000\ufeff"
)
"""Characters that are no text by themselves: Python's white space, zero-width space and byte order mark."""

HEAD: Final = 60
"""How many records ``Sheet.head`` shows."""

Row = tuple[int, tuple[str, ...]]
"""Row number as a spreadsheet shows it, and the texts of the cells."""


def is_blank(texts: Sequence[str]) -> bool:
    """Tell whether a record has no text in any cell."""
    return not "".join(texts).strip(BLANKS)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the records of a sheet begin and how wide its header is.

    Attributes:
        header_row: Row of the header as a spreadsheet shows it.
        width: Cells of the header without trailing empty ones.
    """

    header_row: int
    width: int


class Origin(Protocol):
    """Where the records of a sheet lie."""

    def fill(self, engine: Engine, name: str, *, layout: Layout) -> Forms:
        """Make the table with line_, surplus_, short_, c0 … cn; return which of these it has as numbers, too."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A rectangle of text in a file.

    Attributes:
        file: Name for findings: "gespraeche.csv", "export.zip/gespraeche.csv".
        sheet: Worksheet, empty where there is none.
        hash: Hash (sha256) of the file on disk (of the zip for its members), on its way: large files take a second.
        format: "csv", "xlsx", "xls", "ods" or "parquet".
        details: Encoding and delimiter of a CSV file in German words, "ausgeblendet" for a hidden sheet.
        head: The first records with text (up to 60).
        origin: Where the records lie.
        is_open: Whether the text ends without a line end: it may have been cut off.
    """

    file: str
    sheet: str
    hash: "Future[str]" = field(repr=False, compare=False)
    format: str
    details: str
    head: tuple[Row, ...]
    origin: Origin = field(repr=False, compare=False)
    is_open: bool = False

    @property
    def sha256(self) -> str:
        """The hash of the file on disk."""
        return self.hash.result()

    def header(self, row: int) -> tuple[str, ...]:
        """Return the cells of a row of the head without trailing empty ones.

        Raises:
            KeyError: The head has no such row.
        """
        texts = dict(self.head)[row]
        width = max((position for position, text in enumerate(texts, start=1) if text.strip(BLANKS)), default=0)
        return texts[:width]

    def load(self, engine: Engine, name: str, *, header_row: int) -> Forms:
        """Make a table of the records below the header: ``line_``, ``surplus_``, ``short_``, ``c0`` … ``cn``.

        Empty cells are NULL, records without any text are left out.

        Args:
            engine: Where the table is made.
            name: Name of the table; it must not exist.
            header_row: A row of ``head``.

        Returns:
            The columns that the table also has as numbers, and their forms.

        Raises:
            FileFault: The content turns out to be unusable.
        """
        layout = Layout(header_row, len(self.header(header_row)))
        try:
            forms = self.origin.fill(engine, name, layout=layout)
            self.hash.result()  # a file that cannot be read is a finding here, no error later
        except OSError as error:
            raise FileFault("datei_nicht_lesbar").within(self.file) from error
        except FileFault as fault:
            raise fault.within(self.file, self.sheet) from fault.__cause__
        return forms


def select(inner: str, *, layout: Layout, columns: int, numbers: Collection[str] = ()) -> str:
    """Return the query that brings ``line_``, ``cells_`` and ``c0`` … of a scan into the form of ``Sheet.load``.

    Args:
        inner: Query with ``line_``, ``cells_`` (number of cells of the record) and ``columns`` texts.
        layout: Header of the sheet.
        columns: How many texts the inner query has.
        numbers: Which of them it also has as running numbers (``numbering.number_of``).
    """
    kept = [f"c{n}" if n < columns else f"cast(null as varchar) as c{n}" for n in range(layout.width)]
    kept += [number_of(f"c{n}") for n in range(layout.width) if f"c{n}" in numbers]
    surplus = has_text(range(layout.width, columns))
    return f"""select cast(line_ as bigint) as line_, {surplus} as surplus_, cells_ < {layout.width} as short_,
        {", ".join(kept)} from ({inner})"""


def has_text(columns: Sequence[int]) -> str:
    """Return the condition that a record has text in one of the columns."""
    if not columns:
        return "false"
    names = ", ".join(f"c{n}" for n in columns)
    # most records begin with a letter or digit: only the others are trimmed, which is slow
    return f"""case when {is_visible(f"c{columns[0]}")} then true when coalesce({names}) is null then false
        else trim(concat({names}), '{BLANKS}') <> '' end"""


def is_visible(text: str) -> str:
    """Return the condition that a text begins with visible ASCII, as most do."""
    return f"{text} between '!' and '~'"
