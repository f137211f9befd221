"""Text folded for search: one spelling for letters, accents, apostrophes, hyphens, digits and numbers that readers take for the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

from loaders.frames.search_stem import stem
from loaders.frames.search_values import as_number, values_in, with_values

NEXT_FIELD, APART, NAME = "|", ";", "~"
_LONG = 200
_SAME = {
    **dict.fromkeys("’‘‛ʼʹʻ`´′＇ꞌ", "'"),
    **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
    **dict.fromkeys("“”„‟«»″＂", '"'),
    # letters that Arabic, Persian and Urdu keyboards write differently
    **dict.fromkeys("يىېۍ", "ی"),
    **dict.fromkeys("كڪ", "ک"),
    **dict.fromkeys("هةۃھە", "ہ"),
    "ـ": "",
    "٬": ",",
    "⁄": "/",
    "٫": ".",
    "٪": "%",
    # letters that Unicode does not take apart
    **{"ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ı": "i", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe"},
}
_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{2,3})*,\d{3}(?!\d|,\d)")
_THIN_GROUP = re.compile(r"(?<=\d)[\u00a0\u2009\u202f](?=\d{3}(?!\d))")
_CLOSE_UP = re.compile(r"(?<=[A-Za-z]{3})(?=\d)")  # USD1.25bn, phase2
_INITIALS = re.compile(r"\b[^\W\d_](?:\.[^\W\d_])+\b\.?")
_HYPHENED = re.compile(r"[^\W_]+(?:-[^\W_]+)+")
_WORD = re.compile(r"\d+\.\d+|[^\W_]+")
_FRACTION = re.compile(r"(?<=\d)(?=[\u00bc-\u00be\u2150-\u215e])")  # 1½


def alike(text: str) -> str:
    """Capitals stay, but there is one form of apostrophe, hyphen, quotation mark, digit and look-alike letter; no accents."""
    text = text.replace("`", "'").replace("´", "'")  # the one is ASCII, the other would be taken for a blank with an accent
    if not text.isascii():
        text = unicodedata.normalize("NFKD", _FRACTION.sub(" ", _THIN_GROUP.sub("", text)))
        text = "".join(map(_folded, text))
    return _CLOSE_UP.sub(" ", text)


def fold(text: str) -> str:
    """The same in small letters, without possessive s and apostrophes, with one form of initials and grouped digits.

    Folding what is folded changes nothing: where one step makes work for another, they go on until none is left.
    """
    while (folded := _fold_once(text)) != text:
        text = folded
    return text


def _fold_once(text: str) -> str:
    text = alike(text).casefold()
    text = re.sub(r"(?<=[\w.])'s\b|'", "", text) if "'" in text else text
    text = _GROUPED.sub(lambda found: found[0].replace(",", ""), text) if "," in text else text
    return _INITIALS.sub(lambda found: found[0].replace(".", ""), text) if "." in text else text


@cache
def _folded(letter: str) -> str:
    if (same := _SAME.get(letter)) is not None:
        return same
    match unicodedata.category(letter):
        case "Mn" | "Me" | "Cf":
            return ""
        case "Nd":
            return str(unicodedata.decimal(letter))
    return letter


def words_in(folded: str) -> list[str]:
    """The words and numbers of a folded text, in order."""
    return [as_number(word) if "." in word else word for word in _WORD.findall(folded)]


def joined_text(folded: str) -> list[str]:
    """Words written with hyphens as if written without: "cooperation" for "co-operation"."""
    return [found.replace("-", "") for found in _HYPHENED.findall(folded)] if "-" in folded else []


def search_columns(fields: Iterable[Iterable[str]], names: Iterable[str] = ()) -> tuple[str, str]:
    """Two texts of one fact for search, one of its words and one of their stems: each word between blanks, field after field.

    fields: each of several texts, which stay apart. names: those that stand for the fact only as a whole, such as a publisher's: a
    single word of them does not find it.
    """
    words, stems = zip(*map(_field, fields), strict=True)
    whole = "".join(f" {NAME * 2}{NAME.join(words_in(fold(name)))}{NAME * 2}" for name in names)
    return f" {f' {NEXT_FIELD} '.join(words)}{whole} ", f" {f' {NEXT_FIELD} '.join(stems)} "


def _field(texts: Iterable[str]) -> tuple[str, str]:
    pairs = [_text(text) if len(text) > _LONG else _short_text(text) for text in texts if text]
    return f" {APART} ".join(words for words, _ in pairs), f" {APART} ".join(stems for _, stems in pairs)


def _text(text: str) -> tuple[str, str]:
    text = alike(text)
    folded = fold(text)
    found = words_in(folded)
    if values := values_in(text):
        found += [APART, *words_in(fold(with_values(text, values)))]
    if joined := joined_text(folded):
        found += [APART, *joined]
    return " ".join(found), " ".join(map(stem, found))


_short_text = lru_cache(maxsize=5_000)(_text)  # names, figures and dates come again in many facts
