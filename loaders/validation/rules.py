"""The rules of `check --strict`: one function for each warning, which doubts what a fact says, or leaves out, of its passages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from loaders.schema.dates import UNDATED, parse_date
from loaders.schema.formatting import number_text
from loaders.schema.kinds import MineralSite
from loaders.schema.records import AUTHOR, Fact, Figure
from loaders.schema.registry_terms import POINT_KINDS
from loaders.schema.vocabulary import Certainty, Warned
from loaders.validation.hedges import bounds_in, hearsay_in
from loaders.validation.lint_context import LintContext
from loaders.validation.lint_warning import LintWarning, Where
from loaders.validation.mentions import DateMention, counts_in, dates_in
from loaders.validation.plausibility import figures_that_differ, unlikely_date, unlikely_figure

Check: TypeAlias = Callable[[Fact, LintContext], Iterator[LintWarning]]


@dataclass(frozen=True)
class Rule:
    """One warning: its code with what it means (`data/README.md` has the same words), and the function that looks for it.

    reads_passages: whether it needs the texts of the articles.
    """

    code: Warned
    check: Check
    reads_passages: bool

    @property
    def description(self) -> str:
        return self.code.meaning


RULES: dict[Warned, Rule] = {}


def rule(code: Warned, reads_passages: bool = False) -> Callable[[Check], Check]:
    """Puts a function on the list of rules."""

    def add(check: Check) -> Check:
        RULES[code] = Rule(code, check, reads_passages)
        return check

    return add


@rule(Warned.CLAIM_WITHOUT_CLAIMANT)
def claim_without_claimant(fact: Fact, context: LintContext) -> Iterator[LintWarning]:
    told: list[tuple[Certainty, tuple[str, ...], Where]] = [(fact.certainty, fact.claimed_by, ("certainty",))]
    told += [(s.certainty or fact.certainty, s.claimed_by or fact.claimed_by, ("sources", i)) for i, s in enumerate(fact.sources)]
    for certainty, claimants, where in told:
        if certainty is Certainty.CLAIMED and set(claimants) == {AUTHOR}:
            yield LintWarning(Warned.CLAIM_WITHOUT_CLAIMANT, AUTHOR, "is claimed, and only by the author; name who claims it", where)
            return


@rule(Warned.ONE_SIDED_FIGURE)
def one_sided_figure(fact: Fact, context: LintContext) -> Iterator[LintWarning]:
    for i, figure in enumerate(fact.figures):
        if fact.certainty is Certainty.STATED and (side := context.side(fact, figure)):
            message = f'comes from one side ({side}) and is stated as fact; make it "claimed", by that side'
            yield LintWarning(Warned.ONE_SIDED_FIGURE, figure.name, message, ("figures", i))


@rule(Warned.FIGURES_DIFFER)
def figures_differ(fact: Fact, context: LintContext) -> Iterator[LintWarning]:
    for name, i in figures_that_differ(fact):
        message = "two figures of this name by the same claimant differ; name who claims each, or keep one"
        yield LintWarning(Warned.FIGURES_DIFFER, name, message, ("figures", i))


@rule(Warned.UNLIKELY_VALUE)
def unlikely_value(fact: Fact, context: LintContext) -> Iterator[LintWarning]:
    for i, figure in enumerate(fact.figures):
        if why := unlikely_figure(figure):
            yield LintWarning(Warned.UNLIKELY_VALUE, figure.name, f"{_number(figure)} {why}; mend it", ("figures", i))
    if why := unlikely_date(fact):
        yield LintWarning(Warned.UNLIKELY_VALUE, "date", f"{fact.date} {why}; mend it", ("date",))


def _number(figure: Figure) -> str:
    return figure.as_stated or number_text(figure.value_to or figure.value or 0)


@rule(Warned.SITE_WITHOUT_POINT)
def site_without_point(fact: Fact, context: LintContext) -> Iterator[LintWarning]:
    """A mineral site that the map cannot show at a point of its own."""
    for i, identity in enumerate(fact.places if isinstance(fact, MineralSite) else ()):
        place = context.records.places[identity].record
        if place.kind in POINT_KINDS and place.lat is None:
            message = f"{identity} has no lat, lon and radius_km; give them in places.yaml"
            yield LintWarning(Warned.SITE_WITHOUT_POINT, identity, message, ("places", i))


@rule(Warned.NUMBER_WITHOUT_FIGURE, reads_passages=True)
def number_without_figure(fact: Fact, context: LintContext) -> Iterator[LintWarning]:
    for i, _, passage in context.passages_of(fact):
        for number in sorted(counts_in(passage)) if not fact.figures else ():
            message = f"the passage writes {number_text(number)}, and the fact has no figure; add one"
            yield LintWarning(Warned.NUMBER_WITHOUT_FIGURE, number_text(number), message, ("sources", i))


@rule(Warned.PLACE_NOT_LISTED, reads_passages=True)
def place_not_listed(fact: Fact, context: LintContext) -> Iterator[LintWarning]:
    held, actors = context.held(fact), context.names_of_actors(fact)
    for i, _, passage in context.passages_of(fact):
        for name, ids in context.names.in_text(passage).items():
            if not ids & held and name not in actors:
                yield LintWarning(Warned.PLACE_NOT_LISTED, min(ids), f"the passage names {name}; add it to places", ("sources", i))


@rule(Warned.DATE_NOT_CARRIED, reads_passages=True)
def date_not_carried(fact: Fact, context: LintContext) -> Iterator[LintWarning]:
    for i, source, passage in context.passages_of(fact):
        for mention in dates_in(passage):
            if not any(_carries(other, mention) for other in context.resting_on[source.article, source.paragraph, mention]):
                message = f"the passage writes {mention.words}, and no fact that rests on it carries that date; give it"
                yield LintWarning(Warned.DATE_NOT_CARRIED, mention.words, message, ("sources", i))


@rule(Warned.HEARSAY_STATED, reads_passages=True)
def hearsay_stated(fact: Fact, context: LintContext) -> Iterator[LintWarning]:
    for i, source, passage in context.passages_of(fact):
        if (source.certainty or fact.certainty) is Certainty.STATED and (words := hearsay_in(passage)):
            message = f'the passage says "{words}"; make it "reported" or "claimed"'
            yield LintWarning(Warned.HEARSAY_STATED, words, message, ("sources", i))


@rule(Warned.BOUND_NOT_WORDED, reads_passages=True)
def bound_not_worded(fact: Fact, context: LintContext) -> Iterator[LintWarning]:
    for words, number, allowed in (found for _, _, passage in context.passages_of(fact) for found in bounds_in(passage)):
        for i, figure in enumerate(fact.figures):
            if figure.value is not None and round(float(figure.value), 6) == number and figure.bound not in allowed:
                message = f'the passage says "{words}" before {number_text(number)}; make it "{allowed[0]}", not "{figure.bound}"'
                yield LintWarning(Warned.BOUND_NOT_WORDED, figure.name, message, ("figures", i))


def _carries(fact: Fact, mention: DateMention) -> bool:
    dated = mention.starts_or_ends(parse_date(fact.date) if fact.date else UNDATED)
    return dated or any(figure.unit == "year" and figure.value == mention.year for figure in fact.figures)
