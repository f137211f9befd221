"""The data folder read into checked records, every error collected and none skipped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Generic, TypeAlias, TypeVar

from pydantic import ValidationError

from loaders.schema.diagnostics import MAX_PROBLEMS, Diagnostic, did_you_mean, display_path
from loaders.schema.kinds import FACT_FILES
from loaders.schema.records import AUTHOR, Fact, Record
from loaders.schema.registries import REGISTRY_FILES, Actor, Article, NotStated, Place, Retired, Route
from loaders.yaml.document import YamlFile, read_yaml
from loaders.yaml.error_text import _UNION_STEPS, _in_text

DATA = Path(__file__).resolve().parents[2] / "data"


R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class SourcedRecord(Generic[R]):
    """A record and where it stands."""

    record: R
    file: YamlFile
    index: int

    def problem(self, message: str, *where: str | int) -> Diagnostic:
        return self.file.problem((self.index, *where), getattr(self.record, "id", ""), message)


SourcedRecords: TypeAlias = dict[str, SourcedRecord[R]]


@dataclass
class Records:
    """Everything that could be read, by id."""

    facts: SourcedRecords[Fact] = field(default_factory=dict)
    articles: SourcedRecords[Article] = field(default_factory=dict)
    actors: SourcedRecords[Actor] = field(default_factory=dict)
    places: SourcedRecords[Place] = field(default_factory=dict)
    routes: SourcedRecords[Route] = field(default_factory=dict)
    not_stated: SourcedRecords[NotStated] = field(default_factory=dict)
    retired: SourcedRecords[Retired] = field(default_factory=dict)


@dataclass
class ParseResult:
    """What came of reading a folder: the records, the ids whose entries failed, registries with unknown gaps, the problems."""

    records: Records = field(default_factory=Records)
    failed: set[str] = field(default_factory=set)
    gaps: set[str] = field(default_factory=set)
    problems: list[Diagnostic] = field(default_factory=list)


def parse_folder(data: Path) -> ParseResult:
    """Read every file of a data folder; entries that fail are left out and named in the problems."""
    reading = ParseResult(problems=list(_unknownfiles(data)))
    records, problems = reading.records, reading.problems
    for name, model in data_files(data).items():
        registry = "facts" if issubclass(model, Fact) else Path(name).stem
        home: dict[str, SourcedRecord[Any]] = getattr(records, registry)
        file = read_yaml(data / name)
        problems += _named(file)
        reading.gaps |= {registry} if file.data is None and file.problems else set()
        for entry in _entries(file, model, registry, reading):
            identity = entry.record.id  # type: ignore[attr-defined]
            if identity in home:
                first = home[identity]
                place = f"{display_path(first.file.path)}:{first.file.line((first.index, 'id'))}"
                problems.append(entry.problem(f"id is used already at {place}; ids are unique", "id"))
            elif home is records.actors and identity == AUTHOR:
                problems.append(entry.problem('"author" means the author of the article; use another id', "id"))
            else:
                home[identity] = entry
    return reading


def read_entries(path: Path, model: type[R]) -> tuple[list[SourcedRecord[R]], list[Diagnostic]]:
    """The entries of one file beside the facts and registries, and what is wrong with it."""
    reading = ParseResult()
    file = read_yaml(path)
    entries = list(_entries(file, model, "", reading))
    return entries, [*_named(file), *reading.problems]


def data_files(data: Path) -> dict[str, type[Record]]:
    """The files of a folder by name, with what their entries are; further files of a kind follow the first, in order."""
    found: dict[str, type[Record]] = {}
    for name, model in FACT_FILES.items():
        more = sorted(data.glob(name.replace(".yaml", "_*.yaml")))
        found |= dict.fromkeys([name, *(path.relative_to(data).as_posix() for path in more)], model)
    return found | REGISTRY_FILES


def _named(file: YamlFile) -> Iterator[Diagnostic]:
    """What the file's YAML is refused for, each with the id of the entry that it stands in."""
    entries = file.data if file.problems and isinstance(file.data, list) else []
    extents = [(*file.extent(i), raw["id"]) for i, raw in enumerate(entries) if isinstance(raw, dict) and isinstance(raw.get("id"), str)]
    for problem in file.problems:
        yield replace(problem, id=next((name for first, last, name in extents if first <= problem.line <= last), problem.id))


def _unknownfiles(data: Path) -> Iterator[Diagnostic]:
    known = {data / name for name in data_files(data)}
    found = {path for path in (*data.glob("*.y*ml"), *data.glob("facts/*")) if not path.name.startswith(".")}  # editors keep theirs there
    for path in sorted(found - known):
        near = did_you_mean(path.relative_to(data).as_posix(), (n for n in FACT_FILES | REGISTRY_FILES))
        yield Diagnostic(display_path(path), 1, "", f"is not a file that is read; {near}")


def _entries(file: YamlFile, model: type[R], registry: str, reading: ParseResult) -> Iterator[SourcedRecord[R]]:
    problems = reading.problems
    if file.data is None:
        if not file.problems:
            problems.append(file.problem((), "", "is empty; an empty list is written `[]`"))
        return
    if not isinstance(file.data, list):
        problems.append(file.problem((), "", 'is not a list; every entry begins with "- id:"'))
        return
    before = len(problems)
    for index, raw in enumerate(file.data):
        try:
            yield SourcedRecord(model.model_validate(raw), file, index)
        except ValidationError as error:
            if len(problems) - before >= MAX_PROBLEMS:
                said = f"reading stopped here, after {MAX_PROBLEMS} errors in this file; mend those first"
                problems.append(file.problem((index,), "", said))
                reading.gaps.add(registry)
                return
            given = raw.get("id") if isinstance(raw, dict) else None
            name = given if isinstance(given, str) else ""
            reading.failed.add(name)
            reading.gaps |= set() if name else {registry}
            problems += entry_problems(file, index, name, error, model)


def entry_problems(file: YamlFile, index: int, name: str, error: ValidationError, model: type[Record]) -> Iterator[Diagnostic]:
    """The errors of one entry, each told once: not again for each type a value might have, nor for what YAML refused."""
    found = {tuple(step for step in e["loc"] if step not in _UNION_STEPS): e for e in reversed(error.errors())}
    refused = {problem.line for problem in file.problems}
    around = {where[:depth] for where in found for depth in range(len(where))}
    for where, one in reversed(found.items()):
        if (one["type"] == "too_short" and where in around) or (one["input"] is None and file.line((index, *where)) in refused):
            continue
        yield file.problem((index, *where), name, _in_text(one, model))
