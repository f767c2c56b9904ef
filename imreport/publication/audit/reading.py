"""Which reader reads which file."""

from collections.abc import Iterator
from functools import partial
from pathlib import PurePosixPath
from typing import Final

from imreport.publication.audit.data import read_csv, read_json, read_manifest, read_text
from imreport.publication.audit.excel import read_excel
from imreport.publication.audit.found import Found, Opaque, Reader
from imreport.publication.audit.html import read_html
from imreport.publication.audit.notebook import read_notebook
from imreport.publication.audit.pdf import read_pdf
from imreport.publication.audit.pictures import read_picture
from imreport.publication.audit.svg import read_svg
from imreport.publication.audit.word import read_word
from imreport.publication.manifest import FILE as MANIFEST

READERS: Final[dict[str, Reader]] = {
    "ipynb": read_notebook,
    "csv": read_csv,
    "json": read_json,
    "html": read_html,
    "htm": read_html,
    "svg": read_svg,
    **dict.fromkeys(("png", "jpg", "jpeg", "gif"), read_picture),
    **dict.fromkeys(("txt", "md"), read_text),
}
READERS.update(dict.fromkeys(("docx", "docm"), partial(read_word, embedded=READERS)))
READERS.update(dict.fromkeys(("xlsx", "xlsm"), partial(read_excel, embedded=READERS)))
READERS.update(pdf=partial(read_pdf, embedded=READERS))


def read(name: str, content: bytes) -> Iterator[Found]:
    """Yield what a file holds that could say a number.

    Args:
        name: Its name, with its folders.
        content: Its bytes.
    """
    path = PurePosixPath(name)
    reader = read_manifest if path.name == MANIFEST else READERS.get(path.suffix.lower().removeprefix("."))
    if reader is None:
        yield Opaque(f"eine Datei der Art „{path.suffix or 'ohne Endung'}“")
        return
    try:
        yield from reader(content)
    except Exception as error:  # whatever a damaged file does to a reader: what was not read is not published
        yield Opaque(f"die Datei ist beschädigt ({type(error).__name__})")
