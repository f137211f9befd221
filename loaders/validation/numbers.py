"""Numbers as newspapers of the region write them, in digits and in words."""

from __future__ import annotations

import re
from dataclasses import replace

from loaders.validation.normalization import fold_text, unbroken
from loaders.validation.number_tokens import (
    COMPARED,
    NONE,
    ORDINAL,
    PART,
    PARTS,
    ROUGHLY,
    SCALE,
    SIGNS,
    SMALL,
    Token,
    _below_hundred,
    _counts,
    _decimal,
    _digits_at,
    _Number,
    tokens_of,
)


def numbers_in(text: str) -> set[float]:
    """Every number that an English text writes: "USD 1.25bn", "1.5 lakh", "12,34,567", "two dozen", "half a million", "7th".

    Of "3–4 million" both are millions; "hundreds" and "dozens" are no number; "no" and "none" are 0; "1.200" is one and a fifth.
    """
    tokens = list(tokens_of(unbroken(fold_text(text))))
    found: set[float] = set()
    for i, number in _read(tokens):
        found.add(_rounded(number.value))
        if tokens[i].metres:
            found.add(_rounded(number.value / 1e6))
    return found


def number_spans(text: str) -> list[tuple[int, int, float]]:
    """Where each number of a text begins and ends, and its value; the text has plain quotes, hyphens and digits already."""
    tokens = list(tokens_of(text))
    return [(tokens[i].start, tokens[number.end - 1].stop, _rounded(number.value)) for i, number in _read(tokens)]


def _read(tokens: list[Token]) -> list[tuple[int, _Number]]:
    """The numbers of a text, each with the token that it begins with."""
    found: list[tuple[int, _Number]] = []
    i = 0
    while i < len(tokens):
        number = _number(tokens, i)
        if number is None:
            i += 1
            continue
        begun, before = found[-1] if found else (0, number)
        if before.scale == 1 and number.scale > 1 and _joined(tokens, before, i) and before.value < number.value / number.scale:
            found[-1] = begun, replace(before, value=before.value * number.scale)
        found.append((i, number))
        i = number.end
    return found


def first_number(text: str) -> float | None:
    """The number that a text begins with, a currency before it or not."""
    tokens = list(tokens_of(unbroken(fold_text(text))))
    number = _number(tokens, 0) if tokens else None
    return _rounded(number.value) if number else None


def _rounded(value: float) -> float:
    return round(value, 6)


def _joined(tokens: list[Token], before: _Number, i: int) -> bool:
    """Whether a number and the one at `i` are the ends of a range: "3-4 million", "between 3 and 4 million"."""
    between = [token.word for token in tokens[before.end : i]]
    return between in (["-"], ["to"], ["or"]) or (between == ["and"] and "between" in {t.word for t in tokens[max(before.end - 4, 0) : i]})


def _number(tokens: list[Token], i: int) -> _Number | None:
    """The number that begins at a token, as far as it goes."""

    def word(at: int) -> str:
        return tokens[at].word if at < len(tokens) else ""

    start = tokens[i]
    if start.word == "no" and word(i + 1) == "one":
        return _Number(0, 1, i + 2)
    if start.word == "no" and (word(i + 1) in COMPARED or _digits_at(tokens, i + 1 + (word(i + 1) == "."))):
        return None
    if start.word in NONE:
        return _Number(0, 1, i + 1)
    if start.word == "hundred" and word(i + 1) == "and" and _below_hundred(tokens, i + 2):
        return _scaled(tokens, i, 1.0)
    if part := _part(tokens, i):
        return part
    if start.word in ROUGHLY and word(i + 1) in SCALE and word(i + 1) != "score":
        return _scaled(tokens, i + 1, 1.0)
    if start.word in ("a", "an") and word(i + 1) in SCALE and (word(i + 1) != "score" or _counts(tokens, i + 2)):
        return _scaled(tokens, i + 1, 1.0)
    if start.ends:
        return _Number(start.value or 0, 1, i + 1)
    if start.value is not None and not start.word:
        return _scaled(tokens, *_and_part(tokens, i + 1, start.value), start.scale)
    if start.word in ORDINAL:
        return _Number(ORDINAL[start.word], 1, i + 1 + (word(i + 1) in ("quarter", "half")))
    found = _decimal(tokens, i) or _below_hundred(tokens, i)
    return _scaled(tokens, *_and_part(tokens, found.end, found.value)) if found else None


def _part(tokens: list[Token], i: int) -> _Number | None:
    """ "half", "two thirds", "3/4", "½", "a quarter of a million"."""
    words = [token.word for token in tokens[i : i + 8]]
    text = " ".join(words).replace(" - ", " ")
    match = re.match(
        rf"(?:(a|an|{'|'.join(SMALL)}) )?({'|'.join(PARTS)})\b|(?:one|a) ({'|'.join(PART)})(?= of|$)|one ({'|'.join(PART)})\b", text
    )
    sign = tokens[i].word if tokens[i].word in SIGNS else ""
    if sign:
        value, end = SIGNS[sign], i + 1
    elif share := _share(tokens, i):
        value, end = share, i + 3
    elif match:
        value = SMALL.get(match[1] or "", 1.0) / (PARTS | PART)[match[2] or match[3] or match[4]]
        end = i
        while len(" ".join(t.word for t in tokens[i:end]).replace(" - ", " ")) < len(match[0]):
            end += 1
    else:
        return None
    after = end
    while after < len(tokens) and tokens[after].word in ("of", "a", "an", "-"):
        after += 1
    return _scaled(tokens, after, value) if after < len(tokens) and tokens[after].word in SCALE else _Number(value, 1, end)


def _share(tokens: list[Token], i: int) -> float:
    """The share that three tokens write, such as "3/4"; 0 for none, as in "9/11"."""
    above, below = (tokens[i].value, tokens[i + 2].value) if i + 2 < len(tokens) and tokens[i + 1].word == "/" else (None, None)
    return above / below if above and below and above < below and below in (2, 3, 4, 5, 8, 10) else 0.0


def _and_part(tokens: list[Token], i: int, value: float) -> tuple[int, float]:
    """A part that follows a number: "one and a half", "1½", "2 1/2"; where the number then ends, and its value."""
    if i < len(tokens) and tokens[i].word in SIGNS:
        return i + 1, value + SIGNS[tokens[i].word]
    behind = i + (i < len(tokens) and tokens[i].word == "-")  # "7-1/2"
    if share := _share(tokens, behind):
        return behind + 3, value + share
    unhyphened = [at for at in range(i, min(i + 6, len(tokens))) if tokens[at].word != "-"]
    words = [tokens[at].word for at in unhyphened[:3]]
    if words[:2] == ["and", "half"]:
        return unhyphened[1] + 1, value + 0.5
    if words[:1] == ["and"] and words[1:2] in (["a"], ["one"]) and words[2:] in (["half"], ["quarter"]):
        return unhyphened[2] + 1, value + 1 / PARTS[words[2]]
    return i, value


def _scaled(tokens: list[Token], i: int, value: float, scale: float = 1.0) -> _Number:
    """A number with the words that multiply it and what is added to them: "hundred", "lakh crore", "thousand two hundred and fifty"."""
    at = _unhyphened(tokens, i)
    while at < len(tokens) and (times := SCALE.get(tokens[at].word)):
        value, scale, i = value * times, scale * times, at + 1
        rest = _below_hundred(tokens, i + (i < len(tokens) and tokens[i].word == "and")) if times == 100 else None
        value, i = (value + rest.value, rest.end) if rest else (value, i)
        at = _unhyphened(tokens, i)
    if scale < 1000:
        return _Number(value, scale, i)
    half = _and_part(tokens, i, 0.0)
    if half[1]:
        return _Number(value + half[1] * scale, scale, half[0])
    added = _added(tokens, i, scale)
    return _Number(value + added.value, scale, added.end) if added else _Number(value, scale, i)


def _unhyphened(tokens: list[Token], i: int) -> int:
    """Where the word that multiplies a number stands: "5-million", "lakh-crore"."""
    return i + 1 if i + 1 < len(tokens) and tokens[i].word == "-" and tokens[i + 1].word in SCALE else i


def _added(tokens: list[Token], i: int, scale: float) -> _Number | None:
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
