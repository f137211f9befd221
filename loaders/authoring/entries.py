"""Entries begun and facts retired: the next id, the right file, nothing written that makes no sense."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from loaders.authoring.templates import skeleton, yaml_scalar
from loaders.history.ledger import read_ledger
from loaders.schema.diagnostics import DataError, Diagnostic, did_you_mean, display_path
from loaders.schema.field_types import Id
from loaders.schema.records import Fact, Record
from loaders.schema.registries import Actor, Article, Place
from loaders.schema.vocabulary import Kind
from loaders.validation.normalization import fold_text
from loaders.validation.passages import paragraphs_of
from loaders.validation.references import uses_of_fact
from loaders.yaml.document import YamlFile
from loaders.yaml.edit import EditError, append_item, atomic_write, read_sequence, remove_item
from loaders.yaml.folder import Records, data_files, parse_folder

ARTICLES, RETIRED = "articles.yaml", "retired.yaml"
NO_POINT = "named in an article; drawn nowhere"  # where the coordinate of a place comes from that has none
_REGISTERED: dict[str, type[Record]] = {"actor": Actor, "place": Place}


@dataclass(frozen=True)
class Begun:
    """An entry that waits to be filled in, and where it stands."""

    id: str
    place: str


def new_article(data: Path, text: Path, given: Mapping[str, str], whole: bool = False) -> Begun:
    """Append the skeleton of an article whose text is at hand: its id is the name of the text file unless given.

    sha256 and paragraphs are those of the text. Raises Refused when the id is taken or no id, or the text cannot be read;
    DataError when the file of articles is broken.
    """
    try:
        raw = text.read_bytes()
        content = raw.decode("utf-8")
    except OSError as error:
        raise EditError(f"{text}: cannot be read ({error.strerror}); give the text of the article as a file") from None
    except UnicodeDecodeError as error:
        raise EditError(f"{text}: is not UTF-8 at byte {error.start}; save it as UTF-8") from None
    identity = given.get("id") or text.stem
    if identity != text.stem:
        raise EditError(f'the text of article "{identity}" is looked for as {identity}.txt; rename {text.name}, or take --id {text.stem}')
    file = read_sequence(data / ARTICLES)
    known: dict[str, str | int] = {"sha256": sha256(raw).hexdigest(), "paragraphs": len(paragraphs_of(content))}
    return _append(file, Article, {**given, "id": _free(identity, _places(file), "article"), **known}, whole)


def new_registered(data: Path, noun: str, given: Mapping[str, Any], whole: bool = False) -> Begun:
    """Append an actor or a place (`noun`); its id is made from its name unless given.

    Raises Refused when the id is taken or no id; DataError when the file is broken.
    """
    file = read_sequence(data / f"{noun}s.yaml")
    if noun == "place" and given.get("lat") is None and not given.get("source"):
        given = {**given, "source": NO_POINT}
    identity = given.get("id") or _id_of(given.get("name", ""))
    return _append(file, _REGISTERED[noun], {**given, "id": _free(identity, _places(file), noun)}, whole)


def _id_of(name: str) -> str:
    """Gwadar Port as gwadar-port; accents and apostrophes go."""
    plain = unicodedata.normalize("NFKD", fold_text(name).replace("'", "")).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall("[a-z0-9]+", plain))


def new_fact(data: Path, kind: Kind, given: Mapping[str, str], source: Mapping[str, str | int], whole: bool = False) -> Begun:
    """Append the skeleton of a fact to the file of its kind, under the id given or the next free number of its kind.

    `source` are the known keys of its first passage. Raises Refused when the id is taken; DataError when a file is broken.
    """
    name, model = [(n, m) for n, m in data_files(data).items() if getattr(m, "kind", None) is kind][-1]
    taken = _taken_facts(data)
    identity = _free(given["id"], taken, "fact") if given.get("id") else _next(kind, taken)
    if source.get("article"):
        known = _places(read_sequence(data / ARTICLES))
        if source["article"] not in known:
            raise EditError(f'unknown article "{source["article"]}"; {did_you_mean(str(source["article"]), known)}')
    return _append(read_sequence(data / name), model, {**given, "id": identity, **({"sources": source} if source else {})}, whole)


def retire(data: Path, identity: str, into: str | None, reason: str | None) -> str:
    """Move an id from its file of facts to the retired ones; gives the file that the fact stood in.

    Raises Refused when that makes no sense, with every reference that would be left behind; DataError while the data is bad.
    """
    reading = parse_folder(data)
    if reading.problems:
        raise DataError(reading.problems)
    records = reading.records
    _check_retirement(records, identity, into, reason)
    entry = records.facts[identity]
    given = {"id": identity, **({"into": into} if into else {}), "reason": reason or f"Merged into {into}."}
    lines = [f"  {key}: {yaml_scalar(value)}" for key, value in given.items()]
    retired = read_sequence(data / RETIRED)
    before = retired.path.read_bytes().decode("utf-8")
    remaining = remove_item(entry.file, entry.index)
    atomic_write(retired.path, append_item(retired, "\n".join(["- " + lines[0].lstrip(), *lines[1:]])))
    try:
        atomic_write(entry.file.path, remaining)
    except OSError:
        atomic_write(retired.path, before)
        raise
    return display_path(entry.file.path)


def _check_retirement(records: Records, identity: str, into: str | None, reason: str | None) -> None:
    if identity not in records.facts:
        raise EditError(_no_fact(records, identity))
    if into == identity:
        raise EditError(f'"{identity}" cannot be merged into itself; name the fact that takes its place')
    if into and into not in records.facts:
        raise EditError(_no_fact(records, into))
    if not into and not (reason or "").strip():
        raise EditError("give --into ID, the fact that takes its place, or --reason, why it was withdrawn")
    if left := sorted(uses_of_fact(records, identity)):
        instead = f'point it to "{into}"' if into else "take it out"
        told = "\n".join(str(Diagnostic(p.file, p.line, p.id, f'refers to "{identity}"; {instead} first')) for p in left)
        raise EditError(f"{told}\nnothing was changed: {len(left)} reference{'s' * (len(left) != 1)} would lead nowhere")


def _no_fact(records: Records, identity: str) -> str:
    if retired := records.retired.get(identity):
        into = retired.record.into
        return f'"{identity}" is retired already' + (f'; use "{into}", into which it was merged' if into else f": {retired.record.reason}")
    return f'unknown fact "{identity}"; {did_you_mean(identity, records.facts)}'


def _append(file: YamlFile, model: type[Record], given: Mapping[str, Any], whole: bool) -> Begun:
    known = {key: value for key, value in given.items() if value not in ("", None)}
    atomic_write(file.path, append_item(file, skeleton(model, known, whole)))
    read = read_sequence(file.path)
    return Begun(str(given["id"]), f"{display_path(file.path)}:{read.line((len(read.data) - 1,))}")


def _places(file: YamlFile) -> dict[str, str]:
    """Per id in a file, also of entries that are not filled in yet, where it stands."""
    raws = enumerate(file.data or [])
    return {raw["id"]: f"{display_path(file.path)}:{file.line((i,))}" for i, raw in raws if isinstance(raw, dict) and raw.get("id")}


def _taken_facts(data: Path) -> dict[str, str]:
    """Every id that a fact has or ever had, and where: ids are stable for ever, so none is given twice."""
    ledger = read_ledger(data)
    found = {identity: f"version {entry.version}" for entry in ledger.versions for identity in (*entry.added, *entry.removed)}
    for name in (RETIRED, *(name for name, model in data_files(data).items() if issubclass(model, Fact))):
        found |= _places(read_sequence(data / name))
    return found


def _free(identity: str, taken: Mapping[str, str], noun: str) -> str:
    try:
        TypeAdapter(Id).validate_python(identity)
    except ValidationError as error:
        raise EditError(str(error.errors()[0]["ctx"]["error"])) from None
    if identity in taken:
        raise EditError(f'{noun} "{identity}" is there already ({taken[identity]}); ids are never given twice, choose another')
    return identity


def _next(kind: Kind, taken: Mapping[str, str]) -> str:
    def numbered() -> Iterator[str]:
        number = 1
        while True:
            yield f"{kind.value.replace('_', '-')}-{number}"
            number += 1

    return next(identity for identity in numbered() if identity not in taken)
