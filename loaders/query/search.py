"""What a reader searches for, found in the facts: all words occur, phrases in quotes in order, and in which fields they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from loaders.frames.search_index import FIELDS
from loaders.frames.search_names import IN_FRAME, Names
from loaders.frames.search_stem import SHORT, irregular, stem
from loaders.frames.search_text import NAME, NEXT_FIELD, fold, words_in
from loaders.query.search_terms import NO_NAMES, Phrase, terms

AT_LEAST_TO_BEGIN = 5  # letters: a shorter word does not find the longer ones that begin with it
Mask = npt.NDArray[np.bool_]
Text = tuple[str, str]  # a column and what must stand in it


def names_of(facts: pd.DataFrame) -> Names:
    """The names that a facts frame knows."""
    found: Names = facts.attrs.get(IN_FRAME, NO_NAMES)
    return found


def found_by(facts: pd.DataFrame, q: str) -> Mask:
    """Which facts hold every word of a search; also those whose article's or publisher's whole name it is. No word, no fact.

    A name stands for its place or actor: whichever of its names is asked for, the same facts are found.

    facts: columns search_words, search_stems of `loaders.frames.search_text.search_columns`; in `attrs` the Names.
    """
    wanted = terms(q, names_of(facts))
    keep = np.full(len(facts), bool(wanted))
    columns = {name: facts[name].tolist() for name in ("search_words", "search_stems")}  # Python looks into texts faster than Arrow

    @cache
    def holds(text: Text) -> Mask:
        column, words = text
        found: Mask = np.fromiter((words in row for row in columns[column]), dtype=bool, count=len(facts))
        return found

    def holds_any(texts: Iterable[Text]) -> Mask:
        found: Mask = np.logical_or.reduce([np.zeros(len(facts), dtype=bool), *map(holds, texts)])
        return found

    for term in wanted:
        keep &= np.logical_or.reduce([np.logical_and.reduce([holds_any(_texts(phrase)) for phrase in way]) for way in term.ways])
    return keep | holds_any(_whole(q))


def _texts(phrase: Phrase) -> Iterator[Text]:
    """The column and the text that must stand in it, any of them; short words and numbers only whole."""
    yield "search_words", f" {' '.join(phrase)} "
    if len(phrase) > 1:
        yield "search_stems", f" {' '.join(map(stem, phrase))} "
        yield _name(phrase)
        return
    word = phrase[0]
    yield "search_words", f" {NAME * 2}{word}{NAME * 2} "
    if not word.isalpha():
        return
    if len(word) <= SHORT:
        yield "search_words", f" {word}s "
    if len(word) > SHORT or irregular(word):
        yield "search_stems", f" {stem(word)} "
    if len(word) >= AT_LEAST_TO_BEGIN:
        yield "search_words", f" {word}"


def _whole(q: str) -> list[Text]:
    words = words_in(fold(q))
    return [_name(words)] if len(words) > 1 else []


def _name(words: Iterable[str]) -> Text:
    return "search_words", f"{NAME}{NAME.join(words)}{NAME}"


def where_found(facts: pd.DataFrame, q: str) -> list[tuple[str, ...]]:
    """For each fact that a search finds, the FIELDS in which its words stand."""
    ways = [[tuple(_texts(phrase)) for phrase in way] for term in terms(q, names_of(facts)) for way in term.ways]
    ways.append([tuple(_whole(q))])
    phrases = {*(phrase for way in ways for phrase in way)}
    rows = zip(facts["search_words"], facts["search_stems"], strict=True)
    return [tuple(_standing(dict(_fields_of(row)), ways, phrases)) for row in rows]


def _standing(fields: dict[str, dict[str, str]], ways: list[list[tuple[Text, ...]]], phrases: set[tuple[Text, ...]]) -> Iterator[str]:
    """The fields that hold a part of a way of which the fact holds every part."""
    at = {p: {name for name, field in fields.items() if any(text in field[column] for column, text in p)} for p in phrases}
    found = {name for way in ways if all(at[phrase] for phrase in way) for phrase in way for name in at[phrase]}
    yield from (name for name in FIELDS if name in found)


def _fields_of(row: Text) -> Iterator[tuple[str, dict[str, str]]]:
    words, stems = (column.split(f" {NEXT_FIELD} ") for column in row)
    yield from ((name, {"search_words": f" {w} ", "search_stems": f" {s} "}) for name, w, s in zip(FIELDS, words, stems, strict=True))
