"""Each sentence of a dossier proved by the rules that check a text: no firmer and no more exact than the facts that it names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from loaders.dossiers.reading import read_dossiers, reference_problems
from loaders.schema.diagnostics import Diagnostic
from loaders.schema.dossiers import Dossier, DossierSentence
from loaders.schema.records import Fact
from loaders.schema.registries import Actor, Article, NotStated, Place
from loaders.text_check.check import check_text
from loaders.text_check.knowledge import Knowledge
from loaders.text_check.verdicts import CheckedText, Verdict
from loaders.yaml.folder import Records

_SAID = {
    Verdict.STRONGER: "is stronger than the source",
    Verdict.CONTRADICTED: "is contradicted",
    Verdict.NOT_STATED: "is left open by the articles",
    Verdict.NOT_IN_SOURCES: "is in none of its facts",
}
NOTHING = "no rule reads anything in it"


@dataclass(frozen=True)
class Proof:
    """What the rules say of a sentence. faults: what its facts do not bear out, in words. unjudged: what no rule could judge."""

    faults: tuple[str, ...]
    unjudged: str


@dataclass(frozen=True)
class SourceFacts:
    """The facts and registries of a folder that was read, as the check of a text takes them."""

    facts_by_id: Mapping[str, Fact]
    articles: Mapping[str, Article]
    actors: Mapping[str, Actor]
    places: Mapping[str, Place]
    not_stated: Mapping[str, NotStated]


def proof_of(sentence: DossierSentence, knowledge: Knowledge) -> Proof:
    """Every part of a sentence that a rule reads must be supported by its facts, and one part at least must be read."""
    checked = check_text(sentence.text, knowledge, sentence.facts)
    faults = _faults(checked)
    if not checked.marks:
        faults.append(NOTHING)
    return Proof(tuple(dict.fromkeys(faults)), ". ".join(dict.fromkeys(one.unjudged for one in checked.sentences if one.unjudged)))


def _faults(checked: CheckedText) -> list[str]:
    wrong = [mark for mark in checked.marks if mark.verdict is not Verdict.SUPPORTED]
    return [f"{mark.part} “{mark.words}” {_SAID[mark.verdict]}: {mark.judgement.reason}" for mark in wrong]


def _other_words(dossier: Dossier) -> Iterator[tuple[str, tuple[str | int, ...], tuple[str, ...]]]:
    """Title, summary and headings, each with where it stands and the facts below it: they may say less than these, not more."""
    ids = [tuple(dict.fromkeys(fact for sentence in section.sentences for fact in sentence.facts)) for section in dossier.sections]
    every = tuple(dict.fromkeys(fact for facts in ids for fact in facts))
    yield from ((dossier.title, ("title",), every), (dossier.summary, ("summary",), every))
    yield from ((section.heading, ("sections", i, "heading"), ids[i]) for i, section in enumerate(dossier.sections))


def check_dossiers(records: Records, data: Path) -> list[Diagnostic]:
    """What is wrong with the dossiers of a folder whose facts are `records`: files, references, and sentences beyond their facts."""
    dossiers, problems = read_dossiers(data)
    if not dossiers:
        return sorted(problems)
    names = ("articles", "actors", "places", "not_stated")
    facts = {identity: entry.record for identity, entry in records.facts.items()}
    registries = {name: {identity: entry.record for identity, entry in getattr(records, name).items()} for name in names}
    knowledge = Knowledge(SourceFacts(facts, **registries))
    for entry in dossiers.values():
        absent = list(reference_problems(entry, facts, registries["places"]))
        problems += absent
        for i, section in enumerate(entry.record.sections if not absent else ()):
            for j, sentence in enumerate(section.sentences):
                for fault in proof_of(sentence, knowledge).faults:
                    said = f"{fault}; mend the sentence, or name the facts that say so"
                    problems.append(entry.problem(said, "sections", i, "sentences", j, "text"))
        for text, where, ids in _other_words(entry.record) if not absent else ():
            for fault in dict.fromkeys(_faults(check_text(text, knowledge, ids))):
                problems.append(entry.problem(f"{fault}; mend the words, or add a sentence with facts that say so", *where))
    return sorted(problems)
