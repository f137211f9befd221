"""A sheet that the server draws pictures on, in points from the upper left corner, as PNG or SVG without a browser (pure)."""

from __future__ import annotations

import io
import math
import threading
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from typing import Any, Literal

import matplotlib
from matplotlib.figure import Figure
from matplotlib.patches import Circle, PathPatch, Polygon, Rectangle
from matplotlib.path import Path

from pages.drawing.palette import HOLLOW, LIGHT
from pages.drawing.text_layout import FONT, escape_control, font, lettered

FileFormat = Literal["png", "svg"]
Point = tuple[float, float]
Align = Literal["left", "center", "right"]
PNG_DPI = 192
DRAWING = threading.Lock()  # matplotlib's font cache is shared and not made for threads
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
_SVG, _LINK = "http://www.w3.org/2000/svg", "{http://www.w3.org/1999/xlink}href"

matplotlib.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "facts", "path.simplify": False})
ET.register_namespace("xlink", "http://www.w3.org/1999/xlink")


class Canvas:
    """What is drawn later lies on top; `strength` is the opacity."""

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height = width, height
        self.figure = Figure(figsize=(width / 72, height / 72), dpi=72, facecolor=LIGHT.paper)
        self.axes: Any = self.figure.add_axes((0, 0, 1, 1), xlim=(0, width), ylim=(height, 0))
        self.axes.set_axis_off()
        self._count = 2.0

    def _next(self) -> float:
        self._count += 1
        return self._count

    def words(
        self, x: float, y: float, text: str, size: float = 9, colour: str = LIGHT.ink, bold: bool = False, align: Align = "left"
    ) -> None:
        """A text with its baseline at y; it is shown as it is written, `$` and all."""
        text = lettered(text)
        self.axes.text(x, y, text, fontproperties=font(text, size, bold), color=colour, ha=align, va="baseline",
                       parse_math=False, zorder=self._next())  # fmt: skip

    def line(
        self, points: Sequence[Point], colour: str = LIGHT.rule, width: float = 0.8, dashes: tuple[float, float] | None = None
    ) -> None:
        style: Any = (0, dashes) if dashes else "solid"
        self.axes.add_patch(
            Polygon(points, closed=False, fill=False, edgecolor=colour, linewidth=width, linestyle=style, zorder=self._next())
        )

    def box(self, left: float, top: float, right: float, bottom: float, fill: str = LIGHT.paper, edge: str = "none", width: float = 0.8,
            strength: float = 1.0) -> None:  # fmt: skip
        self.axes.add_patch(Rectangle((left, top), right - left, bottom - top, facecolor=fill, edgecolor=edge, linewidth=width,
                                      alpha=strength, zorder=self._next()))  # fmt: skip

    def circle(
        self, x: float, y: float, radius: float, colour: str, width: float = 0.8, dotted: bool = False, strength: float = 1.0
    ) -> None:
        style: Any = (0, (1.2, 1.4)) if dotted else "solid"
        look = {"fill": False, "edgecolor": colour, "linewidth": width, "linestyle": style, "alpha": strength}
        self.axes.add_patch(Circle((x, y), radius, zorder=self._next(), **look))

    def shape(
        self, rings: Sequence[Sequence[Point]], fill: str, edge: str, width: float, within: tuple[float, float, float, float]
    ) -> None:
        """Polygons with their holes, cut off at the frame (left, top, right, bottom)."""
        points = [point for ring in rings for point in ring]
        codes = [code for ring in rings for code in (Path.MOVETO, *[Path.LINETO] * (len(ring) - 2), Path.CLOSEPOLY)]
        left, top, right, bottom = within
        patch = PathPatch(Path(points, codes), facecolor=fill, edgecolor=edge, linewidth=width, zorder=self._next())
        self.axes.add_patch(patch)
        patch.set_clip_path(Rectangle((left, top), right - left, bottom - top, transform=self.axes.transData))

    def mark(self, x: float, y: float, glyph: str, size: float, colour: str, strength: float = 1.0) -> None:
        """The shape that a character of the palette stands for, `size` points wide; hollow ones are outlines on paper."""
        radius, solid = size / 2, _UNFILLED.get(glyph, glyph)
        if glyph == "◌":
            return self.circle(x, y, radius, colour, 1.5, dotted=True, strength=strength)
        look = {"facecolor": LIGHT.paper if glyph in _UNFILLED else colour, "edgecolor": colour, "linewidth": 1.2, "alpha": strength}
        if solid == "●":
            self.axes.add_patch(Circle((x, y), radius, zorder=self._next(), **look))
        else:
            corners = [(x + radius * dx, y + radius * dy) for dx, dy in _CORNERS[solid]]
            self.axes.add_patch(Polygon(corners, closed=True, zorder=self._next(), joinstyle="miter", **look))

    def arrow(self, x: float, y: float, length: float, colour: str, strength: float = 1.0) -> None:
        """From a point to the right, or with a length below 0 to the left."""
        head = math.copysign(5, length)
        self.box(min(x, x + length - head), y - 0.8, max(x, x + length - head), y + 0.8, colour, strength=strength)
        corners = [(x + length - head, y - 3.4), (x + length, y), (x + length - head, y + 3.4)]
        self.axes.add_patch(Polygon(corners, closed=True, facecolor=colour, edgecolor="none", alpha=strength, zorder=self._next()))

    def drawn(self, file_format: FileFormat, label: str) -> bytes:
        """The sheet as a file: the same drawing gives the same bytes. label: what the picture is, for who cannot see it."""
        buffer = io.BytesIO()
        if file_format == "png":
            self.figure.savefig(buffer, format="png", dpi=PNG_DPI, metadata={"Software": None, "Description": escape_control(label)})
            return buffer.getvalue()
        self.figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
        return _plain_svg(buffer.getvalue(), escape_control(label))


def _plain_svg(made: bytes, label: str) -> bytes:
    """The SVG without metadata, unused ids and style rules, so that it can also stand inside a page."""
    root = ET.fromstring(made)  # noqa: S314 (matplotlib has just written it)
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag.rpartition("}")[2] in ("metadata", "style"):
                parent.remove(child)
    used = " ".join(value for element in root.iter() for name, value in element.items() if name == _LINK or "url(#" in value)
    for element in root.iter():
        if (identity := element.get("id")) and f"#{identity}" not in used:
            del element.attrib["id"]
        if style := element.get("style"):
            element.set("style", style.replace(f"'{FONT}'", f"'{FONT}', Verdana, sans-serif"))
    for element in root.iter():
        element.tag = element.tag.removeprefix(f"{{{_SVG}}}")  # a default namespace of our own: registered ones are everybody's
    root.attrib |= {"xmlns": _SVG, "role": "img", "aria-label": label, "stroke-linejoin": "round"}
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))
