"""What the forms of an English word have in common: "casualty" and "casualties", "woman" and "women", "labour" and "labor"."""

from __future__ import annotations

import re
from functools import lru_cache

import snowballstemmer

SHORT = 3  # letters; a word as short as that stands for itself alone
_STEMMER = snowballstemmer.stemmer("english")
# what the rules of the stemmer do not reach: the plain form, then its other forms
_FORMS = """
man men, woman women, child children, person people, foot feet, fight fought, hold held, strike struck, shoot shot, flee fled,
take took taken, buy bought, sell sold, make made, build built, give gave given, begin began begun, meet met, lose lost, say said,
speak spoke spoken, break broke broken, rise rose risen, fall fell fallen, grow grew grown, go went gone, come came, send sent,
spend spent, find found, win won, seek sought, bring brought, think thought, hide hid hidden, steal stole stolen, drive drove driven,
write wrote written, keep kept, become became, see saw seen, know knew known, draw drew drawn, die dying, tie tying, dead death,
china chinese, iran iranian
"""
_PLAIN = {form: plain for plain, *others in (line.split() for line in _FORMS.replace("\n", " ").split(",")) for form in (plain, *others)}
_NO_MEN = {"abdomen", "acumen", "bitumen", "omen", "regimen", "specimen", "turkmen", "yemen"}
_SPELLED = (  # British and American, with one of the two
    (re.compile(r"(?<=\w{3})is(?=(?:e[sd]?|ers?|ing|ations?)$)"), "iz"),
    (re.compile(r"(?<=\w{3})our(?=(?:s|ed|ing)?$)"), "or"),
    (re.compile(r"(?<=\w{3})ence(?=s?$)"), "ense"),
    (re.compile(r"(?<=\w{2})tre(?=s?$)"), "ter"),
    (re.compile(r"(?<=\w{3})amme(?=s?$)"), "am"),
)


def stem(word: str) -> str:
    """The stem of a small-letter word; short words and words with a digit are their own, but for "men" and the like."""
    if plain := _PLAIN.get(word):
        return plain
    return word if len(word) <= SHORT or not word.isalpha() else _stem(word)


def irregular(word: str) -> bool:
    """Whether the word has forms that are listed here."""
    return word in _PLAIN


@lru_cache(maxsize=100_000)
def _stem(word: str) -> str:
    if word.endswith("men") and word not in _NO_MEN:
        word = f"{word[:-3]}man"
    for pattern, spelled in _SPELLED:
        word = pattern.sub(spelled, word)
    found: str = _STEMMER.stemWord(word)
    return found
