"""Documents from changed outlines: odd characters, nothing to print, real data, tags, what is refused."""

import json
import zipfile
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from lxml import etree, html

from imreport.errors import DocumentError
from imreport.publication.body import caption
from imreport.publication.formats import FORMATS
from imreport.publication.outline import Outline, Picture, Sheet, Text, outline
from tests.publication.support import SYNTHETIC, squeezed, visible

ODD = "Bericht <A> & »B« #1 $x$ @y *z* _u_ \\n ~s~ ^h^ `c` [l](m) {{q}}"
DOCUMENTS = ("html", "docx", "pdf")

Write = Callable[[str, Outline], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write an outline in a format: ``write("docx", outline)``."""

    def written(key: str, parts: Outline) -> Path:
        path = tmp_path / FORMATS[key].file
        path.write_bytes(FORMATS[key].write(parts))
        return path

    return written


@pytest.fixture
def notebook(report_folder: Path) -> dict[str, Any]:
    """The executed notebook of the finished report, to change."""
    return dict(json.loads((report_folder / "bericht.ipynb").read_text("utf-8")))


def with_release(parts: Outline, **changes: Any) -> Outline:
    return replace(parts, release={**parts.release, **changes})


def with_form(parts: Outline, **changes: Any) -> Outline:
    return with_release(parts, submission={**parts.release["submission"], **changes})


def odd(parts: Outline) -> Outline:
    """The report with odd characters in the title, the form, and the first table and chart."""
    named = with_form(with_release(parts, title=ODD), dezernat=ODD, beschlussantrag=ODD, unterschrift=ODD)
    sheet, picture = (deepcopy(next(p for p in parts.parts if isinstance(p, kind))) for kind in (Sheet, Picture))
    sheet.content["grid"]["rows"][0]["name"] = sheet.content["title"] = sheet.content["source"] = ODD
    picture.content["alt"] = picture.content["message"] = ODD
    return replace(named, parts=(sheet, picture))


@pytest.mark.parametrize("key", DOCUMENTS)
def test_odd_characters_are_printed_as_they_are(write: Write, parts: Outline, key: str) -> None:
    text = visible(write(key, odd(parts)))
    title, department, motion, signature, row, table, source, message = [ODD] * 8
    assert text.count(ODD) >= len([title, department, motion, signature, row, table, source, message])


@pytest.mark.parametrize(("key", "path"), [("html", "//img/@alt"), ("docx", "//@descr")])
def test_odd_characters_are_read_aloud_as_they_are(write: Write, parts: Outline, key: str, path: str) -> None:
    written = write(key, odd(parts))
    if key == "html":
        found = html.parse(str(written)).getroot().xpath(path)
    else:
        with zipfile.ZipFile(written) as archive:
            found = etree.fromstring(archive.read("word/document.xml")).xpath(path)
    assert ODD in found


def test_odd_characters_are_no_formula_in_excel(write: Write, parts: Outline) -> None:
    release = json.loads(json.dumps(parts.release))
    release["tables"][0]["cells"][0]["labels"] = ["=1+1"]
    workbook = openpyxl.load_workbook(write("xlsx", replace(parts, release={**release, "title": "=HYPERLINK(1)"})))
    cells = [cell for sheet in workbook for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("=")]
    assert {cell.data_type for cell in cells} == {"s"}
    assert len(cells) == 2


@pytest.mark.parametrize("key", FORMATS)
def test_a_report_without_text_charts_and_tables_is_a_document(write: Write, parts: Outline, key: str) -> None:
    assert write(key, replace(parts, parts=())).stat().st_size > 1000


@pytest.mark.parametrize("key", DOCUMENTS)
def test_real_data_bear_no_label(write: Write, parts: Outline, key: str) -> None:
    bare = replace(with_release(parts, notice=""), parts=tuple(p for p in parts.parts if isinstance(p, Text)))
    assert "ynthetisch" not in visible(write(key, bare))


@pytest.mark.parametrize("key", DOCUMENTS)
def test_empty_fields_of_the_form_are_left_out(write: Write, parts: Outline, key: str) -> None:
    empty = with_form(parts, dezernat="", sitzung_am=None, beschlussantrag="", beschlussauszuege="")
    text = visible(write(key, empty))
    assert not [label for label in ("Dezernat", "Die Sitzung ist am", "Beschlussantrag", "auszüge") if label in text]
    assert "Beratungsgremium" in text


@pytest.mark.parametrize("key", DOCUMENTS)
def test_a_closed_session_is_called_one(write: Write, parts: Outline, key: str) -> None:
    assert "Öffentlichkeit nichtöffentlich" in visible(write(key, with_form(parts, oeffentlich=False)))


@pytest.mark.parametrize("key", DOCUMENTS)
def test_hidden_values_are_printed_with_their_legend(report_folder: Path, key: str) -> None:
    text = visible(report_folder / FORMATS[key].file)
    assert "divers [g] Ohne Angabe [g]" in text
    assert "[g] = geheim gehalten" in text


def test_a_picture_without_text_is_not_typeset(write: Write, parts: Outline) -> None:
    picture = deepcopy(next(parts.pictures()))
    picture.content["alt"] = ""
    with pytest.raises(DocumentError, match="Das PDF ließ sich nicht setzen"):
        write("pdf", replace(parts, parts=(picture,)))


@pytest.mark.parametrize("key", DOCUMENTS)
def test_a_picture_in_the_text_is_refused(write: Write, parts: Outline, key: str) -> None:
    with pytest.raises(DocumentError, match="In einer Textzelle steht ein Bild"):
        write(key, replace(parts, parts=(Text("Hier: ![Foto](foto.png)"),)))


@pytest.mark.parametrize("key", DOCUMENTS)
def test_markdown_means_the_same_everywhere(write: Write, parts: Outline, key: str) -> None:
    markdown = "Es gab **viel**: 5 $ und 6 $, 1) nicht 2. so, <b>kein HTML</b>, (@a) und C#.\n\n- eins\n- zwei"
    text = visible(write(key, replace(parts, parts=(Text(markdown),))))
    assert "Es gab viel: 5 $ und 6 $, 1) nicht 2. so, <b>kein HTML</b>, (@a) und C#." in text


@pytest.mark.parametrize("key", DOCUMENTS)
def test_a_footnote_is_printed(write: Write, parts: Outline, key: str) -> None:
    written = write(key, replace(parts, parts=(Text("Ein Satz.[^1]\n\n[^1]: Eine Anmerkung."),)))
    if key == "docx":
        with zipfile.ZipFile(written) as archive:
            assert "Eine Anmerkung." in archive.read("word/footnotes.xml").decode()
    else:
        assert "Eine Anmerkung." in visible(written)


@pytest.mark.parametrize("key", DOCUMENTS)
def test_chapters_are_numbered_and_their_sections_lettered(write: Write, parts: Outline, key: str) -> None:
    cells = (Text("## Davor", numbered=False), Text("## Eins\n\n### Oben\n\n### Unten"), Text("## Zwei\n\n### Neu"))
    text = visible(write(key, replace(parts, parts=cells)))
    assert "Sachdarstellung Davor 1. Eins a) Oben b) Unten 2. Zwei a) Neu" in text


def test_captions_count_charts_and_tables_apart(parts: Outline) -> None:
    exhibits = [part for part in parts.parts if isinstance(part, Picture | Sheet)]
    numbers = [caption(part).partition(":")[0] for part in exhibits]
    for word in ("Abbildung", "Tabelle"):
        counted = [number for number in numbers if number.startswith(word)]
        assert counted == [f"{word} {number}" for number in range(1, len(counted) + 1)]
        assert len(counted) > 10
    assert numbers.index("Abbildung 2") < numbers.index("Tabelle 2")


def test_a_cell_tagged_as_unprinted_is_in_no_document(notebook: dict[str, Any], parts: Outline) -> None:
    cell = next(cell for cell in notebook["cells"] if "imreport.table(" in "".join(cell["source"]))
    cell["metadata"]["tags"] = ["nicht-drucken"]
    assert len(outline(notebook).parts) == len(parts.parts) - 1


def test_a_cell_tagged_as_unnumbered_has_plain_headings(notebook: dict[str, Any], write: Write) -> None:
    for cell in notebook["cells"]:
        cell["metadata"]["tags"] = [*cell["metadata"].get("tags", []), "ohne-nummer"]
    text = visible(write("html", outline(notebook)))
    assert " Das Integrationsmanagement – Allgemeines" in text
    assert " 1. Das Integrationsmanagement" not in text


def test_explanations_for_the_editor_are_in_no_document(notebook: dict[str, Any], parts: Outline) -> None:
    hints = ["".join(c["source"]) for c in notebook["cells"] if "nicht-drucken" in c["metadata"].get("tags", [])]
    assert hints
    assert not {part.markdown for part in parts.parts if isinstance(part, Text)} & set(hints)


def test_a_notebook_without_a_cover_has_no_results(notebook: dict[str, Any]) -> None:
    cells = [cell for cell in notebook["cells"] if "imreport.cover(" not in "".join(cell["source"])]
    with pytest.raises(DocumentError, match="enthält keine Ergebnisse"):
        outline({**notebook, "cells": cells})


def test_the_label_stands_below_every_exhibit(parts: Outline) -> None:
    exhibits = [part.content for part in parts.parts if isinstance(part, Picture | Sheet)]
    assert all(SYNTHETIC in squeezed(content["source"]) for content in exhibits)
