"""Who may read a folder: reports of different profiles never lie in one folder, nor one below the other."""

import json
import zipfile
from pathlib import Path
from typing import Any, Final

from imreport.errors import DocumentError
from imreport.parameters import INTERNAL, PUBLIC
from imreport.presentation.protection import MARKING
from imreport.publication.formats import FORMATS
from imreport.publication.manifest import FILE as MANIFEST

TITLES: Final = {".docx": "docProps/core.xml", ".xlsx": "docProps/core.xml"}
"""Where an archive holds its title, and with it the marking."""
NAMES: Final = {INTERNAL: "interner", PUBLIC: "öffentlicher"}


def refuse_other_readers(folder: Path, profile: str) -> None:
    """Refuse a folder that holds documents of another profile, or lies inside a report of another profile.

    Raises:
        DocumentError: It is such a folder.
    """
    found = [_recorded(place) for place in (folder, *folder.parents)] + [_written(folder)]
    for other in filter(None, found):
        if other != profile:
            hint = "Wählen Sie mit --out einen anderen, leeren Ordner oder lassen Sie --out weg."
            sentence = f"In „{folder.name}“ liegt ein {NAMES[other]} Bericht; ein {NAMES[profile]} kommt nicht dazu."
            raise DocumentError(sentence, hint)


def _recorded(folder: Path) -> str:
    """Return the profile that a folder's manifest names; nothing if it has none."""
    try:
        content: Any = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        profile = str(content.get("profil", PUBLIC)) if "imreport" in content["programm"] else ""
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return ""
    return profile if profile in NAMES else ""


def _written(folder: Path) -> str:
    """Return the profile of the documents in a folder, by what stands in them; nothing if it holds none of ours."""
    documents = [path for path in (folder / form.file for form in FORMATS.values()) if path.is_file()]
    if any(_is_marked(path) for path in documents):
        return INTERNAL
    return PUBLIC if documents else ""


def _is_marked(document: Path) -> bool:
    words = MARKING[1:].encode()  # inside a title it begins with a small letter
    try:
        if document.suffix in TITLES:
            with zipfile.ZipFile(document) as archive:
                return words in archive.read(TITLES[document.suffix])
        return words in document.read_bytes()
    except (OSError, KeyError, zipfile.BadZipFile):
        return False
