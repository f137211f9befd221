"""Where articles can be read beside their facts: the operator's own copies, and the way to a passage in them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from urllib.parse import urlencode

import pandas as pd

from loaders.api.settings import settings
from loaders.frames.dataset import Dataset
from loaders.passages.texts import texts_at_hand
from loaders.query.selection import Selection

READ, PASSAGE = "read", "passage"


def readable_articles(dataset: Dataset) -> frozenset[str]:
    """The ids of the articles whose texts are in the folder of the settings; none where no folder is set."""
    return texts_at_hand(settings().articles, dataset.articles)


def reading_address(article: str, kept: Iterable[tuple[str, str]], fact: str = "") -> str:
    """The address of an article's text. kept: the filters it keeps; fact: at the passage that this fact rests on."""
    query = urlencode([*kept, (READ, article), *([(PASSAGE, fact)] if fact else [])])
    return f"./sources?{query}" + (f"#{passage_anchor(fact)}" if fact else "")


def passage_anchor(fact: str) -> str:
    """The name of the place in a text where the first passage of a fact begins."""
    return f"passage-{fact}"


def with_reading_links(facts: pd.DataFrame, readable: Collection[str], selection: Selection) -> pd.DataFrame:
    """The facts with the ways to their passages leading to the texts that can be read here; the others as they were."""
    if not readable or facts.empty:
        return facts
    kept = selection.query()
    passages = [
        tuple((a, n, reading_address(a, kept, fact) if a in readable else url) for a, n, url in of_fact)
        for fact, of_fact in zip(facts["id"], facts["passages"], strict=True)
    ]
    return facts.assign(passages=pd.Series(passages, index=facts.index, dtype="object"))
