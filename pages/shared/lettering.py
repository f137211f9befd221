"""Words on a picture: which of them can be drawn, how wide they are, and how they are cut or wrapped (pure)."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontProperties

FONT = "DejaVu Sans"  # comes with matplotlib: the same picture on every machine


def printable(text: str) -> str:
    """Text on one line, without characters that cannot be drawn or written to XML."""
    return "".join(c for c in " ".join(text.split()) if c.isprintable())


@lru_cache(maxsize=4096)
def width_of(text: str, size: float, bold: bool = False) -> float:
    """Points that a text takes."""
    width, _, _ = _ruler().get_text_width_height_descent(text, font(size, bold), ismath=False)
    return float(width)


@lru_cache(maxsize=1)
def _ruler() -> Any:
    return RendererAgg(1, 1, 72)  # type: ignore[no-untyped-call]


@lru_cache(maxsize=64)
def font(size: float, bold: bool) -> FontProperties:
    return FontProperties(family=FONT, size=size, weight="bold" if bold else "normal")


def cut(text: str, room: float, size: float, bold: bool = False) -> str:
    """The text as far as it fits; an ellipsis tells that there is more."""
    text = printable(text)
    if width_of(text, size, bold) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if width_of(text[:middle].rstrip() + "…", size, bold) <= room else (low, middle - 1)
    return text[:low].rstrip() + "…" if low else ""


def wrapped(text: str, room: float, size: float, bold: bool = False, most: int = 6) -> list[str]:
    """The text in lines that fit; what goes beyond `most` lines is cut with an ellipsis."""
    lines: list[str] = []
    words = printable(text)[:4000].split()
    while words and len(lines) < most - 1:
        count = 1
        while count < len(words) and width_of(" ".join(words[: count + 1]), size, bold) <= room:
            count += 1
        lines.append(cut(" ".join(words[:count]), room, size, bold))
        words = words[count:]
    return [*lines, cut(" ".join(words), room, size, bold)] if words else lines
