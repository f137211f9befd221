"""A view as slides: one for the map, one for the timeline, each with three facts, who says so, and the sources in the notes (pure)."""

from __future__ import annotations

import io
from datetime import datetime, time
from typing import Any

import pandas as pd
from PIL import Image
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import PP_ALIGN
from pptx.util import Emu, Inches, Length, Pt

from loaders.schema.derived_terms import YES
from pages.brief.content import TITLE, Brief, Picture, accounting_text, latest_dated
from pages.brief.dossiers import OWN_WORDS, Section, dossiers_of
from pages.brief.facts import FactRow, cited_articles, fact_rows
from pages.brief.house_template import read_template, undated
from pages.drawing.alt_text import whole_text
from pages.drawing.palette import LIGHT, rgb
from pages.drawing.rows import latest_first
from pages.drawing.text_layout import escape_control

FACTS = 3
WIDTH, HEIGHT = Inches(13.333), Inches(7.5)  # 16:9
_TITLE_LETTERS = 110
_EDGE = 0.04  # of the width of a slide
_TOP, _BOTTOM = 0.17, 0.9  # of its height: where title ends and foot begins
_PICTURE = 0.56  # of the width between the edges


def brief_pptx(brief: Brief, template: bytes | None = None) -> bytes:
    """The view as a .pptx file. template: a PowerPoint file whose masters are taken, without its slides.

    The pictures of the brief are PNG. Raises TemplateError where the template cannot be read.
    """
    slides = Presentation() if template is None else read_template(template, "pptx", Presentation)
    if template is None:
        slides.slide_width, slides.slide_height = WIDTH, HEIGHT
    else:
        _without_slides(slides)
    told = slides.core_properties
    told.title, told.author, told.subject = TITLE, "Minerals and conflict dashboard", escape_control(brief.words)[:255]
    told.comments, told.last_modified_by, told.revision = f"Data version {brief.dataset.version}", "", 1
    told.created = told.modified = datetime.combine(brief.day, time())
    placed = brief.shown[brief.shown["has_place"] == YES]
    _slide(slides, brief, "Map", brief.map, latest_first(placed).head(FACTS), "The latest of the facts shown in a district or province")
    _slide(slides, brief, "Timeline", brief.timeline, latest_dated(brief.shown, FACTS), "The latest of the facts shown that have a date")
    for dossier in dossiers_of(brief):
        for section in dossier.sections:
            _dossier_slide(slides, brief, dossier.title, section)
    buffer = io.BytesIO()
    slides.save(buffer)
    return undated(buffer.getvalue())


def _without_slides(slides: Any) -> None:
    listed = slides.element.sldIdLst
    for one in list(listed):
        slides.part.drop_rel(one.rId)
        listed.remove(one)


def _dossier_slide(slides: Any, brief: Brief, title: str, section: Section) -> None:
    """A section of a dossier: its sentences, each with the facts that bear it out."""
    slide = slides.slides.add_slide(_layout(slides))
    width, height = slides.slide_width, slides.slide_height
    left, room, top = Emu(round(width * _EDGE)), Emu(round(width * (1 - 2 * _EDGE))), Emu(round(height * _TOP))
    _title(slide, f"{title}: {section.heading}", left, room, top)
    frame = slide.shapes.add_textbox(left, top, room, Emu(round(height * (_BOTTOM - _TOP)))).text_frame
    frame.word_wrap = True
    _run(frame.paragraphs[0], OWN_WORDS, 12, LIGHT.quiet)
    for sentence in section.sentences:
        line = frame.add_paragraph()
        line.space_before = Pt(12)
        _run(line, sentence.text, 18, LIGHT.ink)
        _run(frame.add_paragraph(), sentence.rests_on, 12, LIGHT.quiet)
    slide.notes_slide.notes_text_frame.text = escape_control(f"Data version {brief.dataset.version}. {brief.licence}")


def _slide(slides: Any, brief: Brief, name: str, drawn: Picture, facts: pd.DataFrame, which: str) -> None:
    slide = slides.slides.add_slide(_layout(slides))
    width, height = slides.slide_width, slides.slide_height
    left, room = Emu(round(width * _EDGE)), round(width * (1 - 2 * _EDGE))
    top, bottom = round(height * _TOP), round(height * _BOTTOM)
    title = f"{name}: {whole_text(brief.shown)}"
    _title(slide, title if len(title) <= _TITLE_LETTERS else f"{title[: _TITLE_LETTERS - 2].rstrip()} …", left, Emu(room), Emu(top))
    _picture(slide, drawn, left, top, round(room * _PICTURE), bottom - top)
    beside = left + round(room * (_PICTURE + 0.02))
    rows = fact_rows(facts, brief.dataset)
    _facts(slide, rows, which, Emu(beside), Emu(top), Emu(left + room - beside), Emu(bottom - top))
    foot = slide.shapes.add_textbox(left, Emu(bottom), Emu(room), Emu(round(height * 0.08))).text_frame
    foot.word_wrap = True
    said = f"Selection: {brief.words}. {accounting_text(brief)}. Data version {brief.dataset.version}. Each entry is what a source says."
    _run(foot.paragraphs[0], said, 10, LIGHT.quiet)
    slide.notes_slide.notes_text_frame.text = escape_lines(_notes(brief, rows, facts, drawn))


def _layout(slides: Any) -> Any:
    """The layout with a title alone, by its name or by what it holds; else the last one that has a title, else any."""
    layouts = list(slides.slide_layouts)
    titled = [layout for layout in layouts if any(p.placeholder_format.idx == 0 for p in layout.placeholders)]
    named = [layout for layout in titled if layout.name == "Title Only"]
    alone = [layout for layout in titled if sum(p.placeholder_format.idx < 10 for p in layout.placeholders) == 1]
    return next(iter([*named, *alone, *titled[::-1], *layouts]))


def _title(slide: Any, words: str, left: Length, width: Length, bottom: Length) -> None:
    for other in [p for p in slide.placeholders if p.placeholder_format.idx != 0]:
        other.element.getparent().remove(other.element)  # an empty one would ask to be clicked
    box = slide.shapes.title or slide.shapes.add_textbox(left, Emu(0), width, bottom)
    box.left, box.top, box.width, box.height = left, Emu(round(bottom * 0.12)), width, Emu(round(bottom * 0.8))
    box.text_frame.word_wrap = True
    box.text_frame.text = escape_control(words)
    line = box.text_frame.paragraphs[0]
    line.alignment, line.runs[0].font.size = PP_ALIGN.LEFT, Pt(24)


def _picture(slide: Any, drawn: Picture, left: int, top: int, width: int, height: int) -> None:
    """The picture as large as its room allows, its text alternative with it."""
    with Image.open(io.BytesIO(drawn.content)) as image:
        share = min(width / image.width, height / image.height)
        size = round(image.width * share), round(image.height * share)
    shape = slide.shapes.add_picture(io.BytesIO(drawn.content), Emu(left + (width - size[0]) // 2), Emu(top), Emu(size[0]), Emu(size[1]))
    shape.element.nvPicPr.cNvPr.set("descr", escape_control(drawn.text))


def _facts(slide: Any, rows: list[FactRow], which: str, left: Length, top: Length, width: Length, height: Length) -> None:
    frame = slide.shapes.add_textbox(left, top, width, height).text_frame
    frame.word_wrap = True
    _run(frame.paragraphs[0], which if rows else f"{which}: none", 12, LIGHT.quiet)
    for fact in rows:
        line = frame.add_paragraph()
        line.space_before = Pt(14)
        _run(line, fact.title, 17, LIGHT.ink, bold=True)
        _run(frame.add_paragraph(), f"{fact.claimants} · {fact.certainty}", 13, LIGHT.accent)
        _run(frame.add_paragraph(), f"{fact.date} · {fact.place} · {''.join(f'[{n}]' for n in fact.sources)}", 13, LIGHT.quiet)


def _run(line: Any, words: str, size: int, colour: str, bold: bool = False) -> None:
    run = line.add_run()
    run.text, run.font.size, run.font.bold = escape_control(words), Pt(size), bold
    run.font.color.rgb = RGBColor(*rgb(colour))  # type: ignore[no-untyped-call]


def _notes(brief: Brief, rows: list[FactRow], facts: pd.DataFrame, drawn: Picture) -> list[str]:
    """What the speaker has: the sources of the facts on the slide by their numbers, what the picture shows, where all of it is."""
    lines = ["Sources of the facts on this slide:"] if rows else ["No fact on this slide."]
    for article in cited_articles(facts, brief.dataset):
        for passage in article.passages:
            where = passage.url or "address not known"
            lines.append(f"[{passage.number}] {article.title}, {article.about}, paragraph {passage.paragraph}: {where}")
    return [*lines, "", drawn.text, f"The view with all its sources: {brief.address or 'address not known'}", brief.licence]


def escape_lines(lines: list[str]) -> str:
    """Lines without characters that XML cannot hold."""
    return "\n".join(map(escape_control, lines))
