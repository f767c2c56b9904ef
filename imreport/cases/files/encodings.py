"""Encodings: which one a text file is in, its hash and the facts that decide how it is read; one streamed pass."""

import codecs
import hashlib
import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from imreport.cases.files.faults import FileFault
from imreport.cases.files.limits import Limits
from imreport.cases.files.scratch import new_path

CHUNK: Final = 1 << 20
LOOK: Final = 4
"""So many pieces may tell that a file is UTF-8; the first records of a plain file lie in them."""
NAMES: Final = {"utf-8": "UTF-8", "cp1252": "Windows-1252", "utf-16": "UTF-16"}
EVIDENCE: Final = re.compile(rb"[\xc2-\xc8\xca-\xd5\xd7-\xdb\xdd\xde\xe0-\xf4]")
"""Bytes that begin a character in UTF-8 and that German text in Windows-1252 has not before a sign.

The others are É, Ö, Ü and ß: „Spaß“ in quotes is valid UTF-8 by chance, and would end in a letter of N'Ko.
"""
PAIR: Final = re.compile(EVIDENCE.pattern + rb"[\x80-\xbf]")
ODD_QUOTES: Final = (b' "', b'" ', b'\t"', b'"\t')
"""A quote beside a blank: DuckDB and Python differ on whether it opens or closes a cell."""


def chunks(path: Path) -> Iterator[bytes]:
    """Yield the bytes of a file piece by piece."""
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            yield chunk


def sha256(path: Path) -> str:
    """Return the hash of a file's bytes."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@dataclass(frozen=True, slots=True)
class Text:
    """A text file in UTF-8: the file itself, or a decoded copy of it.

    Attributes:
        path: Where it lies.
        encoding: Encoding of the original, in words.
        lines: Physical lines of a plain file.
        plain: Whether every physical line can be a record: one kind of line end, no line beyond the length of a cell,
            no quote beside a blank.
        is_whole: Whether all of it is known to be UTF-8, not only its beginning; what is not plain is.
    """

    path: Path
    encoding: str
    lines: int
    plain: bool
    is_whole: bool = True


def as_text(path: Path, scratch: Path, *, limits: Limits) -> Text:
    """Find the encoding and look at the lines; whatever is not UTF-8 is decoded into the scratch folder.

    A long plain file that is UTF-8 by its beginning is not decoded here: whoever reads it finds what is not, and then
    ``require_utf8`` tells where.

    Raises:
        FileFault: NUL bytes, or two encodings in one file.
    """
    if _begins_as_utf8(path):
        lines, plain = _lines(path, limits=limits)
        if plain:
            return Text(path, NAMES["utf-8"], lines, plain, is_whole=False)
    encoding = _encoding(path)
    decoded = path if encoding == "utf-8" else _decoded(path, scratch, encoding=encoding)
    lines, plain = _lines(decoded, limits=limits)
    return Text(decoded, NAMES[encoding], lines, plain)


def require_utf8(path: Path) -> None:
    """Refuse a file that begins as UTF-8 and does not go on so.

    Raises:
        FileFault: Some row is not UTF-8, as others are.
    """
    is_valid, _ = _looks_like_utf8(chunks(path))
    if not is_valid:
        _refuse_mixture(path)


def _begins_as_utf8(path: Path) -> bool:
    """Tell whether a long file begins with text that could hardly be anything but UTF-8."""
    if path.stat().st_size <= LOOK * CHUNK:
        return False
    *pieces, last = itertools.islice(chunks(path), LOOK)
    rows, _, _ = last.rpartition(b"\n")
    is_valid, has_evidence = _looks_like_utf8([*pieces, rows])
    return is_valid and has_evidence is True


def _encoding(path: Path) -> str:
    with path.open("rb") as stream:
        if stream.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            return "utf-16"
    is_valid, has_evidence = _looks_like_utf8(chunks(path))
    if not is_valid:
        _refuse_mixture(path)
    return "utf-8" if is_valid and has_evidence is not False else "cp1252"


def _looks_like_utf8(pieces: Iterable[bytes]) -> tuple[bool, bool | None]:
    """Tell whether bytes are valid UTF-8, and whether they could hardly be anything else (None: they are ASCII)."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    is_open, has_evidence = False, None
    try:
        for piece in pieces:
            if is_open or not piece.isascii():
                decoder.decode(piece)
                is_open = decoder.getstate()[0] != b""
                has_evidence = has_evidence or EVIDENCE.search(piece) is not None
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False, has_evidence
    return True, has_evidence


def _refuse_mixture(path: Path) -> None:
    """Refuse a file with rows that are UTF-8 and rows that are not: as Windows-1252 the former would read „Ã¤“."""
    if not _has_pairs(path):
        return
    kinds: set[bool] = set()
    with path.open("rb") as stream:
        for number, line in enumerate(stream, start=1):
            is_valid, has_evidence = _looks_like_utf8([line])
            if not is_valid or has_evidence:
                kinds.add(is_valid)
            if len(kinds) == 2:
                raise FileFault("datei_kodierung_gemischt", row=number)


def _has_pairs(path: Path) -> bool:
    """Tell whether any two bytes could be a character of UTF-8; German text in Windows-1252 hardly ever has them."""
    last = b""
    for chunk in chunks(path):
        if PAIR.search(last + chunk):
            return True
        last = chunk[-1:]
    return False


def _decoded(path: Path, scratch: Path, *, encoding: str) -> Path:
    copy = new_path(scratch, ".txt")
    with (
        path.open(encoding=encoding, errors="replace", newline="") as old,
        copy.open("w", encoding="utf-8", errors="replace", newline="") as new,
    ):
        while piece := old.read(CHUNK):
            new.write(piece)
    return copy


def _lines(path: Path, *, limits: Limits) -> tuple[int, bool]:
    """Count line feeds and tell whether the file is plain; a chunk overlaps the one before by a few bytes."""
    feeds = returns = pairs = 0
    plain, rest, last = True, 0, b""
    for chunk in chunks(path):
        if b"\0" in chunk:
            raise FileFault("datei_nullzeichen", row=_row_of_nul(path))
        feeds += chunk.count(b"\n")
        if b"\r" in chunk or last == b"\r":
            returns, pairs = returns + chunk.count(b"\r"), pairs + (last + chunk).count(b"\r\n")
        plain = plain and not _has_odd_quotes(chunk, last)
        if plain:
            rest = _open_end(chunk, rest, longest=limits.cell_length)
            plain = rest <= limits.cell_length
        last = chunk[-1:]
    one_kind = returns == 0 or returns == pairs == feeds
    return feeds + (last not in (b"\n", b"")), plain and one_kind


def _has_odd_quotes(chunk: bytes, last: bytes) -> bool:
    return (last == b'"' or b'"' in chunk) and any(quote in last + chunk for quote in ODD_QUOTES)


def _open_end(chunk: bytes, rest: int, *, longest: int) -> int:
    """Return the length of the line that the chunk ends in, or of one that is longer than ``longest``."""
    start = 0
    while (end := chunk.rfind(b"\n", start, start + longest - rest + 1)) >= 0:
        start, rest = end + 1, 0
    return rest + len(chunk) - start


def _row_of_nul(path: Path) -> int:
    with path.open("rb") as stream:
        return next(number for number, line in enumerate(stream, start=1) if b"\0" in line)
