"""A second coding of facts, kept beside them: per fact its values as another reader coded them, without passages and words."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from loaders.schema.diagnostics import Diagnostic, did_you_mean, display_path
from loaders.schema.kinds import KINDS
from loaders.schema.records import Fact
from loaders.schema.vocabulary import Kind
from loaders.validation.references import check_references
from loaders.yaml.document import YamlFile, read_yaml
from loaders.yaml.folder import ParseResult, Records, SourcedRecord, entry_problems

_KEPT = ("title", "summary", "sources")  # not coded again: the passages are the same, and words are the coder's own


def read_coding(
    path: Path, facts: Mapping[str, Fact], records: Records, outlines: Collection[str]
) -> tuple[dict[str, Fact], list[Diagnostic]]:
    """The facts as a file codes them, by id, and what is wrong with it, sorted.

    The file is a list; an entry has `fact` (an id), `kind` and the keys of that kind, all but title, summary and sources, which are taken
    from the fact. records, outlines: whose registries the ids must be in.
    """
    file = read_yaml(path)
    problems = list(file.problems)
    if not isinstance(file.data, list):
        problems += [] if problems else [file.problem((), "", 'is not a list; every entry begins with "- fact:"')]
        return {}, problems
    found: dict[str, SourcedRecord[Fact]] = {}
    for index, raw in enumerate(file.data):
        if wrong := list(_misplaced(file, index, raw, facts, found)):
            problems += wrong
            continue
        first, model = facts[raw["fact"]], KINDS[Kind(raw["kind"])].model
        values = {"id": first.id} | {name: getattr(first, name) for name in _KEPT}
        values |= {key: value for key, value in raw.items() if key not in ("fact", "kind")}
        try:
            found[first.id] = SourcedRecord(model.model_validate(values), file, index)
        except ValidationError as error:
            problems += entry_problems(file, index, first.id, error, model)
    named = Records(**{**vars(records), "facts": {**records.facts, **found}})
    problems += [one for one in check_references(ParseResult(named), outlines) if one.file == display_path(path)]
    return {identity: entry.record for identity, entry in found.items()}, sorted({*problems})


def _misplaced(file: YamlFile, index: int, raw: Any, facts: Mapping[str, Fact], found: Mapping[str, Any]) -> Iterator[Diagnostic]:
    """What is wrong with the `fact`, the `kind` and the keys of an entry."""
    if not isinstance(raw, dict):
        yield file.problem((index,), "", 'is not an entry; it begins with "- fact:"')
        return
    identity, kind = str(raw.get("fact", "")), str(raw.get("kind", ""))
    if identity not in facts:
        yield file.problem((index, "fact"), identity, f'unknown fact "{identity}"; {did_you_mean(identity, facts)}')
    elif identity in found:
        yield file.problem((index, "fact"), identity, "is coded twice in this file; one entry a fact")
    if kind not in list(Kind):
        yield file.problem((index, "kind"), identity, f'unknown kind "{kind}"; {did_you_mean(kind, [one.value for one in Kind])}')
    for key in ("id", *_KEPT):
        if key in raw:
            yield file.problem((index, key), identity, f"{key} is not coded again; take it out")
