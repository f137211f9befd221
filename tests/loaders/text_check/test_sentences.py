"""Sentences of our own, and what a check must say of each: half of them are traps."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from loaders.frames.dataset import Dataset
from loaders.text_check.check import check_text
from loaders.text_check.knowledge import Knowledge

TABLE: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "sentences.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def knowledge(dataset: Dataset) -> Knowledge:
    return Knowledge(dataset)


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row["says"][:60])
def test_a_sentence_is_judged_as_the_table_says(row: dict[str, Any], knowledge: Knowledge) -> None:
    (sentence,) = check_text(row["says"], knowledge).sentences
    told = [(mark.words, mark.verdict.value, mark.judgement.reason) for mark in sentence.marks]
    assert (sentence.worst.value if sentence.worst else "none") == row["worst"], told
    found = {mark.words: mark.verdict.value for mark in sentence.marks}
    assert {words: found.get(words) for words in row.get("marks", {})} == row.get("marks", {}), told
    assert bool(sentence.unjudged) or not row.get("unjudged"), told


def test_the_table_has_sixty_sentences_and_half_of_them_are_traps() -> None:
    assert len(TABLE) >= 60
    assert sum("trap" in row for row in TABLE) * 2 >= len(TABLE)
    assert len({row["says"] for row in TABLE}) == len(TABLE)
