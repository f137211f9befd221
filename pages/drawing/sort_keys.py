"""How columns of words sort in a table: each cell carries a key ahead of its words, of which only the words are shown (pure)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import starmap

import pandas as pd

from loaders.schema.deal_terms import STAGE_LABELS

_NUMBER = re.compile(r"(\d[\d,]*)(\.\d+)?(?: (thousand|million|billion|trillion))?")
_SCALES = {"": 1, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_BOUND = re.compile(r": [^\d;]*(?=\d)")  # "killed: over 1,000"


def day_keys(facts: pd.DataFrame) -> list[str]:
    """The days behind each date, 2026-01-01/2026-01-31; empty without a date, which sorts last.

    facts: columns date_start, date_end (NaT where open or none).
    """
    return list(starmap(_days, zip(facts["date_start"], facts["date_end"], strict=True)))


def _days(start: pd.Timestamp, end: pd.Timestamp) -> str:
    """An open end sorts after every end, an open start before every start that shares its end."""
    if pd.isna(start) and pd.isna(end):
        return ""
    first = f"{end:%Y-%m-%d}" if pd.isna(start) else f"{start:%Y-%m-%d}"
    return f"{first}/{'..' if pd.isna(end) else f'{end:%Y-%m-%d}'}"


def number_keys(words: Iterable[str]) -> list[str]:
    """Words with each number written out to one length: 1.25 billion sorts after 400 million, ¶10 after ¶9."""
    return [_NUMBER.sub(_padded, _BOUND.sub(": ", text)) if _NUMBER.search(text) else "" for text in words]


def _padded(found: re.Match[str]) -> str:
    whole, part, scale = found.groups(default="")
    return f"{float(whole.replace(',', '') + part) * _SCALES[scale]:021.3f}"


def amount_keys(amounts: Iterable[float]) -> list[str]:
    """Amounts in US dollars, written out to one length; empty where none is stated, which sorts last."""
    return ["" if pd.isna(amount) else f"{amount:021.2f}" for amount in amounts]


def stage_keys(statuses: Iterable[str]) -> list[str]:
    """The turn of each stage, from interest to money paid."""
    turns = {status: str(turn) for turn, status in enumerate(STAGE_LABELS)}
    return [turns[status] for status in statuses]


def with_keys(keys: Sequence[str], words: Iterable[str]) -> list[str]:
    """What a cell holds: its key and its words, or its words alone."""
    return [f"{key} {text}".strip() for key, text in zip(keys, words, strict=True)]
