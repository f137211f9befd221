"""Text folded for search: one spelling for letters, accents, apostrophes, hyphens, digits and numbers that readers take for the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from functools import cache, lru_cache

import snowballstemmer

NEXT_FIELD, APART, NAME = "|", ";", "~"
_LONG = 200
SHORT = 3  # letters; a word as short as that stands for itself alone
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
    "٫": ".",
    # letters that Unicode does not take apart
    **{"ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ı": "i", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe"},
}
_SCALES = {
    **{word: Decimal(10) ** 3 for word in ("thousand", "k")},
    **{word: Decimal(10) ** 6 for word in ("million", "mn", "mln", "m")},
    **{word: Decimal(10) ** 9 for word in ("billion", "bn", "bln", "b")},
    **{word: Decimal(10) ** 12 for word in ("trillion", "tn", "trn")},
    **{"lakh": Decimal(10) ** 5, "crore": Decimal(10) ** 7},
}
_SPACED = "|".join(word for word in _SCALES if len(word) > 1)
_SCALED = re.compile(rf"(\d+(?:\.\d+)?)(?:[ -]?({_SPACED})s?|([kmb]))\b")
_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{2,3})*,\d{3}(?![\d,])")
_THIN_GROUP = re.compile(r"(?<=\d)[\u00a0\u2009\u202f](?=\d{3}(?!\d))")
_CLOSE_UP = re.compile(r"(?<=[a-z]{3})(?=\d)")  # USD1.25bn, phase2
_INITIALS = re.compile(r"\b[^\W\d_](?:\.[^\W\d_])+\b\.?")
_HYPHENED = re.compile(r"[^\W_]+(?:-[^\W_]+)+")
_WORD = re.compile(r"\d+\.\d+|[^\W_]+")
_STEMMER = snowballstemmer.stemmer("english")


def fold(text: str) -> str:
    """Small letters without accents; one form of apostrophe, hyphen, quotation mark, digit and look-alike letter."""
    text = text.replace("`", "'").replace("´", "'")  # the one is ASCII, the other would be taken for a blank with an accent
    if not text.isascii():
        text = unicodedata.normalize("NFKD", _THIN_GROUP.sub("", text))
        text = "".join(map(_folded, text))
    text = _CLOSE_UP.sub(" ", text.casefold())
    text = re.sub(r"(?<=\w)'s\b|'", "", text) if "'" in text else text
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
    return [_number(word) if "." in word else word for word in _WORD.findall(folded)]


def joined_words(folded: str) -> list[str]:
    """Words written with hyphens as if written without: "cooperation" for "co-operation"."""
    return [found.replace("-", "") for found in _HYPHENED.findall(folded)] if "-" in folded else []


def with_values(folded: str) -> str:
    """The text with each scaled number as its value: "1250000000" for "1.25 billion"."""
    return _SCALED.sub(lambda found: _scaled(*found.groups()), folded)


def stem(word: str) -> str:
    """What "casualty" and "casualties" have in common; short words and words with a digit are their own."""
    return word if len(word) <= SHORT or not word.isalpha() else _stem(word)


@lru_cache(maxsize=100_000)
def _stem(word: str) -> str:
    found: str = _STEMMER.stemWord(word)
    return found


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
    folded = fold(text)
    found = words_in(folded)
    extra = [*joined_words(folded), *(_scaled(*groups) for groups in _SCALED.findall(folded))]
    words = [*found, APART, *extra] if extra else found
    return " ".join(words), " ".join(map(stem, words))


_short_text = lru_cache(maxsize=5_000)(_text)  # names, figures and dates come again in many facts


def _scaled(number: str, spaced: str | None, close: str | None) -> str:
    return _number(str(Decimal(number) * _SCALES[spaced or close or ""]))


def _number(digits: str) -> str:
    """1.50 as 1.5; a number written in two ways is one word."""
    whole = f"{Decimal(digits):f}"
    return whole.rstrip("0").rstrip(".") if "." in whole else whole
