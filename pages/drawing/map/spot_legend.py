"""The signs of a map whose spots count facts (pure)."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from pages.drawing.map.spots import Spot

Sign = tuple[str, str, str]  # a sign, its look or "", its meaning


def spot_signs(spots: Sequence[Spot], routes: pd.DataFrame) -> list[Sign]:
    """The signs that are drawn, and no other."""
    signs = [
        ("◆", "mineral_site", "place with a mineral site", any(spot.level == "place" and spot.site for spot in spots)),
        ("●", "", "place", any(spot.level == "place" and not spot.site for spot in spots)),
        ("■", "", "somewhere in a district", any(spot.level == "district" for spot in spots)),
        ("┄", "", "schematic route", len(routes) > 0),
    ]
    found = [(sign, look, words) for sign, look, words, seen in signs if seen]
    return [*found, ("1", "", "number of facts shown")] if spots else found
