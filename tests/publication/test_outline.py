"""The outline: chapters chosen and ordered as the Release says, no empty headings, everything numbered in print."""

from typing import Any

import pytest

from imreport.errors import DocumentError
from imreport.presentation import MIME
from imreport.publication.body import small_print_of
from imreport.publication.outline import Outline, Picture, Sheet, Text, outline

Cell = dict[str, Any]


def cover(**release: Any) -> Cell:
    return shown({"kind": "cover", "id": "vorlage", "release": release})


def shown(block: dict[str, Any], *tags: str, **views: str) -> Cell:
    output = {"output_type": "display_data", "metadata": {}, "data": {MIME: block, **views}}
    return {"cell_type": "code", "metadata": {"tags": list(tags)}, "source": "", "outputs": [output]}


def text(markdown: str, *tags: str) -> Cell:
    return {"cell_type": "markdown", "metadata": {"tags": list(tags)}, "source": markdown}


def chart(key: str, title: str = "Titel") -> Cell:
    content = {"kind": "chart", "id": key, "title": title, "basis": "Zeitraum.", "notes": [], "source": "Quelle."}
    return shown(content, **{"image/svg+xml": "<svg/>", "image/png": "png"})


def table(key: str, title: str = "Titel") -> Cell:
    content = {"kind": "table", "id": key, "title": title, "basis": "Zeitraum.", "notes": [], "source": "Quelle."}
    return shown(content)


def omitted(key: str) -> Cell:
    return shown({"kind": "omitted", "id": key, "reason": "es gibt keine Daten"})


def made(*cells: Cell) -> Outline:
    return outline({"cells": list(cells)})


def said(parts: Outline) -> list[str]:
    """What the parts are, in order: the first line of texts, kind and number of the others."""
    names = {Picture: "Abbildung", Sheet: "Tabelle"}
    return [p.markdown.split("\n")[0] if isinstance(p, Text) else f"{names[type(p)]} {p.number}" for p in parts.parts]


THREE = (
    text("Davor"),
    text("## Eins", "kapitel-eins"), text("Erster Satz"), table("a"),
    text("## Zwei", "kapitel-zwei"), chart("b"), table("b"),
    text("## Drei", "kapitel-drei"), table("c"),
)  # fmt: skip


def test_a_notebook_of_a_release_without_chapters_is_printed_as_it_is() -> None:
    expected = ["Davor", "## Eins", "Erster Satz", "Tabelle 1", "## Zwei", "Abbildung 1", "Tabelle 2", "## Drei"]
    assert said(made(cover(), *THREE)) == [*expected, "Tabelle 3"]


def test_chapters_are_printed_in_the_order_of_the_release_and_numbered_in_it() -> None:
    parts = made(cover(chapters=["drei", "eins"], left_out={"zwei": "nicht gewählt"}), *THREE)
    assert said(parts) == ["Davor", "## Drei", "Tabelle 1", "## Eins", "Erster Satz", "Tabelle 2"]


def test_a_chapter_that_the_notebook_lacks_is_not_missed() -> None:
    parts = made(cover(chapters=["vier", "drei"], left_out={"eins": "–", "zwei": "–"}), *THREE)
    assert said(parts) == ["Davor", "## Drei", "Tabelle 1"]


def test_a_chapter_that_does_not_exist_is_an_error_with_a_suggestion() -> None:
    with pytest.raises(DocumentError, match=r"Unbekannt: Kapitel „drei“.*„dreizehn“") as caught:
        made(cover(chapters=["eins", "zwei", "dreizehn"], left_out={}), *THREE)
    assert caught.value.exit_code == 5


def test_a_chapter_of_nothing_but_headings_is_not_printed() -> None:
    empty = (text("## Leer", "kapitel-leer"), omitted("a"), text("### Auch leer"), omitted("b"))
    parts = made(cover(chapters=["leer", "drei"], left_out={"eins": "–", "zwei": "–"}), *THREE, *empty)
    assert said(parts) == ["Davor", "## Drei", "Tabelle 1"]


def test_a_heading_with_nothing_below_it_is_not_printed() -> None:
    cells = (text("## Kapitel"), text("### Leer"), text("### Voll"), text("#### Auch leer"), text("### Satz\n\nSatz."))
    assert said(made(cover(), *cells)) == ["## Kapitel", "### Satz"]


def test_headings_above_a_table_stay() -> None:
    assert said(made(cover(), text("## Oben"), text("### Unten"), table("a"))) == ["## Oben", "### Unten", "Tabelle 1"]


def test_a_chart_names_the_table_of_its_values_wherever_it_stands() -> None:
    anhang = (text("## Anhang", "kapitel-anhang"), table("x"), table("a"))
    parts = made(cover(), text("## Eins", "kapitel-eins"), chart("a"), chart("b"), *anhang)
    assert [small_print_of(picture) for picture in parts.pictures()] == [
        "Zeitraum. Quelle. Werte: Tabelle 2.",
        "Zeitraum. Quelle.",
    ]


def test_a_chart_does_not_name_the_table_that_compares_periods() -> None:
    (picture,) = made(cover(), chart("a"), table("a", "Titel im Vergleich"), table("a")).pictures()
    assert picture.table == 2


def test_only_the_tables_of_the_appendix_are_compact() -> None:
    parts = made(cover(), table("a"), text("## Anhang", "kapitel-anhang"), table("b")).parts
    assert [part.compact for part in parts if isinstance(part, Sheet)] == [False, True]
