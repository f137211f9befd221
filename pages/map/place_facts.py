"""The facts beside the map: of all that is shown, of a whole province or a crowded place, or of what the map cannot place (pure)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from loaders.query.selection import Selection
from pages.components.fact_rows import fact_rows_html
from pages.components.navigation import internal_anchor, internal_link, page_address
from pages.drawing.hidden_counts import WHAT_TO_DO
from pages.drawing.map.places import PlaceGroup

ELSEWHERE = "elsewhere"  # in `at`: the facts that no place on the map stands for


def place_facts_html(
    facts: pd.DataFrame,
    elsewhere: pd.DataFrame,
    groups: Sequence[PlaceGroup],
    selection: Selection,
    at: Sequence[str],
    layers: Sequence[str],
    dark: bool,
) -> str:
    """A chip for each group, and the facts of those that are chosen, else all. facts: those drawn; at, layers: as the address has them."""
    held = {identity: places for identity, _, places in groups}
    chosen = [identity for identity in at if identity in held or identity == ELSEWHERE]
    here = {"layer": tuple(layers)} if layers else {}

    def address(**changes: str | tuple[str, ...]) -> str:
        return page_address("map", selection, **{**here, **({"at": tuple(chosen)} if chosen else {}), **changes})

    def chip(identity: str, words: str) -> str:
        others = tuple(one for one in chosen if one != identity)
        current = " aria-current='true'" if identity in chosen else ""
        return internal_anchor(address(at=others if identity in chosen else (*others, identity)), words, current)

    chips = [chip(identity, label) for identity, label, _ in groups]
    if len(elsewhere):
        chips.append(chip(ELSEWHERE, f"Elsewhere or without a location: {len(elsewhere):,} shown"))
    seen = (
        _of_groups(facts, elsewhere, [held[identity] for identity in chosen if identity in held], ELSEWHERE in chosen) if chosen else facts
    )
    if seen.empty:
        return f"<div class='beside'><p class='none'>No fact is shown. {WHAT_TO_DO}</p></div>"
    card = f"{address()}{'&' if '?' in address() else '?'}fact="
    onward = internal_link(page_address("facts", selection), f"All {len(seen):,} in Facts")
    rows = fact_rows_html(seen, lambda identity: f"{card}{identity}", onward, dark)
    groups_html = f"<p class='groups' role='group' aria-label='List only the facts of'>{''.join(chips)}</p>" if chips else ""
    return f"<div class='beside'>{groups_html}<div class='side'>{rows}</div></div>"


def _of_groups(facts: pd.DataFrame, elsewhere: pd.DataFrame, places: Sequence[frozenset[str]], outside: bool) -> pd.DataFrame:
    wanted = frozenset().union(*places)
    inside = np.array([not wanted.isdisjoint(ids) for ids in facts["place_ids"]], dtype=bool)
    return facts[inside | facts["id"].isin(elsewhere["id"] if outside else []).to_numpy()]
