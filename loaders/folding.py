"""Spellings that look alike made one: what a text, a browser and an editor may each write in their own way."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LINE_END_HYPHEN = "\ue000"  # a word that goes on in the next line: the hyphen may belong to it or not
_CONTROLS = r"\x00-\x08\x0e-\x1b\x7f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069"
_UNSEEN = re.compile(f"[{_CONTROLS}\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]")
_MAY_BE_LEFT_OUT = re.compile("[\u0640\u064b-\u0652\u0670]")  # what stretches a word of Urdu, and its short vowels
_NOT_DECIMAL = re.compile("([\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u2089\u2150-\u215e])")  # "1½" must not become "11/2", nor "km²" "km2"
_DASH = re.compile(r"\s*(?:[—―⸺]|--+)\s*|\s+[-‐‑‒–−]\s+")  # between parts of a sentence, with or without spaces; "10–15" is none
_ELLIPSIS = re.compile(r"\s*(?:…|\.{3,}|\.(?: \.){2,})")
_LINE_BREAK = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028]")
_SAME = str.maketrans(
    dict.fromkeys("‘’‚‛′ʹʼʻʽʿʾ`´", "'")
    | dict.fromkeys("“”„‟″«»", '"')
    | dict.fromkeys("‐‑‒–—―−﹘⁃", "-")
    | {"٫": ".", "٬": ",", "⁄": "/", "ي": "ی", "ى": "ی", "ك": "ک", "ه": "ہ"}
)


@lru_cache(maxsize=1024)
def fold_text(text: str) -> str:
    """The text with one spelling of spaces, quotes, dashes, ligatures, accents and digits; its case stays.

    A word hyphenated at the end of a line holds LINE_END_HYPHEN there; `pattern_of` and `unbroken` deal with it.
    """
    text = re.sub(r"(?<=\w)\u00ad *\n\s*", "", _UNSEEN.sub(_soft_at_line_end, lines_of(text)))
    parts = _NOT_DECIMAL.split(_ELLIPSIS.sub("...", _DASH.sub(" - ", text)))
    text = "".join(part if i % 2 else unicodedata.normalize("NFKC", part) for i, part in enumerate(parts)).translate(_SAME)
    text = _MAY_BE_LEFT_OUT.sub("", text).replace("''", '"')
    text = re.sub(r"(?<=\w)- *\n\s*(?=\w)", LINE_END_HYPHEN, text)
    text = "".join(str(unicodedata.digit(c)) if not c.isascii() and unicodedata.category(c) == "Nd" else c for c in text)
    return " ".join(text.split())


def _soft_at_line_end(match: re.Match[str]) -> str:
    """Nothing, but for a soft hyphen that breaks a line: there the break goes with it."""
    at_end = match[0] == "\u00ad" and re.match(r" *\n", match.string[match.end() :])
    return "\u00ad" if at_end else ""


def lines_of(text: str) -> str:
    """The text with `\\n` for every line break, and an empty line for a paragraph separator."""
    return _LINE_BREAK.sub("\n", text).replace("\u2029", "\n\n")


def pattern_of(words: str) -> re.Pattern[str]:
    """What finds words in a folded text, also where the end of a line breaks one of them."""
    letters = (f"[-{LINE_END_HYPHEN}]" if c == "-" else re.escape(c) for c in fold_text(words))
    return re.compile(f"{LINE_END_HYPHEN}?".join(letters))


def unbroken(text: str) -> str:
    """A folded text without breaks: a hyphen stays before a capital or a digit and in "twenty-five", else the word is joined."""
    text = re.sub(rf"(?<=ty){LINE_END_HYPHEN}|{LINE_END_HYPHEN}(?=[A-Z\d])", "-", text)
    return text.replace(LINE_END_HYPHEN, "")
