"""Parts of a Word document that python-docx has no call for: links, bookmarks, repeated heads, page numbers, styles that may be missing."""

from __future__ import annotations

import io
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from pages.brief.house_template import read_template
from pages.drawing.palette import LIGHT, rgb
from pages.drawing.text_layout import escape_control

LINK_STYLE = "Hyperlink"
_FIRST_BOOKMARK = 1000  # ids beyond those that a template has


def new_document(template: bytes | None) -> WordDocument:
    """An empty document: of the styles, page and headers of a template, whose own words are left out, or else of the usual ones on A4.

    TemplateError: the template is no Word document.
    """
    if template is None:
        document = Document()
        _usual_look(document)
    else:
        document = read_template(template, "docx", Document)
        body = document.element.body
        for part in [part for part in body if part.tag != qn("w:sectPr")]:
            body.remove(part)
    if LINK_STYLE not in document.styles:
        link: Any = document.styles.add_style(LINK_STYLE, WD_STYLE_TYPE.CHARACTER)
        link.font.color.rgb, link.font.underline = RGBColor(*rgb(LIGHT.accent)), True
    return document


def _usual_look(document: WordDocument) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)
    usual: Any = document.styles["Normal"]
    usual.font.name, usual.font.size = "Calibri", Pt(10)
    usual.paragraph_format.space_after = Pt(4)
    for name, size in {"Title": 22, "Subtitle": 12, "Heading 1": 14, "Heading 2": 11}.items():
        style: Any = document.styles[name]
        style.font.name, style.font.size, style.font.italic = "Calibri", Pt(size), False
        style.font.color.rgb = RGBColor(*rgb(LIGHT.quiet if name == "Subtitle" else LIGHT.accent))
        for attribute in ("w:asciiTheme", "w:hAnsiTheme"):  # a theme's font outweighs the one that is named
            style.element.rPr.rFonts.attrib.pop(qn(attribute), None)
    borders = document.styles["Table Grid"].element.find(f".//{qn('w:tblBorders')}")
    for border in borders:
        border.set(qn("w:val"), "single" if border.tag in (qn("w:top"), qn("w:bottom"), qn("w:insideH")) else "nil")
        border.set(qn("w:color"), LIGHT.border.removeprefix("#"))


def paragraph(document: WordDocument, words: str = "", style: str = "") -> Paragraph:
    """A paragraph, in the style of that name where the template has it."""
    return document.add_paragraph(escape_control(words), style=style if style and style in document.styles else None)


def after_table(document: WordDocument, words: str = "") -> Paragraph:
    """A paragraph that stands clear of the table before it."""
    made = paragraph(document, words)
    made.paragraph_format.space_before = Pt(6)
    return made


def heading(document: WordDocument, words: str, level: int) -> Paragraph:
    """A heading that navigation and tables of contents know, also where a template lacks the style of its level."""
    style = f"Heading {level}" if level else "Title"
    made = paragraph(document, words, style)
    if style not in document.styles:
        made.runs[0].bold = True
        level_of = OxmlElement("w:outlineLvl")
        level_of.set(qn("w:val"), str(max(level - 1, 0)))
        made._p.get_or_add_pPr().append(level_of)
    return made


def table(document: WordDocument, head: tuple[str, ...], rows: int, widths: tuple[float, ...]) -> Any:
    """A table whose first row is a head that each page repeats. widths: shares of the width between the margins."""
    made: Any = document.add_table(rows + 1, len(head))
    if "Table Grid" in document.styles:
        made.style = "Table Grid"
    made.autofit = False
    section = document.sections[-1]
    room = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
    for column, share in zip(made.columns, widths, strict=True):
        column.width = round(room * share / sum(widths))
    for row in made.rows:
        for cell, column in zip(row.cells, made.columns, strict=True):
            cell.width = column.width
        cannot_split = OxmlElement("w:cantSplit")
        row._tr.get_or_add_trPr().append(cannot_split)
    for cell, words in zip(made.rows[0].cells, head, strict=True):
        fill(cell, words).runs[0].bold = True
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), LIGHT.shade.removeprefix("#"))
        cell._tc.get_or_add_tcPr().append(shade)
    repeated = OxmlElement("w:tblHeader")
    made.rows[0]._tr.get_or_add_trPr().append(repeated)
    return made


def fill(cell: Any, words: str) -> Paragraph:
    """Put words into the first paragraph of a cell."""
    first: Paragraph = cell.paragraphs[0]
    first.paragraph_format.space_before = first.paragraph_format.space_after = Pt(1.5)
    first.add_run(escape_control(words)).font.size = Pt(9)
    return first


def link(within: Paragraph, words: str, address: str = "", bookmark: str = "") -> None:
    """A link to an address, or to a bookmark of the document."""
    element = OxmlElement("w:hyperlink")
    if address:
        element.set(qn("r:id"), within.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    else:
        element.set(qn("w:anchor"), bookmark)
    run = Run(OxmlElement("w:r"), within)
    run.text = escape_control(words)
    story: Any = within.part
    run._r.style = story.document.styles[LINK_STYLE].style_id  # python-docx's own way looks at every style, and takes 5 ms
    run.font.size = next((one.font.size for one in within.runs if one.font.size), None)
    element.append(run._r)
    within._p.append(element)


def bookmark(within: Paragraph, name: str, number: int) -> None:
    """Name a paragraph, so that links lead to it. number: another for each bookmark."""
    for position, tag in ((0, "w:bookmarkStart"), (None, "w:bookmarkEnd")):
        mark = OxmlElement(tag)
        mark.set(qn("w:id"), str(_FIRST_BOOKMARK + number))
        if position is None:
            within._p.append(mark)
        else:
            mark.set(qn("w:name"), name)
            within._p.insert(1 if within._p.pPr is not None else 0, mark)


def picture(document: WordDocument, content: bytes, told: str, share: float = 1.0) -> None:
    """A picture as wide as the text, or a share of that, with its text alternative."""
    section = document.sections[-1]
    room = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
    shape = document.add_picture(io.BytesIO(content), width=round(room * share))
    shape._inline.docPr.set("descr", escape_control(told))


def page_number(within: Paragraph) -> None:
    """The number of the page, as the reader's program counts it."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    run = OxmlElement("w:r")
    field.append(run)
    within._p.append(field)
