"""A checked text as HTML: the text with its marks, and below it what each mark rests on (pure)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape

from loaders.frames.dataset import Dataset
from loaders.schema.formatting import author_text, passage_url
from loaders.text_check.verdicts import WORST, CheckedSentence, CheckedText, Judgement, Mark, Part, Verdict
from pages.drawing.palette import count_text

CardLink = Callable[[str, str], str]


@dataclass(frozen=True)
class Look:
    """How a verdict is shown: a sign behind the words, which does not need its colour, and what it is called."""

    sign: str
    label: str


LOOKS = {
    Verdict.SUPPORTED: Look("✓", "supported"),
    Verdict.STRONGER: Look("↑", "stronger than the source"),
    Verdict.CONTRADICTED: Look("✕", "contradicted"),
    Verdict.NOT_STATED: Look("?", "not stated by the articles"),
    Verdict.NOT_IN_SOURCES: Look("∅", "not in these sources"),
}


def legend_html() -> str:
    """The verdicts with their signs and meanings, folded."""
    rows = "".join(
        f"<dt><span class='verdict {verdict.value}'>{look.label} {look.sign}</span></dt><dd>{escape(verdict.meaning)}</dd>"
        for verdict, look in LOOKS.items()
    )
    return f"<details class='folded'><summary>What the marks mean</summary><dl class='card'>{rows}</dl></details>"


def counts_text(checked: CheckedText) -> str:
    """How many marks there are of each verdict, the gravest first, in words."""
    told = [f"{number:,} {LOOKS[verdict].label}" for verdict in WORST if (number := checked.counts[verdict])]
    told += [f"{count_text(checked.unjudged, 'sentence', 'sentences')} not judged, or only in part"] if checked.unjudged else []
    return " · ".join(told) or "Nothing in it is marked"


def text_html(checked: CheckedText) -> str:
    """The whole text, its marks underlined and signed; sentences in which nothing is marked are paler."""
    parts, end = [], 0
    for sentence in checked.sentences:
        parts.append(_plain(checked.text[end : sentence.start]))
        marked = "".join(_marked(checked.text, sentence))
        parts.append(marked if sentence.marks else f"<span class='unjudged'>{marked}</span>")
        end = sentence.stop
    return f"<div class='checked' dir='auto'>{''.join(parts)}{_plain(checked.text[end:])}</div>"


def _marked(text: str, sentence: CheckedSentence) -> Iterator[str]:
    end = sentence.start
    for mark in sentence.marks:
        look = LOOKS[mark.verdict]
        yield _plain(text[end : mark.start])
        told = escape(f"{look.label}: {mark.judgement.reason}", quote=True)
        yield f"<span class='verdict {mark.verdict.value}' title='{told}'>{_plain(mark.words)}<span class='unseen'> ({look.label})</span>"
        yield f"<sup aria-hidden='true'>{look.sign}</sup></span>"
        end = mark.stop
    yield _plain(text[end : sentence.stop])


def _plain(words: str) -> str:
    return escape(words).replace("\n", "<br>")


def findings_html(checked: CheckedText, dataset: Dataset, card: CardLink) -> str:
    """Sentence by sentence why each mark is what it is, what is wrong first; what is supported is folded."""
    return "".join(f"<li>{_sentence(one, dataset, card)}</li>" for one in checked.sentences)


def _sentence(sentence: CheckedSentence, dataset: Dataset, card: CardLink) -> str:
    doubtful = [mark for mark in sentence.marks if mark.verdict is not Verdict.SUPPORTED]
    doubtful.sort(key=lambda mark: WORST.index(mark.verdict))
    supported = [mark for mark in sentence.marks if mark.verdict is Verdict.SUPPORTED]
    rows = "".join(_row(marks, dataset, card) for marks in _together(doubtful))
    told = f"<ul>{rows}</ul>" if rows else ""
    if supported:
        words = ", ".join(f"“{mark.words}”" for mark in supported)
        inner = "".join(_row(marks, dataset, card) for marks in _together(supported))
        told += f"<details><summary>Supported: {escape(words)}</summary><ul>{inner}</ul></details>"
    if sentence.unjudged:
        told += f"<p class='small'>Not judged: {escape(sentence.unjudged)}.</p>"
    return f"<blockquote dir='auto'>{_plain(sentence.words)}</blockquote>{told}"


def _together(marks: list[Mark]) -> list[list[Mark]]:
    """The marks in groups of one judgement each."""
    groups: dict[Judgement, list[Mark]] = {}
    for mark in marks:
        groups.setdefault(mark.judgement, []).append(mark)
    return list(groups.values())


def _row(marks: list[Mark], dataset: Dataset, card: CardLink) -> str:
    judgement, look = marks[0].judgement, LOOKS[marks[0].verdict]
    words = ", ".join(f"{'' if mark.part is Part.CLAIM else f'{mark.part.value} '}“{mark.words}”" for mark in marks)
    head = f"<b>{escape(words)}</b> <span class='verdict {judgement.verdict.value}'>{look.label} {look.sign}</span>"
    facts = "".join(_fact(identity, dataset, card) for identity in judgement.facts)
    return f"<li>{head}<br>{escape(judgement.reason)}{facts}</li>"


def _fact(identity: str, dataset: Dataset, card: CardLink) -> str:
    fact = dataset.facts_by_id[identity]
    source = fact.sources[0]
    article = dataset.articles[source.article]
    where, url = f"{author_text(article)}, paragraph {source.paragraph}", passage_url(article.url, source)
    if url:
        told = f"<a href='{escape(url, quote=True)}' target='_blank' rel='noopener noreferrer'>{escape(where)}</a>"
    else:
        told = escape(f"{where} (its address is not known)")
    return f"<span class='second'>{card(identity, fact.title)} · {told}</span>"
