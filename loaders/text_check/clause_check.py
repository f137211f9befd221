"""One clause judged part by part: its claims first, for they tell which facts it is about, then numbers, dates and names by these facts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.text_check.concepts import RUNGS, THINGS
from loaders.text_check.judge_claims import judge_claim, opposed
from loaders.text_check.judge_parts import judge_actor, judge_date, judge_number, judge_place, judge_within, only_accused
from loaders.text_check.knowledge import Knowledge, KnownFact
from loaders.text_check.matching import Match, Telling, nearest, same_number
from loaders.text_check.names import Name
from loaders.text_check.questions import answered_by, named_in_question
from loaders.text_check.reading import ConceptAt, unknown_names
from loaders.text_check.strengths import ENDING
from loaders.text_check.verdicts import Judgement, Mark, Part, Verdict
from loaders.text_check.word_lists import CAUSE, COMMON_CAPITALS

_NO_CLAIM = "Only names, numbers and dates were compared: no rule covers what it says happened"
_DENIED = "A denial that the facts neither bear out nor contradict"
_NOBODY = "It names nobody and nothing by which a fact could be found"
_CAUSE = "What it gives as a cause is not judged"
_ABSENT = Judgement(Verdict.NOT_IN_SOURCES, "No fact says so")
_ORDER = (Verdict.SUPPORTED, Verdict.STRONGER, Verdict.CONTRADICTED, Verdict.NOT_STATED, Verdict.NOT_IN_SOURCES)
_ENDED = re.compile(r"\b(?:end(?:ed|s)?|finished|stopped|was over|lasted)\b[^,;]{0,15}$", re.IGNORECASE)
_WHERE = re.compile(r"\b(?:in|near|from|at|inside|across|outside|of|to|for|reached|around)(?: the)? $")


class ClauseCheck:
    """The marks of a clause as they come, and `left`: what of it could not be judged, in words."""

    def __init__(self, told: Telling, matches: Sequence[Match], knowledge: Knowledge) -> None:
        self.told, self.matches, self.knowledge, self.clause = told, matches, knowledge, told.clause
        self.marks: list[Mark] = []
        self.left: list[str] = []
        self.chosen: list[KnownFact] = []
        self.open: Judgement | None = None

    def claims(self) -> None:
        """Judge what is said to be so; what it rests on are the facts that the clause is about."""
        claims = self._claims()
        for group in claims:
            found = [(at, *self._claim(at)) for at in group]
            judged = [one for one in found if one[1]]
            at, judgement, facts = min(judged, key=lambda one: _ORDER.index(one[1].verdict)) if judged else found[0]  # type: ignore[union-attr]
            if judgement is None and at.negated:
                self.left.append(_DENIED)
            elif judgement is None and not at.concept.weak and self._placed(at):
                if self.clause.numbers or any(not name.generic for name in self.told.names):
                    judgement = _ABSENT
                else:
                    self.left.append(_NOBODY)
            if judgement:
                self._mark(at.start, at.stop, Part.CLAIM, judgement)
                if judgement.question is None:
                    self.chosen += [known for known in facts if known.id in judgement.facts]
        absent = any(mark.judgement is _ABSENT for mark in self.marks)
        self.chosen = list(dict.fromkeys(self.chosen)) or ([] if absent else nearest(self.matches))
        if not claims and (self.told.names or self.clause.numbers or self.clause.dates):
            self.left.append(_NO_CLAIM)
        for match in CAUSE.finditer(self.clause.text):
            start = self.clause.start + match.start()
            if question := answered_by("cause", self.told, self.knowledge, self._ids):
                self._mark(start, start + len(match[0]), Part.CLAIM, question)
            else:
                self.left.append(_CAUSE)

    def _claim(self, at: ConceptAt) -> tuple[Judgement | None, list[KnownFact]]:
        """The verdict on one claim, and the facts that it was judged by."""
        name = at.concept.name
        facts = nearest(self.matches, name)
        judgement = judge_claim(at, facts, self.told, self.knowledge) or opposed(at, nearest(self.matches))
        if self._placed(at) and not at.negated and not (name in RUNGS and judgement):
            judgement = self._question_of(at, judgement) or judgement
        if judgement and judgement.verdict is Verdict.SUPPORTED and ENDING.search(self.clause.text[: at.start - self.clause.start]):
            judgement = Judgement(Verdict.STRONGER, "The source says so; that it ended it does not say", judgement.facts)
        return judgement, facts

    def _placed(self, at: ConceptAt) -> bool:
        """Whether what is said of places only has a place in the clause."""
        return not at.concept.of_place or any(name.places for name in self.told.names)

    def _question_of(self, at: ConceptAt, judgement: Judgement | None) -> Judgement | None:
        """The open question that a claim would answer, unless a fact bears it out where it is said to be."""
        places = {p for i in (judgement.facts if judgement else ()) for p in self.knowledge.by_id[i].around}
        asked = named_in_question(self.told, self.knowledge, at.concept.name, places)
        if judgement is None or judgement.verdict is not Verdict.SUPPORTED:
            loosely = judgement is None and not at.concept.weak
            asked = asked or answered_by("claim", self.told, self.knowledge, (), at.concept.name, loosely=loosely)
        self.open = self.open or asked
        return asked

    def _claims(self) -> list[list[ConceptAt]]:
        """The concepts to judge: deeds, else things, else weak words; each once, and those of the same words together."""
        words = self.clause.text
        strong = [at for at in self.clause.concepts if not at.concept.weak]
        deeds = [at for at in strong if not THINGS.match(words[at.start - self.clause.start : at.stop - self.clause.start])]
        once = {at.concept.name: at for at in reversed(deeds or strong[:1] or self.clause.concepts)}
        groups: dict[int, list[ConceptAt]] = {}
        for at in sorted(once.values(), key=lambda at: at.start):
            groups.setdefault(at.start, []).append(at)
        return list(groups.values())

    @property
    def _ids(self) -> list[str]:
        return [known.id for known in self.chosen]

    def _mark(self, start: int, stop: int, part: Part, judgement: Judgement) -> None:
        self.marks.append(Mark(start, stop, "", part, judgement))

    def numbers(self) -> None:
        """Judge the numbers by the figures of these facts, and of others that have the same number of the same thing."""
        for number in self.clause.numbers:
            same = [m.known for m in self.matches if any(same_number(number, f) for f in m.known.fact.figures)]
            judgement = judge_number(number, [*self.chosen, *same[:2]], self.told, self.knowledge)
            if judgement is None or (judgement.verdict is Verdict.CONTRADICTED and not self._anchored(judgement)):
                judgement = answered_by("number", self.told, self.knowledge, self._ids) or _ABSENT
            self._mark(number.start, number.stop, Part.NUMBER, judgement)

    def _anchored(self, judgement: Judgement) -> bool:
        """Whether the clause names somebody, some place or a date of the facts of a verdict, so that it speaks of the same thing."""
        known = [self.knowledge.by_id[i] for i in judgement.facts]
        named = [n for n in self.told.names if not n.generic and not (n.country and not n.actors)]
        dated = any(mention.starts_or_ends(k.days) for k in known if k.days.start for _, mention in self.clause.dates)
        return dated or any(name.actors & k.actors or name.places & k.places for name in named for k in known)

    def dates(self) -> None:
        """Judge the dates by those of these facts."""
        for start, mention in self.clause.dates:
            before = self.clause.text[: start - self.clause.start]
            judgement = judge_date(mention, before, self.chosen, self.knowledge)
            if _ENDED.search(before):
                judgement = None
            if judgement is None or judgement.verdict is Verdict.STRONGER:
                judgement = answered_by("date", self.told, self.knowledge, self._ids) or judgement
            self._mark(start, start + len(mention.words), Part.DATE, judgement or _ABSENT)

    def names(self) -> None:
        """Judge places and actors by those of these facts; where one place is said to lie in another, by the gazetteer."""
        last: Name | None = None
        claims = self._claims()
        for name in (n for n in self.told.names if not n.generic):
            between = self.clause.text[last.stop - self.clause.start : name.start - self.clause.start] if last else ""
            within = judge_within(last, name, between, self.knowledge) if last else None
            if within and within.verdict is Verdict.SUPPORTED and self.marks and self.marks[-1].verdict is Verdict.NOT_IN_SOURCES:
                inner = self.marks.pop()
                self._mark(
                    inner.start, inner.stop, inner.part, Judgement(Verdict.SUPPORTED, "In the gazetteer; no fact says more of it here")
                )
            part = self._part(name)
            judgement = within or self._name(name, part, bool(claims))
            if judgement is None:
                last = name
                continue
            if name.demonym and (judgement.verdict is Verdict.SUPPORTED or not self.chosen):
                continue  # "Pakistani" alone says nothing that is worth a mark
            if self.open and judgement.verdict is Verdict.NOT_IN_SOURCES:
                judgement = self.open
            self._mark(name.start, name.stop, part, judgement)
            last = name

    def _part(self, name: Name) -> Part:
        there = _WHERE.search(self.clause.text[: name.start - self.clause.start])
        if name in self.told.speakers:
            return Part.ACTOR
        if name.places and (there or not (name.actors or name.country)):
            return Part.PLACE
        return Part.ACTOR

    def _name(self, name: Name, part: Part, claims: bool) -> Judgement | None:
        """The verdict on a name; None where facts know it and no rule reads what is said of it."""
        judgement = (judge_place if part is Part.PLACE else judge_actor)(name, self.chosen, self.knowledge)
        if claims and part is Part.ACTOR and name not in self.told.speakers:
            judgement = only_accused(name, self.told, self.chosen, self.knowledge) or judgement
        if name not in self.told.speakers and (judgement is None or judgement.verdict in (Verdict.STRONGER, Verdict.NOT_IN_SOURCES)):
            judgement = answered_by(part.value, self.told, self.knowledge, self._ids, name=name) or judgement
        if judgement is None:
            facts = self.knowledge.facts
            held = any(name.places & k.around or name.actors & k.actors or (name.country and name.country in k.countries) for k in facts)
            if held and not claims:
                return None
            judgement = Judgement(Verdict.NOT_IN_SOURCES, "Facts name it, but none says this of it" if held else "No fact names it")
        return judgement

    def strangers(self, at_start: bool) -> None:
        """Mark what is written like a name and is in no registry."""
        for start, stop in unknown_names(self.clause.text, at_start):
            article = 4 if self.clause.text[start:stop].startswith("The ") else 0
            first, last = self.clause.start + start + article, self.clause.start + stop
            taken = any(m.start < last and first < m.stop for m in self.marks)
            if not taken and not self._is_known(self.clause.text[start:stop]):
                self._mark(first, last, Part.NAME, Judgement(Verdict.NOT_IN_SOURCES, "No fact and no registry has this name"))

    def _is_known(self, words: str) -> bool:
        capitals = [word.removesuffix("'s") for word in words.split() if word[:1].isupper()]
        return all(word.lower() in COMMON_CAPITALS or word in self.knowledge.vocabulary for word in capitals)
