"""What a reader searches for, found in the facts: all words occur, phrases in quotes in order, and told where and as what."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from loaders.frames.search_index import FIELDS
from loaders.frames.search_text import NAME, NEXT_FIELD, SHORT, fold, joined_words, stem, with_values, words_in

_AT_LEAST_TO_BEGIN = 5  # letters: a shorter word does not find the longer ones that begin with it
_MOST_FORMS = 3
Mask = npt.NDArray[np.bool_]
_PIECE = re.compile(r'"([^"]*)"|([^\s"]+)')


@dataclass(frozen=True)
class Term:
    """One word or phrase that must occur: as the reader wrote it, and the sequences of words any of which will do."""

    written: str
    ways: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Named:
    """A place or an actor with its other names, as a search tells of it."""

    what: str
    name: str
    aliases: tuple[str, ...]


@lru_cache(maxsize=256)
def terms(q: str) -> tuple[Term, ...]:
    """The words and phrases of a search; none where it holds no letter and no digit."""
    found = (_term(quoted or bare, bool(quoted)) for quoted, bare in _PIECE.findall(_valued(fold(q))))
    return tuple(dict.fromkeys(term for term in found if term.ways))


def _valued(folded: str) -> str:
    """Scaled numbers as their values, but for those in quotes."""
    return "".join(part if i % 2 else with_values(part) for i, part in enumerate(re.split(r'("[^"]*")', folded)))


def _term(text: str, quoted: bool) -> Term:
    words = tuple(words_in(text))
    joined = () if quoted else tuple((word,) for word in joined_words(text))
    return Term(f'"{text}"' if quoted else text, tuple(way for way in (words, *joined) if way))


def found_by(facts: pd.DataFrame, q: str) -> Mask:
    """Which facts hold every word of a search; also those whose article's or publisher's whole name it is. No word, no fact.

    facts: columns search_words, search_stems of `loaders.frames.search_text.search_columns`.
    """
    wanted = terms(q)
    keep = np.full(len(facts), bool(wanted))
    for term in wanted:
        keep &= _any(facts, (text for way in term.ways for text in _texts(way)))
    whole = words_in(fold(q))
    return keep | _any(facts, [_name(whole)]) if len(whole) > 1 else keep


def _any(facts: pd.DataFrame, texts: Iterable[tuple[str, str]]) -> Mask:
    found = np.zeros(len(facts), dtype=bool)
    for column, text in texts:
        found |= facts[column].str.contains(text, regex=False).to_numpy(dtype=bool)
    return found


def _texts(way: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The column and the text that must stand in it, any of them; short words and numbers only whole."""
    yield "search_words", f" {' '.join(way)} "
    if len(way) > 1:
        yield "search_stems", f" {' '.join(map(stem, way))} "
        yield _name(way)
        return
    word = way[0]
    yield "search_words", f" {NAME * 2}{word}{NAME * 2} "
    if not word.isalpha():
        return
    if len(word) <= SHORT:
        yield "search_words", f" {word}s "
        return
    yield "search_stems", f" {stem(word)} "
    if len(word) >= _AT_LEAST_TO_BEGIN:
        yield "search_words", f" {word}"


def _name(words: Iterable[str]) -> tuple[str, str]:
    return "search_words", f"{NAME}{NAME.join(words)}{NAME}"


def where_found(facts: pd.DataFrame, q: str) -> list[tuple[str, ...]]:
    """For each fact, the FIELDS in which words of the search stand."""
    texts = [text for term in terms(q) for way in term.ways for text in _texts(way)]
    texts += [_name(whole)] if len(whole := words_in(fold(q))) > 1 else []
    rows = zip(facts["search_words"], facts["search_stems"], strict=True)
    return [tuple(name for name, field in _fields_of(row) if any(text in field[column] for column, text in texts)) for row in rows]


def _fields_of(row: tuple[str, str]) -> Iterator[tuple[str, dict[str, str]]]:
    words, stems = (column.split(f" {NEXT_FIELD} ") for column in row)
    yield from ((name, {"search_words": f" {w} ", "search_stems": f" {s} "}) for name, w, s in zip(FIELDS, words, stems, strict=True))


def found_words(facts: pd.DataFrame, q: str, named: Iterable[Named]) -> list[str]:
    """What was matched, in words: "“noshki” found as Nushki (place)", "“casualties” found as “casualty”", and in which fields.

    facts: those found. named: the things that they refer to.
    """
    if facts.empty or not terms(q):
        return []
    things, whole = _by_other_name(named), tuple(words_in(fold(q)))
    told = [f"“{q}” found as {things[whole]}"] if len(whole) > 1 and whole in things else []
    told += [words for term in terms(q) if (words := _found_as(facts, term, things))]
    fields = Counter(field for row in where_found(facts, q) for field in row)
    return [*told, "found in " + ", ".join(f"{name} ({number:,})" for name, number in fields.most_common())]


def _by_other_name(named: Iterable[Named]) -> dict[tuple[str, ...], str]:
    """Each other name, as its words, with the names of the things that it means."""
    found: dict[tuple[str, ...], list[str]] = {}
    for thing in named:
        for alias in thing.aliases:
            found.setdefault(tuple(words_in(fold(alias))), []).append(f"{thing.name} ({thing.what})")
    return {words: " or ".join(dict.fromkeys(things)) for words, things in found.items()}


def _found_as(facts: pd.DataFrame, term: Term, things: Mapping[tuple[str, ...], str]) -> str:
    """As what a word was found, where that is not as the reader wrote it."""
    if thing := next((things[way] for way in term.ways if way in things), None):
        return f"“{term.written}” found as {thing}"
    if any(len(way) > 1 for way in term.ways):
        return ""
    (word,) = term.ways[0]
    begins = len(word) >= _AT_LEAST_TO_BEGIN and word.isalpha()
    words = Counter(w for text in facts["search_words"] for w in {*text.split()} if w != word)
    forms = [w for w, _ in words.most_common() if stem(w) == stem(word) or (begins and w.startswith(word))]
    also = "also " if facts["search_words"].str.contains(f" {word} ", regex=False).any() else ""
    return f"“{term.written}” found {also}as {', '.join(f'“{form}”' for form in forms[:_MOST_FORMS])}" if forms else ""


def nearest_search(facts: pd.DataFrame, q: str) -> list[str]:
    """Searches like one that finds nothing, each of which finds something: with a word mended, or without one of several."""
    pieces = re.findall(r'"[^"]*"|[^\s"]+', "".join('"' if c in "“”„«»" else c for c in q))
    tried = [q.replace('"', " ")] if '"' in "".join(pieces) else []
    tried += [" ".join((*pieces[:i], word, *pieces[i + 1 :])) for i, piece in enumerate(pieces) for word in _near_words(facts, piece)]
    tried += [" ".join(pieces[:i] + pieces[i + 1 :]) for i in reversed(range(len(pieces))) if len(pieces) > 1]
    return [other for other in dict.fromkeys(" ".join(one.split()) for one in tried) if terms(other) and found_by(facts, other).any()][:3]


def _near_words(facts: pd.DataFrame, piece: str) -> list[str]:
    """The words of the data most like one that stands in no fact."""
    if found_by(facts, piece).any() or not (words := words_in(fold(piece))):
        return []
    known = {word for text in facts["search_words"] for word in text.split() if word.isalpha() and len(word) > SHORT}
    begun = sorted(word for word in known if word.startswith(words[0]))[:1]
    return [*begun, *get_close_matches(words[0], sorted(known), n=1, cutoff=0.75)]
