"""Mapping: how the files of one source are brought into the columns and codes of the schema (``[quellen.NAME]``)."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from imreport.cases.cells import trimmed
from imreport.cases.codes import CodeLists
from imreport.cases.engine import literal
from imreport.cases.files import BLANKS
from imreport.cases.schema import Column, Table, tables
from imreport.errors import ConfigError

SEPARATOR: Final = "|"
"""What stands between the entries of a multi-value cell, unless a source says otherwise."""
INVISIBLE: Final = dict.fromkeys(map(ord, BLANKS), " ")
"""Blanks of any kind, to be plain ones."""


@dataclass(frozen=True, slots=True)
class SourceSpec:
    """One source of case data: a platform, a provider, or the plain files of ``[daten]``.

    Attributes:
        name: Its name in bericht.toml; empty for ``[daten]``.
        folder: The folder that its files lie in; nothing outside of it is read.
        files: Table to its files, folders or patterns; a later file corrects an earlier one.
        sheets: Table to the sheet of a workbook; by default the sheets with the right header.
        columns: Table to the schema's header → the header in the files.
        values: Code list to the spelling in the files → a key or label of the list.
        separator: What stands between the entries of a multi-value cell.
        valid_from: First day whose consultations count from this source.
        valid_until: Last day.
    """

    name: str
    folder: Path
    files: Mapping[str, Sequence[str]]
    sheets: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    separator: str = SEPARATOR
    valid_from: date | None = None
    valid_until: date | None = None

    def header(self, table: Table, column: Column) -> str:
        """Return what the files call a column."""
        return self.columns.get(table.name, {}).get(column.header, column.header)

    def wanted(self, table: Table) -> dict[str, Column]:
        """Return the columns of a table under the normalised headers of the files."""
        return {normalised(self.header(table, column)): column for column in table.columns}


@cache
def normalised(header: str) -> str:
    r"""Return a header as it is compared: without case, line breaks, doubled blanks, closing colon or asterisk.

    Example:
        >>> normalised("Klient-\u00a0Nr. *")
        'klient- nr.'
    """
    visible = unicodedata.normalize("NFKC", header).translate(INVISIBLE)
    return " ".join(visible.split()).casefold().rstrip(" :*")


def require_known(specs: Sequence[SourceSpec], codes: CodeLists) -> None:
    """Make sure that every mapping names columns and codes that exist.

    Raises:
        ConfigError: A header, code list or code is unknown; with the nearest known one.
    """
    for spec in specs:
        for table, headers in spec.columns.items():
            known = [column.header for column in tables()[table].columns]
            for header in headers:
                if header not in known:
                    raise ConfigError.unknown(f"Spalte in [quellen.{spec.name}]", header, known=known)
        for name, spellings in spec.values.items():
            if name not in codes:
                raise ConfigError.unknown(f"Schlüsselverzeichnis in [quellen.{spec.name}]", name, known=codes)
            for target in spellings.values():
                _require_code(spec, name, target=target, codes=codes)


def _require_code(spec: SourceSpec, name: str, *, target: str, codes: CodeLists) -> None:
    if target.lower() not in {spelling for spelling, _ in codes[name].spellings()}:
        known = [code.label for code in codes[name]]
        raise ConfigError.unknown(f"Eintrag von „{name}“ in [quellen.{spec.name}]", target, known=known)


def cell_sql(spec: SourceSpec, column: Column, *, cell: str) -> str:
    """Return the SQL that turns a cell of the source into the text that the schema expects.

    Args:
        spec: The source.
        column: The column of the schema.
        cell: SQL name of the cell's column, or ``null``.
    """
    spellings = spec.values.get(column.codes, {})
    if cell == "null" or (column.kind != "codes" and not spellings):
        return f"cast({cell} as varchar)"
    if column.kind == "code":
        return _translated(cell, spellings)
    if spec.separator == SEPARATOR and not spellings:
        return cell
    parts = f"string_split({cell}, {literal(spec.separator)})"
    return f"array_to_string(list_transform({parts}, lambda x: {_translated('x', spellings)}), '{SEPARATOR}')"


def _translated(text: str, spellings: Mapping[str, str]) -> str:
    if not spellings:
        return text
    return f"case lower({trimmed(text)}) {' '.join(_branches(spellings))} else {text} end"


def _branches(spellings: Mapping[str, str]) -> Iterator[str]:
    for theirs, ours in spellings.items():
        yield f"when {literal(theirs.strip().lower())} then {literal(ours)}"
