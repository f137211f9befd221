"""How facts rest on articles: counts per article, and how many origins are independent (pure)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

import numpy as np
import pandas as pd

from loaders.records import Article
from loaders.words import author_words
from pages.shared.palette import CERTAINTIES, KINDS, kind_signs


@dataclass(frozen=True)
class Tally:
    """What rests on one article: facts, those that no other article supports, and facts by kind."""

    facts: int
    alone: int
    kinds: dict[str, int]
    certainties: dict[str, int]


def tally(facts: pd.DataFrame, article: str) -> Tally:
    """Count the facts of a frame that rest on an article."""
    on_it = facts[np.array([article in articles for articles in facts["articles"]], dtype=bool)]
    alone = sum(articles == (article,) for articles in on_it["articles"])
    return Tally(len(on_it), alone, _counts(on_it["kind"]), _counts(on_it["certainty"]))


def _counts(column: pd.Series) -> dict[str, int]:
    return {str(word): int(n) for word, n in column.value_counts().items() if n}


def independent_origins(articles: Mapping[str, Article]) -> int:
    """Origins, not articles: a text that passes on another's report counts as that one's."""
    return len({frozenset(a.cites) or frozenset({a.publisher}) for a in articles.values()})


def article_html(article: Article, counts: Tally, dark: bool) -> str:
    """An article as a card: who, where, what it passes on, from which perspective, and what rests on it."""
    told = {
        "Publisher": article.publisher,
        "Author": article.author or "not given",
        "Affiliation": article.affiliation,
        "Kind": article.kind.meaning,
        "Chain": f"{article.publisher} citing {' and '.join(article.cites)}" if article.cites else None,
        "Perspective": article.perspective,
        "Published": article.published or f"not given. {article.written_note or ''}",
        "Note": article.note,
    }
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{escape(words)}</dd>" for name, words in told.items() if words)
    url = escape(article.url, quote=True) if article.url else ""
    link = f"<a href='{url}' target='_blank' rel='noopener noreferrer'>open the article</a>" if url else "its address is not known"
    certainties = ", ".join(f"{n} {CERTAINTIES[c]}" for c, n in counts.certainties.items())
    return (
        f"<article class='source'><h2>{escape(author_words(article))}</h2><dl class='card'>{rows}<dt>Address</dt><dd>{link}</dd>"
        f"<dt>Supports</dt><dd><b>{counts.facts}</b> of the facts shown, <b>{counts.alone}</b> of them alone</dd>"
        f"<dt>By certainty</dt><dd>{certainties or 'none shown'}</dd></dl>{_bar_html(counts, dark)}</article>"
    )


def _bar_html(counts: Tally, dark: bool) -> str:
    """How the facts of an article are spread over the kinds, as a bar with its numbers in words below."""
    parts = "".join(
        f"<span style='flex:{n};background:{KINDS[kind].colour(dark)}' title='{n} {KINDS[kind].many} shown'></span>"
        for kind, n in counts.kinds.items()
    )
    words = " · ".join(
        f"<span style='color:{KINDS[k].colour(dark)}'>{kind_signs(k)}</span> {n} {KINDS[k].one if n == 1 else KINDS[k].many}"
        for k, n in counts.kinds.items()
    )
    return f"<div class='spread' aria-hidden='true'>{parts}</div><p class='small'>Shown: {words}</p>" if counts.kinds else ""
