"""Lines and shapes as SVG tells them (pure)."""

from __future__ import annotations

from collections.abc import Iterable

Point = tuple[float, float]


def path_data(lines: Iterable[Iterable[Point]], closed: bool = False) -> str:
    """Lines or the rings of a shape, as SVG tells them."""
    return "".join(_path(line, closed) for line in lines)


def _path(points: Iterable[Point], closed: bool = False) -> str:
    """Through points, each told by its distance from the one before: shorter than where it lies."""
    found, at = list[str](), (0, 0)
    for x, y in points:
        now = (round(100 * x), round(100 * y))
        if now != at or not found:
            found.append(f"{(now[0] - at[0]) / 100:.10g} {(now[1] - at[1]) / 100:.10g}")
        at = now
    return f"M{found[0]}l{' '.join(found[1:])}{'z' if closed else ''}".replace(" -", "-")
