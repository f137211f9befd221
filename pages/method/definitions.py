"""The words of the closed lists with their meanings and an example each, as the method page shows them (pure)."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from html import escape
from typing import Any

import pandas as pd

from loaders.schema.formatting import words_of
from loaders.schema.term import Term
from pages.drawing.fact_lines import CardLink
from pages.drawing.rows import latest_first, place_text

TOLD = {"date_precision": "date_words", "status": "amount_words"}  # what of an example is said after its title


def definitions_html(words: Iterable[Term], names: Mapping[str, str] | None = None, examples: Mapping[str, str] | None = None) -> str:
    """A list of definitions: each word under the name that the screen gives it, its meaning, and an example (HTML) if there is one."""
    told = [((names or {}).get(word, words_of(word)), word.meaning, (examples or {}).get(word)) for word in words]
    rows = (
        f"<dt>{escape(name)}</dt><dd>{escape(meaning)}{f'<span class=second>{example}</span>' if example else ''}</dd>"
        for name, meaning, example in told
    )
    return f"<dl class='card defined'>{''.join(rows)}</dl>"


def examples_of(facts: pd.DataFrame, column: str, link: CardLink) -> dict[str, str]:
    """A fact for each value of a column, the latest first, as a link to its card with what shows the value. facts: unfiltered."""
    first = latest_first(facts[facts[column].notna()]).drop_duplicates(column)
    return {str(row[column]): f"{link(row['id'], row['title'])}{escape(_told(row, column))}" for row in first.to_dict("records")}


def _told(row: Mapping[Hashable, Any], column: str) -> str:
    if column == "geo_precision":
        return f" · {place_text(row['places'], row['places_complete'])}"
    return f" · {row[TOLD[column]]}" if column in TOLD else ""
