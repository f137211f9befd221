"""How facts rest on articles: counts per article, and how many origins are independent (pure)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from html import escape
from itertools import combinations

import numpy as np
import pandas as pd

from loaders.query.selection import Selection
from loaders.schema.derived_terms import ONE_ARTICLE, SEVERAL_ARTICLES
from loaders.schema.formatting import author_text
from loaders.schema.registries import Article
from pages.components.navigation import counted_link
from pages.drawing.palette import CERTAINTIES, KINDS, count_text, kind_signs


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


def shared_facts(facts: pd.DataFrame, most: int = 20) -> list[tuple[str, str, int]]:
    """Pairs of articles with how many facts of a frame rest on both, the most first; pairs that share none are left out."""
    pairs = Counter(pair for articles in facts["articles"] for pair in combinations(sorted(articles), 2))
    return [(one, other, number) for (one, other), number in pairs.most_common(most)]


def shared_html(facts: pd.DataFrame, articles: Mapping[str, Article], selection: Selection) -> str:
    """How many facts rest on two articles or more, and what each two share; every count leads to its facts."""
    several = sum(len(of_fact) > 1 for of_fact in facts["articles"])
    told = counted_link(several, count_text(several, "fact shown rests", "facts shown rest"), selection, articles=(SEVERAL_ARTICLES,))
    lines = "".join(
        f"<li>{escape(author_text(articles[one]))} and {escape(author_text(articles[other]))} share "
        f"{counted_link(number, count_text(number, 'fact shown', 'facts shown'), selection, all_articles=(one, other))}</li>"
        for one, other, number in shared_facts(facts)
    )
    return f"<p>{told} on two articles or more.</p><ul>{lines}</ul>"


def article_html(article: Article, counts: Tally, dark: bool, selection: Selection) -> str:
    """An article as a card: who, where, what it passes on, from which perspective, and what rests on it; counts lead to their facts."""
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
    on_it = partial(counted_link, selection=selection, all_articles=(article.id,))
    supports = on_it(counts.facts, f"{counts.facts:,}")
    alone = on_it(counts.alone, f"{counts.alone:,}", articles=(ONE_ARTICLE,))
    certainties = ", ".join(on_it(n, f"{n} {CERTAINTIES[c]}", certainty=(c,)) for c, n in counts.certainties.items())
    return (
        f"<article class='source'><h2>{escape(author_text(article))}</h2><dl class='card'>{rows}<dt>Address</dt><dd>{link}</dd>"
        f"<dt>Supports</dt><dd><b>{supports}</b> of the facts shown, <b>{alone}</b> of them alone</dd>"
        f"<dt>By certainty</dt><dd>{certainties or 'none shown'}</dd></dl>{_bar_html(counts, dark, on_it)}</article>"
    )


def _bar_html(counts: Tally, dark: bool, link: Callable[..., str]) -> str:
    """How the facts of an article are spread over the kinds, as a bar with its numbers in words below."""
    told = {kind: count_text(n, KINDS[kind].one, KINDS[kind].many) for kind, n in counts.kinds.items()}
    parts = "".join(
        f"<span style='flex:{n};background:{KINDS[kind].colour(dark)}' title='{told[kind]} shown'></span>"
        for kind, n in counts.kinds.items()
    )
    words = " · ".join(
        f"<span style='color:{KINDS[kind].colour(dark)}'>{kind_signs(kind)}</span> " + link(n, told[kind], kind=(kind,))
        for kind, n in counts.kinds.items()
    )
    return f"<div class='spread' aria-hidden='true'>{parts}</div><p class='small'>Shown: {words}</p>" if counts.kinds else ""
