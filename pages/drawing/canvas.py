"""A sheet that the server draws pictures on, from the upper left corner: SVG for a page, SVG or PNG as a file (pure)."""

from __future__ import annotations

import io
import math
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from copy import deepcopy
from typing import Literal

from PIL.PngImagePlugin import putchunk
from resvg_py import svg_to_bytes

from pages.drawing.palette import HOLLOW, THEMES
from pages.drawing.paths import path_data
from pages.drawing.text_layout import ARABIC, BOLD, FAMILIES, FONT_FILES, LATIN, escape_control, lettered, runs, text_width

FileFormat = Literal["png", "svg"]
Point = tuple[float, float]
Align = Literal["left", "center", "right"]
PNG_DPI = 192
_HEAD = 33  # bytes of a PNG before its second chunk
_ANCHORS = {"center": "middle", "right": "end"}
_BEFORE = {"left": 0, "center": 0.5, "right": 1}  # of a text's width
_UNFILLED = {hollow: filled for filled, hollow in HOLLOW.items()}
_THIRD = 0.36
_CORNERS: dict[str, list[Point]] = {
    "◆": [(0, -1.15), (1.15, 0), (0, 1.15), (-1.15, 0)],
    "▲": [(0, -1.1), (1.1, 0.85), (-1.1, 0.85)],
    "⬢": [(1.1 * math.sin(math.pi * turn / 3), 1.1 * math.cos(math.pi * turn / 3)) for turn in range(6)],
    "⬟": [(1.15 * math.sin(math.pi * turn / 2.5), -1.15 * math.cos(math.pi * turn / 2.5)) for turn in range(5)],
    "★": [((1.25, 0.55)[turn % 2] * math.sin(math.pi * turn / 5), -(1.25, 0.55)[turn % 2] * math.cos(math.pi * turn / 5))
          for turn in range(10)],
    "■": [(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)],
    "✚": [(-_THIRD, -1), (_THIRD, -1), (_THIRD, -_THIRD), (1, -_THIRD), (1, _THIRD), (_THIRD, _THIRD),
          (_THIRD, 1), (-_THIRD, 1), (-_THIRD, _THIRD), (-1, _THIRD), (-1, -_THIRD), (-_THIRD, -_THIRD)],
}  # fmt: skip


class Canvas:
    """What is drawn later lies on top; `strength` is the opacity; a colour that is not given is one of the theme."""

    def __init__(self, width: float, height: float, dark: bool = False) -> None:
        self.width, self.height, self.dark, self.theme = width, height, dark, THEMES[dark]
        size = {"viewBox": f"0 0 {_number(width)} {_number(height)}", "width": _number(width), "height": _number(height)}
        look = {"font-family": FAMILIES, "stroke-linejoin": "round", "fill": "none"}
        self._root = ET.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", **size, **look})
        self._within = self._root  # the group that is drawn in

    @contextmanager
    def group(self, cls: str = "", href: str | None = None, title: str = "", stop: bool = True, **data: str) -> Iterator[None]:
        """What is drawn within is one part of a page's picture, or with `href` a link that `actions.js` follows.

        title: what it is, told to who points at it. stop: whether the Tab key stops at the link. data: attributes `data-…`, an underscore
        as a hyphen.
        """
        classes = " ".join(filter(None, ["inside" if href is not None else "", cls]))
        named = {"class": classes, "href": href or "", "tabindex": "" if stop or href is None else "-1"}
        named |= {f"data-{name.replace('_', '-')}": value for name, value in data.items()}
        with self._in("g" if href is None else "a", {name: escape_control(value) for name, value in named.items() if value}):
            if title:
                ET.SubElement(self._within, "title").text = "\n".join(map(escape_control, title.splitlines()))
            yield

    @contextmanager
    def clipped(self, left: float, top: float, right: float, bottom: float) -> Iterator[None]:
        """What is drawn within is cut off at a frame."""
        x, y, width, height = (_number(length) for length in (left, top, right - left, bottom - top))
        with self._in("svg", {"x": x, "y": y, "width": width, "height": height, "viewBox": f"{x} {y} {width} {height}"}):
            yield

    @contextmanager
    def _in(self, tag: str, attributes: dict[str, str]) -> Iterator[None]:
        outer, self._within = self._within, ET.SubElement(self._within, tag, attributes)
        try:
            yield
        finally:
            self._within = outer

    def _put(self, tag: str, look: dict[str, str], strength: float = 1.0, **at: float) -> ET.Element:
        numbers = at if strength == 1 else at | {"opacity": strength}
        return ET.SubElement(self._within, tag, {name: _number(value) for name, value in numbers.items()} | look)

    def words(self, x: float, y: float, text: str, size: float = 9, colour: str = "", bold: bool = False, align: Align = "left",
              halo: str = "") -> None:  # fmt: skip
        """A text with its baseline at y, shown as it is written. halo: the colour of an edge that keeps it apart from what lies below."""
        look = {"font-size": _number(size), "fill": colour or self.theme.ink} | ({"font-weight": str(BOLD)} if bold else {})
        look |= {"stroke": halo, "stroke-width": "3", "paint-order": "stroke"} if halo else {}
        pieces = runs(lettered(text))
        if not any(joined for _, joined in pieces):
            anchor = {"text-anchor": _ANCHORS[align]} if align != "left" else {}
            self._put("text", look | anchor, x=x, y=y).text = "".join(run for run, _ in pieces)
            return
        element, at = self._put("text", look, y=y), x - _BEFORE[align] * text_width(text, size, bold)
        for run, joined in pieces:  # each at its place: no font has the letters of all
            ET.SubElement(element, "tspan", {"x": _number(at)} | ({"font-family": ARABIC} if joined else {})).text = run
            at += text_width(run, size, bold)

    def line(self, points: Sequence[Point], colour: str = "", width: float = 0.8, dashes: tuple[float, float] | None = None,
             strength: float = 1.0) -> None:  # fmt: skip
        look = {"stroke-dasharray": " ".join(map(_number, dashes))} if dashes else {}
        self._put("path", {"d": path_data([points])} | _painted("none", colour or self.theme.rule, width) | look, strength)

    def box(self, left: float, top: float, right: float, bottom: float, fill: str = "", edge: str = "none", width: float = 0.8,
            strength: float = 1.0, corner: float = 0) -> None:  # fmt: skip
        look = _painted(fill or self.theme.paper, edge, width) | ({"rx": _number(corner)} if corner else {})
        self._put("rect", look, strength, x=left, y=top, width=right - left, height=bottom - top)

    def circle(self, x: float, y: float, radius: float, colour: str, width: float = 0.8, dotted: bool = False, strength: float = 1) -> None:
        look = _painted("none", colour, width) | ({"stroke-dasharray": "1.2 1.4"} if dotted else {})
        self._put("circle", look, strength, cx=x, cy=y, r=radius)

    def shape(self, rings: Iterable[Sequence[Point]], fill: str, edge: str = "none", width: float = 0.8, strength: float = 1.0) -> None:
        """Polygons with their holes."""
        self._put("path", {"d": path_data(rings, closed=True), "fill-rule": "evenodd"} | _painted(fill, edge, width), strength)

    @contextmanager
    def moved(self, right: float, down: float, scale: float) -> Iterator[None]:
        """What is drawn within is larger and lies elsewhere: for paths that are made once and drawn in many views."""
        with self._in("g", {"transform": f"translate({_number(right)} {_number(down)}) scale({scale:.7g})"}):
            yield

    def path(self, made: str, fill: str, edge: str, width: float) -> None:
        """What `path_data` made; its lines have their width however large it is drawn."""
        self._put("path", {"d": made, "fill-rule": "evenodd", "vector-effect": "non-scaling-stroke"} | _painted(fill, edge, width))

    def mark(self, x: float, y: float, glyph: str, size: float, colour: str, strength: float = 1.0) -> None:
        """The shape that a character of the palette stands for, `size` points wide; hollow ones are outlines on paper."""
        radius, solid = size / 2, _UNFILLED.get(glyph, glyph)
        if glyph == "◌":
            return self.circle(x, y, radius, colour, 1.5, dotted=True, strength=strength)
        look = _painted(self.theme.paper if glyph in _UNFILLED else colour, colour, 1.2)
        if solid == "●":
            self._put("circle", look, strength, cx=x, cy=y, r=radius)
        else:
            corners = [(x + radius * dx, y + radius * dy) for dx, dy in _CORNERS[solid]]
            self._put("path", {"d": path_data([corners], closed=True), "stroke-linejoin": "miter"} | look, strength)

    def arrow(self, x: float, y: float, length: float, colour: str, strength: float = 1.0) -> None:
        """From a point to the right, or with a length below 0 to the left."""
        head = math.copysign(5, length)
        self.box(min(x, x + length - head), y - 0.8, max(x, x + length - head), y + 0.8, colour, strength=strength)
        self.shape([[(x + length - head, y - 3.4), (x + length, y), (x + length - head, y + 3.4)]], colour, strength=strength)

    def bracket(self, left: float, right: float, known: tuple[bool, bool], y: float, half: float, colour: str, strength: float = 1) -> None:
        """Dashes from left to right, and a bracket, `half` above and below y, at each end that is known."""
        self.line([(left, y), (right, y)], colour, 1.2, (3, 2.5), strength)
        for x, turn in [(left, 3)] * known[0] + [(right, -3)] * known[1]:
            self.line([(x + turn, y - half), (x, y - half), (x, y + half), (x + turn, y + half)], colour, 1.4, strength=strength)

    def svg(self, label: str) -> str:
        """The picture as a part of a page, on the page's own ground. label: what it is, for who cannot see it."""
        return _written(self._root, label)

    def drawn(self, file_format: FileFormat, label: str) -> bytes:
        """The picture on paper as a file: the same drawing gives the same bytes. label: as in `svg`."""
        root, size = deepcopy(self._root), {"width": _number(self.width), "height": _number(self.height)}
        root.insert(0, ET.Element("rect", {**size, "fill": self.theme.paper}))
        if file_format == "svg":
            _hold_widths(root)
            root.attrib |= {name: f"{length}pt" for name, length in size.items()}
            return f'<?xml version="1.0" encoding="utf-8"?>\n{_written(root, label)}\n'.encode()
        made = _written(root, label)
        png = svg_to_bytes(made, zoom=PNG_DPI / 72, skip_system_fonts=True, font_files=[*FONT_FILES], sans_serif_family=LATIN)
        return _described(png, escape_control(label))


def _written(root: ET.Element, label: str) -> str:
    role = "img" if root.find(".//a") is None else "group"
    root.attrib |= {"role": role, "aria-label": escape_control(label)}
    return ET.tostring(root, encoding="unicode")


def _hold_widths(root: ET.Element) -> None:
    """Words keep the room that was measured where a reader's machine has not their font."""
    for text in root.iter("text"):
        size, bold = float(text.attrib["font-size"]), "font-weight" in text.attrib
        for part in [*text] or [text]:
            if words := part.text:
                part.attrib |= {"textLength": _number(text_width(words, size, bold)), "lengthAdjust": "spacingAndGlyphs"}


def _number(value: float) -> str:
    return f"{round(value, 2) + 0:.10g}"  # never -0


def _painted(fill: str, edge: str, width: float) -> dict[str, str]:
    return {"fill": fill} | ({"stroke": edge, "stroke-width": _number(width)} if edge != "none" else {})


def _described(png: bytes, label: str) -> bytes:
    """A PNG that tells its resolution and what it shows."""
    made, dots = io.BytesIO(), round(PNG_DPI / 0.0254).to_bytes(4, "big")
    made.write(png[:_HEAD])
    putchunk(made, b"pHYs", dots, dots, b"\x01")
    putchunk(made, b"iTXt", b"Description\0\0\0\0\0", label.encode())
    return made.getvalue() + png[_HEAD:]
