"""Brief of a view as a Word document: pictures, a table of facts, numbered sources, in styles that a template replaces (pure)."""

from __future__ import annotations

import io
from datetime import datetime, time
from typing import Any

from docx.document import Document as WordDocument
from docx.shared import Pt

from loaders.schema.deal_terms import STAGE_LABELS
from loaders.schema.formatting import day_text
from pages.brief.content import (
    MONEY,
    NOTE,
    TITLE,
    Brief,
    about_brief,
    accounting_text,
    count_rows,
    disputed_text,
    hidden_reasons,
    money_by_stage,
)
from pages.brief.facts import FactRow, cited_articles, fact_rows, open_questions
from pages.brief.house_template import undated
from pages.brief.word_dossiers import add_dossiers
from pages.brief.word_parts import after_table, bookmark, fill, heading, link, new_document, page_number, paragraph, picture, table
from pages.drawing.palette import count_text
from pages.drawing.stage_totals import stage_notes, stage_total_text
from pages.drawing.text_layout import escape_control

MOST_FACTS, MOST_HIDDEN = 400, 200  # rows of a document that is still read; what is left out is counted and linked
_FACT_COLUMNS = ("Date", "What is said", "Where", "Who says so", "Certainty")
_WIDTHS = (2.4, 5.4, 2.6, 4.2, 2.4)


def brief_docx(brief: Brief, template: bytes | None = None) -> bytes:
    """The brief as a .docx file. template: a Word file whose styles, page, headers and footers are taken.

    The pictures of the brief are PNG. Raises TemplateError where the template cannot be read.
    """
    document = new_document(template)
    _properties(document, brief)
    if template is None:
        foot = document.sections[0].footer.paragraphs[0]
        foot.add_run(f"{TITLE} · data version {brief.dataset.version} · {day_text(brief.day)} · page ")
        page_number(foot)
    _head(document, brief)
    _counts(document, brief)
    _pictures(document, brief)
    _facts(document, brief)
    _money(document, brief)
    add_dossiers(document, brief)
    _questions(document, brief)
    _sources(document, brief)
    _hidden(document, brief)
    after_table(document, brief.attribution)
    paragraph(document, brief.licence)
    buffer = io.BytesIO()
    document.save(buffer)
    return undated(buffer.getvalue())


def _properties(document: WordDocument, brief: Brief) -> None:
    told = document.core_properties
    made = datetime.combine(brief.day, time())
    told.title, told.author, told.last_modified_by = TITLE, "Minerals and conflict dashboard", ""
    told.subject, told.comments = escape_control(brief.words)[:255], f"Data version {brief.dataset.version}"
    told.created, told.modified, told.language, told.revision = made, made, "en", 1


def _head(document: WordDocument, brief: Brief) -> None:
    heading(document, TITLE, 0)
    paragraph(document, f"Brief of a view: {brief.words}", "Subtitle")
    for name, words in about_brief(brief).items():
        line = paragraph(document)
        line.add_run(f"{name}: ").bold = True
        line.add_run(escape_control(words))
    line = paragraph(document)
    line.add_run("Link: ").bold = True
    _address(line, brief)
    paragraph(document, NOTE)


def _address(line: Any, brief: Brief) -> None:
    if brief.is_web:
        link(line, brief.address, brief.address)
    else:
        line.add_run(escape_control(brief.address) or "not available")


def _counts(document: WordDocument, brief: Brief) -> None:
    heading(document, "What is shown and what is not", 1)
    paragraph(document, f"{accounting_text(brief)}.")
    rows = count_rows(brief)
    made = table(document, ("Facts", "Which", "Number"), len(rows), (4.0, 10.0, 2.0))
    for row, told in zip(made.rows[1:], rows, strict=True):
        _fill(row, (told.what, told.which, f"{told.number:,}"))
    if brief.missing:
        line = after_table(document, f"{brief.missing} hidden or excluded; each with its reason at")
        line.add_run(" ")
        _address(line, brief)


def _pictures(document: WordDocument, brief: Brief) -> None:
    for name, drawn in (("Map", brief.map), ("Timeline", brief.timeline)):
        heading(document, f"{name} of the facts shown", 1).paragraph_format.page_break_before = name == "Map"
        picture(document, drawn.content, drawn.text, 0.82 if name == "Map" else 1.0)


def _facts(document: WordDocument, brief: Brief) -> None:
    heading(document, "The facts shown, the latest first", 1).paragraph_format.page_break_before = True
    rows = fact_rows(brief.facts.head(MOST_FACTS), brief.dataset)
    if not rows:
        paragraph(document, "No fact is shown.")
        return
    if (more := len(brief.shown) - MOST_FACTS) > 0:
        others = count_text(more, "more fact stands", "more facts stand")
        paragraph(document, f"The latest {MOST_FACTS:,}; {others} in the files of this view.")
    made = table(document, _FACT_COLUMNS, len(rows), _WIDTHS)
    for row, fact in zip(made.rows[1:], rows, strict=True):
        _fact(row.cells, fact)


def _fact(cells: Any, fact: FactRow) -> None:
    fill(cells[0], fact.date)
    title = fill(cells[1], fact.title)
    for number in fact.sources:
        title.add_run(" ")
        link(title, f"[{number}]", bookmark=f"source_{number}")
    for cell, words in zip(cells[2:], (fact.place, fact.claimants, fact.certainty), strict=True):
        fill(cell, words)


def _money(document: WordDocument, brief: Brief) -> None:
    heading(document, "Money by stage", 1)
    paragraph(document, MONEY)
    stages = money_by_stage(brief)
    made = table(document, ("Stage", "Total", "What it is of"), len(stages), (3.0, 6.0, 7.0))
    for row, stage in zip(made.rows[1:], stages, strict=True):
        _fill(row, (STAGE_LABELS[stage.status], stage_total_text(stage), " · ".join(stage_notes(stage))))
    heading(document, "Contradictions", 1)
    paragraph(document, disputed_text(brief))


def _questions(document: WordDocument, brief: Brief) -> None:
    heading(document, "Open questions near these facts: not answered by the articles", 1)
    questions = open_questions(brief.facts, brief.dataset)
    if not questions:
        paragraph(document, "None near these facts.")
        return
    made = table(document, ("Question", "What the texts give"), len(questions), (8.0, 8.0))
    for row, question in zip(made.rows[1:], questions, strict=True):
        _fill(row, (question.asked, question.note))


def _sources(document: WordDocument, brief: Brief) -> None:
    heading(document, "Sources", 1)
    articles = cited_articles(brief.facts.head(MOST_FACTS), brief.dataset)
    if not articles:
        paragraph(document, "No source: no fact is shown.")
    for article in articles:
        heading(document, article.title, 2)
        paragraph(document, f"{article.about}. Perspective: {article.perspective}")
        for passage in article.passages:
            line = paragraph(document, f"[{passage.number}] paragraph {passage.paragraph}: “{passage.first} … {passage.last}”")
            line.paragraph_format.left_indent, line.paragraph_format.first_line_indent = Pt(22), Pt(-22)
            line.paragraph_format.space_after = Pt(1)
            bookmark(line, f"source_{passage.number}", passage.number)
            line.add_run(" ")
            if passage.url:
                link(line, "open the passage", passage.url)
            else:
                line.add_run("(address not known)")


def _hidden(document: WordDocument, brief: Brief) -> None:
    """What the match types hide, by the reason."""
    hidden = hidden_reasons(brief)
    if not hidden:
        return
    by_reason: dict[str, list[str]] = {}
    for _, title, why in hidden[:MOST_HIDDEN]:
        by_reason.setdefault(why, []).append(title)
    heading(document, "Hidden by match type, and why", 1)
    made = table(document, ("Why", "Facts that the filters leave and the match types hide"), len(by_reason), (4.5, 11.5))
    for row, (why, titles) in zip(made.rows[1:], by_reason.items(), strict=True):
        _fill(row, (why, "; ".join(titles)))
    if (more := len(hidden) - MOST_HIDDEN) > 0:
        after_table(document, f"{count_text(more, 'more fact is', 'more facts are')} hidden; the link at the top leads to each.")


def _fill(row: Any, words: tuple[str, ...]) -> None:
    for cell, told in zip(row.cells, words, strict=True):
        fill(cell, told)
