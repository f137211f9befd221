"""Texts cut into what numbers are made of: digits as newspapers group them, number words, currencies, signs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINAL_WORDS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
SMALL = {word: float(number) for number, word in enumerate(_UNITS.split())}
TENS = {word: 10.0 * number for number, word in enumerate(_TENS_WORDS.split(), 2)}
ORDINAL = {word: float(number) for number, word in enumerate(_ORDINAL_WORDS.split(), 1)}
NONE = {"no", "none", "nil", "nobody"}
ROUGHLY = {"over", "above", "nearly", "almost", "about", "around", "some", "than", "least", "most"}  # "nearly hundred" is near 100
COMPARED = {"fewer", "less", "more", "later", "longer", "earlier", "sooner"}  # "no fewer than 30" denies nothing
_TIMES = {
    scale: words.split()
    for scale, words in {
        12.0: "dozen",
        20.0: "score",
        1e2: "hundred",
        1e3: "thousand",
        1e5: "lakh lakhs lac lacs",
        1e6: "million millions mn mln",
        1e7: "crore crores cr",
        1e9: "billion billions bn bln arab",
        1e11: "kharab",
        1e12: "trillion trillions tn trn tr",
    }.items()
}
SCALE = {word: scale for scale, words in _TIMES.items() for word in words}
_ATTACHED = {
    "k": 1e3,
    "m": 1e6,
    "b": 1e9,
    "l": 1e5,  # of a lakh, behind money only
    **{word: SCALE[word] for word in ("mn", "mln", "bn", "bln", "tn", "trn", "tr", "cr", "lakh", "crore")},
}
PARTS = {"half": 2, "halves": 2, "thirds": 3, "quarter": 4, "quarters": 4, "fifths": 5, "sixths": 6, "eighths": 8, "tenths": 10}
PART = {word: int(ORDINAL[word]) for word in ("third", "fifth", "sixth", "eighth", "tenth")}
SIGNS = {"½": 1 / 2, "¼": 1 / 4, "¾": 3 / 4, "⅓": 1 / 3, "⅔": 2 / 3, "⅕": 1 / 5, "⅛": 1 / 8, "⅜": 3 / 8, "⅝": 5 / 8, "⅞": 7 / 8}
_MONEY = r"(?:\b(?:US|A|C)?[$]|[$£€₨₹¥]|\b(?:Rs|Re|USD|PKR|INR|EUR|GBP|CNY|RMB|AUD)(?:\b|(?=\d))\.?) ?"
_DIGITS = rf"""(?:
    \d{{1,3}}(?:,\d{{3}})+(?![\d,]*\d)                            # 12,500
    | \d{{1,2}}(?:,\d{{2}})+,\d{{3}}(?!\d)                         # 12,34,567
    | \d{{1,3}}(?:[ ]\d{{3}})+(?!\d) | \d{{1,3}}(?:'\d{{3}})+(?!\d)  # 1 200 and 1'200
    | \d{{1,3}}(?:\.\d{{3}}){{2,}}(?!\d)                           # 1.200.000
    | \d+,\d{{1,2}}(?=[ ]?-?(?:{"|".join(SCALE)}|%|per[ ]?cent))  # 1,25 billion
    | \d+)(?:\.\d+)?"""
_TOKEN = re.compile(
    rf"""(?P<money>{_MONEY.replace(" ?", "[ ]?")})? (?:(?<!\w)|(?<=Rs)|(?<=USD|PKR|INR|EUR|GBP|CNY|RMB|AUD)) (?P<digits>{_DIGITS})
    (?: (?P<attached>(?i:{"|".join(word for word in _ATTACHED if len(word) > 1)})|[kmbK]|(?(money)[ ]?[mbMBL]|(?!)))\b |  # not "phase 1B"
        (?P<ordinal>st|nd|rd|th|s)\b )?
    | (?P<sign>[{"".join(SIGNS)}]) | (?P<word>[A-Za-z]+(?:'[a-z]+)?) | (?P<other>\S)""",
    re.VERBOSE,
)


@dataclass(frozen=True)
class Token:
    """A number in digits, or a word, or a sign; `money` says that a currency stands before it, `start` and `stop` where it stands."""

    word: str
    value: float | None = None
    scale: float = 1.0
    ends: bool = False
    money: bool = False
    metres: bool = False
    start: int = 0  # behind the currency
    stop: int = 0


def tokens_of(text: str) -> Iterator[Token]:
    """The tokens of a folded text, in order."""
    for match in _TOKEN.finditer(text):
        if digits := match["digits"]:
            scale = _ATTACHED.get((match["attached"] or "").strip().lower(), 1.0)
            metres = match["attached"] == "m" and not match["money"]
            yield Token(
                "", _digits(digits) * scale, scale, bool(match["ordinal"]), bool(match["money"]), metres, match.start("digits"), match.end()
            )
        elif match["sign"]:
            yield Token(match["sign"], SIGNS[match["sign"]], start=match.start(), stop=match.end())
        else:
            word = match[0] if match[0] == "Arab" else match[0].lower()
            yield Token(word, start=match.start(), stop=match.end())


def _digits(digits: str) -> float:
    if re.fullmatch(r"\d+,\d{1,2}", digits):
        return float(digits.replace(",", "."))
    if re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}", digits):
        digits = digits.replace(".", "")
    return float(re.sub("[, ']", "", digits))
