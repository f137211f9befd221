"""A section of a dossier as HTML: sentences, below each its facts with their passages, and the picture of a view beside them (pure)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from loaders.dossiers.proved import ProvedDossier, ProvedSentence
from loaders.frames.dataset import Dataset
from loaders.query.selection import Selection
from loaders.schema.dossiers import DossierSection
from loaders.schema.formatting import passage_url
from pages.components.navigation import internal_link, page_address
from pages.drawing.linked_names import LinkedNames
from pages.drawing.palette import count_text

CardLink = Callable[[str, str], str]


def section_selection(section: DossierSection, as_of: str) -> Selection:
    """What the view beside a section is filtered by; it is its own, whatever the reader's filters."""
    if section.view is None:
        return Selection(as_of=as_of)
    kinds = tuple(kind.value for kind in section.view.kind)
    return Selection(district=section.view.district, province=section.view.province, kind=kinds, as_of=as_of)


def holds_text(dossier: ProvedDossier, dataset: Dataset) -> str:
    """How many sentences the facts bear out, in words."""
    holding = sum(sentence.holds for sentence in dossier.sentences)
    part = sum(sentence.holds and bool(sentence.proof.unjudged) for sentence in dossier.sentences)
    of = count_text(len(dossier.sentences), "sentence", "sentences")
    told = f"{holding} of {of} borne out by their facts, by the rules of “Check a text”"
    told += f"; {part} of these could only be compared in part" if part else ""
    then = "The words are today’s, the facts those of the version above. " if dataset.recorded else ""
    return f"{then}In our own words. {told}. The views beside it have filters of their own."


def section_html(
    section: DossierSection, sentences: Sequence[ProvedSentence], dataset: Dataset, shown: Selection, seen: str, card: CardLink, svg: str
) -> str:
    """The sentences, and the view. shown: what the view is filtered by; seen: what it shows, in words; svg: its picture."""
    told = "".join(f"<li>{_sentence(sentence, dataset, card)}</li>" for sentence in sentences)
    return f"<div class='dossier'><ol>{told}</ol>{_view(section, shown, seen, svg) if section.view else ''}</div>"


def _sentence(sentence: ProvedSentence, dataset: Dataset, card: CardLink) -> str:
    facts = "".join(_fact(identity, dataset, card) for identity in sentence.record.facts if identity in dataset.facts_by_id)
    faults = [*sentence.proof.faults, *(f"fact {identity} is not in this version" for identity in sentence.absent)]
    wrong = f"<p class='small'>Not borne out: {escape('; '.join(faults))}.</p>" if faults else ""
    part = f"<p class='small'>{escape(sentence.proof.unjudged)}.</p>" if sentence.proof.unjudged and not faults else ""
    return f"<p>{escape(sentence.record.text)}</p>{facts}{wrong}{part}"


def _fact(identity: str, dataset: Dataset, card: CardLink) -> str:
    fact = dataset.facts_by_id[identity]
    source = fact.sources[0]
    article = dataset.articles[source.article]
    where, url = f"paragraph {source.paragraph}", passage_url(article.url, source)
    told = f"<a href='{escape(url, quote=True)}' target='_blank' rel='noopener noreferrer'>{where}</a>" if url else where
    author = LinkedNames(dataset).article(article.id)
    return f"<span class='second'>{card(identity, fact.title)} · {author}, {told}</span>"


def _view(section: DossierSection, shown: Selection, seen: str, svg: str) -> str:
    assert section.view
    page = section.view.page
    link = internal_link(page_address(page, shown), f"Open this {page}")
    picture = f"<div class='picture' tabindex='0' role='group' aria-label='{page.capitalize()}'>{svg}</div>"  # on a phone it is scrolled
    return f"<figure>{picture}<figcaption>{escape(seen)} · {link}</figcaption></figure>"
