"""The data as a recorded version had them, rebuilt from the ledger: the same whatever is changed and recorded later."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from loaders.frames.dataset import Dataset, dataset_of
from loaders.frames.recorded import Recorded
from loaders.history.ledger import Ledger, former_entries, last_good_ledger, registry_hash
from loaders.history.states import Contents, fact_of_content, fact_states, is_known
from loaders.history.versions import REGISTRIES, registry_contents
from loaders.query.parameter_names import last_value, shown
from loaders.query.parameters import AS_OF
from loaders.schema.diagnostics import DataError, QueryError, suggest
from loaders.schema.records import Fact, Record
from loaders.schema.registries import REGISTRY_FILES
from loaders.yaml.document import YamlFile
from loaders.yaml.folder import Records, SourcedRecord

MOST_DATASETS = 4  # rebuilt versions that are kept of one dataset, those asked for last
MOST_BYTES = 16 * 2**20  # of what is made of each
TOLD_VERSIONS = 10
_MODELS: dict[str, type[Record]] = {Path(name).stem: model for name, model in REGISTRY_FILES.items()}
_NOWHERE = YamlFile(Path("versions.json"))


def dataset_asked(today: Dataset, given: Mapping[str, Sequence[str]]) -> tuple[Dataset, QueryError | None]:
    """The data that an address asks for: those of today, or with `as_of` those of a recorded version.

    Where that is not known or cannot be rebuilt, the data of today and what is wrong, with the versions that are known.
    """
    asked = last_value(given, AS_OF)
    if asked is None:
        return today, None
    try:
        ledger = last_good_ledger(today.folder)
    except DataError:
        return today, QueryError(AS_OF, asked[:60], "as_of cannot be answered: the ledger of versions cannot be read.")
    if ledger.find(asked) is None:
        return today, _unknown(asked, today)
    try:
        return dataset_as_of(today, asked, ledger), None
    except ValidationError:
        return today, QueryError(
            AS_OF, asked[:60], f"as_of {shown(asked)} is recorded, but this program cannot read its registries any more."
        )


def dataset_as_of(today: Dataset, version: str, ledger: Ledger) -> Dataset:
    """A recorded version as a dataset, rebuilt once for all who ask. Raises ValidationError where its registries are not valid any more."""
    asked = (version, len(ledger.versions), bool(ledger.registries))
    found: Dataset = today.made.once(dataset_as_of, asked, MOST_DATASETS, lambda: _rebuilt(today, version, ledger))
    return found


def ledger_of(dataset: Dataset) -> Ledger:
    """The ledger that goes with a dataset; of a rebuilt version it ends with that. Raises DataError when it cannot be read."""
    ledger = last_good_ledger(dataset.folder)
    if dataset.recorded is None:
        return ledger
    position = _position(ledger, dataset.recorded.version)
    latest = {identity: dict(content) for identity, content in fact_states(ledger)[position].items() if content is not None}
    return Ledger.model_construct(versions=ledger.versions[: position + 1], latest=latest, registries=_registries(ledger, position, {})[0])


def recorded_versions(today: Dataset) -> list[str]:
    """The versions that `as_of` understands, the latest first; none while the ledger cannot be read."""
    try:
        return list(dict.fromkeys(entry.version for entry in reversed(last_good_ledger(today.folder).versions)))
    except DataError:
        return []


def _unknown(asked: str, today: Dataset) -> QueryError:
    recorded = recorded_versions(today)
    told = ", ".join(recorded[:TOLD_VERSIONS]) + (f" and {len(recorded) - TOLD_VERSIONS} before" if len(recorded) > TOLD_VERSIONS else "")
    why = "is the data of today, which is not recorded yet" if asked == today.version else "is no recorded version of the data"
    near = tuple(suggest(asked[:60], recorded))
    return QueryError(AS_OF, asked[:60], f"as_of “{shown(asked)}” {why}; {f'recorded are {told}' if told else 'none is recorded'}.", near)


def _rebuilt(today: Dataset, version: str, ledger: Ledger) -> Dataset:
    position = _position(ledger, version)
    contents, others = _registries(ledger, position, registry_contents(today))
    registries = {name: {i: _MODELS[name].model_validate(one) for i, one in sorted(contents[name].items())} for name in REGISTRIES}
    facts, left_out = _facts(fact_states(ledger)[position], registries)
    records = Records(facts={identity: SourcedRecord(fact, _NOWHERE, 0) for identity, fact in facts.items()})
    for name, entries in _answering(registries, facts).items():
        setattr(records, name, {identity: SourcedRecord(one, _NOWHERE, 0) for identity, one in entries.items()})
    recorded = Recorded(version, ledger.versions[position].date, others, left_out)
    return dataset_of(records, today.boundaries, today.folder, version, recorded, MOST_BYTES)


def _position(ledger: Ledger, version: str) -> int:
    """The last place of a version: data that comes back to what it was bears the same version again."""
    return max(position for position, entry in enumerate(ledger.versions) if entry.version == version)


def _registries(ledger: Ledger, position: int, today: Mapping[str, Mapping[str, Any]]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The registries of a version as nearly as they are kept, and the names of those that are not its own."""
    found: dict[str, Any] = dict(ledger.registries or today)
    for entry in reversed(ledger.versions[position + 1 :]):
        if not ledger.registries or entry.registries_before is None:
            break
        found = {name: former_entries(content, entry.registries_before.get(name, {})) for name, content in found.items()}
    hashes = ledger.versions[position].registries
    return found, tuple(name for name, content in found.items() if registry_hash(content) != hashes.get(name))


def _facts(state: Contents, registries: Mapping[str, Any]) -> tuple[dict[str, Fact], tuple[str, ...]]:
    """The facts of a state by id, in order, and the ids of those that cannot be shown; what others say of those goes with them."""
    found = {i: fact for i in sorted(state) if (fact := fact_of_content(state[i])) and is_known(fact, registries)}
    left_out = tuple(identity for identity in sorted(state) if identity not in found)
    for identity, fact in found.items():
        related = tuple(one for one in fact.related if one.fact in found)
        order = tuple(one for one in fact.order if one.fact is None or one.fact in found)
        answers = tuple(one for one in fact.answers_question if one in registries["not_stated"])
        if (related, order, answers) != (fact.related, fact.order, fact.answers_question):
            found[identity] = fact.model_copy(update={"related": related, "order": order, "answers_question": answers})
    return found, left_out


def _answering(registries: Mapping[str, Any], facts: Mapping[str, Fact]) -> dict[str, Any]:
    """Registries that name only facts that are there: those of another version may name others."""
    questions = {
        i: one.model_copy(update={"facts": tuple(f for f in one.facts if f in facts)}) for i, one in registries["not_stated"].items()
    }
    gone = {i: one for i, one in registries["retired"].items() if i not in facts and (one.into is None or one.into in facts)}
    return {**registries, "not_stated": questions, "retired": gone}
