"""Blocks: frozen values that show themselves in Jupyter and hold what documents are built from."""

import base64
import json
from dataclasses import FrozenInstanceError, fields
from typing import Any

import pytest

import imreport
from imreport.disclosure import Release
from imreport.presentation import MIME, Block, Cover, Grid, Omitted, Passage, chart, passage, table
from imreport.publication.outline import outline

KINDS = ["table", "chart", "chart_with_notes", "passage", "omitted", "cover"]


@pytest.fixture(scope="module")
def blocks(release: Release) -> dict[str, Block]:
    """One block of every kind."""
    return {
        "table": table(release, "themen"),
        "chart": chart(release, "kanaele"),
        "chart_with_notes": chart(release, "geschlecht"),
        "passage": passage(release, "Im {{ kreis }}"),
        "omitted": Omitted("kanaele", "der Zeitraum endet < 2020"),
        "cover": imreport.cover(release),
    }


def bundle(block: Block) -> dict[str, Any]:
    return block._repr_mimebundle_()[0]


@pytest.mark.parametrize("kind", KINDS)
def test_blocks_are_frozen(blocks: dict[str, Block], kind: str) -> None:
    for field in fields(blocks[kind]):
        with pytest.raises(FrozenInstanceError):
            setattr(blocks[kind], field.name, "anders")


@pytest.mark.parametrize(
    ("kind", "types"),
    [
        ("table", {MIME, "text/html", "text/plain"}),
        ("chart", {MIME, "text/html", "text/plain", "image/svg+xml", "image/png"}),
        ("passage", {MIME, "text/markdown", "text/plain"}),
        ("omitted", {MIME, "text/html", "text/plain"}),
        ("cover", {MIME, "text/html", "text/plain"}),
    ],
)
def test_mimebundle(blocks: dict[str, Block], kind: str, types: set[str]) -> None:
    assert set(bundle(blocks[kind])) == types


def test_mime_type_is_ours() -> None:
    assert MIME == "application/vnd.imreport.block+json"


@pytest.mark.parametrize("kind", KINDS)
def test_content_is_fit_for_json(blocks: dict[str, Block], kind: str) -> None:
    content = bundle(blocks[kind])[MIME]
    again = json.loads(json.dumps(content))
    assert again["kind"] == kind.removesuffix("_with_notes")
    assert again["id"] == blocks[kind].id


def test_content_of_a_chart_has_no_pictures(blocks: dict[str, Block]) -> None:
    content = bundle(blocks["chart"])[MIME]
    assert {"svg", "png"}.isdisjoint(content)
    assert {"title", "basis", "unit", "source", "notes", "alt", "message", "grid", "series"} <= set(content)


def test_pictures_stand_beside_the_content_with_their_text(release: Release) -> None:
    block = chart(release, "kanaele")
    data, metadata = block._repr_mimebundle_()
    assert base64.b64decode(data["image/png"]).startswith(b"\x89PNG")
    assert data["text/plain"] == metadata["image/png"]["alt"] == metadata["image/svg+xml"]["alt"]


def test_grid_comes_back_from_json(release: Release) -> None:
    block = table(release, "kanaele")
    content = json.loads(json.dumps(bundle(block)[MIME]))
    assert Grid.of(content["grid"]) == getattr(block, "grid", None)


def test_cover_holds_the_whole_release(blocks: dict[str, Block], release: Release) -> None:
    content = bundle(blocks["cover"])[MIME]
    assert Release.from_json(json.dumps(content["release"])) == release


def test_cover_shows_the_form(blocks: dict[str, Block]) -> None:
    html = bundle(blocks["cover"])["text/html"]
    for text in ("Dezernat 4", "19.04.2021", "3 Jahre Integrationsmanagement im Alb-Donau-Kreis – Bericht"):
        assert text in html


def test_table_is_accessible_html(blocks: dict[str, Block]) -> None:
    html = bundle(blocks["table"])["text/html"]
    assert "<caption>Themen der Beratungsgespräche</caption>" in html
    assert html.count('scope="col"') == 4
    assert html.count('scope="row"') == 10
    assert "Mehrfachnennungen" in html


@pytest.mark.parametrize("kind", ["chart", "chart_with_notes"])
def test_picture_has_its_text_in_html(blocks: dict[str, Block], kind: str) -> None:
    html = bundle(blocks[kind])["text/html"]
    assert f'alt="{bundle(blocks[kind])["text/plain"]}"' in html
    assert "<figcaption>" in html


def test_html_is_escaped(blocks: dict[str, Block]) -> None:
    assert "endet &lt; 2020" in bundle(blocks["omitted"])["text/html"]


def test_omitted_says_why(blocks: dict[str, Block]) -> None:
    assert "Entfällt in diesem Bericht: der Zeitraum" in bundle(blocks["omitted"])["text/html"]


@pytest.mark.parametrize(("kind", "parts"), [("omitted", 0), ("passage", 1), ("table", 1), ("chart", 1)])
def test_documents_print_every_block_but_the_omitted(blocks: dict[str, Block], kind: str, parts: int) -> None:
    shown = [{"output_type": "display_data", "data": bundle(blocks[name])} for name in ("cover", kind)]
    notebook = {"cells": [{"cell_type": "code", "metadata": {}, "source": "", "outputs": shown}]}
    assert len(outline(notebook).parts) == parts


@pytest.mark.parametrize("block", [Passage("passage", "Text"), Omitted("a", "Grund"), Cover("vorlage", {})])
def test_blocks_are_values(block: Block) -> None:
    assert block == type(block)(*(getattr(block, field.name) for field in fields(block)))
    assert block != Passage("passage", "anders")


def test_same_block_every_time(release: Release) -> None:
    assert table(release, "themen") == table(release, "themen")
    assert bundle(table(release, "themen")) == bundle(table(release, "themen"))
