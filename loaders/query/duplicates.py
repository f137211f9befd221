"""Which facts may be one thing told twice: groups of facts that are linked, directly or by way of others."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import pandas as pd

from loaders.schema.vocabulary import Link

SAME = (Link.MAY_BE_SAME_AS,)
NOT_ADDED = (Link.MAY_BE_SAME_AS, Link.NOT_ADDITIVE_WITH)


def duplicate_groups(ids: Iterable[str], facts: pd.DataFrame, links: Collection[str] = SAME) -> list[tuple[str, ...]]:
    """The ids in groups that count once, in the order given; most groups hold one id.

    facts: columns id, related; facts that are not among the ids join nothing. links: the relations that join two facts.
    """
    leads = {identity: identity for identity in ids}

    def first(identity: str) -> str:
        while leads[identity] != identity:
            leads[identity] = identity = leads[leads[identity]]
        return identity

    linked = facts.loc[facts["id"].isin(list(leads)), ["id", "related"]]
    for identity, related in zip(linked["id"], linked["related"], strict=True):
        for how, other in related:
            if how in links and other in leads:
                leads[first(other)] = first(identity)
    groups: dict[str, list[str]] = {}
    for identity in leads:
        groups.setdefault(first(identity), []).append(identity)
    return list(map(tuple, groups.values()))


def duplicates_of(facts: pd.DataFrame, links: Collection[str] = SAME) -> dict[str, tuple[str, ...]]:
    """Per fact the others of the frame that it is linked with, whichever of the two says so. facts: columns id, related."""
    found: dict[str, dict[str, None]] = {identity: {} for identity in facts["id"]}
    for identity, related in zip(facts["id"], facts["related"], strict=True):
        for how, other in related:
            if how in links and other in found and other != identity:
                found[identity][other] = found[other][identity] = None
    return {identity: tuple(others) for identity, others in found.items()}
