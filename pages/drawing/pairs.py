"""Contradictions as boxes: what two facts disagree about, and both side by side with who says so, where, how firmly (pure)."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import Any

import pandas as pd
from markupsafe import escape

from loaders.query.disputes import Pair
from pages.drawing.fact_lines import CardLink, certainty_html
from pages.drawing.linked_names import LinkedNames, told_line
from pages.drawing.palette import LOOKS, fact_glyph, look_of
from pages.drawing.passage_links import passage_link

MOST = 60
Row = Mapping[Hashable, Any]


def pairs_html(
    pairs: pd.DataFrame,
    facts: pd.DataFrame,
    shown: Iterable[str],
    about: Mapping[Pair, str],
    link: CardLink,
    names: LinkedNames,
    dark: bool,
) -> str:
    """The first pairs of `contradictions`, a box each. facts: all; shown: ids of those that the filters show; about: `disagreements`."""
    told = [about[pair] for pair in zip(pairs["one"], pairs["other"], strict=True)]
    in_order = pairs.assign(about=told).sort_values(["between_articles", "about"], ascending=[False, True], kind="stable")
    seen, drawn = {*shown}, in_order.head(MOST)
    rows = facts[facts["id"].isin([*drawn["one"], *drawn["other"]])].set_index("id", drop=False).to_dict("index")
    boxes = "".join(
        f"<article class='pair'><h3>{escape(pair['about'])}</h3>"
        f"<p class='small'>{'Between articles' if pair['between_articles'] else 'Within one article'}</p><div class='halves'>"
        + "".join(_half(rows[pair[side]], pair[side] in seen, link, names, dark) for side in ("one", "other"))
        + "</div></article>"
        for pair in drawn.to_dict("records")
    )
    more = len(pairs) - MOST
    rest = f"<p class='small'>{more:,} more pairs that involve facts shown: see Links in the table above, or narrow the view.</p>"
    return f"<div class='pairs'>{boxes}</div>{rest if more > 0 else ''}"


def _half(row: Row, shown: bool, link: CardLink, names: LinkedNames, dark: bool) -> str:
    look = look_of(row["kind"], row["incident_class"])
    mark = f"<span class='mark' style='color:{LOOKS[look].colour(dark)}' aria-hidden='true'>{fact_glyph(look, row['certainty'])}</span>"
    where = told_line([row["date_words"], names.where(row)])
    lines = [names.who_says(row), where, _passages(row["passages"], names)]
    lines += [] if shown else ["hidden by the filters"]
    second = "".join(f"<span class='second'>{line}</span>" for line in lines)
    return f"<div class='half'>{mark} <b>{link(row['id'], row['title'])}</b> {certainty_html(row['certainty'])}{second}</div>"


def _passages(passages: Iterable[tuple[str, int, str | None]], names: LinkedNames) -> str:
    """Paragraph 7 with a link to each passage of it; the publisher before it where a fact rests on several articles."""
    by_paragraph: dict[tuple[str, int], list[str]] = {}
    for article, paragraph, url in passages:
        by_paragraph.setdefault((article, paragraph), []).extend([url] if url else [])
    several = len({article for article, _ in by_paragraph}) > 1
    told = []
    for (article, paragraph), urls in by_paragraph.items():
        publisher = names.article(article, names.dataset.articles[article].publisher) if several else ""
        where = f"{publisher}, paragraph {paragraph}" if publisher else f"paragraph {paragraph}"
        told.append(" · ".join([where, *(_link(url, turn) for turn, url in enumerate(urls))]))
    return "; ".join(told)


def _link(url: str, turn: int) -> str:
    words = f"passage {turn + 1}" if turn else "open the passage"
    return passage_link(url, words)
