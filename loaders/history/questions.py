"""Open questions watched: since which version each stands, which articles touch it, and which facts answer it."""

from __future__ import annotations

from dataclasses import dataclass

from loaders.frames.dataset import Dataset
from loaders.history.ledger import Ledger, Version
from loaders.history.versions import registry_hashes
from loaders.schema.registries import NotStated


@dataclass(frozen=True)
class WatchedQuestion:
    """A question with the articles (ids) of the facts near it, the version since which it stands, and the facts that answer it.

    since: None where the question is in no recorded version yet.
    """

    record: NotStated
    articles: tuple[str, ...]
    since: Version | None
    answered_by: tuple[str, ...]


def watched_questions(dataset: Dataset, ledger: Ledger) -> list[WatchedQuestion]:
    """All questions in the order of the registry."""
    present = registry_hashes(dataset)["not_stated"]
    return [
        WatchedQuestion(
            one,
            tuple(dict.fromkeys(s.article for i in one.facts for s in dataset.facts_by_id[i].sources)),
            _since(one.id, ledger, present),
            tuple(i for i, fact in dataset.facts_by_id.items() if one.id in fact.answers_question),
        )
        for one in dataset.not_stated.values()
    ]


def _since(identity: str, ledger: Ledger, present: str) -> Version | None:
    """The first of the latest versions without a break that hold a question; versions that do not list theirs, where all are as now."""
    found = None
    for version in reversed(ledger.versions):
        asked = identity in version.questions if version.questions is not None else version.registries.get("not_stated") == present
        if not asked:
            break
        found = version
    return found
