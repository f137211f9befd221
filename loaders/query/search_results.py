"""What came of a search, for pages and the data API: as what the words were found, open questions, and the nearest search."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from loaders.frames.dataset import Dataset
from loaders.frames.search_index import question_texts
from loaders.frames.search_names import IN_FRAME
from loaders.frames.search_text import search_columns
from loaders.query.search import found_by, names_of
from loaders.query.search_terms import terms
from loaders.query.search_told import found_text, nearest_search
from loaders.query.selection import Selection, select, shown
from loaders.schema.registries import NotStated


@dataclass(frozen=True)
class Findings:
    """words: as what and where each word was found. questions: open ones that hold the words. offered: others to search for."""

    words: tuple[str, ...] = ()
    questions: tuple[NotStated, ...] = ()
    offered: tuple[str, ...] = ()


def findings(dataset: Dataset, facts: pd.DataFrame, selection: Selection) -> Findings:
    """What came of a search; facts: those found, with whatever other filters leave. Nothing without a search.

    What is offered instead shows something with the other filters of the selection.
    """
    if not (q := selection.q):
        return Findings()
    if not terms(q):
        return Findings(words=("a search needs a letter or a digit",))
    offered = () if len(facts) else tuple(nearest_search(dataset.facts, q, _without_search(dataset, selection)))
    return Findings(tuple(found_text(facts, q)), questions_found(dataset, q), offered)


def _without_search(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    return shown(select(dataset.facts, replace(selection, q="")), selection)


def questions_found(dataset: Dataset, q: str) -> tuple[NotStated, ...]:
    """The open questions that hold every word of a search, in themselves or in the names of the places near them."""
    questions = list(dataset.not_stated.values())
    texts = [search_columns([question_texts(one), _place_names(one, dataset)]) for one in questions]
    frame = pd.DataFrame(texts, columns=["search_words", "search_stems"], dtype="str")
    frame.attrs[IN_FRAME] = names_of(dataset.facts)
    return tuple(one for one, found in zip(questions, found_by(frame, q), strict=True) if found)


def _place_names(question: NotStated, dataset: Dataset) -> list[str]:
    return [name for i in question.places for name in (dataset.places[i].name, *dataset.places[i].aliases)]
