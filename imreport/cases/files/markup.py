"""Markup: XML members of workbooks, streamed; entities and other encodings than UTF-8 are refused unparsed."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, Protocol
from xml.parsers import expat

from imreport.cases.files.faults import FileFault

ENTITIES: Final = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)

Errors = Mapping[tuple[int, int], str]
"""Row and column (from 1) → text of a cell with an error, which calamine gives as empty."""


class Handler(Protocol):
    """What is told of elements; names come without their namespace prefix."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element opens."""

    def end(self, name: str) -> None:
        """An element closes."""

    def text(self, data: str) -> None:
        """Text stands in the element that is open."""


def whole_tags(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the pieces cut between tags, so that a pattern for a tag never misses one.

    Raises:
        FileFault: Entities could be declared, or a tag never ends.
    """
    rest = b""
    for piece in pieces:
        cut = piece.rfind(b">") + 1
        if cut == 0 and b"<" in rest + piece:
            raise FileFault("mappe_ungewoehnlich", what="eine XML-Marke ohne Ende")
        whole, rest = rest + piece[:cut], piece[cut:]
        if b"<!" in whole and ENTITIES.search(whole):
            raise FileFault("mappe_ungewoehnlich", what="XML mit Entitäten")
        yield whole
    if ENTITIES.search(rest):
        raise FileFault("mappe_ungewoehnlich", what="XML mit Entitäten")


def parse(pieces: Iterable[bytes], handler: Handler) -> None:
    """Tell a handler of every element; nothing outside the pieces is ever read.

    Raises:
        FileFault: The XML is broken or declares entities.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, attributes: handler.start(_local(name), _locals(attributes))
    parser.EndElementHandler = lambda name: handler.end(_local(name))
    parser.CharacterDataHandler = handler.text
    try:
        for piece in whole_tags(pieces):
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise FileFault("datei_beschaedigt") from error


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _locals(attributes: Mapping[str, str]) -> dict[str, str]:
    return {name if name == "r:id" else _local(name): text for name, text in attributes.items()}
