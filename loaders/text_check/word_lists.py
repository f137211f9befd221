"""Words of a check that are no claims: of questions, of classes of people, of countries, of causes, and those that begin with a capital."""

from __future__ import annotations

import re

from loaders.schema.registry_terms import ActorKind

ASKED = {  # of an open question, which parts of a text would answer it
    "how many": "number", "how much": "number", "how large": "number", "how long": "number", "when": "date", "where": "place",
    "which districts": "place", "which other districts": "place", "which roads": "place", "in which other districts": "place",
    "why": "cause", "who": "actor", "with whom": "actor", "who receives": "actor",
    "was": "claim", "were": "claim", "is": "claim", "did": "claim", "has": "claim",
}  # fmt: skip
# nouns for a class of actors, with the kinds that they may stand for
SIDES_OF_NOUNS = {
    "militants": {ActorKind.ARMED_GROUP},
    "insurgents": {ActorKind.ARMED_GROUP},
    "fighters": {ActorKind.ARMED_GROUP},
    "separatists": {ActorKind.ARMED_GROUP},
    "civilians": set[ActorKind](),
    "soldiers": {ActorKind.FORCE},
    "troops": {ActorKind.FORCE},
    "security forces": {ActorKind.FORCE},
    "security personnel": {ActorKind.FORCE},
}
COMMON_CAPITALS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "general",
        "gen",
        "field",
        "marshal",
        "army",
        "chief",
        "president",
        "minister",
        "prime",
        "interior",
        "federal",
        "foreign",
        "secretary",
        "ambassador",
        "senator",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "pakistani",
        "american",
        "indian",
        "iranian",
        "afghan",
        "chinese",
        "australian",
        "canadian",
        "ukrainian",
        "russian",
        "british",
        "european",
        "baloch",
        "baluch",
        "pashtun",
        "islamist",
        "muslim",
        "english",
        "urdu",
        "western",
        "eastern",
        "northern",
        "southern",
        "i",
        "the",
        "a",
        "an",
        "in",
        "on",
        "at",
        "by",
        "for",
        "of",
        "and",
        "phase",
        "two",
        "one",
        "second",
        "operation",
        "province",
        "district",
        "commissioner",
        "house",
        "white",
        "us",
        "usd",
        "s",
    ]
)
CAUSE = re.compile(
    r"\b(?:because|due to|owing to|on account of|in response to|in retaliation for|as punishment for|thanks to|led to|caused)\b",
    re.IGNORECASE,
)
LIES_IN = re.compile(
    r",? (?:which )?(?:is |are |lies? |located |situated )?(?:a |an |the )?"
    r"(?:town |district |site |village )?(?:in|of) (?:the )?(?:province of |district of )?$"
)
DEMONYMS = {
    "Pakistani": "Pakistan", "American": "United States", "Indian": "India", "Iranian": "Iran", "Afghan": "Afghanistan", "Chinese": "China",
    "Australian": "Australia", "Canadian": "Canada", "Ukrainian": "Ukraine", "Russian": "Russia", "British": "United Kingdom",
    "French": "France", "German": "Germany", "Saudi": "Saudi Arabia", "Emirati": "United Arab Emirates", "Turkish": "Turkey",
    "Japanese": "Japan", "Korean": "South Korea", "Israeli": "Israel", "Qatari": "Qatar", "Omani": "Oman", "Tajik": "Tajikistan",
}  # fmt: skip
