"""The dossiers of a brief: those that rest on facts it shows, sentence by sentence with what bears each out (pure)."""

from __future__ import annotations

from typing import NamedTuple

from loaders.dossiers.proved import ProvedSentence, proved_dossiers
from loaders.frames.dataset import Dataset
from loaders.schema.formatting import author_text
from pages.brief.content import Brief

OWN_WORDS = "In our own words, about all facts and not only those shown; each sentence names the facts that bear it out."


class Sentence(NamedTuple):
    """A sentence of a dossier, and its facts with their passages, in words."""

    text: str
    rests_on: str


class Section(NamedTuple):
    """A heading and what stands below it."""

    heading: str
    sentences: tuple[Sentence, ...]


class DossierText(NamedTuple):
    """A dossier as a file has it."""

    title: str
    summary: str
    sections: tuple[Section, ...]


def dossiers_of(brief: Brief) -> list[DossierText]:
    """The dossiers of which a fact is shown, without sentences that their facts do not bear out.

    None with a recorded version: their words are not recorded, and such a file never changes.
    """
    if brief.dataset.recorded:
        return []
    shown = {*brief.shown["id"]}
    found = []
    for dossier in proved_dossiers(brief.dataset)[0].values():
        if any(fact in shown for sentence in dossier.sentences for fact in sentence.record.facts):
            sections = [
                Section(section.heading, tuple(_sentence(one, brief.dataset) for one in sentences if one.holds))
                for section, sentences in dossier.sections
            ]
            found.append(DossierText(dossier.record.title, dossier.record.summary, tuple(one for one in sections if one.sentences)))
    return found


def _sentence(sentence: ProvedSentence, dataset: Dataset) -> Sentence:
    facts = [dataset.facts_by_id[identity] for identity in sentence.record.facts]
    told = [
        f"{fact.title} ({author_text(dataset.articles[source.article])}, paragraph {source.paragraph})"
        for fact in facts
        for source in fact.sources[:1]
    ]
    return Sentence(sentence.record.text, ". ".join(filter(None, ["; ".join(told), sentence.proof.unjudged])))
