"""An article read beside its facts: its paragraphs, where each coded passage stands in them, and what no fact rests on."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise

from loaders.schema.records import Fact, Source
from loaders.schema.registries import Article
from loaders.text_check.sentences import plain_text, sentences_of
from loaders.validation.normalization import LINE_END_HYPHEN, fold_text
from loaders.validation.passages import paragraphs_of, passage_spans


@dataclass(frozen=True)
class CodedPassage:
    """A passage of a paragraph and the fact that rests on it: from `start` up to, and not with, the letter at `stop`."""

    start: int
    stop: int
    fact: str


@dataclass(frozen=True)
class ReadParagraph:
    """A paragraph, its number (1 is the first), its passages by where they begin, its sentences as (start, stop)."""

    number: int
    text: str
    passages: tuple[CodedPassage, ...]
    sentences: tuple[tuple[int, int], ...]

    @property
    def covered(self) -> int:
        """How many of its characters lie in a passage; spaces count as any."""
        done = total = 0
        for one in self.passages:
            total += max(0, one.stop - max(done, one.start))
            done = max(done, one.stop)
        return total

    def is_plain(self, sentence: tuple[int, int]) -> bool:
        """Whether no passage touches a sentence."""
        return all(one.stop <= sentence[0] or one.start >= sentence[1] for one in self.passages)


@dataclass(frozen=True)
class ReadArticle:
    """An article's text with its passages.

    lost: facts with a passage that does not stand where its locator says. same: whether locators were proved against this very text.
    """

    paragraphs: tuple[ReadParagraph, ...]
    lost: tuple[str, ...]
    same: bool

    @property
    def characters(self) -> int:
        return sum(len(one.text) for one in self.paragraphs)

    @property
    def covered(self) -> int:
        """How many of the characters lie in a passage."""
        return sum(one.covered for one in self.paragraphs)

    @property
    def sentences(self) -> int:
        return sum(len(one.sentences) for one in self.paragraphs)

    @property
    def plain_sentences(self) -> int:
        """How many sentences no passage touches."""
        return sum(one.is_plain(sentence) for one in self.paragraphs for sentence in one.sentences)

    @property
    def facts(self) -> int:
        """How many facts have a passage that stands in the text."""
        return len({passage.fact for one in self.paragraphs for passage in one.passages})


def read_article(text: str, article: Article, facts: Iterable[Fact]) -> ReadArticle:
    """Find the passages of the facts that rest on an article in its text."""
    sources = [(fact.id, source) for fact in facts for source in fact.sources if source.article == article.id]
    texts = paragraphs_of(text.removeprefix("\ufeff"))
    found = tuple(_paragraph(number, paragraph, sources) for number, paragraph in enumerate(texts, 1))
    there = {(number, fact) for number, one in enumerate(found, 1) for fact in (passage.fact for passage in one.passages)}
    lost = dict.fromkeys(fact for fact, source in sources if (source.paragraph, fact) not in there)
    return ReadArticle(found, tuple(lost), sha256(text.encode()).hexdigest() == article.sha256)


def _paragraph(number: int, text: str, sources: list[tuple[str, Source]]) -> ReadParagraph:
    here = [(fact, source) for fact, source in sources if source.paragraph == number]
    spans = [(fact, span) for fact, source in here for span in passage_spans(source, text)[:1]]
    folded = fold_text(text)
    places = {span: _as_written(text, folded, *span) for _, span in spans}
    if None in places.values():  # a spelling that no position can be carried through: shown as it is compared
        text, places = folded.replace(LINE_END_HYPHEN, "-"), {span: span for span in places}
    passages = sorted({CodedPassage(*place, fact) for fact, span in spans if (place := places[span])}, key=_in_order)
    return ReadParagraph(number, text, tuple(passages), tuple(sentences_of(plain_text(text))))


def _in_order(passage: CodedPassage) -> tuple[int, int, str]:
    return passage.start, -passage.stop, passage.fact


def _as_written(text: str, folded: str, start: int, stop: int) -> tuple[int, int] | None:
    """A span of the folded text in the text as it is written; None where it cannot be told."""

    def before(position: int) -> int:
        return len(fold_text(text[:position]))

    positions = range(len(text) + 1)
    first = bisect_right(positions, start, key=before) - 1
    last = bisect_left(positions, stop, key=before)
    while first < last and text[first].isspace():
        first += 1
    return (first, last) if first < last <= len(text) and fold_text(text[first:last]) == folded[start:stop] else None


def segments(paragraph: ReadParagraph) -> Iterator[tuple[int, int, tuple[CodedPassage, ...]]]:
    """The paragraph cut wherever a passage begins or ends: each part with the passages that it lies in, the shortest first."""
    cuts = sorted({0, len(paragraph.text), *(end for one in paragraph.passages for end in (one.start, one.stop))})
    for start, stop in pairwise(cuts):
        over = [one for one in paragraph.passages if one.start <= start and one.stop >= stop]
        yield start, stop, tuple(sorted(over, key=lambda one: one.stop - one.start))
