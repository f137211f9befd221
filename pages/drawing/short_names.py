"""Who says so in few words, for lists, tables and pictures: "Sonavane, NDTV Opinion"; cards and files say it in full (pure)."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pandas as pd

from loaders.schema.formatting import author_text
from loaders.schema.registries import Article

_ACRONYM = re.compile(r"\(([A-Z]{2,8})\)")
_TOLD = ", as told by "


class ShortNames:
    """The short form of every author; an author of one name, and who is only cited, stay as they are."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self._short = {author_text(article): short_author_text(article) for article in articles}

    def of(self, who_says: str) -> str:
        """Sonavane, NDTV Opinion; "Security officials, told by News.Az, citing CNN"."""
        for long, short in self._short.items():
            who_says = who_says.replace(long, short)
        return who_says.replace(_TOLD, ", told by ")

    def in_frame(self, facts: pd.DataFrame) -> pd.DataFrame:
        """The facts with `who_says` in the short form."""
        short = {long: self.of(long) for long in facts["who_says"].unique()}
        return facts.assign(who_says=facts["who_says"].map(short))


def who_say_text(facts: pd.DataFrame) -> str:
    """Everyone who says any of the facts, each once."""
    return "; ".join(facts["who_says"].unique())


def short_author_text(article: Article) -> str:
    """Who speaks in an article, in few words: "Nawaz, CISS"."""
    acronym = _ACRONYM.search(article.publisher)
    publisher = acronym.group(1) if acronym else article.publisher
    surname = f"{article.author.rpartition(' ')[2]}, " if article.author else ""
    return f"{surname}{publisher}" + (f", citing {' and '.join(article.cites)}" if article.cites else "")
