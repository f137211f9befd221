"""What is made once for all readers: shared while the data stay, and let go when they change."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable
from pathlib import Path

import pytest

from loaders.api.served_data import store
from loaders.query.selection import Selection
from pages.state.view import shown_facts


def test_former_data_are_let_go_with_all_that_was_made_of_them(
    tiny_data: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[Path, str, str], None]
) -> None:
    monkeypatch.setenv("FACTS_DATA", str(tiny_data))
    former = store().dataset
    assert former is not None
    assert shown_facts(former, Selection()) is shown_facts(former, Selection())
    gone, version = weakref.ref(former), former.version
    del former
    facts = tiny_data / "facts/security_incidents.yaml"
    change(facts, "certainty: ", "certainty:  ")
    assert (now := store().dataset) is not None
    assert now.version == version
    gc.collect()
    assert gone() is None


def test_a_store_tells_of_other_data_once_and_a_look_at_it_does_nothing_else(
    tiny_data: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[Path, str, str], None]
) -> None:
    monkeypatch.setenv("FACTS_DATA", str(tiny_data))
    told: list[str] = []
    store().on_publish.append(lambda: told.append("published"))
    frozen = gc.get_freeze_count()
    for _ in range(3):
        store()
    assert (told, gc.get_freeze_count()) == ([], frozen)
    change(tiny_data / "facts/context.yaml", "certainty: ", "certainty:  ")
    for _ in range(3):
        store()
    assert told == ["published"]
    (tiny_data / "facts/context.yaml").write_text("[")
    assert store().problems
    assert told == ["published"]
