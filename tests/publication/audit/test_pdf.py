"""Numbers planted into every hiding place of a PDF are found, and named with their place."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, OutlineItem, Stream, String

from tests.publication.audit.conftest import Caught
from tests.publication.audit.planting import places

Plant = Callable[[pikepdf.Pdf], object]


def font() -> Dictionary:
    return Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)


def draw(pdf: pikepdf.Pdf, text: str) -> None:
    page = pdf.pages[2]
    page.Resources.Font.Extra = pdf.make_indirect(font())
    page.contents_add(Stream(pdf, f"BT /Extra 9 Tf 10 10 Td ({text}) Tj ET".encode()))


def draw_graphic(pdf: pikepdf.Pdf) -> None:
    graphic = Stream(pdf, b"BT /Extra 9 Tf (Eritrea 3) Tj ET")
    graphic.Type, graphic.Subtype, graphic.BBox = Name.XObject, Name.Form, Array([0, 0, 99, 99])
    graphic.Resources = Dictionary(Font=Dictionary(Extra=font()))
    pdf.pages[2].add_resource(graphic, Name.XObject)


def elements(pdf: pikepdf.Pdf, kind: str) -> list[Any]:
    return [thing for thing in pdf.objects if isinstance(thing, Dictionary) and thing.get("/S") == f"/{kind}"]


def figure(pdf: pikepdf.Pdf) -> Any:
    return next(one for one in elements(pdf, "Figure") if "/Alt" in one)


def bookmark(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root.append(OutlineItem("Eritrea 3", 0))


def annotate(pdf: pikepdf.Pdf) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array([0, 0, 9, 9]), Contents=String("Eritrea 3"))
    pdf.pages[0].Annots = pdf.make_indirect(Array([note]))


def fill_in(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm = Dictionary(Fields=Array([Dictionary(FT=Name.Tx, T=String("x"), V=String("3"))]))


def describe(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata() as metadata:
        metadata["pdf:Keywords"] = "Eritrea 3"


PLANTS: dict[str, tuple[Plant, str]] = {
    "a sentence": (lambda pdf: draw(pdf, "Aus Eritrea stammen 3 Personen."), "Seite 3"),
    "a graphic": (draw_graphic, "eingebettete Grafik"),
    "an alternative text": (lambda pdf: setattr(figure(pdf), "Alt", String("Eritrea: 3.")), "Alternativtext"),
    "a text in place of another": (lambda pdf: setattr(figure(pdf), "ActualText", String("nur 3")), "Ersatztext"),
    "a title in the structure": (lambda pdf: setattr(elements(pdf, "H2")[0], "T", String("Eritrea 3")), "schaft T"),
    "the document information": (lambda pdf: pdf.docinfo.__setitem__("/Keywords", "Eritrea 3"), "Keywords"),
    "a property of its own": (lambda pdf: pdf.docinfo.__setitem__("/Eritrea", "3"), "Eritrea"),
    "the metadata": (describe, "Metadaten, Keywords"),
    "a bookmark": (bookmark, "Eigenschaft Title"),
    "an annotation": (annotate, "Anmerkung"),
    "a form field": (fill_in, "Eigenschaft V"),
}  # fmt: skip


def planted(folder: Path, plant: Plant) -> bytes:
    content = io.BytesIO()
    with pikepdf.open(folder / "bericht.pdf") as pdf:
        plant(pdf)
        pdf.save(content)
    return content.getvalue()


@pytest.mark.parametrize("hiding", PLANTS)
def test_a_planted_number_is_found_with_its_place(village_folder: Path, caught: Caught, hiding: str) -> None:
    plant, place = PLANTS[hiding]
    leaks = caught("bericht.pdf", planted(village_folder, plant))
    assert any(place in found for found in places(leaks, "3")), [leak.sentence for leak in leaks]


def test_an_attached_file_is_read(village_folder: Path, caught: Caught) -> None:
    def attach(pdf: pikepdf.Pdf) -> None:
        pdf.attachments["geheim.txt"] = b"Eritrea: 3"

    leaks = caught("bericht.pdf", planted(village_folder, attach))
    assert places(leaks, "3") == ["Anhang „geheim.txt“, Zeile 1"]


def test_an_attached_file_that_cannot_be_read_is_refused(village_folder: Path, caught: Caught) -> None:
    def attach(pdf: pikepdf.Pdf) -> None:
        pdf.attachments["geheim.xyz"] = b"3"

    assert "geheim.xyz" in caught("bericht.pdf", planted(village_folder, attach))[0].sentence


def test_a_number_in_the_table_where_a_hidden_one_stood_is_found(village_folder: Path, caught: Caught) -> None:
    """The codes of the letters of [g] are drawn as those of (3): the same font, the same place."""

    def overwrite(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            fonts = {name: letters(font) for name, font in page.Resources.Font.items()}
            current, changed, instructions = "", False, []
            for operands, operator in pikepdf.parse_content_stream(page):
                current = str(operands[0]) if str(operator) == "Tf" else current
                new = b"" if changed or str(operator) not in ("Tj", "TJ") else secret(operands, fonts[current])
                changed = changed or bool(new)
                drawn = ([Array([String(new)])], pikepdf.Operator("TJ")) if new else (operands, operator)
                instructions.append(drawn)
            if changed:
                page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(instructions))
                return
        pytest.fail("no [g]")

    leaks = caught("bericht.pdf", planted(village_folder, overwrite))
    assert [leak.number for leak in leaks] == ["3"]
    assert "Tabelle" in leaks[0].place


def letters(font: Any) -> dict[str, bytes]:
    pairs = [line.split() for line in font.ToUnicode.read_bytes().decode().splitlines() if line.startswith("<")]
    return {chr(int(pair[1][1:-1], 16)): bytes.fromhex(pair[0][1:-1]) for pair in pairs if len(pair[1]) == 6}


def secret(operands: Any, codes: dict[str, bytes]) -> bytes:
    """The code of a 3, if [g] is drawn."""
    pieces = operands[0] if isinstance(operands[0], Array) else [operands[0]]
    drawn = b"".join(bytes(piece) for piece in pieces if isinstance(piece, String))
    wanted = b"".join(codes.get(letter, b"??") for letter in "[g]")
    return codes["3"] if drawn == wanted else b""


def test_a_pdf_without_structure_is_read_page_by_page(village_folder: Path, caught: Caught) -> None:
    def strip(pdf: pikepdf.Pdf) -> None:
        del pdf.Root.StructTreeRoot
        draw(pdf, "Es waren 3 Frauen.")

    assert "Seite 3" in places(caught("bericht.pdf", planted(village_folder, strip)), "3")


def test_a_pdf_saved_by_another_program_is_no_leak(village_folder: Path, caught: Caught) -> None:
    assert caught("bericht (bearbeitet).pdf", planted(village_folder, lambda pdf: None)) == []


def test_a_file_that_is_no_pdf_is_refused(caught: Caught) -> None:
    assert "sich nicht prüfen lässt" in caught("bericht.pdf", b"%PDF-kaputt")[0].sentence
