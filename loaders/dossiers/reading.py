"""The dossiers of a data folder, read as strictly as the facts; every reference to a fact or place that is not there is told."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from loaders.schema.diagnostics import Diagnostic, did_you_mean
from loaders.schema.dossiers import Dossier
from loaders.schema.registries import Place
from loaders.schema.registry_terms import PlaceKind
from loaders.yaml.folder import SourcedRecord, SourcedRecords, read_entries

FOLDER = "dossiers"


def read_dossiers(data: Path) -> tuple[SourcedRecords[Dossier], list[Diagnostic]]:
    """The dossiers of `data/dossiers/*.yaml` by id, in the order of files and entries, and what is wrong with the files."""
    found: SourcedRecords[Dossier] = {}
    problems: list[Diagnostic] = []
    for path in sorted((data / FOLDER).glob("*.yaml")):
        entries, wrong = read_entries(path, Dossier)
        problems += wrong
        for entry in entries:
            if entry.record.id in found:
                problems.append(entry.problem("id is used already by another dossier; ids are unique", "id"))
            else:
                found[entry.record.id] = entry
    return found, problems


def reference_problems(entry: SourcedRecord[Dossier], facts: Collection[str], places: Mapping[str, Place]) -> Iterator[Diagnostic]:
    """What a dossier refers to and is not there."""
    kinds = {"district": PlaceKind.DISTRICT, "province": PlaceKind.PROVINCE}
    known = {name: [place.id for place in places.values() if place.kind is kind] for name, kind in kinds.items()}
    for i, section in enumerate(entry.record.sections):
        for j, sentence in enumerate(section.sentences):
            for k, fact in enumerate(sentence.facts):
                if fact not in facts:
                    yield entry.problem(
                        f'fact "{fact}" is not there; {did_you_mean(fact, facts)}', "sections", i, "sentences", j, "facts", k
                    )
        for name, ids in known.items():
            for k, place in enumerate(getattr(section.view, name, ())):
                if place not in ids:
                    yield entry.problem(f'{name} "{place}" is not there; {did_you_mean(place, ids)}', "sections", i, "view", name, k)
