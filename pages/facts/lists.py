"""Contradictions between facts, and what the articles leave open, as frames (pure)."""

from __future__ import annotations

import pandas as pd

from loaders.dataset import Dataset


def contradictions(shown: pd.DataFrame, facts: pd.DataFrame) -> pd.DataFrame:
    """Pairs linked `contradicts` of which at least one is shown: one, one_title, one_says, other, other_title, other_says."""
    titles = facts.set_index("id")[["title", "who_says"]]
    seen = set(shown["id"])
    pairs = {
        tuple(sorted((identity, other)))
        for identity, related in zip(facts["id"], facts["related"], strict=True)
        for how, other in related
        if how == "contradicts" and {identity, other} & seen
    }
    rows = [(a, *titles.loc[a], b, *titles.loc[b]) for a, b in sorted(pairs)]
    return pd.DataFrame(rows, columns=["one", "one_title", "one_says", "other", "other_title", "other_says"])


def not_stated_rows(dataset: Dataset) -> pd.DataFrame:
    """Question, What the texts give, Facts near it."""
    facts = dataset.facts_by_id
    return pd.DataFrame(
        [(n.asked, n.note, "; ".join(facts[i].title for i in n.facts)) for n in dataset.not_stated.values()],
        columns=["Question", "What the texts give", "Facts near it"],
    )
