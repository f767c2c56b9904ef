"""Numbers planted into pictures."""

import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from tests.publication.audit.conftest import Caught
from tests.publication.audit.planting import Change, before, places, replaced, substituted

SVG: dict[str, tuple[Change, str]] = {
    "a title": (before("</svg>", "<title>Eritrea: 3</title>"), "title"),
    "a description": (before("</svg>", "<desc>Eritrea: 3</desc>"), "desc"),
    "metadata": (before("</metadata>", "<eritrea>3</eritrea>"), "eritrea"),
    "a label": (replaced("<svg ", '<svg aria-label="Eritrea 3" '), "aria-label"),
    "a data attribute": (replaced("<svg ", '<svg data-eritrea="3" '), "data-eritrea"),
    "an identifier": (replaced('id="axes_1"', 'id="eritrea-3"'), "id"),
    "a comment": (before("</svg>", "<!-- 3 -->"), ""),
    "a text": (before("</svg>", "<text>3</text>"), ""),
    "a style": (substituted("<style[^>]*>", r"\g<0>a{content:'3'}"), "style"),
}


@pytest.mark.parametrize("hiding", SVG)
def test_a_number_planted_into_an_svg_is_found(village_folder: Path, caught: Caught, hiding: str) -> None:
    change, place = SVG[hiding]
    drawing = change((village_folder / "diagramme" / "02-themen.svg").read_text("utf-8"))
    leaks = caught("diagramme/02-themen.svg", drawing.encode())
    assert any(place in found for found in places(leaks, "3")), [leak.sentence for leak in leaks]


def test_a_number_drawn_where_a_hidden_one_stood_is_found(village_folder: Path, caught: Caught) -> None:
    """The comments and glyphs say what is drawn; other months have that number."""
    drawing = (village_folder / "diagramme" / "01-gespraeche-monat.svg").read_text("utf-8")
    leaks = caught("diagramme/01-gespraeche-monat.svg", replaced("<!-- [g] -->", "<!-- 3 -->")(drawing).encode())
    assert [leak.number for leak in leaks] == ["3"]


def test_glyphs_that_draw_another_number_than_their_comment_says_are_found(
    village_folder: Path, caught: Caught
) -> None:
    drawing = (village_folder / "diagramme" / "02-themen.svg").read_text("utf-8")
    change = substituted(
        r'(<!-- 73 -->.*?href="#LiberationSans-)1a("[^>]*>.*?href="#LiberationSans-)16', r"\g<1>1a\g<2>1c"
    )
    assert [leak.number for leak in caught("diagramme/02-themen.svg", change(drawing).encode())] == ["79"]


def with_text(path: Path, *, packed: bool) -> bytes:
    info = PngInfo()
    info.add_text("Comment", "Eritrea: 3", zip=packed)
    content = io.BytesIO()
    with Image.open(path) as picture:
        picture.save(content, "PNG", pnginfo=info)
    return content.getvalue()


@pytest.mark.parametrize("packed", [False, True])
def test_a_number_in_a_text_chunk_is_found(village_folder: Path, caught: Caught, packed: bool) -> None:
    """The pixels are those of the report, only packed anew."""
    leaks = caught("diagramme/02-themen.png", with_text(village_folder / "diagramme" / "02-themen.png", packed=packed))
    assert [leak.number for leak in leaks] == ["3"]
    assert "Textfeld" in leaks[0].place


def test_a_number_in_an_international_text_chunk_is_found(village_folder: Path, caught: Caught) -> None:
    content = (village_folder / "diagramme" / "02-themen.png").read_bytes()
    data = b"iTXtTitle\0\1\0de\0\0" + zlib.compress(b"Eritrea 3")
    chunk = struct.pack(">I", len(data) - 4) + data + struct.pack(">I", zlib.crc32(data))
    leaks = caught("diagramme/02-themen.png", content[:33] + chunk + content[33:])
    assert [leak.number for leak in leaks] == ["3"]


def test_what_follows_a_picture_is_refused(village_folder: Path, caught: Caught) -> None:
    content = (village_folder / "diagramme" / "02-themen.png").read_bytes()
    assert "Anhängsel" in caught("diagramme/02-themen.png", content + b"Eritrea 3")[0].sentence


def test_a_picture_of_another_report_is_refused(report_folder: Path, caught: Caught) -> None:
    content = (report_folder / "diagramme" / "05-themen.png").read_bytes()
    assert "das nicht aus diesem Bericht stammt" in caught("diagramme/02-themen.png", content)[0].sentence
