"""Open data and pictures: kennzahlen.csv with every published number, and each chart as SVG and PNG."""

import base64
import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from imreport.disclosure import Release, statements
from imreport.presentation.protection import marking
from imreport.publication.outline import Outline

COLUMNS: Final = (
    "kennzahl", "merkmal", "auspraegung", "merkmal_2", "auspraegung_2", "wert", "einheit", "von", "bis", "status",
)  # fmt: skip

NUMBER: Final = "wert"
FORMULA: Final = re.compile(r"(?:^|(?<=[;\t\r\n]))(?=\s*[=+\-@]|[\t\r])")
"""Where a spreadsheet would begin a formula: at the start of a text, and inside it after what it takes for a separator.

A German Excel splits at semicolons whatever the file says, so "a;=1+1" would become two cells.
"""


def release_of(outline: Outline) -> Release:
    """Rebuild the Release that the notebook's cover carries."""
    return Release.from_json(json.dumps(outline.release))


def write_statements(outline: Outline) -> bytes:
    """Return kennzahlen.csv: UTF-8, comma, decimal point, one row per published number; hidden ones have no value.

    Numbers for the service itself say so in a column ``kennzeichnung``, so that copied rows say it too.
    A text that a spreadsheet would run as a formula gets an apostrophe before it; numbers stay numbers.
    """
    text, release = io.StringIO(newline=""), release_of(outline)
    words = marking(release.profile)
    marked = {"kennzeichnung": words} if words else {}
    writer = csv.DictWriter(text, [*COLUMNS, *marked], lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(harmless({**row, **marked}) for row in statements(release))
    return text.getvalue().encode()


def harmless(row: dict[str, str]) -> dict[str, str]:
    """Return a row of kennzahlen.csv as it is written: no text in it is a formula."""
    return {name: value if name == NUMBER else without_formula(value) for name, value in row.items()}


def without_formula(text: str) -> str:
    """Return a text that no spreadsheet runs as a formula.

    Example:
        >>> without_formula("=1+1"), without_formula("Kinder"), without_formula("18-26; -27")
        ("'=1+1", 'Kinder', "18-26;' -27")
    """
    return FORMULA.sub("'", text)


def pictures(outline: Outline) -> Iterator[tuple[Path, bytes]]:
    """Yield path and content of every chart, as SVG and as PNG."""
    for picture in outline.pictures():
        stem = Path("diagramme") / f"{picture.number:02}-{picture.content['id'].replace('_', '-')}"
        yield stem.with_suffix(".svg"), picture.svg.encode()
        yield stem.with_suffix(".png"), base64.b64decode(picture.png)
