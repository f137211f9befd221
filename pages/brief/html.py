"""Brief of a view: one self-contained HTML file that an analyst can send, read without a network and print on A4 (pure)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from pages.brief.content import MONEY, NOTE, TITLE, Brief, about_brief, count_rows, disputed_text, latest_dated, money_by_stage
from pages.brief.dossiers import OWN_WORDS, dossiers_of
from pages.brief.facts import cited_articles, fact_lines, open_questions
from pages.drawing.stage_totals import stage_totals_html
from pages.drawing.tokens import css_tokens_of_files

STYLE = css_tokens_of_files() + Path(__file__).with_name("brief.css").read_text(encoding="utf-8")
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


def brief_html(brief: Brief) -> str:
    """The brief as HTML: no script, nothing fetched, every text of the data escaped; links lead to passages and to the view."""
    facts = brief.facts
    return _template().render(
        brief=brief,
        title=TITLE,
        note=NOTE,
        money=MONEY,
        policy=POLICY,
        style=Markup(STYLE),  # noqa: S704 (ours)
        about=about_brief(brief),
        counts=count_rows(brief),
        latest=latest_dated(facts).to_dict("records"),
        stages=Markup(stage_totals_html(money_by_stage(brief))),  # noqa: S704 (escaped there)
        contradictions=disputed_text(brief),
        map=_picture(brief.map.content),
        timeline=_picture(brief.timeline.content),
        facts=fact_lines(facts, brief.names),
        dossiers=dossiers_of(brief),
        own_words=OWN_WORDS,
        questions=open_questions(facts, brief.dataset),
        names=brief.names,
        articles=cited_articles(facts, brief.dataset),
    )


@cache
def _template() -> Template:
    folder = FileSystemLoader(Path(__file__).parent)
    return Environment(
        loader=folder, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    ).get_template("brief.html.jinja")


def _picture(svg: bytes) -> Markup:
    """An SVG file as a part of the page."""
    text = svg.decode("utf-8")
    return Markup(text[text.index("<svg") :])  # noqa: S704 (drawn here, from escaped words)
