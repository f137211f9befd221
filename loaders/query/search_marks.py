"""Where a search stands in a text that a reader sees: the letters to be marked."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from loaders.frames.search_names import Names
from loaders.frames.search_stem import SHORT, stem
from loaders.frames.search_text import fold, words_in
from loaders.frames.search_values import values_in
from loaders.query.search import AT_LEAST_TO_BEGIN
from loaders.query.search_terms import NO_NAMES, Phrase, Term, terms

Span = tuple[int, int]  # first letter, and the one after the last
_TOKEN = re.compile(r"[^\s/,;+&()“”„\"–—:!?]+")


def mark_spans(text: str, wanted: Sequence[Term]) -> list[Span]:
    """What of a text a search found, in order and apart: whole words, also in another form or by another name of the same thing."""
    words, phrases = list(_words(text)), {phrase for term in wanted for phrase in _phrases(term)}
    found = sorted({span for phrase in phrases for span in _standing(words, phrase)} | {*_values(text, phrases)})
    spans: list[Span] = []
    for start, stop in found:
        if spans and start <= spans[-1][1]:
            spans[-1] = spans[-1][0], max(stop, spans[-1][1])
        else:
            spans.append((start, stop))
    return spans


def search_terms_of(q: str, names: Names = NO_NAMES) -> tuple[Term, ...]:
    """The terms of a search, for `mark_spans`."""
    return terms(q, names) if q else ()


def _phrases(term: Term) -> Iterator[Phrase]:
    """What may stand in a text: of a name all its words in a row, as "of" and "the" alone are not the name."""
    for way in term.ways:
        yield from [tuple(word for phrase in way for word in phrase)] if term.name else way


def _values(text: str, phrases: Collection[Phrase]) -> Iterator[Span]:
    """The days, numbers and amounts that are searched, in whatever way the text writes them."""
    for start, stop, value in values_in(text):
        if tuple(value.split()) in phrases:
            yield start, stop


def _words(text: str) -> Iterator[tuple[str, Span]]:
    """The folded words of a text, each with the letters that it is made of: of a hyphened word all parts, of "Pakistan's" one."""
    for token in _TOKEN.finditer(text):
        start = token.start()
        for part in re.finditer(r"[^-‐‑]+", token[0]):
            letters = part[0].rstrip(".'’")
            for word in words_in(fold(letters)):
                yield word, (start + part.start(), start + part.start() + len(letters))


def _standing(words: Sequence[tuple[str, Span]], phrase: Phrase) -> Iterator[Span]:
    """Each place where the words of a phrase follow each other."""
    many = len(phrase)
    for at in range(len(words) - many + 1):
        if all(_alike(words[at + turn][0], wanted, many == 1) for turn, wanted in enumerate(phrase)):
            yield words[at][1][0], words[at + many - 1][1][1]


def _alike(word: str, wanted: str, alone: bool) -> bool:
    """Whether a word is one that is searched, or a form of it; alone: a longer word may begin with it."""
    if word == wanted or (alone and len(wanted) <= SHORT and word == f"{wanted}s"):
        return True
    if not wanted.isalpha() or len(wanted) <= SHORT:
        return False
    return stem(word) == stem(wanted) or (alone and len(wanted) >= AT_LEAST_TO_BEGIN and word.startswith(wanted))
