"""Words on a picture: how they are written, how wide they are, and how they are cut or wrapped (pure)."""

from __future__ import annotations

import re
from functools import lru_cache

import fontpkg_noto_sans_arabic as arabic
import fontpkg_source_sans_3 as latin
from PIL.ImageFont import FreeTypeFont, Layout, truetype

LATIN, ARABIC = str(latin.FAMILY), str(arabic.FAMILY)
FAMILIES = f"'{LATIN}', 'Source Sans', '{ARABIC}', sans-serif"  # "Source Sans" is what Streamlit's pages call the first
REGULAR, BOLD = 400, 600
FONT_FILES = tuple(str(next((package.ROOT / "files").glob(name))) for package, name in ((latin, "*3[[]wght[]].ttf"), (arabic, "*.ttf")))
_EM = 100  # the size that letters are measured at
_LETTER = "\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefe"
_ARABIC_WORDS = re.compile(rf"([{_LETTER}]+(?:[ \u200c][{_LETTER}]+)*\u200e?)")


def escape_control(text: str) -> str:
    """Text on one line, without characters that cannot be drawn or written to XML."""
    return "".join(c for c in " ".join(text.split()) if c.isprintable())


def lettered(text: str) -> str:
    """A printable text as it is drawn: a mark after each word of Arabic letters keeps numbers that follow it in their place."""
    return _ARABIC_WORDS.sub("\\g<0>\u200e", escape_control(text))


def runs(text: str) -> list[tuple[str, bool]]:
    """A text in pieces of one font, with whether it is that of Urdu, Pashto, Balochi and Brahui."""
    return [(run, turn % 2 == 1) for turn, run in enumerate(_ARABIC_WORDS.split(text)) if run]


@lru_cache(maxsize=4096)
def text_width(text: str, size: float, bold: bool = False) -> float:
    """Points that a text takes, or a little more: letters that stand closer in pairs are measured alone."""
    weight = BOLD if bold else REGULAR
    return sum(_word(run, weight) if joined else sum(_letter(c, weight) for c in run) for run, joined in runs(text)) * size / _EM


@lru_cache(maxsize=1024)
def _letter(letter: str, weight: int) -> float:
    return float(_font(0, weight).getlength(letter))


def _word(word: str, weight: int) -> float:
    return float(_font(1, weight).getlength(word))


@lru_cache(maxsize=4)
def _font(which: int, weight: int) -> FreeTypeFont:
    font = truetype(FONT_FILES[which], _EM, layout_engine=(Layout.BASIC, Layout.RAQM)[which])  # the second joins letters
    font.set_variation_by_axes([float(weight), 100.0][: len(font.get_variation_axes())])  # and, where a font has it, the usual width
    return font


def cut(text: str, room: float, size: float, bold: bool = False) -> str:
    """The text as far as it fits; an ellipsis tells that there is more."""
    text = escape_control(text)
    if text_width(text, size, bold) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if text_width(text[:middle].rstrip() + "…", size, bold) <= room else (low, middle - 1)
    return text[:low].rstrip() + "…" if low else ""


def wrapped(text: str, room: float, size: float, bold: bool = False, most: int = 6) -> list[str]:
    """The text in lines that fit; what goes beyond `most` lines is cut with an ellipsis."""
    lines: list[str] = []
    words = escape_control(text)[:4000].split()
    while words and len(lines) < most - 1:
        count = 1
        while count < len(words) and text_width(" ".join(words[: count + 1]), size, bold) <= room:
            count += 1
        lines.append(cut(" ".join(words[:count]), room, size, bold))
        words = words[count:]
    return [*lines, cut(" ".join(words), room, size, bold)] if words else lines
