"""What stands around every picture that leaves the dashboard: title, selection, number of facts, version, attribution (pure)."""

from __future__ import annotations

from dataclasses import dataclass

from pages.drawing.canvas import Canvas
from pages.drawing.palette import LOOKS
from pages.drawing.text_layout import text_width, wrapped

MARGIN = 16.0
_TITLE, _TEXT, _SMALL, _SIGN = 15.0, 9.5, 7.5, 8.5
_LEADING, _ROW = 1.35, 15.0
Sign = tuple[str, str, str]  # a mark of the palette, one of the signs below or a few letters; a look of the palette or none; its meaning


@dataclass(frozen=True)
class Caption:
    """The words of a picture.

    selection: the filters in words. counted: how many facts, and where they are in the picture. attribution: whose lines
    and points these are, and what they do not mean.
    """

    title: str
    selection: str
    counted: str
    version: str
    attribution: str

    def label(self) -> str:
        """What the picture is, in one sentence."""
        return f"{self.title}. Selection: {self.selection}. {self.counted}. Data version {self.version}"


def head_lines(caption: Caption, width: float) -> list[tuple[str, float, bool]]:
    """The lines above a picture with their size in points, and whether they are bold."""
    room = width - 2 * MARGIN
    lines = [(line, _TITLE, True) for line in wrapped(caption.title, room, _TITLE, bold=True, most=2)]
    lines += [(line, _TEXT, False) for line in wrapped(f"Selection: {caption.selection}", room, _TEXT, most=4)]
    return [*lines, *((line, _TEXT, False) for line in wrapped(caption.counted, room, _TEXT, most=4))]


def foot_lines(caption: Caption, width: float) -> list[str]:
    """The small lines below a picture."""
    version = f"Data version {caption.version}. Each mark is what a source says, not what is known to be true."
    return [line for text in (version, caption.attribution) for line in wrapped(text, width - 2 * MARGIN, _SMALL)]


def head_height(caption: Caption, width: float) -> float:
    return MARGIN + sum(size * _LEADING for _, size, _ in head_lines(caption, width)) + 6


def foot_height(caption: Caption, width: float) -> float:
    return 10 + len(foot_lines(caption, width)) * _SMALL * _LEADING + MARGIN * 0.5


def draw_caption(sheet: Canvas, caption: Caption) -> None:
    """Write the head at the top and the foot at the bottom of a sheet."""
    at = MARGIN - 4
    for text, size, bold in head_lines(caption, sheet.width):
        at += size * _LEADING
        sheet.words(MARGIN, at - 0.3 * size, text, size, bold=bold)
    at = sheet.height - foot_height(caption, sheet.width)
    sheet.line([(MARGIN, at), (sheet.width - MARGIN, at)])
    at += 4
    for text in foot_lines(caption, sheet.width):
        at += _SMALL * _LEADING
        sheet.words(MARGIN, at, text, _SMALL, sheet.theme.quiet)


def legend_height(entries: list[Sign], width: float) -> float:
    return 8 + _ROW * (max((row for row, _ in _rows(entries, width)), default=-1) + 1)


def draw_legend(sheet: Canvas, top: float, entries: list[Sign]) -> None:
    """Signs and their meanings, in rows."""
    for (sign, look, words), (row, left) in zip(entries, _rows(entries, sheet.width), strict=True):
        _sign(sheet, left + 8, top + 9 + _ROW * row, sign, LOOKS[look].colour(sheet.dark) if look else sheet.theme.ink)
        sheet.words(left + 22, top + 12 + _ROW * row, words, _SIGN)


def _rows(entries: list[Sign], width: float) -> list[tuple[int, float]]:
    """For each sign its row and its distance from the left, so that none goes over the edge."""
    found, row, at = list[tuple[int, float]](), 0, MARGIN
    for _, _, words in entries:
        needed = 22 + text_width(words, _SIGN)
        if at > MARGIN and at + needed > width - MARGIN:
            row, at = row + 1, MARGIN
        found.append((row, at))
        at += needed + 14
    return found


def _sign(sheet: Canvas, x: float, y: float, sign: str, colour: str) -> None:  # noqa: PLR0912 (a case for each sign)
    match sign:
        case "◯":
            sheet.circle(x, y, 5, sheet.theme.ink, 0.7)
        case "┄":
            sheet.line([(x - 8, y), (x + 8, y)], sheet.theme.ink, 1.3, (3, 2))
        case "•":
            sheet.line([(x - 6, y), (x + 6, y)], sheet.theme.ink, 0.9)
            sheet.mark(x, y, "●", 4, sheet.theme.ink)
        case "▨" | "▭" | "▢" | "░":
            edge, width = (sheet.theme.accent, 2.0) if sign == "▢" else (sheet.theme.map_edge, 0.7)
            sheet.box(x - 7, y - 4.5, x + 7, y + 4.5, sheet.theme.map_fill, edge, width)
            if shade := {"▨": 0.27, "░": 0.1}.get(sign):
                sheet.box(x - 6.6, y - 4.1, x + 6.6, y + 4.1, sheet.theme.accent, strength=shade)
        case "▬":
            sheet.box(x - 8, y - 4, x + 8, y + 4, colour, strength=0.38)
        case "▱":
            sheet.box(x - 8, y - 4, x + 8, y + 4, edge=sheet.theme.map_edge, width=1)
        case "▤":
            for step in range(6):
                sheet.box(x - 8 + step * 2.7, y - 3, x - 5.3 + step * 2.7, y + 3, sheet.theme.quiet, strength=0.75 * (1 - step / 6))
        case "[":
            sheet.bracket(x - 8, x + 8, (True, False), y, 5, colour)
        case "┊":
            sheet.line([(x, y - 6), (x, y + 6)], sheet.theme.quiet, 1, (1, 2))
        case "→" | "←":
            turn = 1 if sign == "→" else -1
            sheet.box(x - 8 * turn - 0.6, y - 5, x - 8 * turn + 0.6, y + 5, colour)
            sheet.arrow(x - 8 * turn, y, 16 * turn, colour)
        case _ if sign.isalnum():
            sheet.words(x, y + 3, sign, 8.5, bold=True, align="center")
        case _:
            sheet.mark(x, y, sign, 9, colour)
