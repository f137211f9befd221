"""Numbers as newspapers of the region write them, in digits and in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.folding import fold_text, unbroken

_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
_SMALL = {word: float(number) for number, word in enumerate(_UNITS.split())}
_TEN = {word: 10.0 * number for number, word in enumerate(_TENS.split(), 2)}
_ORDINAL = {word: float(number) for number, word in enumerate(_ORDINALS.split(), 1)}
_NONE = {"no", "none", "nil", "nobody"}
_TIMES = {
    scale: words.split()
    for scale, words in {
        12.0: "dozen",
        1e2: "hundred",
        1e3: "thousand",
        1e5: "lakh lakhs lac lacs",
        1e6: "million millions mn mln",
        1e7: "crore crores cr",
        1e9: "billion billions bn arab",
        1e11: "kharab",
        1e12: "trillion trillions tn trn",
    }.items()
}
_SCALE = {word: scale for scale, words in _TIMES.items() for word in words}
_ATTACHED = {"k": 1e3, "m": 1e6, "b": 1e9, **{word: _SCALE[word] for word in ("mn", "mln", "bn", "tn", "trn", "cr", "lakh", "crore")}}
_PARTS = {"half": 2, "halves": 2, "thirds": 3, "quarter": 4, "quarters": 4, "fifths": 5, "sixths": 6, "eighths": 8, "tenths": 10}
_PART = {word: int(_ORDINAL[word]) for word in ("third", "fifth", "sixth", "eighth", "tenth")}
_SIGNS = {"½": 1 / 2, "¼": 1 / 4, "¾": 3 / 4, "⅓": 1 / 3, "⅔": 2 / 3, "⅕": 1 / 5, "⅛": 1 / 8, "⅜": 3 / 8, "⅝": 5 / 8, "⅞": 7 / 8}
_MONEY = r"(?:\b(?:US|A|C)?[$]|[$£€₨₹¥]|\b(?:Rs|Re|USD|PKR|INR|EUR|GBP|CNY|RMB|AUD)(?:\b|(?=\d))\.?) ?"
_DIGITS = rf"""(?:
    \d{{1,3}}(?:,\d{{3}})+(?![\d,]*\d)                            # 12,500
    | \d{{1,2}}(?:,\d{{2}})+,\d{{3}}(?!\d)                         # 12,34,567
    | \d{{1,3}}(?:[ ]\d{{3}})+(?!\d) | \d{{1,3}}(?:'\d{{3}})+(?!\d)  # 1 200 and 1'200
    | \d{{1,3}}(?:\.\d{{3}}){{2,}}(?!\d)                           # 1.200.000
    | \d+,\d{{1,2}}(?=[ ]?-?(?:{"|".join(_SCALE)}|%|per[ ]?cent))  # 1,25 billion
    | \d+)(?:\.\d+)?"""
_TOKEN = re.compile(
    rf"""(?P<money>{_MONEY.replace(" ?", "[ ]?")})? (?:(?<!\w)|(?<=Rs)|(?<=USD|PKR|INR|EUR|GBP|CNY|RMB|AUD)) (?P<digits>{_DIGITS})
    (?: (?P<attached>{"|".join(_ATTACHED)})\b | (?P<ordinal>st|nd|rd|th|s)\b )?
    | (?P<sign>[{"".join(_SIGNS)}]) | (?P<word>[A-Za-z]+(?:'[a-z]+)?) | (?P<other>\S)""",
    re.VERBOSE,
)


@dataclass(frozen=True)
class _Token:
    """A number in digits, or a word, or a sign; `money` says that a currency stands before it."""

    word: str
    value: float | None = None
    scale: float = 1.0
    ends: bool = False
    money: bool = False
    metres: bool = False


@dataclass(frozen=True)
class _Number:
    value: float
    scale: float
    end: int


def numbers_in(text: str) -> set[float]:
    """Every number that an English text writes: "USD 1.25bn", "1.5 lakh", "12,34,567", "two dozen", "half a million", "7th".

    Of "3–4 million" both are millions; "hundreds" and "dozens" are no number; "no" and "none" are 0; "1.200" is one and a fifth.
    """
    tokens = list(_tokens(unbroken(fold_text(text))))
    found: set[float] = set()
    i, before = 0, None
    while i < len(tokens):
        number = _number(tokens, i)
        if number is None:
            i += 1
            continue
        if before and before.scale == 1 and number.scale > 1 and _joined(tokens, before, i) and before.value < number.value / number.scale:
            found.discard(_rounded(before.value))
            found.add(_rounded(before.value * number.scale))
        found.add(_rounded(number.value))
        if tokens[i].metres:
            found.add(_rounded(number.value / 1e6))
        before, i = number, number.end
    return found


def first_number(text: str) -> float | None:
    """The number that a text begins with, a currency before it or not."""
    tokens = list(_tokens(unbroken(fold_text(text))))
    number = _number(tokens, 0) if tokens else None
    return _rounded(number.value) if number else None


def _rounded(value: float) -> float:
    return round(value, 6)


def _tokens(text: str) -> Iterator[_Token]:
    for match in _TOKEN.finditer(text):
        if digits := match["digits"]:
            scale = _ATTACHED.get(match["attached"] or "", 1.0)
            metres = match["attached"] == "m" and not match["money"]
            yield _Token("", _digits(digits) * scale, scale, bool(match["ordinal"]), bool(match["money"]), metres)
        elif match["sign"]:
            yield _Token(match["sign"], _SIGNS[match["sign"]])
        else:
            word = match[0] if match[0] == "Arab" else match[0].lower()
            yield _Token(word)


def _digits(digits: str) -> float:
    if re.fullmatch(r"\d+,\d{1,2}", digits):
        return float(digits.replace(",", "."))
    if re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}", digits):
        digits = digits.replace(".", "")
    return float(re.sub("[, ']", "", digits))


def _joined(tokens: list[_Token], before: _Number, i: int) -> bool:
    """Whether a number and the one at `i` are the ends of a range: "3-4 million", "between 3 and 4 million"."""
    between = [token.word for token in tokens[before.end : i]]
    return between in (["-"], ["to"], ["or"]) or (between == ["and"] and "between" in {t.word for t in tokens[max(before.end - 4, 0) : i]})


def _number(tokens: list[_Token], i: int) -> _Number | None:
    """The number that begins at a token, as far as it goes."""

    def word(at: int) -> str:
        return tokens[at].word if at < len(tokens) else ""

    start = tokens[i]
    if start.word == "no" and word(i + 1) == "one":
        return _Number(0, 1, i + 2)
    if start.word in _NONE:
        return _Number(0, 1, i + 1)
    if part := _part(tokens, i):
        return part
    if start.word in ("a", "an") and word(i + 1) in _SCALE:
        return _scaled(tokens, i + 1, 1.0)
    if start.ends:
        return _Number(start.value or 0, 1, i + 1)
    if start.value is not None and not start.word:
        return _scaled(tokens, *_and_part(tokens, i + 1, start.value), start.scale)
    if start.word in _ORDINAL:
        return _Number(_ORDINAL[start.word], 1, i + 1)
    found = _below_hundred(tokens, i)
    return _scaled(tokens, *_and_part(tokens, found.end, found.value)) if found else None


def _below_hundred(tokens: list[_Token], i: int) -> _Number | None:
    """ "seven", "twenty-five", "twenty first"."""
    word = tokens[i].word if i < len(tokens) else ""
    if word in _SMALL:
        return _Number(_SMALL[word], 1, i + 1)
    if word not in _TEN:
        return None
    after = i + 1 + (i + 1 < len(tokens) and tokens[i + 1].word == "-")
    unit = tokens[after].word if after < len(tokens) else ""
    small = _SMALL.get(unit, _ORDINAL.get(unit, 0.0))
    return _Number(_TEN[word] + small, 1, after + 1) if 0 < small < 10 else _Number(_TEN[word], 1, i + 1)


def _part(tokens: list[_Token], i: int) -> _Number | None:
    """ "half", "two thirds", "3/4", "½", "a quarter of a million"."""
    words = [token.word for token in tokens[i : i + 8]]
    text = " ".join(words).replace(" - ", " ")
    match = re.match(
        rf"(?:(a|an|{'|'.join(_SMALL)}) )?({'|'.join(_PARTS)})\b|(?:one|a) ({'|'.join(_PART)})(?= of|$)|one ({'|'.join(_PART)})\b", text
    )
    sign = tokens[i].word if tokens[i].word in _SIGNS else ""
    if sign:
        value, end = _SIGNS[sign], i + 1
    elif share := _share(tokens, i):
        value, end = share, i + 3
    elif match:
        value = _SMALL.get(match[1] or "", 1.0) / (_PARTS | _PART)[match[2] or match[3] or match[4]]
        end = i
        while len(" ".join(t.word for t in tokens[i:end]).replace(" - ", " ")) < len(match[0]):
            end += 1
    else:
        return None
    after = end
    while after < len(tokens) and tokens[after].word in ("of", "a", "an", "-"):
        after += 1
    return _scaled(tokens, after, value) if after < len(tokens) and tokens[after].word in _SCALE else _Number(value, 1, end)


def _share(tokens: list[_Token], i: int) -> float:
    """The share that three tokens write, such as "3/4"; 0 for none, as in "9/11"."""
    above, below = (tokens[i].value, tokens[i + 2].value) if i + 2 < len(tokens) and tokens[i + 1].word == "/" else (None, None)
    return above / below if above and below and above < below and below in (2, 3, 4, 5, 8, 10) else 0.0


def _and_part(tokens: list[_Token], i: int, value: float) -> tuple[int, float]:
    """A part that follows a number: "one and a half", "1½", "2 1/2"; where the number then ends, and its value."""
    if i < len(tokens) and tokens[i].word in _SIGNS:
        return i + 1, value + _SIGNS[tokens[i].word]
    words = [token.word for token in tokens[i : i + 3]]
    if share := _share(tokens, i):
        return i + 3, value + share
    if words[:2] == ["and", "half"]:
        return i + 2, value + 0.5
    if words[:1] == ["and"] and words[1:2] in (["a"], ["one"]) and words[2:] in (["half"], ["quarter"]):
        return i + 3, value + 1 / _PARTS[words[2]]
    return i, value


def _scaled(tokens: list[_Token], i: int, value: float, scale: float = 1.0) -> _Number:
    """A number with the words that multiply it and what is added to them: "hundred", "lakh crore", "thousand two hundred and fifty"."""
    at = i + 1 if i + 1 < len(tokens) and tokens[i].word == "-" and tokens[i + 1].word in _SCALE else i
    while at < len(tokens) and (times := _SCALE.get(tokens[at].word)):
        value, scale, i = value * times, scale * times, at + 1
        rest = _below_hundred(tokens, i + (i < len(tokens) and tokens[i].word == "and")) if times == 100 else None
        value, i = (value + rest.value, rest.end) if rest else (value, i)
        at = i
    if scale < 1000:
        return _Number(value, scale, i)
    half = _and_part(tokens, i, 0.0)
    if half[1]:
        return _Number(value + half[1] * scale, scale, half[0])
    added = _added(tokens, i, scale)
    return _Number(value + added.value, scale, added.end) if added else _Number(value, scale, i)


def _added(tokens: list[_Token], i: int, scale: float) -> _Number | None:
    """What is added after "thousand", "million" and the like: a smaller number in words, or in digits with a smaller word."""
    after = i + 1 if i < len(tokens) and tokens[i].word == "and" else i
    if after >= len(tokens) or tokens[after].money:
        return None
    digits = tokens[after].value is not None and not tokens[after].word and not tokens[after].ends
    if digits and after == i and tokens[after].scale == 1:
        more: _Number | None = _scaled(tokens, after + 1, tokens[after].value or 0.0)
        more = more if more and more.scale > 1 else None
    else:
        below = _below_hundred(tokens, after)
        more = _scaled(tokens, below.end, below.value) if below else None
    return more if more and 0 < more.value < scale else None
