"""Pictures: which are the report's own, and the texts that a PNG file carries beside its pixels."""

import io
import zlib
from collections.abc import Iterator, Sequence
from typing import Final

from imreport.publication.audit.found import Found, Opaque, Picture, Words

SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
PIXELS: Final = (
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"pHYs", b"iCCP", b"sBIT", b"bKGD",
)  # fmt: skip
"""Chunks that hold no text."""


def read_picture(content: bytes) -> Iterator[Found]:
    """Yield a picture, and the texts in it if it is a PNG file."""
    yield Picture("", content)
    if content.startswith(SIGNATURE):
        yield from _texts(content)


def _texts(content: bytes) -> Iterator[Found]:
    """Yield the texts of all chunks but pixels, and whatever follows the last chunk."""
    position, kind = len(SIGNATURE), b""
    while position + 8 <= len(content) and kind != b"IEND":
        length, kind = int.from_bytes(content[position : position + 4]), content[position + 4 : position + 8]
        if kind not in PIXELS:
            yield Words(f"Textfeld {kind.decode('latin-1')}", _text(content[position + 8 : position + 8 + length]))
        position += length + 12
    if content[position:]:
        yield Opaque("Anhängsel hinter dem Bild")


def _text(chunk: bytes) -> str:
    """Return the text of a chunk, unpacked where it is compressed: zTXt and iTXt say so in the bytes after the name."""
    name, _, rest = chunk.partition(b"\0")
    for start in range(min(len(rest), 64)):
        try:
            return f"{name.decode('latin-1')} {zlib.decompress(rest[start:]).decode('utf-8', 'replace')}"
        except zlib.error:
            continue
    text = chunk.replace(b"\0", b" ")
    try:
        return text.decode()
    except UnicodeDecodeError:
        return text.decode("latin-1")


def same_picture(content: bytes, known: Sequence[bytes]) -> bool:
    """Whether a picture is one of the known: the same bytes, or the same pixels packed anew by another program."""
    if content in known:
        return True
    from PIL import Image

    try:
        with Image.open(io.BytesIO(content)) as picture:
            size, pixels = picture.size, picture.convert("RGBA").tobytes()
        for other in known:
            with Image.open(io.BytesIO(other)) as own:
                if own.size == size and own.convert("RGBA").tobytes() == pixels:
                    return True
    except (OSError, ValueError, SyntaxError):
        return False
    return False
