"""Brief of a view: one self-contained HTML file that an analyst can send, read without a network and print on A4 (pure)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path

import pandas as pd

from loaders.frames.dataset import Dataset
from loaders.frames.facts import of_kind
from loaders.query.disputes import contradictions
from loaders.query.selection import Selection, accounting
from loaders.query.stage_totals import totals_by_stage
from loaders.schema.derived_terms import Match
from loaders.schema.formatting import day_text
from loaders.schema.vocabulary import Kind
from pages.brief.facts import facts_html, latest_html, not_stated_html, sources_html
from pages.drawing.contradictions import contradictions_text
from pages.drawing.palette import MATCHES, count_text
from pages.drawing.rows import kinds_text, latest_first, security_text
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


def brief_html(brief: Brief) -> str:
    """The brief as HTML: no script, nothing fetched, every text of the data escaped; links lead to passages and to the view."""
    title = f"Minerals and conflict in Pakistan’s west: {brief.words}"
    facts = latest_first(brief.shown)
    deals = of_kind(facts, Kind.FINANCING_DEAL)
    every = brief.dataset.facts
    parts = [
        _head(brief, facts),
        _accounting(brief),
        _section("latest", "The latest dated facts shown", _latest(facts)),
        _section("money", "Money by stage", _ladder(deals, of_kind(every, Kind.FINANCING_DEAL))),
        _section("disputed", "Contradictions", f"<p>{escape(_contradictions(facts, every))}</p>"),
        _section("map", "Map of the facts shown", _picture(brief.map_svg)),
        _section("timeline", "Timeline of the facts shown", _picture(brief.timeline_svg)),
        _section("facts", "The facts shown, the latest first", facts_html(facts, brief.dataset)),
        _section("not-stated", "Open questions near these facts: not answered by the articles", not_stated_html(facts, brief.dataset)),
        _section("sources", "Sources", sources_html(facts, brief.dataset)),
        _foot(brief),
    ]
    return (
        "<!DOCTYPE html>\n<html lang='en'>\n<head>\n<meta charset='utf-8'>\n"
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        "<meta name='viewport' content='width=device-width, initial-scale=1'>\n<meta name='referrer' content='no-referrer'>\n"
        f"<title>{escape(title)}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n{''.join(parts)}</main>\n</body>\n</html>\n"
    )


def _head(brief: Brief, facts: pd.DataFrame) -> str:
    """What this is, of which selection, version and day, and how to read it."""
    told = {
        "Selection": brief.words,
        "Facts shown": "; ".join(filter(None, [kinds_text(facts), security_text(facts)])),
        "Created": day_text(brief.day),
        "Data version": brief.dataset.version,
    }
    rows = "".join(f"<dt>{name}</dt><dd>{escape(words)}</dd>" for name, words in told.items())
    rows += f"<dt>Link</dt><dd>{_link(brief.address)}</dd>"
    return (
        "<header><p class='kicker'>Brief of a view</p><h1>Minerals and conflict in Pakistan’s west</h1>"
        f"<dl class='about'>{rows}</dl><p class='note'>Every entry is what a source says, with who says it; none of it has been verified "
        "here. Dates and places are as exact as the source and no more. Numbers in brackets lead to the sources.</p></header>\n"
    )


def _accounting(brief: Brief) -> str:
    """Shown, held back by class, outside the filters; they add up to all facts."""
    counts, total = accounting(brief.selected), len(brief.dataset.facts)
    lines = [("Shown", "", len(brief.shown))]
    lines += [("", f"of those shown: {MATCHES[m]}", counts[m]) for m in Match if m in brief.selection.match and counts[m]]
    timeless = counts["timeless"] if brief.selection.dates and Match.DEFINITE in brief.selection.match else 0
    lines += [("Of those shown", "mineral sites, which date filters do not affect", timeless)] if timeless else []
    lines += [("Hidden", f"{MATCHES[m]}: {_small(m.meaning)}", counts[m]) for m in Match if m not in brief.selection.match and counts[m]]
    lines += [("Excluded by the filters", "definitely no match", total - len(brief.selected)), ("All facts", "", total)]
    rows = "".join(f"<tr><th scope='row'>{a}</th><td>{escape(b)}</td><td class='number'>{n:,}</td></tr>" for a, b, n in lines)
    table = f"<table class='counts'><caption>Facts in this brief</caption><tbody>{rows}</tbody></table>"
    missing = total - len(brief.shown)
    where = f"<p class='note'>{count_text(missing, 'fact', 'facts')} hidden or excluded; each with its reason at {_link(brief.address)}</p>"
    return _section("accounting", "What is shown and what is not", table + where * bool(missing))


def _link(address: str) -> str:
    """The address of the view as a link; only pages of the web are linked."""
    if not address.startswith(("http://", "https://")):
        return escape(address or "not available")
    return f"<a href='{escape(address, quote=True)}' rel='noopener noreferrer'>{escape(address)}</a>"


def _latest(facts: pd.DataFrame) -> str:
    """The first lines of the list of facts, without those that have no date."""
    dated = facts[facts["date_start"].notna()].head(LATEST)
    return latest_html(dated) if len(dated) else "<p>No dated fact is shown.</p>"


def _contradictions(facts: pd.DataFrame, every: pd.DataFrame) -> str:
    return contradictions_text(contradictions(facts, every), contradictions(every, every))


def _ladder(deals: pd.DataFrame, every: pd.DataFrame) -> str:
    return (
        "<p>Totals are per stage and are never added together: approved money has not been paid. "
        "An amount that is not stated is never counted as 0.</p>" + stage_totals_html(totals_by_stage(deals, every))
    )


def _picture(svg: bytes) -> str:
    """An SVG file as a part of the page."""
    text = svg.decode("utf-8")
    return f"<figure>{text[text.index('<svg') :]}</figure>"


def _section(name: str, title: str, content: str) -> str:
    return f"<section id='{name}' aria-labelledby='{name}-title'><h2 id='{name}-title'>{title}</h2>{content}</section>\n"


def _foot(brief: Brief) -> str:
    return (
        f"<footer><p>{escape(brief.attribution)}</p><p>Facts: CC BY 4.0. The articles belong to their publishers and are not part of this "
        f"file. Cite as: Minerals and conflict in Pakistan’s west, data version {escape(brief.dataset.version)}, brief of "
        f"{day_text(brief.day)}: {escape(brief.words)}, {count_text(len(brief.shown), 'fact', 'facts')} shown.</p></footer>\n"
    )


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]
