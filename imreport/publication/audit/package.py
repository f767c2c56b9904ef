"""Office files: the parts of the package that Word and Excel files share."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import Any, Final

from imreport.publication.audit.found import Found, Opaque, Series, Words, inside
from imreport.publication.audit.markup import comments, local, parse
from imreport.publication.audit.pictures import read_picture

Parts = dict[str, bytes]
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
            note = {"Kommentar der ZIP-Datei": archive.comment} if archive.comment else {}
            return {entry.filename: archive.read(entry) for entry in archive.infolist() if not entry.is_dir()} | note
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, ValueError):
        return None


def shared(name: str, content: bytes, *, embedded: Callable[[str, bytes], Iterator[Found]]) -> Iterator[Found] | None:
    """Return what a part holds that any office file may have, None if it is a part of its own kind.

    Args:
        name: The name of the part.
        content: Its bytes.
        embedded: Reads a file inside the file.
    """
    folder, _, file = name.lower().rpartition("/")
    if file.endswith(PICTURES):
        return inside(f"Bild {name}", embedded(name, content) if file.endswith(".svg") else read_picture(content))
    if folder.endswith("embeddings"):
        return inside(f"eingebettete Datei {name}", embedded(name, content))
    if "printersettings" in file or file.endswith((".odttf", ".ttf")) or file == "calcchain.xml":
        return iter(())
    if name == "Kommentar der ZIP-Datei":
        return iter([Words(name, content.decode("utf-8", "replace"))])
    root = parse(content) if file.endswith((".xml", ".rels", ".vml")) else None
    if root is None:
        return iter([Opaque(f"Teil {name}")])
    return _common(name, root)


def _common(name: str, root: Any) -> Iterator[Found] | None:
    folder, _, file = name.lower().rpartition("/")
    if file == "[content_types].xml":
        return _remarks(root, "Inhaltsverzeichnis der Datei")
    if file.endswith(".rels"):
        return _links(root)
    if folder == "docprops":
        return _properties(root)
    if "/charts" in f"/{folder}" and root.find(".//{*}plotArea") is not None:
        return read_chart(root)
    if "/charts" in f"/{folder}" or "/theme" in f"/{folder}":
        return spoken(root, f"Teil {name}")
    return everything(root, f"Teil {name}") if folder.startswith("customxml") else None


def _remarks(root: Any, place: str) -> Iterator[Found]:
    return (Words(f"{place}, Kommentar im Quelltext", text) for text, _ in comments(root))


def _links(root: Any) -> Iterator[Found]:
    yield from _remarks(root, "Verweise")
    for link in root.iter("{*}Relationship"):
        if link.get("TargetMode") == "External":
            yield Words("Verweis", link.get("Target", ""), prose=True)


def _properties(root: Any) -> Iterator[Found]:
    yield from _remarks(root, "Dokumenteigenschaften")
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
    yield from _remarks(root, place)
    for element in root.iter("{*}*"):
        yield Words(place, f"{element.text or ''} {element.tail or ''}")
        for key, text in element.attrib.items():
            if key.rpartition("}")[2] not in ORDINARY:
                yield Words(f"{place}, Attribut {key.rpartition('}')[2]}", text)


def spoken(root: Any, place: str, *, texts: bool = True) -> Iterator[Found]:
    """Yield the attributes that hold texts for readers, and the texts of elements unless others read them."""
    yield from _remarks(root, place)
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
    yield from _remarks(root, place)
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
