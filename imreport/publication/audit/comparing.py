"""Comparing cells, points and blocks with what the Release makes of them."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from imreport.german import MINUS
from imreport.presentation import Entry, Grid
from imreport.publication.audit.found import Words
from imreport.publication.audit.numbers import clean, value

SIGNS: Final = ("-", MINUS)


def is_row(grid: Grid, row: Sequence[Words]) -> bool:
    """Whether a grid has a row, its numbers as they are printed or bare."""
    name, *texts = [clean(cell.text) for cell in row] or [""]
    return any(
        name == clean(known.name) and len(texts) == len(known.entries) and all(map(same_entry, texts, known.entries))
        for known in grid.rows
    )


def same_entry(text: str, entry: Entry) -> bool:
    """Whether a cell says what the grid says there, as printed or as the bare number."""
    text, printed = clean(text), clean(entry.text)
    share = text.endswith("%") == entry.share
    number = _signed(text.rstrip(" %"))
    return text == printed or (share and number is not None and number == entry.number)


def _signed(digits: str) -> float | None:
    size = value(digits[1:] if digits.startswith(SIGNS) else digits)
    return -size if size is not None and digits.startswith(SIGNS) else size


def same_point(text: str, entry: Entry | None) -> bool:
    """Whether a chart's cache holds what the grid says there; spreadsheets store a text among numbers as 0."""
    number = number_in(text)
    if entry is None or entry.number is None:
        return number in (None, 0)
    return number is not None and number in (entry.number, entry.number / 100 if entry.share else entry.number)


def number_in(text: str) -> float | None:
    """Return the number that a chart has cached, None if it is a text."""
    try:
        return float(text)
    except ValueError:
        return None


def differences(one: Any, other: Any, *, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield path and text of everything in one value that the other does not have at the same place, names included."""
    if isinstance(one, dict):
        known = other if isinstance(other, dict) else {}
        yield from ((path or "Name", str(key)) for key in one if key not in known)
        for key, item in one.items():
            found = known.get(key)
            yield from differences(item, found, path=f"{path}.{key}" if path else str(key))
    elif isinstance(one, list):
        for place, item in enumerate(one):
            found = other[place] if isinstance(other, list) and place < len(other) else None
            yield from differences(item, found, path=f"{path}.{place}")
    elif one is not None and one != other:
        yield path, str(one)
