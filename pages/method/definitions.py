"""The words of the closed lists with their meanings, as the method page shows them (pure)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

from loaders.schema.formatting import words_of
from loaders.schema.term import Term


def definitions_html(words: Iterable[Term], names: Mapping[str, str] | None = None) -> str:
    """A list of definitions: each word under the name that the screen gives it, with its meaning from the vocabulary."""
    told = [((names or {}).get(word, words_of(word)), word.meaning) for word in words]
    return f"<dl class='card'>{''.join(f'<dt>{escape(name)}</dt><dd>{escape(meaning)}</dd>' for name, meaning in told)}</dl>"
