"""How facts rest on articles: counts per article, and how many origins are independent (pure)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from loaders.records import Article


@dataclass(frozen=True)
class Tally:
    """What rests on one article: facts, those that no other article supports, and facts by kind."""

    facts: int
    alone: int
    kinds: dict[str, int]


def tally(facts: pd.DataFrame, article: str) -> Tally:
    """Count the facts of a frame that rest on an article."""
    on_it = facts[[article in articles for articles in facts["articles"]]]
    kinds = {str(kind): int(n) for kind, n in on_it["kind"].value_counts().items() if n}
    return Tally(len(on_it), sum(articles == (article,) for articles in on_it["articles"]), kinds)


def independent_origins(articles: Mapping[str, Article]) -> int:
    """Origins, not articles: a text that passes on another's report counts as that one's."""
    return len({frozenset(a.cites) or frozenset({a.publisher}) for a in articles.values()})
