"""Proof against the articles themselves: each locator stands in its paragraph, each figure is written there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from loaders.plausible import no_such_paragraph
from loaders.problems import Problem
from loaders.reading import Entry, Records
from loaders.records import Fact, Route, Source

_MULTIPLES = {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
_WORDS = (
    {word: number for number, word in enumerate(_UNITS.split())}
    | {word: 10 * number for number, word in enumerate(_TENS.split(), 2)}
    | {word: number for number, word in enumerate(_ORDINALS.split(), 1)}
    | {"half": 0.5}
)
_TOKEN = re.compile(r"\d[\d,]*(?:\.\d+)?|[a-z]+", re.IGNORECASE)


def numbers_in(text: str) -> set[float]:
    """Every number that an English text writes, in digits or words: "USD 1.25 billion", "a thousand", "7th", "twenty-one"."""
    found: set[float] = set()
    run: list[float | str] = []
    for token in [*_TOKEN.findall(text), "."]:
        word = token.lower()
        if word[0].isdigit():
            found |= _value(run)
            run = [float(word.replace(",", ""))]
        elif word in _WORDS:
            if run and isinstance(run[-1], int | float) and not 20 <= run[-1] < 100 and run[-1] != 100:
                found |= _value(run)
                run = []
            run.append(float(_WORDS[word]))
        elif word in _MULTIPLES:
            run.append(word)
        elif run and word in ("and", "a", "st", "nd", "rd", "th", "s"):
            continue
        else:
            found |= _value(run)
            run = ["a"] if word == "a" else []
    return found


def _value(run: list[float | str]) -> set[float]:
    """The number of a run such as [2, "hundred", 50] or [1.25, "billion"]; nothing for a lone "a"."""
    total = part = 0.0
    seen = False
    for token in run:
        if isinstance(token, float):
            part, seen = part + token, True
        elif token in _MULTIPLES:
            part, seen = (part or 1.0) * _MULTIPLES[token], True
            if _MULTIPLES[token] >= 1000:
                total, part = total + part, 0.0
    return {round(total + part, 6)} if seen else set()


def check_proof(records: Records, folder: Path) -> Iterator[Problem]:
    """Yield a problem for each locator or figure that the texts in `folder` (`<article id>.txt`) do not bear out."""
    texts: dict[str, list[str]] = {}
    for identity, article in records.articles.items():
        path = folder / f"{identity}.txt"
        try:
            raw = path.read_bytes()
        except OSError:
            yield article.problem(f"its text {path} cannot be read; put it there to prove the locators")
            continue
        try:
            text = raw.decode("utf-8")
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
    """The blocks of a text that empty lines separate; paragraph 1 is the first."""
    return [block.strip() for block in re.split(r"\n\s*\n", text) if block.strip()]


def _check_sources(
    entry: Entry[Fact] | Entry[Route], name: str, sources: tuple[Source, ...], texts: dict[str, list[str]]
) -> Iterator[Problem]:
    for i, source in enumerate(sources):
        if source.article in texts and (wrong := locator_fault(source, texts[source.article])):
            yield entry.problem(wrong, name, i, "paragraph" if "paragraph" in wrong[:12] else "from")


def locator_fault(source: Source, paragraphs: list[str]) -> str | None:
    """What is wrong with a locator, or None: both ends in the paragraph, in order, and first in the whole article."""
    if source.paragraph > len(paragraphs):
        return no_such_paragraph(source, len(paragraphs))
    passage = passage_of(source, paragraphs[source.paragraph - 1])
    if passage is None:
        return f'"{source.from_}" … "{source.to}" does not stand in paragraph {source.paragraph}; copy the words exactly'
    times = len(_passages(source, "\n\n".join(paragraphs)))
    if times > 1:
        return f'"{source.from_}" … "{source.to}" fits {times} passages of {source.article}; lengthen `from`'
    return None


def passage_of(source: Source, paragraph: str) -> str | None:
    """The passage from the locator's first to its last words."""
    found = _passages(source, paragraph)
    return found[0] if found else None


def _passages(source: Source, paragraph: str) -> list[str]:
    start, found = paragraph.find(source.from_), []
    while start >= 0:
        end = paragraph.find(source.to, start + len(source.from_))
        if end >= 0:
            found.append(paragraph[start : end + len(source.to)])
        start = paragraph.find(source.from_, start + 1)
    return found


def _check_figures(entry: Entry[Fact], texts: dict[str, list[str]]) -> Iterator[Problem]:
    sources = [s for s in entry.record.sources if s.article in texts and s.paragraph <= len(texts[s.article])]
    passages = [passage_of(s, texts[s.article][s.paragraph - 1]) or "" for s in sources]
    if not passages:
        return
    written = numbers_in(" \n ".join(passages))
    for i, figure in enumerate(entry.record.figures):
        if figure.value is not None and round(float(figure.value), 6) not in written:
            yield entry.problem(
                f"{figure.name} {figure.value} is not written in the passages it is taken from; check it against the text",
                *("figures", i, "value"),
            )
        if figure.as_stated is not None and not any(figure.as_stated.lower() in p.lower() for p in passages):
            yield entry.problem(
                f'{figure.name} "{figure.as_stated}" is not worded so in the passages; copy the word of the text',
                *("figures", i, "as_stated"),
            )
