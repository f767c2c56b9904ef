"""PDF: what is drawn on every page, read in the order of the structure tree, and every text of its objects."""

import io
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, Final

from imreport.publication.audit.found import Found, Opaque, Reader, Table, Words, inside
from imreport.publication.audit.markup import comments, local, parse
from imreport.publication.audit.pdf_text import drawn

INLINE: Final = frozenset(["Span", "Strong", "Em", "Link", "Reference", "Code", "Quote", "Annot", "Sub"])
LABEL: Final = re.compile(r"\s*(?:\d{1,2}[.)]?|[a-z]\)|[•‣–\-*])?\s*")
ORDINAL: Final = re.compile(r"(?:^|(?<=[.:!?]))\s*(?:\d{1,2}\.|[a-z]\))\s+(?=[A-ZÄÖÜ„])")
"""The number of a heading or of an item in a list, where no label of the structure says that it is one."""
IDENTIFIERS: Final = frozenset(
    ("/ID", "/Headers", "/Lang", "/Registry", "/Ordering", "/CreationDate", "/ModDate", "/M", "/Creator", "/Producer",
     "/CharSet", "/Info", "/Names", "/Limits", "/RegistryName", "/Lookup", "/Panose", "/CheckSum", "/OutputCondition",
     "/OutputConditionIdentifier")
)  # fmt: skip
"""Keys whose strings name objects, programs and times."""
SOFTWARE: Final = frozenset(
    ("CreatorTool", "Producer", "ModifyDate", "CreateDate", "MetadataDate", "when", "instanceID", "InstanceID",
     "DocumentID", "OriginalDocumentID", "softwareAgent", "part", "NPages", "PDFVersion", "namespaceURI", "xmptk")
)  # fmt: skip
"""What programs note in XMP metadata about themselves and the file."""
SCHEMA: Final = ("description", "name", "Description", "schemas")
BROKEN: Final = re.compile(r"\s*\u00ad\s*-?\s*|(?<=\w[-/–])\s{2,}(?=\w)")
"""Where a line ends inside a word: at a hyphen that Typst set, or at one that was there."""
PAGE: Final = re.compile(r"[\s.]*\b(\d{1,3})\s*$")
"""The number of a page at the end of an entry of the table of contents."""
JUMP: Final = re.compile(r"^\s*„(?:\d{1,2}\.\s)?(.*)“ Seite \d{1,3}$")
"""What Typst says of a link to a heading."""
PLACES: Final = {"/Alt": "Alternativtext", "/ActualText": "Ersatztext", "/Contents": "Anmerkung", "/URI": "Verweis"}


def read_pdf(content: bytes, *, embedded: Mapping[str, Reader]) -> Iterator[Found]:
    """Yield what a PDF file holds.

    Args:
        content: The file.
        embedded: Ending of a file name to what reads such a file attached to this one.
    """
    import pikepdf

    try:
        document = pikepdf.open(io.BytesIO(content))
    except (pikepdf.PdfError, pikepdf.PasswordError):
        yield Opaque("die ganze Datei")
        return
    with document:
        yield from _text(document)
        yield from _strings(document)
        if "/Metadata" in document.Root:
            yield from _metadata(document.Root.Metadata.read_bytes())
        for name, attached in document.attachments.items():
            reader, data = embedded.get(name.rpartition(".")[2].lower()), attached.get_file().read_bytes()
            found = reader(data) if reader else iter([Opaque(f"Anhang „{name}“")])
            yield from inside(f"Anhang „{name}“", found)


class _Pages:
    """The texts of the pages by page and mark; what the structure tree asks for is taken out."""

    def __init__(self, document: Any) -> None:
        self.numbers = {page.objgen: number for number, page in enumerate(document.pages, start=1)}
        self.texts = {page.objgen: drawn(page) for page in document.pages}

    def take(self, page: Any, mark: int) -> str:
        """Return the text of a mark on a page and forget it."""
        return self.texts[page.objgen].pop(mark, "") if page is not None and page.objgen in self.texts else ""


def _text(document: Any) -> Iterator[Found]:
    import pikepdf

    pages = _Pages(document)
    if "/StructTreeRoot" in document.Root:
        yield from _Tree(pages).walk(document.Root.StructTreeRoot, None)
    for page, texts in pages.texts.items():
        text = BROKEN.sub("", " ".join(texts.values()))
        yield Words(f"Seite {pages.numbers[page]}", ORDINAL.sub(" ", text), prose=True)
    for thing in document.objects:
        if (
            isinstance(thing, pikepdf.Stream)
            and thing.get("/Subtype") == "/Form"
            and "/Font" in thing.get("/Resources", {})
        ):
            yield from (Words("eingebettete Grafik", text) for text in drawn(thing).values())


class _Tree:
    """Reads the structure tree: paragraphs as texts, tables as rows."""

    def __init__(self, pages: _Pages) -> None:
        self._pages = pages
        self._page = 1

    def walk(self, element: Any, page: Any) -> Iterator[Found]:
        """Yield the texts below an element: one for each run of marks between its blocks."""
        kind, page = _kind(element), element.get("/Pg", page)
        if kind == "Table":
            yield from self._table(element, page)
            return
        if kind == "TOCI" and not any(_is_element(kid) and _kind(kid) == "TOC" for kid in _kids(element)):
            yield from self._entry(element, page)
            return
        run: list[str] = []
        for kid in _kids(element):
            if _is_element(kid) and (_kind(kid) not in INLINE or _has_blocks(kid)):
                yield from self._run(kind, run)
                run = []
                yield from self.walk(kid, page)
            else:
                run.append(self._content(kid, page))
        yield from self._run(kind, run)

    def _run(self, kind: str, run: list[str]) -> Iterator[Found]:
        text = BROKEN.sub("", " ".join(run))
        if not text.strip() or (kind == "Lbl" and LABEL.fullmatch(text)):
            return
        yield Words(f"Seite {self._page}", ORDINAL.sub(" ", text), prose=kind != "Caption")

    def _entry(self, element: Any, page: Any) -> Iterator[Found]:
        """Yield an entry of the table of contents without the number of its page."""
        text = ORDINAL.sub(" ", " ".join(self._content(kid, page) for kid in _kids(element)))
        number = PAGE.search(text)
        if number and int(number[1]) in self._pages.numbers.values():
            text = text[: number.start()]
        yield Words(f"Seite {self._page}", text, prose=True)

    def _table(self, element: Any, page: Any) -> Iterator[Found]:
        rows = []
        for number, row in enumerate(_rows(element), start=1):
            cells = [self._content(cell, row.get("/Pg", page)) for cell in _kids(row)]
            rows.append(
                tuple(
                    Words(f"Reihe {number}, Spalte {column}", text, prose=True) for column, text in enumerate(cells, 1)
                )
            )
        yield Table(f"Seite {self._page}, Tabelle", tuple(filter(None, rows)))

    def _content(self, kid: Any, page: Any) -> str:
        """Return the text of a mark, of a reference to one, or of an element with all below it."""
        if isinstance(kid, int):
            self._page = self._pages.numbers.get(page.objgen, self._page) if page is not None else self._page
            return self._pages.take(page, kid)
        page = kid.get("/Pg", page)
        if not _is_element(kid):
            return self._content(int(kid.MCID), page) if "/MCID" in kid else ""
        text = BROKEN.sub("", " ".join(self._content(one, page) for one in _kids(kid)))
        return "" if _kind(kid) == "Lbl" and LABEL.fullmatch(text) else text


def _kind(element: Any) -> str:
    return str(element.get("/S", "")).removeprefix("/")


def _is_element(kid: Any) -> bool:
    return not isinstance(kid, int) and "/S" in kid


def _kids(element: Any) -> list[Any]:
    import pikepdf

    kids = element.get("/K", [])
    many = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    return [int(kid) if isinstance(kid, int) else kid for kid in many if isinstance(kid, int | pikepdf.Dictionary)]


def _has_blocks(element: Any) -> bool:
    return any(_kind(kid) not in (*INLINE, "Lbl") or _has_blocks(kid) for kid in _kids(element) if _is_element(kid))


def _rows(element: Any) -> Iterator[Any]:
    for kid in _kids(element):
        if _is_element(kid):
            yield from [kid] if _kind(kid) == "TR" else _rows(kid)


def _strings(document: Any) -> Iterator[Found]:
    """Yield every string in every object: titles, alternative texts, bookmarks, annotations, forms, properties."""
    texts: dict[str, set[str]] = defaultdict(set)
    for thing in (*document.objects, document.trailer):
        _collect(thing, "", texts=texts)
    for key, found in texts.items():
        for text in sorted(found):
            stripped = ORDINAL.sub(" ", text) if key in ("/T", "/Title") else JUMP.sub(r"\1", text)
            yield Words(PLACES.get(key, f"Eigenschaft {key.removeprefix('/')}"), stripped, prose=key == "/URI")


def _collect(thing: Any, key: str, *, texts: dict[str, set[str]]) -> None:
    import pikepdf

    if isinstance(thing, pikepdf.String) and key not in IDENTIFIERS:
        texts[key].add(str(thing))
    elif isinstance(thing, pikepdf.Array):
        for item in thing:
            if not getattr(item, "is_indirect", False):
                _collect(item, key, texts=texts)
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        for name, item in thing.items():
            if not getattr(item, "is_indirect", False):
                _collect(item, name, texts=texts)


def _metadata(content: bytes) -> Iterator[Found]:
    root = parse(content.strip())
    if root is None:
        yield Opaque("die XMP-Metadaten")
        return
    yield from (
        Words("Metadaten, Kommentar", text)
        for text, node in comments(root)
        if "xpacket" not in str(node.target if hasattr(node, "target") else "")
    )
    for element in root.iter("{*}*"):
        owner = next(
            (
                local(one)
                for one in (element, *element.iterancestors())
                if local(one) not in ("li", "Alt", "Seq", "Bag")
            ),
            "",
        )
        if owner not in SOFTWARE:
            yield Words(f"Metadaten, {owner}", element.text or "")
        for key, text in element.attrib.items():
            if local_name(key) not in SOFTWARE | {"about"}:
                yield Words(f"Metadaten, {local_name(key)}", text)


def local_name(key: str) -> str:
    """Return the name of an attribute without its namespace."""
    return key.rpartition("}")[2]
