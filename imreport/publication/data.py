"""Open data and pictures: kennzahlen.csv with every published number, and each chart as SVG and PNG."""

import base64
import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from imreport.disclosure import Release, statements
from imreport.publication.outline import Outline

COLUMNS: Final = (
    "kennzahl", "merkmal", "auspraegung", "merkmal_2", "auspraegung_2", "wert", "einheit", "von", "bis", "status",
)  # fmt: skip


def release_of(outline: Outline) -> Release:
    """Rebuild the Release that the notebook's cover carries."""
    return Release.from_json(json.dumps(outline.release))


def write_statements(outline: Outline) -> bytes:
    """Return kennzahlen.csv: UTF-8, comma, decimal point, one row per published number; hidden ones have no value."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(statements(release_of(outline)))
    return text.getvalue().encode()


def pictures(outline: Outline) -> Iterator[tuple[Path, bytes]]:
    """Yield path and content of every chart, as SVG and as PNG."""
    for picture in outline.pictures():
        stem = Path("diagramme") / f"{picture.number:02}-{picture.content['id'].replace('_', '-')}"
        yield stem.with_suffix(".svg"), picture.svg.encode()
        yield stem.with_suffix(".png"), base64.b64decode(picture.png)
