"""XML: parsing without entities and network, and what the readers of XML formats share."""

from collections.abc import Iterator
from functools import cache
from typing import Any


@cache
def _parser() -> Any:
    from lxml import etree

    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)


def parse(content: bytes) -> Any:
    """Return the root of an XML file, None if it is none."""
    from lxml import etree

    try:
        return etree.fromstring(content, _parser())
    except etree.XMLSyntaxError:
        return None


def local(element: Any) -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def comments(root: Any) -> Iterator[tuple[str, Any]]:
    """Yield text and node of every comment and processing instruction, those around the root included."""
    from lxml import etree

    around = [*root.itersiblings(preceding=True), *root.itersiblings()]
    for node in (*around, *root.iter(etree.Comment, etree.ProcessingInstruction)):
        yield node.text or "", node
