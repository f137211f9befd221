"""The check of a text: each sentence read by rules, each part of it judged by the facts that it tells of. Nothing is kept of the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from loaders.text_check.clause_check import ClauseCheck
from loaders.text_check.knowledge import Knowledge
from loaders.text_check.matching import Match, Telling, matches_of, telling
from loaders.text_check.names import Name, SourceData
from loaders.text_check.reading import clauses_of
from loaders.text_check.sentences import plain_text, sentences_of
from loaders.text_check.verdicts import CheckedSentence, CheckedText, Mark

MAX_LETTERS = 20_000
_QUESTION = "A question asserts nothing"
_NOTHING = "Nothing in it that a rule reads"


def check_text(text: str, data: SourceData | Knowledge, facts: Sequence[str] | None = None) -> CheckedText:
    """A text with its marks; ValueError where it is longer than MAX_LETTERS. facts: the ids of those that may bear it out, or all."""
    if len(text) > MAX_LETTERS:
        raise ValueError(f"has {len(text):,} letters; {MAX_LETTERS:,} at most are checked at once")
    knowledge = data if isinstance(data, Knowledge) else Knowledge(data)
    plain = plain_text(text)
    return CheckedText(text, tuple(_sentence(text, plain, start, stop, knowledge, facts) for start, stop in sentences_of(plain)))


def _sentence(text: str, plain: str, start: int, stop: int, knowledge: Knowledge, facts: Sequence[str] | None) -> CheckedSentence:
    if plain[start:stop].rstrip("\"')").endswith("?"):
        return CheckedSentence(start, stop, text[start:stop], (), _QUESTION)
    marks: list[Mark] = []
    unjudged: dict[str, None] = {}
    before: list[Name] = []
    clauses = clauses_of(plain, start, stop)
    for clause in clauses:
        names = knowledge.names_in(clause.text, clause.start)
        told = telling(clause, names)
        matches = [m for m in matches_of(told, before, knowledge) if facts is None or m.known.id in facts]
        found, left = _clause(told, matches, knowledge, clause.start == start)
        marks += [Mark(m.start, m.stop, text[m.start : m.stop], m.part, m.judgement) for m in found]
        unjudged |= dict.fromkeys(left)
        before = [*before, *names]
    marks.sort(key=lambda mark: (mark.start, -mark.stop))
    if not marks and not unjudged:
        unjudged[_NOTHING] = None
    return CheckedSentence(start, stop, text[start:stop], tuple(_apart(marks)), ". ".join(unjudged))


def _apart(marks: Sequence[Mark]) -> Iterator[Mark]:
    """The marks without those that lie over one before them."""
    end = -1
    for mark in marks:
        if mark.start >= end:
            yield mark
            end = mark.stop


def _clause(told: Telling, matches: Sequence[Match], knowledge: Knowledge, at_start: bool) -> tuple[list[Mark], list[str]]:
    reader = ClauseCheck(told, matches, knowledge)
    reader.claims()
    reader.numbers()
    reader.dates()
    reader.names()
    reader.strangers(at_start)
    return reader.marks, reader.left
