"""Data files: kennzahlen.csv row by row, the manifest, and JSON of any kind."""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from imreport.publication.audit.found import Found, Opaque, Record, Words
from imreport.publication.data import COLUMNS

VERSION: Final = re.compile(r"\d+(?:\.\w+)*(?:[+-][\w.]+)?")
NAME: Final = re.compile(r"[A-Za-z][\w.-]*")
SHA256: Final = re.compile(r"[0-9a-f]{64}")
FILE: Final = re.compile(r"[^\n]{1,250}\.\w{1,8}")


def read_csv(content: bytes) -> Iterator[Found]:
    """Yield the rows of kennzahlen.csv; of another table its rows as texts."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    header = text.partition("\n")[0]
    delimiter = ";" if header.count(";") > header.count(",") else ","
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    ours = next(rows, []) == list(COLUMNS)
    if not ours:
        yield Words("Zeile 1", header)
    for number, row in enumerate(rows, start=2):
        if row:
            yield Record(f"Zeile {number}", tuple(row)) if ours else Words(f"Zeile {number}", "; ".join(row))


def read_manifest(content: bytes) -> Iterator[Found]:
    """Yield what a manifest says beside versions and checksums."""
    try:
        manifest = dict(json.loads(content))
    except (ValueError, TypeError):
        yield Opaque("die ganze Datei")
        return
    for part, known in (("programm", VERSION), ("bibliotheken", VERSION), ("eingaben", SHA256), ("ausgaben", SHA256)):
        entries = manifest.pop(part, {})
        for name, text in entries.items() if isinstance(entries, Mapping) else [("", entries)]:
            if not (isinstance(text, str) and known.fullmatch(text)):
                yield from values(text, f"{part}, {name}")
            if not (NAME if known is VERSION else FILE).fullmatch(name):
                yield Words(part, name)
    yield from values(manifest, "")


def read_json(content: bytes) -> Iterator[Found]:
    """Yield every name, text and number of a JSON file."""
    try:
        yield from values(json.loads(content), "")
    except ValueError:
        yield Opaque("die ganze Datei")


def read_text(content: bytes) -> Iterator[Found]:
    """Yield the lines of a text file."""
    for number, line in enumerate(content.decode("utf-8", "replace").splitlines(), start=1):
        yield Words(f"Zeile {number}", line, prose=True)


def values(value: Any, place: str) -> Iterator[Found]:
    """Yield every name, text and number of a nested value."""
    if isinstance(value, Mapping):
        for name, item in value.items():
            inner = f"{place}, {name}" if place else str(name)
            yield Words(inner, str(name))
            yield from values(item, inner)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from values(item, place)
    elif value is not None and not isinstance(value, bool):
        yield Words(place, str(value))
