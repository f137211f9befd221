"""What `check --strict` warns of: nothing wrong in form, but a fact that may say less, or more, than its passages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from loaders.schema.dates import UNDATED, parse_date
from loaders.schema.diagnostics import Diagnostic
from loaders.schema.formatting import number_text
from loaders.schema.kinds import MineralSite
from loaders.schema.records import AUTHOR, Fact, Figure, Source
from loaders.schema.registry_terms import POINT_KINDS, PlaceKind
from loaders.schema.vocabulary import Certainty, Role, Warned
from loaders.validation.hedges import bounds_in, hearsay_in
from loaders.validation.lint_warning import LintWarning, Where
from loaders.validation.mentions import DateMention, Names, counts_in, dates_in
from loaders.validation.normalization import fold_text
from loaders.validation.passages import paragraphs_of, passage_of
from loaders.validation.plausibility import figures_that_differ, unlikely_date, unlikely_figure
from loaders.yaml.folder import Records, SourcedRecord

NOT_OF_PASSAGES = {
    Warned.CLAIM_WITHOUT_CLAIMANT,
    Warned.ONE_SIDED_FIGURE,
    Warned.SITE_WITHOUT_POINT,
    Warned.FIGURES_DIFFER,
    Warned.UNLIKELY_VALUE,
}


def lint_records(records: Records, folder: Path | None) -> list[Diagnostic]:
    """The warnings that no fact answers, and the answers that answer nothing; of passages only with the folder of texts.

    The records must be free of errors. An answer fits when its `warning` and `about` are those of the warning.
    """
    strict = _Strict(records, _passages(records, folder) if folder else {})
    return sorted(problem for entry in records.facts.values() for problem in strict.of_fact(entry))


def _passages(records: Records, folder: Path) -> dict[Source, str]:
    """Per source the passage it points to; those that cannot be found are told by the proof."""
    texts: dict[str, list[str]] = {}
    for identity in records.articles:
        path = folder / f"{identity}.txt"
        texts[identity] = paragraphs_of(path.read_text(encoding="utf-8-sig")) if path.is_file() else []
    found = {}
    for source in (source for entry in records.facts.values() for source in entry.record.sources):
        paragraphs = texts.get(source.article, [])
        if source.paragraph <= len(paragraphs) and (passage := passage_of(source, paragraphs[source.paragraph - 1])):
            found[source] = passage
    return found


@dataclass(frozen=True)
class _Strict:
    records: Records
    passages: Mapping[Source, str]

    def of_fact(self, entry: SourcedRecord[Fact]) -> Iterator[Diagnostic]:
        fact = entry.record
        warnings = {(w.word, w.about): w for w in self._warnings(fact)}
        answered = {(answer.warning, answer.about) for answer in fact.answers}
        for key, warning in warnings.items():
            if key not in answered:
                yield entry.problem(f'warning {warning.word} "{warning.about}": {warning.message}, or answer it', *warning.where)
        for i, answer in enumerate(fact.answers):
            read = all(source in self.passages for source in fact.sources)
            if (answer.warning, answer.about) not in warnings and (read or answer.warning in NOT_OF_PASSAGES):
                yield entry.problem(f'answers {answer.warning} "{answer.about}", of which nothing warns; take the answer out', "answers", i)

    def _warnings(self, fact: Fact) -> Iterator[LintWarning]:
        yield from self._claims(fact)
        yield from self._figures(fact)
        yield from self._unlikely(fact)
        yield from self._points(fact)
        for i, source in enumerate(fact.sources):
            if passage := self.passages.get(source):
                yield from self._numbers(fact, passage, i)
                yield from self._places(fact, passage, i)
                yield from self._dates(fact, source, i)
                yield from self._hearsay(fact, source, i)
                yield from self._bounds(fact, passage)

    def _claims(self, fact: Fact) -> Iterator[LintWarning]:
        told: list[tuple[Certainty, tuple[str, ...], Where]] = [(fact.certainty, fact.claimed_by, ("certainty",))]
        told += [(s.certainty or fact.certainty, s.claimed_by or fact.claimed_by, ("sources", i)) for i, s in enumerate(fact.sources)]
        for certainty, claimants, where in told:
            if certainty is Certainty.CLAIMED and set(claimants) == {AUTHOR}:
                yield LintWarning(Warned.CLAIM_WITHOUT_CLAIMANT, AUTHOR, "is claimed, and only by the author; name who claims it", where)
                return

    def _figures(self, fact: Fact) -> Iterator[LintWarning]:
        for i, figure in enumerate(fact.figures):
            if fact.certainty is Certainty.STATED and (side := self._side(fact, figure)):
                message = f'comes from one side ({side}) and is stated as fact; make it "claimed", by that side'
                yield LintWarning(Warned.ONE_SIDED_FIGURE, figure.name, message, ("figures", i))

    def _unlikely(self, fact: Fact) -> Iterator[LintWarning]:
        for name, i in figures_that_differ(fact):
            message = "two figures of this name by the same claimant differ; name who claims each, or keep one"
            yield LintWarning(Warned.FIGURES_DIFFER, name, message, ("figures", i))
        for i, figure in enumerate(fact.figures):
            if why := unlikely_figure(figure):
                yield LintWarning(Warned.UNLIKELY_VALUE, figure.name, f"{number_text(figure.value or 0)} {why}; mend it", ("figures", i))
        if unlikely_date(fact):
            yield LintWarning(Warned.UNLIKELY_VALUE, "date", f"{fact.date} is before 1900; mend it", ("date",))

    def _side(self, fact: Fact, figure: Figure) -> str | None:
        """The party that a figure comes from: that of all its claimants, or of all who speak where only the author claims it."""
        claimants = figure.claimed_by or fact.claimed_by
        speakers = tuple(role.actor for role in fact.actors if role.role is Role.SPEAKER)
        sides = {
            self.records.actors[c].record.party if c != AUTHOR else None for c in (speakers if set(claimants) == {AUTHOR} else claimants)
        }
        return str(side) if len(sides) == 1 and (side := sides.pop()) else None

    def _points(self, fact: Fact) -> Iterator[LintWarning]:
        """A mineral site that the map cannot show at a point of its own."""
        for i, identity in enumerate(fact.places if isinstance(fact, MineralSite) else ()):
            place = self.records.places[identity].record
            if place.kind in POINT_KINDS and place.lat is None:
                message = f"{identity} has no lat, lon and radius_km; give them in places.yaml"
                yield LintWarning(Warned.SITE_WITHOUT_POINT, identity, message, ("places", i))

    def _hearsay(self, fact: Fact, source: Source, i: int) -> Iterator[LintWarning]:
        if (source.certainty or fact.certainty) is Certainty.STATED and (words := hearsay_in(self.passages[source])):
            message = f'the passage says "{words}"; make it "reported" or "claimed"'
            yield LintWarning(Warned.HEARSAY_STATED, words, message, ("sources", i))

    def _bounds(self, fact: Fact, passage: str) -> Iterator[LintWarning]:
        for words, number, allowed in bounds_in(passage):
            for i, figure in enumerate(fact.figures):
                if figure.value is not None and round(float(figure.value), 6) == number and figure.bound not in allowed:
                    message = f'the passage says "{words}" before {number_text(number)}; make it "{allowed[0]}", not "{figure.bound}"'
                    yield LintWarning(Warned.BOUND_NOT_WORDED, figure.name, message, ("figures", i))

    def _numbers(self, fact: Fact, passage: str, i: int) -> Iterator[LintWarning]:
        for number in sorted(counts_in(passage)) if not fact.figures else ():
            message = f"the passage writes {number_text(number)}, and the fact has no figure; add one"
            yield LintWarning(Warned.NUMBER_WITHOUT_FIGURE, number_text(number), message, ("sources", i))

    def _places(self, fact: Fact, passage: str, i: int) -> Iterator[LintWarning]:
        held = self._held(fact)
        for name, ids in self._names.in_text(passage).items():
            if not ids & held and name not in self._names_of_actors(fact):
                identity = min(ids)
                yield LintWarning(Warned.PLACE_NOT_LISTED, identity, f"the passage names {name}; add it to places", ("sources", i))

    def _dates(self, fact: Fact, source: Source, i: int) -> Iterator[LintWarning]:
        for mention in dates_in(self.passages[source]):
            if not any(_carries(other, mention) for other in self._resting_on[source.article, source.paragraph, mention]):
                message = f"the passage writes {mention.words}, and no fact that rests on it carries that date; give it"
                yield LintWarning(Warned.DATE_NOT_CARRIED, mention.words, message, ("sources", i))

    def _held(self, fact: Fact) -> set[str]:
        """The places of a fact and of its deal or meeting, all around them, and the countries of those who act or speak."""
        ids = {*fact.places, *getattr(fact, "sites", ()), *([fact.venue] if getattr(fact, "venue", None) else [])}  # type: ignore[attr-defined]
        held = set()
        for identity in ids:
            here: str | None = identity
            while here and here not in held:
                held.add(here)
                here = self.records.places[here].record.in_
        countries = {self.records.actors[actor].record.country for actor in _actors(fact)}
        return held | {i for i, p in self.records.places.items() if p.record.kind is PlaceKind.COUNTRY and p.record.name in countries}

    def _names_of_actors(self, fact: Fact) -> set[str]:
        actors = [self.records.actors[actor].record for actor in _actors(fact)]
        return {fold_text(name) for actor in actors for name in (actor.name, *actor.aliases)}

    @cached_property
    def _names(self) -> Names:
        places = {i: (e.record.name, *e.record.aliases) for i, e in self.records.places.items()}
        return Names(places, (name for e in self.records.actors.values() for name in (e.record.name, *e.record.aliases)))

    @cached_property
    def _resting_on(self) -> Mapping[tuple[str, int, DateMention], list[Fact]]:
        """Per date that a paragraph writes, the facts whose passages write it."""
        found = defaultdict(list)
        for entry in self.records.facts.values():
            for source in entry.record.sources:
                for mention in dates_in(self.passages.get(source, "")):
                    found[source.article, source.paragraph, mention].append(entry.record)
        return found


def _carries(fact: Fact, mention: DateMention) -> bool:
    dated = mention.starts_or_ends(parse_date(fact.date) if fact.date else UNDATED)
    return dated or any(figure.unit == "year" and figure.value == mention.year for figure in fact.figures)


def _actors(fact: Fact) -> set[str]:
    return {role.actor for role in fact.actors} | ({*fact.claimed_by} - {AUTHOR})
