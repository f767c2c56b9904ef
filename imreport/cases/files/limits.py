"""Limits: how large a file may be, so that a hostile or broken one is refused before it fills memory or disk."""

from dataclasses import dataclass
from typing import Final

GIGABYTE: Final = 1 << 30


@dataclass(frozen=True, slots=True)
class Limits:
    """What is refused; the defaults are far above any county's export.

    Attributes:
        file_size: Bytes of a file on disk.
        unpacked_size: Bytes of all members of a zip, XLSX or ODS together, unpacked.
        ratio: How many times larger than the file on disk the members may be; looked at above 64 MB.
        members: Entries of a zip, XLSX or ODS.
        sheets: Worksheets of one file.
        columns: Columns of one sheet.
        cells: Rows times columns of one worksheet; a workbook is held in memory (about 100 bytes a cell).
        memory: Bytes that the process that reads a workbook may take; not held on Windows.
        rows: Records of a Parquet file.
        cell_length: Characters of one cell.
    """

    file_size: int = 8 * GIGABYTE
    unpacked_size: int = 8 * GIGABYTE
    ratio: int = 200
    members: int = 2_000
    sheets: int = 100
    columns: int = 500
    cells: int = 25_000_000
    memory: int = 8 * GIGABYTE
    rows: int = 100_000_000
    cell_length: int = 10_000


DEFAULTS: Final = Limits()
"""The limits unless others are given."""
