"""Numbers planted into the executed notebook."""

import base64
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from imreport.disclosure import Release
from imreport.presentation import MIME
from imreport.publication.audit import Leak, leaks_in

Notebook = dict[str, Any]
Plant = Callable[[Notebook], object]


def cell(kind: str, source: str, *outputs: dict[str, Any]) -> dict[str, Any]:
    made = {"cell_type": kind, "id": "neu", "metadata": {}, "source": source}
    return made | ({"outputs": list(outputs), "execution_count": 1} if kind == "code" else {})


def shown(**data: object) -> dict[str, Any]:
    named = {name.replace("_", "/"): content for name, content in data.items()}
    return cell("code", "", {"output_type": "display_data", "data": named, "metadata": {}})


def adding(made: dict[str, Any]) -> Plant:
    return lambda notebook: notebook["cells"].append(made)


def blocks(notebook: Notebook, kind: str) -> list[dict[str, Any]]:
    outputs = [output for one in notebook["cells"] for output in one.get("outputs", [])]
    return [output for output in outputs if output.get("data", {}).get(MIME, {}).get("kind") == kind]


def table(notebook: Notebook) -> dict[str, Any]:
    """The table of the months, which hides some."""
    return next(one for one in blocks(notebook, "table") if one["data"][MIME]["id"] == "gespraeche_monat")


def change_block(notebook: Notebook) -> None:
    entry = table(notebook)["data"][MIME]["grid"]["rows"][0]["entries"][3]
    assert entry["text"] == "[g]"
    entry.update(text="3", number=3)


def change_cover(notebook: Notebook) -> None:
    tables = blocks(notebook, "cover")[0]["data"][MIME]["release"]["tables"]
    hidden = next(one for table in tables for one in table["cells"] if one["value"] == "[g]")
    hidden["value"] = 3


def change_media(notebook: Notebook, kind: str) -> None:
    data = table(notebook)["data"]
    text = "".join(data[kind])
    assert "[g]" in text
    data[kind] = text.replace("[g]", "3", 1)


def change_passage(notebook: Notebook) -> None:
    data = next(one["data"] for one in blocks(notebook, "passage") if "Gespräche**" in one["data"][MIME]["text"])
    data[MIME]["text"] += " Davon 3 mit Menschen aus Eritrea."


PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n").decode()
PLANTS: dict[str, tuple[Plant, str]] = {
    "metadata": (lambda notebook: notebook["metadata"].update(eritrea=3), "eritrea"),
    "metadata of the kernel": (lambda notebook: notebook["metadata"]["kernelspec"].update(eritrea=3), "eritrea"),
    "metadata of a cell": (lambda notebook: notebook["cells"][0]["metadata"].update(eritrea=3), "Zelle 1, Metadaten"),
    "metadata of an output": (lambda n: blocks(n, "chart")[0]["metadata"].update(eritrea=3), "Ausgabe, Metadaten"),
    "a field of the notebook": (lambda notebook: notebook.update(eritrea=3), "eritrea"),
    "static text": (adding(cell("markdown", "Aus Eritrea stammen 3 Personen.")), "Text"),
    "a comment in code": (adding(cell("code", "x = 1 if True else 2  # Eritrea: 3")), "Kommentar"),
    "a number in code": (adding(cell("code", "eritrea = 3")), "Code"),
    "a text in code": (adding(cell("code", "print('Eritrea: 3')")), "Code"),
    "a passage": (adding(cell("code", "%%passage\nAus Eritrea stammen 3 Personen.")), "Passage"),
    "a comment in a passage": (adding(cell("code", "%%passage\n{# Eritrea: 3 #}")), "Passage, Kommentar"),
    "a placeholder": (adding(cell("code", "%%passage\nEs waren {{ 3 | zahl }} Personen.")), "Platzhalter"),
    "printed text": (adding(cell("code", "", {"output_type": "stream", "name": "stdout", "text": "3\n"})), "Ausgabe"),
    "an error": (adding(cell("code", "", {"output_type": "error", "traceback": ["3"]})), "Ausgabe"),
    "plain text": (adding(shown(text_plain="Eritrea 3")), "text/plain"),
    "html": (adding(shown(text_html="<p>Eritrea 3</p>")), "text/html"),
    "json": (adding(shown(application_json={"eritrea": 3})), "eritrea"),
    "latex": (adding(shown(text_latex="$3$")), "text/latex"),
    "a text of a passage": (change_passage, "Passage"),
    "the content of a table": (change_block, "Block „gespraeche_monat“, grid.rows.0.entries.3"),
    "a name in a table": (lambda n: blocks(n, "table")[0]["data"][MIME]["grid"].update({"3": None}), "grid"),
    "the cover": (change_cover, "Block „vorlage“, tables"),
    "the html of a table": (lambda n: change_media(n, "text/html"), "Zeile „Januar“"),
    "the plain text of a table": (lambda n: change_media(n, "text/plain"), "Zeile „Januar“"),
    "an attachment": (lambda n: n["cells"][0].update(attachments={"a.png": {"image/png": PNG}}), "angehängte"),
    "a foreign picture": (adding(shown(image_png=PNG)), "Bild"),
}  # fmt: skip
UNREADABLE = ("an attachment", "a foreign picture")


@pytest.fixture
def judged(village_folder: Path, village_release: Release) -> Callable[[Plant], list[Leak]]:
    """What the audit says to the notebook after a change."""

    def of(plant: Plant) -> list[Leak]:
        notebook = json.loads((village_folder / "bericht.ipynb").read_text("utf-8"))
        plant(notebook)
        return leaks_in({"bericht.ipynb": json.dumps(notebook).encode()}, village_release)

    return of


@pytest.mark.parametrize("hiding", PLANTS)
def test_a_planted_number_is_found_with_its_place(judged: Callable[[Plant], list[Leak]], hiding: str) -> None:
    plant, place = PLANTS[hiding]
    leaks = judged(plant)
    number = "" if hiding in UNREADABLE else "3"
    where = place.replace("Platzhalter", "Platzhalter")
    assert any(where in leak.place for leak in leaks if leak.number == number), [leak.sentence for leak in leaks]


HONEST = (
    'imreport.chart(report, "staatsangehoerigkeit", named=3)',
    "%%passage\n{% if plaene.gesamt > 3 %}Es gab {{ gespraeche.gesamt | zahl }} Gespräche.{% endif %}",
    "%%passage\nHäufig: {{ spitze(themen, 3) | mit_werten }}, seit {{ zaesur | monat }}.",
    '%%passage\nIm Mai 2019 waren es {{ gespraeche_monat["2019-05"] | zahl }}.',
    "%%passage organisation\n{{ stellen.stichtag | zahl }}",
)


@pytest.mark.parametrize("source", HONEST)
def test_honest_code_is_no_leak(judged: Callable[[Plant], list[Leak]], source: str) -> None:
    assert [leak.sentence for leak in judged(adding(cell("code", source)))] == []
