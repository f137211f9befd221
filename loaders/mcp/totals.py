"""Totals that may be made, and the refusal of those that may not: across stages, sides, or what may be counted twice (pure)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

import pandas as pd

from loaders.frames.dataset import Dataset
from loaders.frames.facts import of_kind
from loaders.mcp.answers import Answer, Filters, claimants, frame, selection_of
from loaders.query.duplicates import NOT_ADDED, duplicate_groups
from loaders.query.selection import select, shown
from loaders.query.stage_totals import StageTotal, totals_by_stage
from loaders.schema.deal_terms import STAGE_LABELS
from loaders.schema.field_types import PEOPLE
from loaders.schema.figures import figures_of
from loaders.schema.formatting import figure_phrase
from loaders.schema.vocabulary import Kind

Measure = Literal["amount_usd", "killed", "facts"]


def total_answer(dataset: Dataset, measure: Measure, filters: Filters) -> Answer:
    """The total of a measure over the facts of a selection, or its parts and why they are not added."""
    selection = selection_of(filters, dataset)
    facts = shown(select(dataset.facts, selection), selection)
    answer = frame(dataset, selection) | {"measure": measure, "total": None, "refused": None}
    if measure == "facts":
        return answer | {"total": len(facts), "told": "Facts are statements, not events: several may tell of one event."}
    return answer | (_money(dataset, facts) if measure == "amount_usd" else _killed(dataset, facts))


def _money(dataset: Dataset, facts: pd.DataFrame) -> Answer:
    """A total within one stage of deals; none across stages."""
    deals = of_kind(facts, Kind.FINANCING_DEAL)
    stages = [stage for stage in totals_by_stage(deals, of_kind(dataset.facts, Kind.FINANCING_DEAL)) if len(stage.deals)]
    parts = [_stage(stage, dataset) for stage in stages]
    if len(stages) > 1:
        why = "Stages are not added: what is of interest, pledged, approved or paid is not the same money. Give the stages apart."
        return {"refused": why, "parts": parts}
    if not stages or stages[0].low_usd is None:
        return {"told": "not stated: no deal shown states an amount in US dollars.", "parts": parts}
    return {"total": _number(stages[0]), "unit": "USD", "parts": parts}


def _stage(stage: StageTotal, dataset: Dataset) -> Answer:
    label = STAGE_LABELS.get(stage.status, stage.status)
    told = [
        {
            "fact": identity,
            "certainty": str(dataset.facts_by_id[identity].certainty),
            "who_says": claimants(dataset.facts_by_id[identity].claimed_by, dataset.facts_by_id[identity], dataset),
        }
        for identity in stage.deals["id"]
    ]
    return {"stage": label, "total": _number(stage), "unit": "USD", "amounts_not_stated": stage.not_stated, "facts": told}


def _number(stage: StageTotal) -> Any:
    """The total of a stage; from and to where claimants or deals differ; None where none is stated."""
    return stage.total_usd if stage.low_usd == stage.high_usd else {"from": stage.low_usd, "to": stage.high_usd}


def _killed(dataset: Dataset, facts: pd.DataFrame) -> Answer:
    """A toll of one side, where no two figures may tell of the same dead; else the figures apart."""
    parts = [part for identity in facts["id"] for part in _tolls(str(identity), dataset)]
    if not parts:
        return {"told": "not stated: no fact shown gives a number of people killed.", "parts": []}
    sides = {tuple(part["who_says"]) for part in parts}
    if len(sides) > 1:
        return {"refused": "Figures of different claimants are not added: each side counts for itself. Give them apart.", "parts": parts}
    told = facts[facts["id"].isin([part["fact"] for part in parts])]
    if len(parts) > 1 and (_overlap(told) or len(duplicate_groups(told["id"], told, NOT_ADDED)) < len(told)):
        return {"refused": "These figures may count the same dead: their dates overlap or are not known. Give them apart.", "parts": parts}
    if any("value" not in part for part in parts):
        return {"refused": "A figure in words has no number to be added. Give them apart.", "parts": parts}
    return {"total": sum(part["value"] for part in parts), "unit": "people", "bounds": [part["bound"] for part in parts], "parts": parts}


def _tolls(identity: str, dataset: Dataset) -> Iterable[Answer]:
    fact = dataset.facts_by_id[identity]
    for figure in figures_of(fact.figures, "killed", PEOPLE):
        yield {
            "fact": identity,
            "in_words": figure_phrase(figure),
            **({"value": figure.value} if figure.value is not None else {}),
            "bound": str(figure.bound),
            "who_says": claimants(figure.claimed_by or fact.claimed_by, fact, dataset),
            "certainty": str(fact.certainty),
        }


def _overlap(facts: pd.DataFrame) -> bool:
    """Whether two facts may be of one day: their spans overlap, or one has an end that is not known."""
    if facts["date_start"].isna().any() or facts["date_end"].isna().any():
        return True
    spans = facts.sort_values("date_start")
    return bool((spans["date_start"].iloc[1:].to_numpy() <= spans["date_end"].iloc[:-1].to_numpy()).any())
