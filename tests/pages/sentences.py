"""Everything that a page says, sentence by sentence, and what is wrong with a sentence on a page whose facts are filtered."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from typing import Any

from google.protobuf.message import Message
from streamlit.testing.v1 import AppTest

from loaders.frames.dataset import Dataset

# What a sentence may not say of the world without its limit: that something is not, is all there is, or is the first or last.
CLAIM = re.compile(r"\b(no|not|none|nobody|nothing|never|only|all|every|each|latest|last|first|earliest|contradicts?)\b|\b0\b", re.I)
COUNT = re.compile(r"\b[\d,]+ (\w+ )?(facts?|deals?|events?|attacks?|measures?|statements?|sites?|contradictions?|questions?)\b", re.I)
INCIDENTS = re.compile(r"\b[\d,]+ (security )?incidents?\b|\bno (security )?incidents?\b", re.I)
LIMIT = re.compile(r"\b(shown|hidden|excluded|filters?|filtered|period shown|of this view|in this view|outside|switched off)\b", re.I)
_NO_WORDS = {"id", "form_id", "icon", "config", "arrow_data", "url", "deferred_file_id", "tag", "type", "format"}
_SPOKEN = re.compile(r"<(?:[^>]*?)\b(?:alt|title|aria-label)='([^']*)'[^>]*>")
_BLOCK = re.compile(r"<dt\b[^>]*>|</?(?:p|li|h\d|tr|ul|ol|dl|div|nav|article|table|caption|text|title)\b[^>]*>")
_ENDS = re.compile(r"(?<=[.?!])\s+|\n|<br>")
_COLOUR = re.compile(r"rgba?\(|#")
_TOGGLE = re.compile(
    r"[\d,]+ (match|may match|no date|no district or province)"
)  # the numbers of the strip, which are those of the filters
_EDGES = r"(end|beginning|start) not( stat\w*| known)?"  # of the date of a fact


def page_texts(app: AppTest) -> Iterator[str]:
    """Every string that an element of the page carries: words, labels, help, alternatives, tooltips, hover texts."""
    for element in _elements(app._tree):
        if isinstance(proto := getattr(element, "proto", None), Message):
            yield from _strings(proto)


def _elements(node: Any) -> Iterator[Any]:
    for child in getattr(node, "children", {}).values():
        yield child
        yield from _elements(child)


def _strings(message: Message) -> Iterator[str]:
    for field, value in message.ListFields():
        if field.name in _NO_WORDS:
            continue
        for one in value if field.is_repeated else [value]:
            if isinstance(one, Message):
                yield from _strings(one)
            elif isinstance(one, str):
                yield from _inside(json.loads(one)) if one[:2] in ('{"', "[{") else [one]


def _inside(content: Any) -> Iterator[str]:
    """The strings of a deck or a figure."""
    if isinstance(content, str) and not _COLOUR.match(content):
        yield content
    elif isinstance(content, dict | list):
        for part in content.values() if isinstance(content, dict) else content:
            yield from _inside(part)


def sentences(texts: Iterator[str], dataset: Dataset) -> set[str]:
    """The sentences of texts; what facts and registries themselves say is taken out, and a row of a list or table is one sentence."""
    return {sentence for text in texts for sentence in _sentences_of(text, dataset)}


@cache
def _sentences_of(text: str, dataset: Dataset) -> frozenset[str]:
    """Those of one text; most texts stand on many pages."""
    spoken = "\n".join(_SPOKEN.findall(text))
    plain = unescape(re.sub(r"<[^>]+>", " ", _BLOCK.sub("\n", text)))
    found = _ENDS.split(_data_words(dataset).sub("…", f"{plain}\n{spoken}".replace("\\", "")))
    return frozenset(" ".join(sentence.split()) for sentence in found) - {""}


@cache
def _data_words(dataset: Dataset) -> re.Pattern[str]:
    """What the data say in their own words: titles, claimants, dates, questions, notes."""
    facts, asked = dataset.facts, dataset.not_stated.values()
    words = {*facts["title"], *facts["summary"], *facts["who_says"], *facts["date_words"], *(t for q in asked for t in (q.asked, q.note))}
    words |= {w for a in dataset.articles.values() for w in (a.title, a.perspective, a.note, a.written_note, a.kind.meaning) if w}
    return re.compile("|".join([_EDGES, *(re.escape(" ".join(w.split())) for w in sorted(words - {"no date"}, key=len, reverse=True))]))


def unlimited(found: set[str], of_all: set[str]) -> list[str]:
    """Sentences that claim or count without their limit; what the page says of all facts too is true whatever the filters."""
    told = (s for s in found - of_all if not _TOGGLE.fullmatch(s))
    return sorted(s for s in told if (CLAIM.search(s) or COUNT.search(s)) and not LIMIT.search(s))
