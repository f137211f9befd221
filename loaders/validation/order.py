"""The order that texts give without dates: after, before, during, within; and the first and last days that follow for each fact."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from loaders.schema.dates import UNDATED, parse_date
from loaders.schema.diagnostics import Diagnostic
from loaders.schema.records import Fact, TimeOrder
from loaders.schema.vocabulary import TimeRelation
from loaders.yaml.folder import Records


class Bounds(NamedTuple):
    """The first and the last day that something may have happened, both inclusive; None is open."""

    earliest: date | None
    latest: date | None

    @property
    def empty(self) -> bool:
        """Whether no day is left."""
        return self.earliest is not None and self.latest is not None and self.earliest > self.latest


@dataclass(frozen=True)
class _NotLater:
    """`one` is at most `days` later than `other`; with no days, it is not later at all."""

    one: str
    other: str
    days: int = 0


def possible_days(facts: Mapping[str, Fact]) -> dict[str, Bounds]:
    """For each fact the days that its date and its place in the order leave open; never fewer than the texts leave.

    A fact is taken by any one of its days. "After" and "before" another fact allow the same day; "during" one says nothing of its end,
    as no end is coded. Contradictions leave bounds that are empty. References that lead nowhere are passed over.
    """
    bounds = {identity: _own(fact) for identity, fact in facts.items()}
    rules = [rule for fact in facts.values() for one in fact.order for rule in _rules(fact.id, one) if one.fact in facts]
    for _ in range(len(facts) + 1):  # no rule is shorter than nought days, so each bound goes along each fact once at most
        before = dict(bounds)
        for rule in rules:
            one, other = bounds[rule.one], bounds[rule.other]
            bounds[rule.one] = Bounds(one.earliest, _first(one.latest, _add(other.latest, rule.days)))
            bounds[rule.other] = Bounds(_last(other.earliest, _add(one.earliest, -rule.days)), other.latest)
        if bounds == before:
            break
    return bounds


def check_order(records: Records) -> Iterator[Diagnostic]:
    """Yield a problem for each fact that comes after itself, and for each order that leaves a fact no day."""
    facts = {identity: entry.record for identity, entry in records.facts.items()}
    later: dict[str, set[str]] = {identity: set() for identity in facts}  # what each comes after
    for fact in facts.values():
        for one in fact.order:
            if one.fact in facts:
                first, second = (one.fact, fact.id) if one.how is not TimeRelation.BEFORE else (fact.id, one.fact)
                later[second].add(first)
    bounds = possible_days(facts)
    for identity, entry in records.facts.items():
        for i, one in enumerate(entry.record.order):
            other = one.fact or ""
            if other == identity:
                yield entry.problem("is ordered by itself; name another fact or a span", "order", i)
            elif other in facts and _leads_to(later, identity, other) and _leads_to(later, other, identity):
                yield entry.problem(f"comes in a circle with {other}, each after the other; mend one of the two orders", "order", i)
            elif bounds[identity].empty or (other in facts and bounds[other].empty):
                named = f"{other} ({_told(bounds[other])})" if other in facts else f'"{one.span}"'
                left = f"leaves no day: this fact {_told(bounds[identity])}, {one.how.value} {named}"
                yield entry.problem(f"{left}; mend the order or a date", "order", i)


def _leads_to(later: Mapping[str, set[str]], start: str, goal: str) -> bool:
    """Whether a fact comes after another, by way of any number between."""
    seen, ahead = set[str](), [start]
    while ahead:
        for before in later[ahead.pop()] - seen:
            if before == goal:
                return True
            seen.add(before)
            ahead.append(before)
    return False


def _own(fact: Fact) -> Bounds:
    """What its date and the spans of its order leave."""
    span = parse_date(fact.date) if fact.date else UNDATED
    bounds = Bounds(span.start, span.end)
    for one in fact.order:
        if one.span:
            other = parse_date(one.span)
            first = None if one.how is TimeRelation.BEFORE else other.start
            last = None if one.how is TimeRelation.AFTER else other.end
            bounds = Bounds(_last(bounds.earliest, first), _first(bounds.latest, last))
    return bounds


def _rules(identity: str, one: TimeOrder) -> Iterator[_NotLater]:
    if one.fact is None:
        return
    if one.how is TimeRelation.BEFORE:
        yield _NotLater(identity, one.fact)
        return
    yield _NotLater(one.fact, identity)
    if one.how is TimeRelation.WITHIN and one.days is not None:
        yield _NotLater(identity, one.fact, one.days)


def _add(day: date | None, days: int) -> date | None:
    """Some days later; open where no calendar has that day."""
    try:
        return None if day is None else day + timedelta(days=days)
    except OverflowError:
        return None


def _first(*days: date | None) -> date | None:
    return min(filter(None, days), default=None)


def _last(*days: date | None) -> date | None:
    return max(filter(None, days), default=None)


def _told(bounds: Bounds) -> str:
    told = [f"on or after {bounds.earliest}"] if bounds.earliest else []
    told += [f"by {bounds.latest}"] if bounds.latest else []
    return " and ".join(told) or "on any day"
