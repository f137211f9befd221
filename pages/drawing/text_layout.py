"""Words on a picture: which of them can be drawn, how wide they are, and how they are cut or wrapped (pure)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import fontpkg_noto_sans_arabic as arabic
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontProperties, fontManager

FONT = "DejaVu Sans"  # comes with matplotlib: the same picture on every machine
_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefe]")
_ARABIC_WORDS = re.compile(rf"{_ARABIC.pattern}+(?:[ ‌]{_ARABIC.pattern}+)*")
for _path in (arabic.ROOT / "files").glob("*.ttf"):
    fontManager.addfont(str(_path))


def escape_control(text: str) -> str:
    """Text on one line, without characters that cannot be drawn or written to XML."""
    return "".join(c for c in " ".join(text.split()) if c.isprintable())


def lettered(text: str) -> str:
    """A printable text as it is drawn: a mark after each word of Arabic letters keeps numbers that follow it in their place."""
    return _ARABIC_WORDS.sub("\\g<0>\u200e", escape_control(text))


@lru_cache(maxsize=4096)
def text_width(text: str, size: float, bold: bool = False) -> float:
    """Points that a text takes."""
    width, _, _ = _ruler().get_text_width_height_descent(text, font(text, size, bold), ismath=False)
    return float(width)


@lru_cache(maxsize=1)
def _ruler() -> Any:
    return RendererAgg(1, 1, 72)  # type: ignore[no-untyped-call]


def font(text: str, size: float, bold: bool) -> FontProperties:
    """The font of a text: one that has every letter of Urdu, Pashto, Balochi and Brahui, where the text has any of them."""
    return _font(bool(_ARABIC.search(text)), size, bold)


@lru_cache(maxsize=64)
def _font(of_urdu: bool, size: float, bold: bool) -> FontProperties:
    families = [arabic.FAMILY, FONT] if of_urdu else [FONT]  # a word in two fonts would come apart
    return FontProperties(family=families, size=size, weight="bold" if bold and not of_urdu else "normal")


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
