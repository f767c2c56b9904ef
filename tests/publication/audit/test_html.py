"""Numbers planted into every hiding place of a page are found, and named with their place."""

import base64
from pathlib import Path

import pytest

from tests.publication.audit.conftest import Caught
from tests.publication.audit.planting import Change, before, places, replaced, substituted

HIDDEN: dict[str, tuple[Change, str]] = {
    "a sentence": (before("</main>", "<p>Aus Eritrea stammen <b>3</b> Personen.</p>"), "Text"),
    "a heading": (before("</main>", "<h2>4. Die 3 aus Eritrea</h2>"), "Überschrift"),
    "a comment": (before("</main>", "<!-- Eritrea: 3 -->"), "Kommentar"),
    "a data attribute": (replaced("<main", '<main data-eritrea="3"'), "data-eritrea"),
    "a label": (replaced("<main", '<main aria-label="Eritrea 3"'), "aria-label"),
    "a tooltip": (replaced("<main", '<main title="Eritrea 3"'), "title"),
    "a style": (replaced("<main", '<main style="--eritrea: 3"'), "style"),
    "an identifier": (replaced("<main", '<main id="eritrea-3"'), "id"),
    "a style sheet": (before("</head>", "<style>p::after { content: '3' }</style>"), "style"),
    "a script": (before("</head>", "<script>const eritrea = 3</script>"), "script"),
    "data": (before("</head>", '<script type="application/json">{"eritrea": 3}</script>'), "script"),
    "a template": (before("</main>", "<template><p>Eritrea 3</p></template>"), "Text"),
    "a hidden element": (before("</main>", "<p hidden>Nur 3 aus Eritrea</p>"), "Text"),
    "metadata": (before("</head>", '<meta name="keywords" content="Eritrea 3">'), "content"),
    "the title": (substituted("<title>", "<title>3 aus Eritrea: "), "Titel"),
    "an alternative text": (substituted(r'alt="', 'alt="Eritrea: 3. '), "Alternativtext"),
    "a caption of a chart": (substituted("<figcaption>", "<figcaption>Eritrea: 3. "), "Bildunterschrift"),
    "a caption of a table": (substituted("<caption>(?:<p>)?", r"\g<0>Eritrea: 3. "), "Tabellenüberschrift"),
    "a hidden field": (before("</main>", '<input type="hidden" value="3">'), "value"),
    "a link": (before("</main>", '<a href="https://e.de/?eritrea=3">mehr</a>'), "href"),
    "an inline drawing": (before("</main>", "<svg><title>Eritrea 3</title></svg>"), "Abbildung"),
}


@pytest.mark.parametrize("hiding", HIDDEN)
def test_a_planted_number_is_found_with_its_place(village_folder: Path, caught: Caught, hiding: str) -> None:
    change, place = HIDDEN[hiding]
    page = change((village_folder / "bericht.html").read_text("utf-8"))
    leaks = caught("bericht.html", page.encode())
    assert any(place in found for found in places(leaks, "3")), [leak.sentence for leak in leaks]


def test_a_number_where_a_hidden_one_stood_is_found_in_its_row(village_folder: Path, caught: Caught) -> None:
    page = (village_folder / "bericht.html").read_text("utf-8")
    leaks = caught("bericht.html", substituted(r"\[g\]</td>", "3</td>")(page).encode())
    assert [leak.number for leak in leaks] == ["3"]
    assert "Tabelle 1" in leaks[0].place
    assert "Zeile „2019“" in leaks[0].place


@pytest.mark.parametrize("kind", ["image/svg+xml", "image/png", "application/pdf"])
def test_what_is_embedded_is_read(village_folder: Path, caught: Caught, kind: str) -> None:
    data = base64.b64encode(b"<svg xmlns='http://www.w3.org/2000/svg'><desc>Eritrea 3</desc></svg>").decode()
    page = (village_folder / "bericht.html").read_text("utf-8")
    leaks = caught("bericht.html", before("</main>", f'<img alt="" src="data:{kind};base64,{data}">')(page).encode())
    assert len(leaks) == 1
