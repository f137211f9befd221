"""What the method page says in sentences, section by section; the meanings of words come from the vocabulary (pure)."""

from __future__ import annotations

BEFORE = {
    "fact": (
        "One event, figure, act or place that an article tells of, in our own words, with who says it, when, where, and the passage. "
        "An accusation does not show that the accused did it. A plan is not a deal."
    ),
    "matches": "A filter does not guess. Every fact is in exactly one class, and the counts above each page add up.",
    "dates": "A date is as exact as the text and no more. A year that the text does not print is inferred and marked so.",
    "places": "A place is as the text names it. Coordinates, and the district that a town lies in, come from a gazetteer.",
    "certainty": "How firmly the source asserts it; never more certain here. Filled marks are stated or reported, hollow ones the rest.",
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
    "fact": "Two reports of what may be one event stay two facts and count once in totals. Claims of two parties are never added together.",
    "matches": (
        "At first, what matches and what may match are shown. *Hidden by the filters* counts facts of a type that is switched off and "
        "excluded ones. A mineral site is not an event, so date filters do not affect it."
    ),
    "dates": (
        "On the timeline a day is a mark, a month, a year or a span a bar of its length, an end that is not stated an arrow. That one fact "
        "comes before another does not make it the cause."
    ),
    "places": (
        "A site or a town is a mark at its point. What lies somewhere in a district shades it and has its sign in the middle of it. What "
        "lies somewhere in a province is a badge; what lies elsewhere is in a list beside the map."
    ),
    "money": "Deals at one stage that may be the same, or overlap, count once, from the lowest to the highest amount.",
}
