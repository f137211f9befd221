"""The dossiers beside a dataset, each sentence with what its facts bear out of it; made once for all readers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from loaders.dossiers.proof import Proof, proof_of
from loaders.dossiers.reading import read_dossiers, reference_problems
from loaders.frames.cache import kept
from loaders.frames.dataset import Dataset
from loaders.schema.diagnostics import Diagnostic
from loaders.schema.dossiers import Dossier, DossierSection, DossierSentence
from loaders.text_check.knowledge import Knowledge


@dataclass(frozen=True)
class ProvedSentence:
    """A sentence, what the rules say of it, and the facts (ids) it names that are not among the data, as of an earlier version."""

    record: DossierSentence
    proof: Proof
    absent: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether its facts are there and bear out all that a rule reads in it."""
        return not self.absent and not self.proof.faults


@dataclass(frozen=True)
class ProvedDossier:
    """A dossier with its sections, each with its sentences."""

    record: Dossier
    sections: tuple[tuple[DossierSection, tuple[ProvedSentence, ...]], ...]

    @property
    def sentences(self) -> tuple[ProvedSentence, ...]:
        return tuple(sentence for _, sentences in self.sections for sentence in sentences)


@kept(1)
def proved_dossiers(dataset: Dataset) -> tuple[Mapping[str, ProvedDossier], tuple[Diagnostic, ...]]:
    """The dossiers of the folder by id, and what is wrong with their files; one that names what is not in today's data is left out."""
    found, problems = read_dossiers(dataset.folder)
    knowledge = Knowledge(dataset)
    proved = {}
    for identity, entry in found.items():
        wrong = [] if dataset.recorded else list(reference_problems(entry, dataset.facts_by_id, dataset.places))
        problems += wrong
        if not wrong:
            proved[identity] = _proved(entry.record, dataset, knowledge)
    return proved, tuple(sorted(problems))


def _proved(dossier: Dossier, dataset: Dataset, knowledge: Knowledge) -> ProvedDossier:
    def sentence(one: DossierSentence) -> ProvedSentence:
        return ProvedSentence(one, proof_of(one, knowledge), tuple(fact for fact in one.facts if fact not in dataset.facts_by_id))

    return ProvedDossier(dossier, tuple((section, tuple(map(sentence, section.sentences))) for section in dossier.sections))
