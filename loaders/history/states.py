"""The facts as recorded versions had them, and what of a view entered, changed and left between two of them, each with its reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pandas as pd
from pydantic import ValidationError

from loaders.frames.dataset import Dataset
from loaders.frames.facts import facts_frame
from loaders.history.ledger import Ledger
from loaders.query.selection import Selection, select, shown
from loaders.schema.canonical import field_changes, record_content
from loaders.schema.derived_terms import Match
from loaders.schema.kinds import FACT_FILES
from loaders.schema.records import Fact
from loaders.yaml.document import YamlFile
from loaders.yaml.folder import Records, SourcedRecord

Contents = Mapping[str, Mapping[str, Any] | None]
Matches = Mapping[str, str]
_MODELS: dict[str, type[Fact]] = {model.kind.value: model for model in FACT_FILES.values()}
ADDED = "added to the data"
_REGISTRIES = ("articles", "actors", "places", "routes", "not_stated", "retired")


@dataclass(frozen=True)
class ViewChange:
    """What became of a fact in a view. why: in words, a line each. possible: it only may be within the view."""

    id: str
    title: str
    what: Literal["entered", "changed", "left"]
    why: tuple[str, ...]
    possible: bool = False


def fact_states(ledger: Ledger) -> list[dict[str, Mapping[str, Any] | None]]:
    """Per version, the oldest first, its facts by id; None where a ledger of former times does not keep how a fact was."""
    if not ledger.versions:
        return []
    found: list[dict[str, Mapping[str, Any] | None]] = [dict(ledger.latest)]
    for version in reversed(ledger.versions[1:]):
        before = {i: content for i, content in found[-1].items() if i not in version.added}
        before |= {identity: version.before.get(identity) for identity in (*version.changed, *version.removed)}
        found.append(before)
    return found[::-1]


def present_state(dataset: Dataset) -> dict[str, Mapping[str, Any] | None]:
    """The facts of today's data, recorded or not."""
    return {identity: record_content(fact) for identity, fact in dataset.facts_by_id.items()}


def view_of_state(state: Contents, dataset: Dataset, selection: Selection) -> Matches:
    """Per fact of a state that a selection shows, its class of match."""
    rows = shown(select(frame_of_state(state, dataset), selection), selection)
    return dict(zip(rows["id"], rows["match"].astype(str), strict=True))


def frame_of_state(state: Contents, dataset: Dataset) -> pd.DataFrame:
    """The facts of a state as `facts_frame` has them; places, actors and articles are those of today.

    A fact that today's registries or rules no longer know is left out.
    """
    facts = {identity: fact for identity, content in state.items() if (fact := fact_of_content(content)) and is_known(fact, vars(dataset))}
    nowhere = YamlFile(Path("versions.json"))
    records = Records(facts={identity: SourcedRecord(fact, nowhere, 0) for identity, fact in facts.items()})
    for name in _REGISTRIES:
        setattr(records, name, {identity: SourcedRecord(one, nowhere, 0) for identity, one in getattr(dataset, name).items()})
    return facts_frame(records) if facts else dataset.facts.head(0)


def fact_of_content(content: Mapping[str, Any] | None) -> Fact | None:
    """A fact of its canonical content; None where that is not kept or not valid by the rules of today."""
    if content is None:
        return None
    try:
        return _MODELS[content["kind"]].model_validate({name: value for name, value in content.items() if name != "kind"})
    except (ValidationError, KeyError):
        return None


def is_known(fact: Fact, registries: Mapping[str, Any]) -> bool:
    """Whether all that a fact refers to is there: older facts may name what has gone."""
    claimants = {*fact.claimed_by, *(c for s in fact.sources for c in s.claimed_by), *(c for f in fact.figures for c in f.claimed_by)}
    actors = {*claimants, *(role.actor for role in fact.actors)} - {"author"}
    places = {*fact.places, *getattr(fact, "sites", ())}
    return (
        {s.article for s in fact.sources} <= {*registries["articles"]}
        and actors <= {*registries["actors"]}
        and places <= {*registries["places"]}
    )


def view_changes(old: Contents, new: Contents, was: Matches, now: Matches, dataset: Dataset) -> Iterator[ViewChange]:
    """What entered, changed and left, in this order. old, new: two states; was, now: what a view shows of each."""
    for identity in (i for i in now if i not in was):
        if identity in old and old[identity] is None:
            continue  # how it was is not kept, so nobody knows whether it is new to the view
        why = (ADDED,) if identity not in old else _fields(identity, old, new) or ("a fact that it refers to changed",)
        yield ViewChange(identity, _title(identity, new), "entered", why, now[identity] != Match.DEFINITE)
    for identity in (i for i in now if i in was or (i in old and old[i] is None)):
        why = _fields(identity, old, new)
        if identity in was and was[identity] != now[identity]:
            why = (*why, f"match: {was[identity]} → {now[identity]}")
        if why:
            yield ViewChange(identity, _title(identity, new), "changed", why, now[identity] != Match.DEFINITE)
    for identity in (i for i in was if i not in now):
        why = _fields(identity, old, new) if identity in new else (_withdrawn(identity, dataset),)
        told = why or ("a fact that it refers to changed",)
        yield ViewChange(identity, _title(identity, old), "left", told, was[identity] != Match.DEFINITE)


def _fields(identity: str, old: Contents, new: Contents) -> tuple[str, ...]:
    """Field by field what differs; that it changed where the former content is not kept."""
    before, after = old.get(identity), new.get(identity)
    if identity in old and before is None:
        return ("changed; how it was before is not kept",)
    if before is None or after is None:
        return ()
    return tuple(f"{field}: {was} → {became}" for field, was, became in field_changes(before, after))


def _withdrawn(identity: str, dataset: Dataset) -> str:
    retired = dataset.retired.get(identity)
    if retired is None:
        return "withdrawn from the data"
    return f"merged into {retired.into}: {retired.reason}" if retired.into else f"withdrawn: {retired.reason}"


def _title(identity: str, state: Contents) -> str:
    content = state.get(identity)
    return str(content["title"]) if content else identity
