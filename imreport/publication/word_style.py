"""The look of the Word file and what makes it accessible: page, styles, language, header rows, row headers."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.table import Table
    from docx.text.paragraph import Paragraph

FONT: Final = "Arial"
SMALL_PRINT: Final = "Kleingedrucktes"
LEAD: Final = "Hinführung"
"""The style of a short paragraph before a chart or table: as other text, but on one page with what follows."""
MARGIN_LINE: Final = "Seitenrand"
MARKING_LINE: Final = "Kennzeichnung"
CONTENTS_HEAD: Final = "TOC Heading"
CONTENTS_ENTRY: Final = "TOC 2"
MARGINS_CM: Final = {"left_margin": 2.5, "right_margin": 2.0, "top_margin": 2.2, "bottom_margin": 2.0}
TEXT_CM: Final = 16.5
LONG: Final = 13
"""A table of more rows, its header included, may break across pages, but not within the first or last few rows."""
EDGE: Final = 3
CELL_MARGIN: Final = 80
"""Left and right of a cell's text, in twentieths of a point, as wide as in the PDF."""
GREY: Final = "5A5A5A"
BLUE: Final = "1F5C99"
RED: Final = "8A2B06"

STYLES: Final[Mapping[str, Mapping[str, Any]]] = {
    "Normal": {"size": 10},
    "Body Text": {"size": 10, "before": 3, "after": 5},
    "First Paragraph": {"size": 10, "before": 3, "after": 5},
    "Compact": {"size": 9, "before": 0.5, "after": 0.5},
    "Title": {"size": 16.5, "bold": True, "color": "000000", "before": 0, "after": 10, "left": True},
    "Subtitle": {"size": 10.5, "bold": True, "color": BLUE, "before": 10, "after": 2, "left": True, "caps": True},
    "Heading 1": {"size": 13.5, "bold": True, "color": "000000", "before": 14, "after": 5, "next": True},
    "Heading 2": {"size": 12.5, "bold": True, "color": "000000", "before": 13, "after": 5, "next": True},
    "Heading 3": {"size": 11.5, "bold": True, "color": "000000", "before": 11, "after": 4, "next": True},
    "Heading 4": {"size": 10.5, "bold": True, "color": "000000", "before": 12, "after": 4, "next": True},
    CONTENTS_HEAD: {"size": 13.5, "bold": True, "color": "000000", "before": 14, "after": 5, "next": True},
    CONTENTS_ENTRY: {"size": 10, "before": 1, "after": 1},
    "Captioned Figure": {"before": 10, "after": 2, "next": True},
    "Image Caption": {"size": 9.5, "bold": True, "before": 2, "after": 2, "next": True},
    "Table Caption": {"size": 9.5, "bold": True, "before": 8, "after": 3, "next": True},
    LEAD: {"size": 10, "before": 3, "after": 5, "next": True},
    SMALL_PRINT: {"size": 8, "color": GREY, "before": 2, "after": 6},
    MARGIN_LINE: {"size": 8.5, "color": GREY},
    MARKING_LINE: {"size": 10.5, "bold": True, "color": RED, "before": 6, "after": 6},
    "Formular": {"size": 10, "before": 2, "after": 2},
    "Kreis": {"size": 14, "bold": True, "before": 0, "after": 0},
    "Unterschrift": {"size": 10.5, "before": 18, "after": 0},
}


def style_document(document: "Document", release: Mapping[str, Any]) -> None:
    """Apply page, styles, language, tables, pictures, header and footer."""
    _page(document, release)
    for name, look in STYLES.items():
        if name in [style.name for style in document.styles]:
            _style(document, name, look=look)
    named_style(document, LEAD).next_paragraph_style = document.styles["Body Text"]
    _language(document)
    for table in document.tables:
        _table(table)
    _pictures(document)
    _fields(document)


def _page(document: "Document", release: Mapping[str, Any]) -> None:
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Cm, RGBColor

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    for name, width in MARGINS_CM.items():
        setattr(section, name, Cm(width))
    header, footer = section.header.paragraphs[0], section.footer.paragraphs[0]
    for paragraph in (header, footer):
        paragraph.style = named_style(document, MARGIN_LINE)
        paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(TEXT_CM), WD_TAB_ALIGNMENT.RIGHT)
    header.add_run(f"{release['title']}\t")
    notice = header.add_run(release["notice"])
    notice.bold, notice.font.color.rgb = True, RGBColor.from_string(RED)
    footer.add_run(f"{release['county']}\tSeite ")
    _add_field(footer, "PAGE")
    footer.add_run(" von ")
    _add_field(footer, "NUMPAGES")


def named_style(document: "Document", name: str) -> Any:
    """Return a paragraph style, made if the document lacks it."""
    from docx.enum.style import WD_STYLE_TYPE

    known = [style.name for style in document.styles]
    return document.styles[name] if name in known else document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)


def _add_field(paragraph: "Paragraph", code: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), f" {code} ")
    run = paragraph.add_run("1")
    field.append(run._r)
    paragraph._p.append(field)


def _style(document: "Document", name: str, *, look: Mapping[str, Any]) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt, RGBColor

    style: Any = document.styles[name]
    _font(style)
    if "size" in look:
        style.font.size = Pt(look["size"])
    style.font.bold, style.font.italic = look.get("bold", False), False
    style.font.all_caps = look.get("caps", False)
    if "color" in look:
        style.font.color.rgb = RGBColor.from_string(look["color"])
    spacing = style.paragraph_format
    spacing.space_before, spacing.space_after = Pt(look.get("before", 0)), Pt(look.get("after", 0))
    spacing.keep_with_next = look.get("next", False)
    if look.get("left"):
        spacing.alignment = WD_ALIGN_PARAGRAPH.LEFT


def _font(style: Any) -> None:
    """Set the font for all scripts; theme fonts would win over it."""
    from docx.oxml.ns import qn

    style.font.name = FONT
    fonts = style.element.rPr.rFonts
    for name in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(name), None)
    fonts.set(qn("w:cs"), FONT)


def _language(document: "Document") -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "de-DE")
    for language in document.settings.element.iter(qn("w:themeFontLang")):
        language.set(qn("w:val"), "de-DE")
    hyphenation = OxmlElement("w:autoHyphenation")
    document.settings.element.insert(1, hyphenation)


def _table(table: "Table") -> None:
    """Frame a table; one with a header row gets it repeated, row headers marked, rows and short tables kept whole."""
    from docx.oxml.ns import qn
    from docx.shared import Cm

    is_form = table.rows[0]._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is None
    above = table._tbl.getprevious()
    captioned = is_form or (above is not None and (above.style or "") == "TableCaption")  # prose has tall rows
    _borders(table, box=is_form)
    _look(table, header=not is_form)
    for number, row in enumerate(table.rows):
        _property(row._tr.get_or_add_trPr(), "w:cantSplit")
        kept = _is_kept(number, count=len(table.rows) + (0 if captioned else LONG), is_form=is_form)
        for cell in row.cells:
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.keep_with_next = kept
                if number == 0 and not is_form:
                    _head(cell, paragraph)
    if not is_form:
        grid = table._tbl.tblGrid.gridCol_lst
        total = sum(int(column.w or 0) for column in grid)
        for column in grid:
            column.w = Cm(TEXT_CM * int(column.w or 0) / total)


def _is_kept(number: int, *, count: int, is_form: bool) -> bool:
    """Whether a row stays on a page with what follows: all of a short table, the first and last rows of a long one.

    What follows a table is its small print; what follows a form is another page's business.
    """
    if is_form:
        return number < count - 1
    return count <= LONG or number < EDGE or number >= count - EDGE


def _head(cell: Any, paragraph: "Paragraph") -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for run in paragraph.runs:
        run.bold = True
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", "ECECEC")):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)


def _borders(table: "Table", *, box: bool) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    edge = '<w:{0} w:val="single" w:sz="{1}" w:space="0" w:color="{2}"/>'
    lines = ("top", "left", "bottom", "right") if box else ("top", "bottom", "insideH")
    edges = "".join(
        edge.format(line, 8 if line == "top" and not box else 4, "000000" if box else "808080") for line in lines
    )
    element = parse_xml(f"<w:tblBorders {nsdecls('w')}>{edges}</w:tblBorders>")
    properties = table._tbl.tblPr
    layout = properties.find("{*}tblLayout")
    (layout.addprevious if layout is not None else properties.append)(element)
    sides = "".join(f'<w:{side} w:w="{CELL_MARGIN}" w:type="dxa"/>' for side in ("left", "right"))
    margins = parse_xml(f"<w:tblCellMar {nsdecls('w')}>{sides}</w:tblCellMar>")
    look = properties.find("{*}tblLook")
    (look.addprevious if look is not None else properties.append)(margins)


def _look(table: "Table", *, header: bool) -> None:
    """Say which cells are headers: Word reads the first row and first column out with each cell."""
    from docx.oxml.ns import qn

    look = table._tbl.tblPr.find(qn("w:tblLook"))
    if look is not None:
        for name, value in (
            ("firstRow", str(int(header))),
            ("firstColumn", "1"),
            ("val", "00A0" if header else "0080"),
        ):
            look.set(qn(f"w:{name}"), value)


def _property(parent: "BaseOxmlElement", name: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    if parent.find(qn(name)) is None:
        parent.insert(0, OxmlElement(name))


def _pictures(document: "Document") -> None:
    """Give pictures the width of the text, and put their text in the one place that Word reads."""
    from docx.oxml.ns import qn
    from docx.shared import Cm

    for shape in document.inline_shapes:
        width, height = shape.width, shape.height
        shape.width, shape.height = Cm(TEXT_CM), int(Cm(TEXT_CM) * height / width)
        for inner in shape._inline.iter(qn("pic:cNvPr")):
            inner.set("descr", "")


def _fields(document: "Document") -> None:
    """Name the caption fields as a German Word does, so that its lists of figures and tables find them."""
    from docx.oxml.ns import qn

    for field in document.element.body.iter(qn("w:fldSimple")):
        code = field.get(qn("w:instr"), "")
        field.set(qn("w:instr"), code.replace("SEQ Figure", "SEQ Abbildung").replace("SEQ Table", "SEQ Tabelle"))
