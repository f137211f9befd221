"""What the method page says in sentences, section by section; the meanings of words come from the vocabulary (pure)."""

from __future__ import annotations

BEFORE = {
    "fact": (
        "One event, figure, act or place that an article tells of, in our own words, with who says it, when, where, and the passage it "
        "rests on. An accusation is a fact of accusing; the accused is not thereby the perpetrator. A plan is not a deal."
    ),
    "matches": "A filter does not guess. Every fact is in exactly one class, and the counts above each page add up.",
    "dates": "A date is as exact as the text and no more. Where the text prints no year, it is inferred and marked so.",
    "places": "A place is as the text names it. Coordinates, and the district that a town lies in, come from a gazetteer.",
    "certainty": "How firmly the source asserts it: never firmer here than there.",
    "money": "A total is made within a rung, never across. An amount that is not stated is never counted as 0.",
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
    "fact": "Two tellings of what may be one thing stay two facts, and count once in any total. What two sides say is never added up.",
    "matches": (
        "At first, what matches and what may match are shown; a class that is switched off is held back, not lost, and the reason stands "
        "under *Held back and why*."
    ),
    "dates": (
        "On the timeline a day is a mark; a month, a year or a span is a bar as long as it. That one fact comes before another does not "
        "make it the cause."
    ),
    "places": (
        "Only a site or a town is a mark. What lies somewhere in a district shades the district; what lies somewhere in a province is a "
        "badge; what lies elsewhere is in a list beside the map."
    ),
    "certainty": "Filled marks are stated or reported; hollow ones are claimed, disputed, opinion or expected.",
}
