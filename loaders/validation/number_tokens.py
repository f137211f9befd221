"""Texts cut into what numbers are made of: digits as newspapers group them, number words, currencies, signs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINAL_WORDS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth "
    "seventeenth eighteenth nineteenth twentieth"
)
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
        1e6: "million millions mn mln mil",
        1e7: "crore crores cr crs",
        1e9: "billion billions bn bln bil arab",
        1e11: "kharab",
        1e12: "trillion trillions tn trn trln trl tr",
    }.items()
}
SCALE = {word: scale for scale, words in _TIMES.items() for word in words}
_ATTACHED = {
    "k": 1e3,
    "m": 1e6,
    "b": 1e9,
    "l": 1e5,  # of a lakh, behind money only
    "mm": 1e6,  # of finance, behind money only
    **{word: SCALE[word] for word in ("mn", "mln", "mil", "bn", "bln", "bil", "tn", "trn", "trln", "tr", "cr", "crs", "lakh", "crore")},
}
_COUNTED = (  # what comes in millions and is never measured in metres: "2.5m people"
    "people|persons?|men|women|children|citizens?|voters?|votes?|refugees?|workers?|jobs?|users?|households?|homes?|tons?|tonnes?|ounces?|"
    "oz|barrels?|dollars?|rupees?|euros?|pounds?|yuan|acres?|hectares?|ha|sq|square|cubic|shares?"
)
PARTS = {"half": 2, "halves": 2, "thirds": 3, "quarter": 4, "quarters": 4, "fifths": 5, "sixths": 6, "eighths": 8, "tenths": 10}
PART = {word: int(ORDINAL[word]) for word in ("third", "fifth", "sixth", "eighth", "tenth")}
SIGNS = {"½": 1 / 2, "¼": 1 / 4, "¾": 3 / 4, "⅓": 1 / 3, "⅔": 2 / 3, "⅕": 1 / 5, "⅛": 1 / 8, "⅜": 3 / 8, "⅝": 5 / 8, "⅞": 7 / 8}
_MONEY = r"(?:\b(?:US|A|C)?[$]|[$£€₨₹¥]|\b(?:Rs|Re|USD|PKR|INR|EUR|GBP|CNY|RMB|AUD)(?:\b|(?=\d))\.?) ?"
_GROUPED = rf"""
    \d{{1,3}}(?:(?:\.\d{{3}})+|(?:[ ]\d{{3}})+),\d{{1,2}}(?!\d)            # 1.234,56 and 1 234,5
    | (?:\d{{1,3}}(?:,\d{{3}})+(?![\d,]{{0,40}}\d)                               # 12,500
    |    \d{{1,2}}(?:,\d{{2}})+,\d{{3}}(?!,?\d)                            # 12,34,567
    |    \d{{1,3}}(?:[ ]\d{{3}})+(?!\d) | \d{{1,3}}(?:'\d{{3}})+(?!\d)     # 1 200 and 1'200
    |    \d{{1,3}}(?:\.\d{{3}}){{2,}}(?![\d.]{{0,40}}\d))(?:\.\d+)?              # 1.200.000
    | \d+,\d{{1,2}}(?=[ ]?-?(?:{"|".join(SCALE)}|%|per[ ]?cent))           # 1,25 billion
    """
_UNREAD = rf"""
    10+s\b | 1(?:,?000)+s\b                                              # 100s of men
    | \d{{1,2}}\.\d{{2}}(?=[ ]?[ap]\.?m\b)                                # 5.30pm
    | \d+/\d+/\d+ | \d+/\d+(?=[ ](?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))
    | (?!{_GROUPED}) (?: \d+(?:\.\d+){{2,}}                               # 31.12.2025
        | \d+,(?!(?:19|20)\d\d(?![\d,]))(?=[\d,]{{0,40}}\d{{3}})[\d,]{{0,40}}\d )           # 12,500,00: groups that nobody writes
    """
_SCALED = rf"(?i:{'|'.join(word for word in _ATTACHED if len(word) > 1 and word != 'mm')})|[kmbKMB]|(?(money)[ ]?(?:[mbMBL]|MM|mm)|(?!))"
_TOKEN = re.compile(
    rf"""(?P<money>{_MONEY.replace(" ?", "[ ]?")})? (?:(?<!\w)|(?<=Rs)|(?<=USD|PKR|INR|EUR|GBP|CNY|RMB|AUD))
    (?: (?P<unread>{_UNREAD}) | (?P<digits>{_GROUPED} | \d+(?:\.\d+)? | (?<!\.)\.\d+)
        (?: (?P<counted>[ ]?-?[mbMB])(?=[ ]?-?(?:{_COUNTED})\b) | (?P<attached>{_SCALED})\b | (?P<ordinal>st|nd|rd|th|s)\b )? )
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
    before, last = Token(""), Token("")
    for match in _TOKEN.finditer(text):
        if match["digits"]:
            found = _digits_token(match, money=bool(match["money"]) or (before.money and last.word in ("-", "to")))
        elif match["sign"]:
            found = Token(match["sign"], SIGNS[match["sign"]], start=match.start(), stop=match.end())
        else:
            word = match[0] if match[0] == "Arab" and not last.money else match[0].lower()
            found = Token(word, start=match.start(), stop=match.end())
        before, last = last, found
        yield found


def _digits_token(match: re.Match[str], money: bool) -> Token:
    """Digits with what multiplies them. "1.5B" is of billions and "phase 1B" not; "T-72M" is a name."""
    digits, attached = match["digits"], (match["attached"] or "").strip()
    alone = not money and not match["counted"]
    named = (attached in ("b", "B") and "." not in digits) or re.search(r"[A-Za-z]-$", match.string[: match.start()])
    scale = 1.0 if alone and named else _ATTACHED.get((match["counted"] or attached).strip(" -").lower(), 1.0)
    metres = attached == "m" and alone
    return Token("", _digits(digits) * scale, scale, bool(match["ordinal"]), money, metres, match.start("digits"), match.end())


def _digits(digits: str) -> float:
    if re.fullmatch(r"[\d. ]+,\d{1,2}", digits):
        digits = re.sub("[. ]", "", digits).replace(",", ".")
    if re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}", digits):
        digits = digits.replace(".", "")
    return float(re.sub("[, ']", "", digits))


@dataclass(frozen=True)
class _Number:
    value: float
    scale: float
    end: int


def _counts(tokens: list[Token], i: int) -> bool:
    """Whether "a score" goes on as a number of something: "of men", not "of 5"."""
    return i + 1 < len(tokens) and tokens[i].word in ("of", "or") and bool(tokens[i + 1].word)


def _below_hundred(tokens: list[Token], i: int) -> _Number | None:
    """ "seven", "twenty-five", "twenty first"."""
    word = tokens[i].word if i < len(tokens) else ""
    if word in SMALL:
        return _Number(SMALL[word], 1, i + 1)
    if word not in TENS:
        return None
    after = i + 1 + (i + 1 < len(tokens) and tokens[i + 1].word == "-")
    unit = tokens[after].word if after < len(tokens) else ""
    small = SMALL.get(unit, ORDINAL.get(unit, 0.0))
    return _Number(TENS[word] + small, 1, after + 1) if 0 < small < 10 else _Number(TENS[word], 1, i + 1)


def _digits_at(tokens: list[Token], i: int) -> bool:
    return i < len(tokens) and tokens[i].value is not None and not tokens[i].word


def _decimal(tokens: list[Token], i: int) -> _Number | None:
    """ "one point two five"."""
    whole = _below_hundred(tokens, i)
    if whole is None or whole.end >= len(tokens) or tokens[whole.end].word != "point":
        return None
    end = whole.end + 1
    while end < len(tokens) and SMALL.get(tokens[end].word, 10.0) < 10:
        end += 1
    decimals = "".join(f"{SMALL[token.word]:.0f}" for token in tokens[whole.end + 1 : end])
    return _Number(float(f"{whole.value:.0f}.{decimals}"), 1, end) if decimals else None
