"""What the facts page lists of a view, made once per version and selection and shared by all readers."""

from __future__ import annotations

import pandas as pd

from loaders.dataset import Dataset
from loaders.selection import Selection
from pages.facts.lists import contradictions, ledger_rows
from pages.shared.drawn_rows import Rows, ready
from pages.shared.kept import kept
from pages.shared.rows import for_width, latest_first
from pages.shared.sorting import day_keys
from pages.shared.view import shown_facts


@kept(16)
def drawn_ledger(dataset: Dataset, selection: Selection, narrow: bool) -> Rows:
    """The rows of the ledger, the latest first and undated ones last."""
    facts = latest_first(shown_facts(dataset, selection))
    return ready(for_width(ledger_rows(facts, dataset.facts), narrow), facts["id"], {"Date": day_keys(facts)})


@kept(16)
def drawn_contradictions(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """The pairs of `contradictions`; shared, so nobody changes them."""
    return contradictions(shown_facts(dataset, selection), dataset.facts)
