"""What the facts page lists of a view, made once per version and selection and shared by all readers."""

from __future__ import annotations

import pandas as pd

from loaders.dataset import Dataset
from loaders.selection import Selection
from pages.facts.lists import contradictions, contradictions_words, ledger_rows
from pages.shared.drawn_rows import Rows, ready
from pages.shared.kept import kept
from pages.shared.rows import for_width, latest_first
from pages.shared.view import shown_facts


@kept(16)
def drawn_ledger(dataset: Dataset, selection: Selection, narrow: bool) -> Rows:
    """The rows of the ledger, the latest first and undated ones last."""
    facts = latest_first(shown_facts(dataset, selection))
    return ready(for_width(ledger_rows(facts, dataset.facts), narrow), facts["id"])


@kept(16)
def drawn_contradictions(dataset: Dataset, selection: Selection) -> tuple[pd.DataFrame, str]:
    """The pairs of `contradictions`, and how many they are in words; shared, so nobody changes them."""
    pairs = contradictions(shown_facts(dataset, selection), dataset.facts)
    return pairs, contradictions_words(pairs, contradictions(dataset.facts, dataset.facts))
