"""Office files: the parts of the package that Word and Excel files share."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from imreport.publication.audit.found import Found, Opaque, Reader, Series, Words, inside
from imreport.publication.audit.markup import comments, local, parse
from imreport.publication.audit.pictures import read_picture

Parts = dict[str, bytes]
REMARK: Final = "Kommentar der ZIP-Datei"
FONTS: Final = (".odttf", ".ttf", ".otf")
LARGEST: Final = 200_000_000
STATISTICS: Final = frozenset(
    (
        "Pages", "Words", "Characters", "CharactersWithSpaces", "Lines", "Paragraphs", "TotalTime", "AppVersion",
        "Application", "Template", "DocSecurity", "i4", "revision", "created", "modified", "lastPrinted", "version",
    )
)  # fmt: skip
"""What programs count and note by themselves."""
SPOKEN: Final = frozenset(
    ("descr", "title", "alt", "tooltip", "author", "initials", "displayText", "prompt", "promptTitle", "error",
     "errorTitle")
)  # fmt: skip
"""Attributes that hold a text for readers."""
NAMED: Final = re.compile(
    r"(?:Picture|Grafik|Bild|Image|Chart|Diagramm|Textfeld|Text Box|Shape|Group|Gruppe|Table|Tabelle|Rechteck) ?\d*"
)
"""How programs name pictures and shapes."""
ORDINARY: Final = frozenset(["Version", "SelectedStyle", "StyleName", "itemID", "uri", "Id", "Type"])
PICTURES: Final = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".svg", ".webp")


def unpacked(content: bytes) -> Parts | None:
    """Return the parts of an office file, None if it is damaged, encrypted or absurdly large."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > LARGEST:
                return None
            note = {REMARK: archive.comment} if archive.comment else {}
            return {entry.filename: archive.read(entry) for entry in archive.infolist() if not entry.is_dir()} | note
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, ValueError):
        return None


def read_parts(
    parts: Parts, *, own: Callable[[str, Any], Iterator[Found]], embedded: Mapping[str, Reader]
) -> Iterator[Found]:
    """Yield what the parts of an office file hold.

    Args:
        parts: Name to content.
        own: Reads the root of a part that only this kind of file has.
        embedded: Ending of a file name to what reads such a file inside this one.
    """
    for name, content in parts.items():
        folder, _, file = name.lower().rpartition("/")
        if file.endswith(PICTURES):
            yield from inside(f"Bild {name}", embedded.get(file.rpartition(".")[2], read_picture)(content))
        elif folder.endswith("embeddings"):
            reader = embedded.get(file.rpartition(".")[2])
            yield from inside(f"Datei {name}", reader(content)) if reader else iter([Opaque(f"Datei {name}")])
        elif name == REMARK:
            yield Words(name, content.decode("utf-8", "replace"))
        elif "printersettings" not in file and not file.endswith(FONTS):
            yield from _part(name, content, own=own)


def _part(name: str, content: bytes, *, own: Callable[[str, Any], Iterator[Found]]) -> Iterator[Found]:
    """Yield what an XML part holds; any other is opaque."""
    folder, _, file = name.lower().rpartition("/")
    root = parse(content) if file.endswith((".xml", ".rels", ".vml")) else None
    if root is None:
        yield Opaque(f"Teil {name}")
        return
    yield from (Words(f"Teil {name}, Kommentar im Quelltext", text) for text, _ in comments(root))
    if file.endswith(".rels"):
        yield from _links(root)
    elif folder == "docprops":
        yield from _properties(root)
    elif "/charts" in f"/{folder}" and root.find(".//{*}plotArea") is not None:
        yield from read_chart(root)
    elif "/charts" in f"/{folder}" or "/theme" in f"/{folder}":
        yield from spoken(root, f"Teil {name}")
    elif folder.startswith("customxml"):
        yield from everything(root, f"Teil {name}")
    elif file not in ("[content_types].xml", "calcchain.xml"):
        yield from own(name, root)


def _links(root: Any) -> Iterator[Found]:
    for link in root.iter("{*}Relationship"):
        if link.get("TargetMode") == "External":
            yield Words("Verweis", link.get("Target", ""), prose=True)


def _properties(root: Any) -> Iterator[Found]:
    for element in root.iter("{*}*"):
        name = element.get("name", "")
        yield Words("Dokumenteigenschaft", name)
        if local(element) not in STATISTICS or _own(element):
            owner = next(
                (one.get("name") for one in (element, *element.iterancestors()) if one.get("name")), local(element)
            )
            yield Words(f"Dokumenteigenschaft „{owner}“", element.text or "")


def _own(element: Any) -> bool:
    """Whether a value is that of a property that somebody defined."""
    return any(local(ancestor) == "property" for ancestor in element.iterancestors())


def everything(root: Any, place: str) -> Iterator[Found]:
    """Yield every text and attribute of a part that we know nothing about."""
    for element in root.iter("{*}*"):
        yield Words(place, f"{element.text or ''} {element.tail or ''}")
        for key, text in element.attrib.items():
            if key.rpartition("}")[2] not in ORDINARY:
                yield Words(f"{place}, Attribut {key.rpartition('}')[2]}", text)


def spoken(root: Any, place: str, *, texts: bool = True) -> Iterator[Found]:
    """Yield the attributes that hold texts for readers, and the texts of elements unless others read them."""
    for element in root.iter("{*}*"):
        if texts and (element.text or "").strip():
            yield Words(place, element.text)
        for key, text in element.attrib.items():
            attribute = key.rpartition("}")[2]
            if attribute in ("descr", "alt"):
                yield Words(f"Alternativtext{f' in {place}' if texts else ''}", text)
            elif attribute in SPOKEN or (
                attribute == "name" and local(element) in ("docPr", "cNvPr") and not NAMED.fullmatch(text)
            ):
                yield Words(f"{place}, Attribut {attribute}", text)


def read_chart(root: Any) -> Iterator[Found]:
    """Yield what a native chart holds: its texts, and the numbers that it keeps beside those of the sheet."""
    title = " ".join(text.text or "" for text in root.iterfind(".//{*}chart/{*}title//{*}t"))
    place = f"Diagramm „{title}“" if title else "Diagramm"
    yield from (Words(place, text.text or "") for text in root.iter("{*}t"))
    known: set[Any] = set()
    for series in root.iter("{*}ser"):
        name = " ".join(value for _, value in _points(series, ("tx",)))
        categories, values = dict(_points(series, ("cat", "xVal"))), _points(series, ("val", "yVal", "bubbleSize"))
        known |= set(series.iter("{*}pt"))
        yield Words(place, name)
        yield from (Words(place, text) for text in categories.values())
        yield Series(f"{place}, Zwischenspeicher", name, tuple((categories.get(key, ""), text) for key, text in values))
    for point in root.iter("{*}v"):
        if point.getparent() not in known and local(point.getparent()) == "pt":
            yield Words(f"{place}, Zwischenspeicher", point.text or "")


def _points(series: Any, names: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return index and text of the points cached for parts of a series."""
    parts = [part for name in names for part in series.iterfind(f"{{*}}{name}")]
    points = [point for part in parts for point in part.iter("{*}pt")]
    texts = [(part, value) for part in parts for value in part.iterfind("{*}v")]
    cached = [(point.get("idx", ""), point.findtext("{*}v") or "") for point in points]
    return cached + [("", value.text or "") for _, value in texts]
