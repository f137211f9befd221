"""Brief of a view: one self-contained HTML file that an analyst can send, read without a network and print on A4 (pure)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pandas as pd
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from loaders.frames.dataset import Dataset
from loaders.frames.facts import of_kind
from loaders.query.disputes import contradictions
from loaders.query.selection import Selection, accounting
from loaders.query.stage_totals import totals_by_stage
from loaders.schema.derived_terms import Match
from loaders.schema.formatting import day_text
from loaders.schema.vocabulary import Kind
from pages.brief.facts import cited_articles, fact_lines, open_questions
from pages.drawing.contradictions import contradictions_text
from pages.drawing.palette import MATCHES, count_text
from pages.drawing.rows import kinds_text, latest_first, origins_shown, security_text
from pages.drawing.stage_totals import stage_totals_html
from pages.drawing.tokens import css_tokens_of_files

STYLE = css_tokens_of_files() + Path(__file__).with_name("brief.css").read_text(encoding="utf-8")
LATEST = 4
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


@dataclass(frozen=True, eq=False)
class Brief:
    """What a brief is made of.

    selected: what the filters leave (with `match`); shown: the classes of it that are switched on. words: the selection in
    words. address: where the view can be opened, "" if it is not known. map_svg and timeline_svg: from `map_picture` and
    `timeline_picture`.
    """

    dataset: Dataset
    selection: Selection
    selected: pd.DataFrame
    shown: pd.DataFrame
    words: str
    day: date
    address: str
    map_svg: bytes
    timeline_svg: bytes
    attribution: str


class CountRow(NamedTuple):
    """A line of the accounting."""

    what: str
    which: str
    number: int


def brief_html(brief: Brief) -> str:
    """The brief as HTML: no script, nothing fetched, every text of the data escaped; links lead to passages and to the view."""
    facts, every = latest_first(brief.shown), brief.dataset.facts
    deals, all_deals = (of_kind(frame, Kind.FINANCING_DEAL) for frame in (facts, every))
    missing = len(every) - len(brief.shown)
    return _template().render(
        brief=brief,
        policy=POLICY,
        style=Markup(STYLE),  # noqa: S704 (ours)
        is_web=brief.address.startswith(("http://", "https://")),  # only pages of the web are linked
        about=_about(brief, facts),
        counts=_counts(brief),
        missing=count_text(missing, "fact", "facts") if missing else "",
        latest=facts[facts["date_start"].notna()].head(LATEST).to_dict("records"),
        stages=Markup(stage_totals_html(totals_by_stage(deals, all_deals))),  # noqa: S704 (escaped there)
        contradictions=contradictions_text(contradictions(facts, every), contradictions(every, every)),
        map=_picture(brief.map_svg),
        timeline=_picture(brief.timeline_svg),
        facts=fact_lines(facts, brief.dataset),
        questions=open_questions(facts, brief.dataset),
        articles=cited_articles(facts, brief.dataset),
        shown=count_text(len(brief.shown), "fact", "facts"),
    )


@cache
def _template() -> Template:
    folder = FileSystemLoader(Path(__file__).parent)
    return Environment(
        loader=folder, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    ).get_template("brief.html.jinja")


def _about(brief: Brief, facts: pd.DataFrame) -> Mapping[str, str]:
    """What this is, of which selection, version and day."""
    return {
        "Selection": brief.words,
        "Facts shown": "; ".join(filter(None, [kinds_text(facts), security_text(facts)])),
        "Rests on": origins_shown(facts),
        "Created": day_text(brief.day),
        "Data version": brief.dataset.version,
    }


def _counts(brief: Brief) -> list[CountRow]:
    """Shown, hidden by match type, excluded by the filters; they add up to all facts."""
    counts, total = accounting(brief.selected), len(brief.dataset.facts)
    asked = brief.selection.match
    lines = [CountRow("Shown", "", len(brief.shown))]
    lines += [CountRow("", f"of those shown: {MATCHES[m]}", counts[m]) for m in Match if m in asked and counts[m]]
    timeless = counts["timeless"] if brief.selection.dates and Match.DEFINITE in asked else 0
    lines += [CountRow("Of those shown", "mineral sites, which date filters do not affect", timeless)] if timeless else []
    lines += [CountRow("Hidden", f"{MATCHES[m]}: {_small(m.meaning)}", counts[m]) for m in Match if m not in asked and counts[m]]
    return [
        *lines,
        CountRow("Excluded by the filters", "definitely no match", total - len(brief.selected)),
        CountRow("All facts", "", total),
    ]


def _picture(svg: bytes) -> Markup:
    """An SVG file as a part of the page."""
    text = svg.decode("utf-8")
    return Markup(text[text.index("<svg") :])  # noqa: S704 (drawn here, from escaped words)


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]
