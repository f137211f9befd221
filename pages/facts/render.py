"""What the facts page lists of a view, made once per version and selection and shared by all readers."""

from __future__ import annotations

import pandas as pd

from loaders.frames.cache import kept
from loaders.frames.dataset import Dataset
from loaders.history.as_of import ledger_of
from loaders.history.ledger import Ledger
from loaders.history.questions import watched_questions
from loaders.query.disputes import Pair, Question, contradictions, disagreements, disputed_questions
from loaders.query.search import where_found
from loaders.query.search_results import questions_found
from loaders.query.selection import Selection
from loaders.schema.diagnostics import DataError
from pages.drawing.contradictions import contradictions_text
from pages.drawing.linked_names import LinkedNames
from pages.drawing.rows import for_width, latest_first
from pages.drawing.sort_keys import day_keys
from pages.facts.lists import ledger_rows, questions_html
from pages.state.table_cache import TableData, to_arrow_table
from pages.state.view import shown_facts


@kept(16)
def drawn_ledger(dataset: Dataset, selection: Selection, narrow: bool) -> TableData:
    """The rows of the ledger, the latest first and undated ones last; after a search also in which fields its words stand."""
    facts = latest_first(shown_facts(dataset, selection))
    rows = ledger_rows(facts, dataset.facts)
    if selection.q:
        rows["Found in"] = [", ".join(fields) for fields in where_found(facts, selection.q)]
    return to_arrow_table(for_width(rows, narrow), facts["id"], {"Date": day_keys(facts)})


@kept(16)
def drawn_questions(dataset: Dataset, selection: Selection) -> str:
    """The open questions as HTML, in full; after a search those that hold its words."""
    found = {one.id for one in questions_found(dataset, selection.q)} if selection.q else {*dataset.not_stated}
    try:
        ledger = ledger_of(dataset)
    except DataError:
        ledger = Ledger()
    asked = [one for one in watched_questions(dataset, ledger) if one.record.id in found]
    return questions_html(asked, len(dataset.not_stated), dataset.facts_by_id, LinkedNames(dataset), selection)


@kept(16)
def drawn_contradictions(dataset: Dataset, selection: Selection) -> tuple[pd.DataFrame, str]:
    """The pairs of `contradictions`, and how many they are in words; shared, so nobody changes them."""
    pairs = contradictions(shown_facts(dataset, selection), dataset.facts)
    return pairs, contradictions_text(pairs, contradictions(dataset.facts, dataset.facts))


@kept(1)
def all_disagreements(dataset: Dataset) -> dict[Pair, str]:
    """What each pair of facts that contradict each other disagrees about; shared, so nobody changes it."""
    return disagreements(dataset.facts_by_id)


@kept(1)
def all_questions(dataset: Dataset) -> list[Question]:
    """The disputed questions of all facts; shared, so nobody changes it."""
    return disputed_questions(dataset.facts, dataset.facts_by_id, tuple(dataset.not_stated.values()))
