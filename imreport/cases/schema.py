"""The tables of an export and their columns, read from schema.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

Kind = Literal["key", "reference", "date", "number", "code", "codes"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of an export file.

    Attributes:
        name: Its name in the case tables.
        header: Its German header in the file.
        kind: What its text is cast to, see schema.toml.
        required: Whether an empty cell is a fault.
        unique: For keys, whether no two rows may share it.
        table: For references, the table that must know the value under the same column name.
        codes: For code and codes, the name of the code list.
        keys_only: For codes, whether only keys count and labels do not.
    """

    name: str
    header: str
    kind: Kind
    required: bool = False
    unique: bool = True
    table: str = ""
    codes: str = ""
    keys_only: bool = False

    @property
    def text(self) -> str:
        """Name of its text beside its typed value; a key is text."""
        return self.name if self.kind in ("key", "reference") else f"{self.name}_text"


@dataclass(frozen=True, slots=True)
class Table:
    """One table of an export.

    Attributes:
        name: Its name in the case tables.
        title: Its German name in messages.
        config: The key in ``[daten]`` of bericht.toml that names its file.
        file: The usual name of its file.
        columns: Its columns in the order of the file.
    """

    name: str
    title: str
    config: str
    file: str
    columns: tuple[Column, ...]

    def of_kind(self, *kinds: Kind) -> tuple[Column, ...]:
        """Return the columns of these kinds."""
        return tuple(column for column in self.columns if column.kind in kinds)


@cache
def tables() -> Mapping[str, Table]:
    """Return the schema: name of a table to its description, in the order of schema.toml."""
    raw = tomllib.loads(files(__package__).joinpath("schema.toml").read_text(encoding="utf-8"))
    return {name: _table(name, entry) for name, entry in raw.items()}


def _table(name: str, entry: dict[str, object]) -> Table:
    columns = entry.pop("columns")
    assert isinstance(columns, list)
    return Table(name=name, columns=tuple(Column(**column) for column in columns), **entry)  # type: ignore[arg-type]
