"""Proof against the articles themselves: each locator stands in its paragraph, each figure is written there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from loaders.schema.diagnostics import Diagnostic
from loaders.schema.records import Fact, Source
from loaders.schema.registries import Route
from loaders.validation.normalization import fold_text, lines_of, pattern_of, unbroken
from loaders.validation.numbers import numbers_in
from loaders.validation.plausibility import no_such_paragraph
from loaders.yaml.folder import Records, SourcedRecord


def passed_over(records: Records, folder: Path) -> list[str]:
    """The articles whose texts are not in the folder: nothing that rests on them is proved."""
    return [identity for identity in records.articles if not (folder / f"{identity}.txt").exists()]


def check_passages(records: Records, folder: Path) -> Iterator[Diagnostic]:
    """Yield a problem for each locator or figure that the texts in `folder` (`<article id>.txt`) do not bear out.

    Articles whose texts are not there are passed over (see `passed_over`), but one text at least must be.
    """
    texts: dict[str, list[str]] = {}
    absent = set(passed_over(records, folder))
    for identity, article in records.articles.items():
        if identity in absent and len(absent) < len(records.articles):
            continue
        path = folder / f"{identity}.txt"
        try:
            raw = path.read_bytes()
        except OSError:
            yield article.problem(f"its text {path} cannot be read; put it there to prove the locators")
            continue
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            yield article.problem(f"its text {path} is not UTF-8 at byte {error.start}; save it as UTF-8")
            continue
        texts[identity] = paragraphs_of(text)
        if sha256(raw).hexdigest() != article.record.sha256:
            yield article.problem("sha256 is not that of the text; prove the locators anew, then update it", "sha256")
        if article.record.paragraphs not in (None, len(texts[identity])):
            yield article.problem(f"paragraphs is not that of the text; write {len(texts[identity])}", "paragraphs")
    for fact in records.facts.values():
        yield from _check_sources(fact, "sources", fact.record.sources, texts)
        yield from _check_figures(fact, texts)
    for route in records.routes.values():
        yield from _check_sources(route, "basis", route.record.basis, texts)


def paragraphs_of(text: str) -> list[str]:
    """The blocks of a text that empty lines separate; paragraph 1 is the first. A line of spaces, or of what cannot be seen, is empty."""
    blocks = re.split(r"\n[\s\u00ad\u200b-\u200f\u2060\ufeff]*\n", lines_of(text))
    return [block.strip() for block in blocks if fold_text(block)]


def _check_sources(
    entry: SourcedRecord[Fact] | SourcedRecord[Route], name: str, sources: tuple[Source, ...], texts: dict[str, list[str]]
) -> Iterator[Diagnostic]:
    for i, source in enumerate(sources):
        if source.article in texts and (wrong := locator_fault(source, texts[source.article])):
            yield entry.problem(wrong, name, i, "paragraph" if "paragraph" in wrong[:12] else "from")


def locator_fault(source: Source, paragraphs: list[str]) -> str | None:
    """What is wrong with a locator, or None: both ends in the paragraph, in order, and first in the whole article."""
    if source.paragraph > len(paragraphs):
        return no_such_paragraph(source, len(paragraphs))
    if passage_of(source, paragraphs[source.paragraph - 1]) is None:
        return f'"{source.from_}" … "{source.to}" does not stand in paragraph {source.paragraph}; copy the words exactly'
    times = len(_passages(source, "\n\n".join(paragraphs)))
    if times > 1:
        return f'"{source.from_}" … "{source.to}" fits {times} passages of {source.article}; lengthen `from`'
    return None


def passage_of(source: Source, paragraph: str) -> str | None:
    """The passage from the locator's first to its last words, with the spelling of `fold_text`."""
    found = _passages(source, paragraph)
    return unbroken(found[0]) if found else None


def passage_span(source: Source, paragraph: str) -> tuple[int, int] | None:
    """Where the passage begins and ends in the paragraph, as `fold_text` spells that."""
    return next(_spans(source, fold_text(paragraph)), None)


def _passages(source: Source, paragraph: str) -> list[str]:
    text = fold_text(paragraph)
    return [text[start:end] for start, end in _spans(source, text)]


def _spans(source: Source, text: str) -> Iterator[tuple[int, int]]:
    first, last = pattern_of(source.from_), pattern_of(source.to)
    ends = ((start, last.search(text, start.end())) for start in first.finditer(text))
    yield from ((start.start(), end.end()) for start, end in ends if end)


def _check_figures(entry: SourcedRecord[Fact], texts: dict[str, list[str]]) -> Iterator[Diagnostic]:
    sources = [s for s in entry.record.sources if s.article in texts and s.paragraph <= len(texts[s.article])]
    passages = [passage_of(s, texts[s.article][s.paragraph - 1]) or "" for s in sources]
    if not passages:
        return
    written = set().union(*map(numbers_in, passages))
    for i, figure in enumerate(entry.record.figures):
        for key in ("value", "value_to"):
            value = getattr(figure, key)
            if value is not None and round(float(value), 6) not in written:
                yield entry.problem(
                    f"{figure.name} {value} is not written in the passages it is taken from; check it against the text",
                    *("figures", i, key),
                )
        if figure.as_stated is not None and not any(fold_text(figure.as_stated).lower() in p.lower() for p in passages):
            yield entry.problem(
                f'{figure.name} "{figure.as_stated}" is not worded so in the passages; copy the word of the text',
                *("figures", i, "as_stated"),
            )
