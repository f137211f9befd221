"""The data folder read into checked records, every error collected and none skipped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Generic, TypeAlias, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from loaders.problems import MAX_PROBLEMS, Problem, display_path, remedy
from loaders.records import (
    AUTHOR,
    FACT_FILES,
    REGISTRY_FILES,
    Actor,
    Article,
    Fact,
    NotStated,
    Place,
    Record,
    Retired,
    Route,
)
from loaders.yaml_file import YamlFile, read_yaml

DATA = Path(__file__).resolve().parent.parent / "data"


R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Entry(Generic[R]):
    """A record and where it stands."""

    record: R
    file: YamlFile
    index: int

    def problem(self, message: str, *where: str | int) -> Problem:
        return self.file.problem((self.index, *where), getattr(self.record, "id", ""), message)


Entries: TypeAlias = dict[str, Entry[R]]


@dataclass
class Records:
    """Everything that could be read, by id."""

    facts: Entries[Fact] = field(default_factory=dict)
    articles: Entries[Article] = field(default_factory=dict)
    actors: Entries[Actor] = field(default_factory=dict)
    places: Entries[Place] = field(default_factory=dict)
    routes: Entries[Route] = field(default_factory=dict)
    not_stated: Entries[NotStated] = field(default_factory=dict)
    retired: Entries[Retired] = field(default_factory=dict)


@dataclass
class Reading:
    """What came of reading a folder: the records, the ids whose entries failed, registries with unknown gaps, the problems."""

    records: Records = field(default_factory=Records)
    failed: set[str] = field(default_factory=set)
    gaps: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)


def read_records(data: Path) -> Reading:
    """Read every file of a data folder; entries that fail are left out and named in the problems."""
    reading = Reading(problems=list(_unknownfiles(data)))
    records, problems = reading.records, reading.problems
    for name, model in data_files(data).items():
        registry = "facts" if issubclass(model, Fact) else Path(name).stem
        home: dict[str, Entry[Any]] = getattr(records, registry)
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


def data_files(data: Path) -> dict[str, type[Record]]:
    """The files of a folder by name, with what their entries are; further files of a kind follow the first, in order."""
    found: dict[str, type[Record]] = {}
    for name, model in FACT_FILES.items():
        more = sorted(data.glob(name.replace(".yaml", "_*.yaml")))
        found |= dict.fromkeys([name, *(path.relative_to(data).as_posix() for path in more)], model)
    return found | REGISTRY_FILES


def _named(file: YamlFile) -> Iterator[Problem]:
    """What the file's YAML is refused for, each with the id of the entry that it stands in."""
    entries = file.data if file.problems and isinstance(file.data, list) else []
    extents = [(*file.extent(i), raw["id"]) for i, raw in enumerate(entries) if isinstance(raw, dict) and isinstance(raw.get("id"), str)]
    for problem in file.problems:
        yield replace(problem, id=next((name for first, last, name in extents if first <= problem.line <= last), problem.id))


def _unknownfiles(data: Path) -> Iterator[Problem]:
    known = {data / name for name in data_files(data)}
    found = {path for path in (*data.glob("*.y*ml"), *data.glob("facts/*")) if not path.name.startswith(".")}  # editors keep theirs there
    for path in sorted(found - known):
        near = remedy(path.relative_to(data).as_posix(), (n for n in FACT_FILES | REGISTRY_FILES))
        yield Problem(display_path(path), 1, "", f"is not a file that is read; {near}")


def _entries(file: YamlFile, model: type[R], registry: str, reading: Reading) -> Iterator[Entry[R]]:
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
            yield Entry(model.model_validate(raw), file, index)
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
            problems += _entry_problems(file, index, name, error, model)


def _entry_problems(file: YamlFile, index: int, name: str, error: ValidationError, model: type[Record]) -> Iterator[Problem]:
    """The errors of one entry, each told once: not again for each type a value might have, nor for what YAML refused."""
    found = {tuple(step for step in e["loc"] if step not in _UNION_STEPS): e for e in reversed(error.errors())}
    refused = {problem.line for problem in file.problems}
    around = {where[:depth] for where in found for depth in range(len(where))}
    for where, one in reversed(found.items()):
        if (one["type"] == "too_short" and where in around) or (one["input"] is None and file.line((index, *where)) in refused):
            continue
        yield file.problem((index, *where), name, _in_words(one, model))


def _in_words(error: ErrorDetails, model: type[Record]) -> str:
    """A pydantic error as house prose: what is wrong; what would be right."""
    named = [str(step) for step in error["loc"] if isinstance(step, str) and step not in _UNION_STEPS]
    key, given = (named[-1] if named else "entry"), error["input"]
    kind = "float_type" if set(error["loc"]) & _UNION_STEPS else error["type"]
    match kind:
        case "missing":
            words = _choices(model, error["loc"])
            return f'"{key}" is missing; add it' + (f", one of: {', '.join(words)}" if words else "")
        case "extra_forbidden":
            return f'unknown key "{key}"; {remedy(key, _keys(model, error["loc"][:-1]))}'
        case "enum":
            words = [word.strip(" '") for word in error["ctx"]["expected"].replace(" or ", ", ").split(",")]
            return f'unknown {key} "{given}"; {remedy(str(given), words)}'
        case "value_error":
            return f"{key} {error['ctx']['error']}"
        case "too_short":
            return f"{key} is empty; give one at least"
        case "string_too_long":
            return f"{key} has {len(given):,} characters; {error['ctx']['max_length']:,} are the most"
        case "model_type" | "dict_type":
            return f"{key} is {_shown(given)}; a mapping of keys and values is expected"
        case _:
            return f"{key} is {_shown(given)}; {_EXPECTED.get(kind, error['msg'])}"


_UNION_STEPS = {"int", "float", "constrained-int", "constrained-float"}
_EXPECTED = {
    "string_type": "text is expected; put it in quotes",
    "bool_type": "true or false is expected",
    "int_type": "a whole number is expected",
    "float_type": "a number is expected",
    "tuple_type": "a list is expected, as in [a, b]",
    "greater_than_equal": "it is too small",
    "less_than_equal": "it is too large",
    "greater_than": "it must be more than 0",
}


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "…"


@lru_cache(maxsize=16)
def _schema(model: type[Record]) -> dict[str, Any]:
    return model.model_json_schema()


def _choices(model: type[Record], loc: tuple[int | str, ...]) -> list[str]:
    """The words of the closed list that a key takes; none where it takes something else."""
    here = _keys(model, loc[:-1]).get(str(loc[-1]), {})
    found: list[str] = _schema(model)["$defs"][here["$ref"].rsplit("/", 1)[1]].get("enum", []) if "$ref" in here else []
    return found


def _keys(model: type[Record], loc: tuple[int | str, ...]) -> Mapping[str, Any]:
    """The keys that are known at a place inside a record."""
    schema = here = _schema(model)
    for step in loc:
        here = here["items"] if isinstance(step, int) else here["properties"].get(step, {})
        here = schema["$defs"][here["$ref"].rsplit("/", 1)[1]] if "$ref" in here else here
    found: Mapping[str, Any] = here.get("properties", {})
    return found
