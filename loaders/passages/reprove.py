"""A changed text of an article: which passages still stand in it, which moved to another paragraph, which are gone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from loaders.schema.diagnostics import display_path
from loaders.schema.records import Source
from loaders.validation.passages import passage_spans
from loaders.yaml.document import YamlFile
from loaders.yaml.edit import EditError, atomic_write
from loaders.yaml.folder import Records

_PARAGRAPH = re.compile(r"(\bparagraph[\"']?\s*:\s*)(\d+)")


class Fate(StrEnum):
    """What became of a passage: its first and last words are what is looked for."""

    STANDS = "stands"
    MOVED = "moved"
    UNCLEAR = "unclear"
    GONE = "gone"


@dataclass(frozen=True)
class Outcome:
    """Of one passage: whose it is (the id of a fact or a route), where its locator stands, and the paragraphs that it now fits.

    where: keys and positions from the root of the file to the locator.
    """

    id: str
    source: Source
    file: YamlFile
    where: tuple[str | int, ...]
    fate: Fate
    paragraphs: tuple[int, ...]

    @property
    def line(self) -> int:
        return self.file.line((*self.where, "paragraph"))

    def __str__(self) -> str:
        told = {
            Fate.STANDS: f"stands in paragraph {self.source.paragraph}",
            Fate.MOVED: f"moved: paragraph {self.source.paragraph} → {', '.join(map(str, self.paragraphs))}",
            Fate.UNCLEAR: f"is unclear: it fits several passages, in paragraph {', '.join(map(str, self.paragraphs))}; lengthen `from`",
            Fate.GONE: "is gone: its words stand in no paragraph in this order; find the passage anew",
        }[self.fate]
        return f'{display_path(self.file.path)}:{self.line} {self.id}: "{self.source.from_}" … "{self.source.to}" {told}'


def reprove(records: Records, article: str, paragraphs: Sequence[str]) -> list[Outcome]:
    """What became of each passage of an article that a fact or a route rests on. paragraphs: of the changed text."""
    return [
        Outcome(identity, source, file, where, *_fate(source, paragraphs))
        for identity, source, file, where in _locators(records)
        if source.article == article
    ]


def _locators(records: Records) -> Iterator[tuple[str, Source, YamlFile, tuple[str | int, ...]]]:
    for identity, fact in records.facts.items():
        for i, source in enumerate(fact.record.sources):
            yield identity, source, fact.file, (fact.index, "sources", i)
        for i, one in enumerate(fact.record.order):
            if one.source:
                yield identity, one.source, fact.file, (fact.index, "order", i, "source")
    for identity, route in records.routes.items():
        for i, source in enumerate(route.record.basis):
            yield identity, source, route.file, (route.index, "basis", i)


def _fate(source: Source, paragraphs: Sequence[str]) -> tuple[Fate, tuple[int, ...]]:
    fits = [number for number, text in enumerate(paragraphs, 1) for _ in passage_spans(source, text)]
    if not fits:
        return Fate.GONE, ()
    if len(fits) > 1:
        return Fate.UNCLEAR, tuple(dict.fromkeys(fits))
    return (Fate.STANDS if fits == [source.paragraph] else Fate.MOVED), tuple(fits)


def write_moved(outcomes: Sequence[Outcome]) -> int:
    """Write the new paragraph of each passage that moved, and nothing else; how many there were. Raises EditError before any is written."""
    texts: dict[Path, list[str]] = {}
    moved = [one for one in outcomes if one.fate is Fate.MOVED]
    for one in moved:
        path = one.file.path
        lines = texts.setdefault(path, path.read_text(encoding="utf-8").splitlines(keepends=True))
        found = _PARAGRAPH.findall(lines[one.line - 1])
        if [int(number) for _, number in found] != [one.source.paragraph]:
            place = f"{display_path(path)}:{one.line}"
            raise EditError(f"{place} {one.id}: the line holds no single paragraph number; give each source a line of its own")
        lines[one.line - 1] = _PARAGRAPH.sub(lambda match, to=one.paragraphs[0]: f"{match[1]}{to}", lines[one.line - 1])  # type: ignore[misc]
    for path, lines in texts.items():
        atomic_write(path, "".join(lines))
    return len(moved)
