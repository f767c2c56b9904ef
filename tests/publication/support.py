"""What the tests of the documents share: documents as text, a small project, snapshots of folders, programs."""

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
from lxml import etree, html

from tests.conftest import DATA, ROOT

SYNTHETIC = "Synthetische Beispieldaten, keine echten Personen"
NAMES = ("von", "bis", "stichtag", "zaesur", "team", "gemeinde", "profil")
"""The parameters that a notebook of an earlier version names: it goes on working, without a word of papermill."""
PARAMETERS = "\n".join(f'{name} = ""' for name in NAMES)
PREPARE = """%load_ext imreport
import imreport

report = imreport.prepare(imreport.Parameters.from_notebook(globals()))
imreport.cover(report)"""
TABLE = 'imreport.table(report, "themen")'
FEW = 301
INLINE = ("a", "b", "code", "em", "span", "strong", "sup")

KEY = re.compile(r"\b(?:G\d{6}|K\d{5}|H\d{5}|W\d{6}|P\d{4})\b")
"""The key of a consultation, client, household, referral or plan of the sample."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FORM = (
    ("Dezernat", "Dezernat 4"),
    ("Fachdienst", "Flüchtlinge, Integration, staatliche Leistungen"),
    ("Sachbearbeitung", "N. N."),
    ("Fachdienstleitung", "N. N."),
    ("Beratungsgremium", "Ausschuss für Bildung, Gesundheit, Kultur und Soziales des Kreistags"),
    ("Die Sitzung ist am", "19.04.2021"),
    ("Öffentlichkeit", "öffentlich"),
)
MOTION = "Der Ausschuss für Bildung, Gesundheit, Kultur und Soziales nimmt den Bericht zur Kenntnis."
CLOSING = (
    ("Beschlussauszüge sind zu übersenden an", "Fachdienst Flüchtlinge, Integration, staatliche Leistungen"),
    ("Vertagungsfähig", "Ja"),
    ("Ort, Datum", "Ulm, 26.03.2021"),
    ("Anlagen", "keine"),
)


def squeezed(text: str) -> str:
    """The text with every run of spaces, no-break spaces and line ends as one space."""
    return " ".join(text.replace("\u00a0", " ").split())


def visible(path: Path) -> str:
    """What a reader of an HTML, Word or PDF document sees, squeezed; words divided at a line's end are whole again."""
    match path.suffix:
        case ".html":
            return squeezed(_html_text(html.parse(str(path)).getroot().find("body")))
        case ".docx":
            with zipfile.ZipFile(path) as archive:
                body = etree.fromstring(archive.read("word/document.xml"))
            return squeezed("\n".join("".join(t.text or "" for t in p.iter(f"{W}t")) for p in body.iter(f"{W}p")))
        case _:
            text = "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)
            return squeezed(re.sub("\u00ad\\s+", "", text))


def _html_text(body: html.HtmlElement) -> str:
    """The text of a page, with a space where a block begins or ends."""
    for element in body.iter():
        if element.tag not in INLINE:
            element.text, element.tail = f" {element.text or ''}", f" {element.tail or ''}"
    return str(body.text_content())


def contents(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield name and text of every file below a folder, parts of archives and embedded pictures included."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder).as_posix()
        match path.suffix:
            case ".docx" | ".xlsx":
                with zipfile.ZipFile(path) as archive:
                    parts = [part for part in archive.namelist() if not part.endswith(".png")]
                    yield from ((f"{name}/{part}", archive.read(part).decode()) for part in parts)
            case ".pdf":
                with pikepdf.open(path) as pdf:
                    yield name, "\n".join((visible(path), str(pdf.docinfo), str(pdf.open_metadata())))
            case ".ipynb":
                yield name, json.dumps(_without_pictures(json.loads(path.read_text("utf-8"))), ensure_ascii=False)
            case ".html":
                yield name, re.sub(r"base64,([A-Za-z0-9+/=]+)", _decoded, path.read_text("utf-8"))
            case ".png":
                yield name, "\n".join(_png_texts(path.read_bytes()))
            case _:
                yield name, path.read_text("utf-8")


def _without_pictures(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_pictures(item) for key, item in value.items() if key != "image/png"} | {
            f"{key} text": _png_texts(base64.b64decode(item))
            for key, item in value.items()
            if key == "image/png" and isinstance(item, str)
        }
    if isinstance(value, list):
        return [_without_pictures(item) for item in value]
    return re.sub(r"base64,([A-Za-z0-9+/=]+)", _decoded, value) if isinstance(value, str) else value


def _decoded(found: re.Match[str]) -> str:
    return base64.b64decode(found[1]).decode("utf-8", "replace")


def _png_texts(content: bytes) -> list[str]:
    """The text chunks of a PNG file."""
    texts, position = [], 8
    while position < len(content):
        length, kind = int.from_bytes(content[position : position + 4]), content[position + 4 : position + 8]
        if kind in (b"tEXt", b"iTXt", b"zTXt", b"eXIf"):
            texts.append(content[position + 8 : position + 8 + length].decode("latin-1"))
        position += length + 12
    return texts


def snapshot(folder: Path) -> dict[str, str]:
    """Name and hash of every file below a folder, hidden ones included; folders have no hash."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
        for path in sorted(folder.rglob("*"))
    }


def change(path: Path, old: str, new: str) -> None:
    """Replace a text that a file must hold."""
    content = path.read_bytes()
    assert old.encode() in content, f"{path.name} has no {old!r}"
    path.write_bytes(content.replace(old.encode(), new.encode()))


def write_notebook(path: Path, *cells: str) -> Path:
    """Write a notebook: the parameters, the cover, then code cells."""
    tagged = [(PARAMETERS, ["parameters"]), (PREPARE, []), *((cell, []) for cell in cells)]
    code = [
        {
            "cell_type": "code", "id": f"zelle-{number}", "metadata": {"tags": tags}, "source": source,
            "execution_count": None, "outputs": [],
        }
        for number, (source, tags) in enumerate(tagged)
    ]  # fmt: skip
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    path.write_text(json.dumps({"cells": code, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}), "utf-8")
    return path


CUT = [
    f'{rule} = "aus"'
    for rule in (
        "tag_haeufig", "monat_ohne_gespraech", "betreuung_ohne_gespraech", "betreuung_ruht", "gespraeche_je_stelle",
        "team_ohne_gespraech", "anonymitaet_k", "zeitraum_nach_export",
    )
]  # fmt: skip
"""Rules that rightly wonder about an export cut to its first 300 consultations."""


def small_project(folder: Path, *cells: str) -> Path:
    """Write a project that runs in seconds: 300 consultations, a notebook of a cover and these cells.

    Returns:
        Its bericht.toml.
    """
    folder.mkdir(parents=True)
    for path in (path for path in DATA.iterdir() if path.is_file()):
        (folder / path.name).write_bytes(path.read_bytes())
    consultations = (folder / "beratungsgespraeche.csv").read_bytes().splitlines(keepends=True)[:FEW]
    (folder / "beratungsgespraeche.csv").write_bytes(b"".join(consultations))
    known = {line.split(b";")[0] for line in consultations[1:]}
    head, *referrals = (folder / "weiterleitungen.csv").read_bytes().splitlines(keepends=True)
    kept = [line for line in referrals if line.split(b";")[1] in known]
    (folder / "weiterleitungen.csv").write_bytes(b"".join([head, *kept]))
    write_notebook(folder / "klein.ipynb", *(cells or (TABLE,)))
    change(folder / "bericht.toml", '# notebook = "mein_bericht.ipynb"', 'notebook = "klein.ipynb"')
    change(folder / "bericht.toml", "# [pruefung]", f"[pruefung]\nschwere = {{ {', '.join(CUT)} }}")
    return folder / "bericht.toml"


def program(module: str, *arguments: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a Python program that is not imreport, such as papermill, from a folder."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    command = [sys.executable, "-m", module, *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, check=False, encoding="utf-8")
