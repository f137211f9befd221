"""What the method page says in sentences, section by section; the meanings of words come from the vocabulary (pure)."""

from __future__ import annotations

BEFORE = {
    "fact": (
        "One event, figure, act or place that an article tells of, in our own words, with who says it, when, where, and the passage it "
        "rests on. An accusation is recorded as an accusation; it does not show that the accused did it. A plan is not a deal."
    ),
    "matches": "A filter does not guess. Every fact is in exactly one class, and the counts above each page add up.",
    "dates": "A date is as exact as the text and no more. Where the text prints no year, it is inferred and marked so.",
    "places": "A place is as the text names it. Coordinates, and the district that a town lies in, come from a gazetteer.",
    "certainty": "How firmly the source asserts it. It is never presented here as more certain.",
    "money": "Totals are per stage and are never added together. An amount that is not stated is never counted as 0.",
    "limits": (
        "- That something happened, or who did it: only who says so.\n"
        "- That nothing happened where the map is empty: the articles do not tell of everything, and fewer reports come from a place "
        "without service.\n"
        "- Where a border runs: outlines are generalised, and lines and names imply no endorsement.\n"
        "- Which road is taken: a route is a schematic line through the districts that it must pass.\n"
        "- That more marks mean more violence: they mean more facts in these articles."
    ),
}
AFTER = {
    "fact": (
        "Only an attack or a hold is a triangle; state measures and statements have other signs. Two "
        "reports of what may be one event stay two facts, and count once in any total. Claims of two parties are never added together."
    ),
    "matches": (
        "At first, what matches and what may match are shown. Facts of a type that is switched off are hidden but stay in the data; the "
        "reason stands under *Hidden facts and why*. A sentence that says *hidden by the filters* counts both hidden and excluded facts. "
        "A mineral site is not an event, so date filters do not affect it; the line above each page says how many of the matches are sites."
    ),
    "dates": (
        "On the timeline a day is a mark; a month, a year or a span is a bar of its length, which fades where it begins or ends outside "
        "the period shown. An end that is not stated is an arrow, always of the same length. A mineral site is not an event and is listed "
        "separately. That one fact comes before another does not make it the cause."
    ),
    "places": (
        "A site or a town is a mark at its point. What lies somewhere in a district shades the district and has its sign in the middle of "
        "it; a site or a town without a point of its own is shown so too. What lies somewhere in a province is a badge; what lies "
        "elsewhere is in a list beside the map. One fact at several places has the same sign at each."
    ),
    "money": (
        "Deals at one stage that may be the same, or overlap, count once, from the lowest to the highest amount. At two stages each keeps "
        "its amount, and the stage says so."
    ),
    "certainty": "Filled marks are stated or reported; hollow ones are claimed, disputed, opinion or expected.",
}
