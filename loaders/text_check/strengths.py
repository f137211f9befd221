"""How firmly a text asserts: words that hedge, claim, report or confirm, and the verbs by which someone is said to say so."""

from __future__ import annotations

import re
from enum import IntEnum

from loaders.schema.vocabulary import Certainty


class Strength(IntEnum):
    """How firmly something is asserted, the weakest first."""

    POSSIBLE = 1
    CLAIMED = 2
    REPORTED = 3
    STATED = 4
    ESTABLISHED = 5


STRENGTH_OF = {
    Certainty.EXPECTED: Strength.POSSIBLE,
    Certainty.OPINION: Strength.CLAIMED,
    Certainty.CLAIMED: Strength.CLAIMED,
    Certainty.DISPUTED: Strength.CLAIMED,
    Certainty.REPORTED: Strength.REPORTED,
    Certainty.STATED: Strength.STATED,
}
_STRENGTHS = {  # the first that occurs in a clause counts; ESTABLISHED outweighs all
    Strength.ESTABLISHED: (
        r"(?<!un)confirm(?:s|ed|ing)?|prov(?:e|es|ed|en|ing)|admit(?:s|ted)?|acknowledg(?:e|es|ed)|"
        r"verif(?:y|ies|ied)|document(?:s|ed)"
        r"|establish(?:es|ed) that|undoubtedly|undeniably|certainly|definitely|clearly|it is a fact|"
        r"in fact|indeed"
    ),
    Strength.POSSIBLE: (
        r"may(?! \d)|might|could|would|can|possibl[ey]|perhaps|potentially|likely|expect(?:s|ed|ing)?|"
        r"forecasts?|hop(?:e|es|ed)|plans?"
        r"|intends?|considers?|if"
    ),
    Strength.CLAIMED: (
        r"claim(?:s|ed|ing)?|alleg(?:e|es|ed|ing|edly|ation|ations)|assert(?:s|ed)?|argu(?:e|es|ed)|"
        r"maintain(?:s|ed) that|insist(?:s|ed)?"
        r"|point(?:s|ed) (?:the|a) finger|(?:holds?|held) .{1,30} responsible"
        r"|accus(?:e|es|ed|ing|ation|ations)|blam(?:e|es|ed|ing)|purported(?:ly)?|supposed(?:ly)?|"
        r"disputed|so-called|in (?:his|her|its|their) view"
        r"|sees?|reads?|regards?|judges?|opinion|believ(?:e|es|ed)|thinks?|thought|portray(?:s|ed)?|"
        r"denounc(?:e|es|ed)"
        r"|label(?:s|led|ed)?|brand(?:s|ed)|cast(?:s)?|describ(?:e|es|ed)|saw"
    ),
    Strength.REPORTED: r"reported(?:ly)?|reports?|is said|are said|was said|were said|it is said|unconfirmed|"
    r"indicat(?:e|es|ed)|suggest(?:s|ed)?",
}
STRENGTHS = {strength: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for strength, words in _STRENGTHS.items()}
SAYING = (
    r"(?:(?:also|has|have|had|later|since|itself|themselves|publicly) )*(?:says?|said|saying|tells?|"
    r"told|claims?|claimed|reports?|reported|announces?|announced"
    r"|states?|stated|alleges?|alleged|argues?|argued|asserts?|asserted|puts?|believes?|believed|"
    r"insists?|insisted|thinks?|sees?|saw|reads?"
    r"|expects?|expected|suggests?|suggested|indicates?|indicated|confirms?|confirmed|admits?|admitted"
    r"|proves?|proved|finds?|found|shows?|judges?|holds? that|describes?|described)\b"
)
NEGATION = re.compile(r"\b(?:not|never|no|nobody|none|neither|nor|without|denied|denies|failed to|refused|cannot|\w+n't)\b", re.IGNORECASE)
ENDING = re.compile(  # before what is said to be over
    r"\b(?:stop(?:s|ped)?|ceas(?:e|es|ed)|quit|end(?:s|ed)|gave up|abandon(?:s|ed)?|halt(?:s|ed)|discontinu(?:es|ed))"
    r"(?: (?:the|its|their|all))? $",
    re.IGNORECASE,
)
STILL = re.compile(r"\b(?:still|continues? to|to this day|now|currently|today|so far)\b", re.IGNORECASE)


def said_by(part: str, start: int, stop: int) -> bool:
    """Whether a name at these letters of a clause is said to say something: before "says", behind "according to" or "reported by"."""
    before, after = part[:start], part[stop:]
    if re.match(rf"(?:'s?)?(?: \w+ly)?,? {SAYING}", after):
        return True
    return bool(
        re.search(
            r"\b(?:according to|in the words of|citing|(?:said|reported|claimed|announced|stated|alleged|told|put|confirmed|asserted) by)"
            r"(?: the)?(?: \w+){0,2} ?$",
            before,
            re.IGNORECASE,
        )
        or re.match(r"(?:'s?) (?:own )?(?:figures?|data|count|claims?|reports?|statements?|account|numbers)\b", after)
        or re.match(r" (?:figures?|data|reports|sources say)\b", after)
    )
