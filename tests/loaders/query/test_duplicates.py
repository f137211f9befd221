"""Groups of facts that may be one thing told twice."""

from __future__ import annotations

import pandas as pd
import pytest

from loaders.query.duplicates import NOT_ADDED, SAME, duplicate_groups, duplicates_of

FACTS = pd.DataFrame(
    {
        "id": ["a", "b", "c", "d", "e"],
        "related": [
            (("may_be_same_as", "b"),),
            (("may_be_same_as", "c"), ("concerns", "e")),
            (),
            (("not_additive_with", "a"), ("may_be_same_as", "gone")),
            (("may_be_same_as", "e"),),
        ],
    }
)


@pytest.mark.parametrize(
    ("ids", "links", "groups"),
    [
        ("abcde", SAME, [("a", "b", "c"), ("d",), ("e",)]),
        ("abcde", NOT_ADDED, [("a", "b", "c", "d"), ("e",)]),
        ("ac", SAME, [("a",), ("c",)]),
        ("da", NOT_ADDED, [("d", "a")]),
        ("ax", SAME, [("a",), ("x",)]),
        ("aa", SAME, [("a",)]),
        ("", SAME, []),
    ],
)
def test_linked_facts_are_one_group_whichever_of_them_says_so(ids: str, links: tuple[str, ...], groups: list[tuple[str, ...]]) -> None:
    assert duplicate_groups(ids, FACTS, links) == groups


def test_the_others_of_a_fact_are_those_it_names_and_those_that_name_it() -> None:
    assert duplicates_of(FACTS) == {"a": ("b",), "b": ("a", "c"), "c": ("b",), "d": (), "e": ()}
    assert duplicates_of(FACTS, NOT_ADDED)["a"] == ("b", "d")
