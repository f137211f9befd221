"""A checked text for programs (JSON) and for a terminal (lines), each verdict with its facts and their passages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from loaders.frames.dataset import Dataset
from loaders.schema.formatting import author_text, passage_url
from loaders.text_check.verdicts import CheckedSentence, CheckedText, Mark, Verdict

SIGNS = {
    Verdict.SUPPORTED: "ok",
    Verdict.STRONGER: "STRONGER THAN THE SOURCE",
    Verdict.CONTRADICTED: "CONTRADICTED",
    Verdict.NOT_STATED: "NOT STATED BY THE ARTICLES",
    Verdict.NOT_IN_SOURCES: "NOT IN THESE SOURCES",
}


def as_json(checked: CheckedText, dataset: Dataset) -> dict[str, Any]:
    """`{version, counts, unjudged, sentences}`; positions are letters of the text, counted from 0, the last not included."""
    return {
        "version": dataset.version,
        "counts": {verdict.value: number for verdict, number in checked.counts.items()},
        "unjudged": checked.unjudged,
        "sentences": [_sentence(one, dataset) for one in checked.sentences],
    }


def _sentence(sentence: CheckedSentence, dataset: Dataset) -> dict[str, Any]:
    return {
        "from": sentence.start,
        "to": sentence.stop,
        "text": sentence.words,
        "worst": sentence.worst.value if sentence.worst else None,
        "unjudged": sentence.unjudged or None,
        "marks": [_mark(mark, dataset) for mark in sentence.marks],
    }


def _mark(mark: Mark, dataset: Dataset) -> dict[str, Any]:
    judgement = mark.judgement
    return {
        "from": mark.start,
        "to": mark.stop,
        "words": mark.words,
        "part": mark.part.value,
        "verdict": mark.verdict.value,
        "reason": judgement.reason,
        "question": judgement.question,
        "facts": [_fact(identity, dataset) for identity in judgement.facts],
    }


def _fact(identity: str, dataset: Dataset) -> dict[str, Any]:
    fact = dataset.facts_by_id[identity]
    sources = [
        {
            "article": source.article,
            "paragraph": source.paragraph,
            "passage": f"{source.from_} … {source.to}",
            "url": passage_url(dataset.articles[source.article].url, source),
        }
        for source in fact.sources
    ]
    return {"id": identity, "title": fact.title, "sources": sources}


def as_lines(checked: CheckedText, dataset: Dataset) -> Iterator[str]:
    """The same for a terminal: each sentence, below it what was marked, with why and where it stands."""
    for number, sentence in enumerate(checked.sentences, 1):
        yield f"{number}. {sentence.words}"
        for mark in sentence.marks:
            yield f"   {SIGNS[mark.verdict]}: {mark.part} “{mark.words}”. {mark.judgement.reason}{_where(mark, dataset)}"
        if sentence.unjudged:
            yield f"   not judged: {sentence.unjudged}"


def _where(mark: Mark, dataset: Dataset) -> str:
    if mark.judgement.question or not mark.judgement.facts:
        return ""
    identity = mark.judgement.facts[0]
    source = dataset.facts_by_id[identity].sources[0]
    return f" [{identity}; {author_text(dataset.articles[source.article])}, paragraph {source.paragraph}]"
