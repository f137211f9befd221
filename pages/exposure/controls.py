"""What the reader can choose on the chokepoints page: a district, a site, the ties that count and the months; all in the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from loaders.dataset import Dataset
from loaders.registries import routes_frame
from loaders.selection import Selection
from loaders.ties import Tie
from pages.exposure.figures import Exposure, exposure_of
from pages.exposure.words import TIES
from pages.shared.address import page_parameter, set_parameter, set_parameters, set_widget
from pages.shared.kept import kept
from pages.shared.palette import count_words
from pages.shared.view import View, shown_facts

MONTHS = (3, 6, 12, 24)
USUAL_MONTHS, MOST_MONTHS = 12, 600
NONE = "none"
_BESIDE_EACH_OTHER = 6


def exposure_now(view: View) -> Exposure:
    """The facts that are shown, set on the ways to the sites."""
    return exposure_shown(view.dataset, view.selection)


@kept(64)
def exposure_shown(dataset: Dataset, selection: Selection) -> Exposure:
    """The facts that a selection shows, set on the ways to the sites; shared, not to be changed."""
    return exposure_of(shown_facts(dataset, selection), dataset.facts, routes_frame(dataset), dataset.places)


def district_choice(names: Mapping[str, str], usual: str, view: View) -> str:
    """The district that is looked behind: the address's, else the one filtered for, else the usual one."""
    filtered = [d for d in view.selection.district if d in names]
    return _choice("behind", "District", names, filtered[0] if len(filtered) == 1 else usual)


def site_choice(names: Mapping[str, str]) -> str:
    """The site whose way out is read; the first unless the address says otherwise."""
    return _choice("site", "Site", names, next(iter(names)))


def _choice(name: str, label: str, names: Mapping[str, str], usual: str) -> str:
    asked = next((i for i in page_parameter(name) if i in names), usual)
    set_widget(name, asked)
    if len(names) <= _BESIDE_EACH_OTHER:
        st.segmented_control(
            label, list(names), key=name, required=True, format_func=names.__getitem__, on_change=_take, args=(name, usual)
        )
    else:
        st.selectbox(label, list(names), key=name, format_func=names.__getitem__, on_change=_take, args=(name, usual), width=320)
    return asked


def _take(name: str, usual: str) -> None:
    chosen = st.session_state[name]
    set_parameter(name, [] if chosen == usual else [chosen])


def tie_choice() -> tuple[str, ...]:
    """The ties that count in distances, the closest first; all unless the address says otherwise."""
    given = page_parameter("ties")
    asked = [tie.value for tie in Tie if tie in given]
    asked = asked if asked or NONE in given else [tie.value for tie in Tie]
    set_widget("ties", asked)
    st.pills("Ties that count", list(TIES), selection_mode="multi", key="ties", format_func=TIES.__getitem__, on_change=_take_ties)
    return tuple(asked)


def _take_ties() -> None:
    chosen = [tie.value for tie in Tie if tie in st.session_state["ties"]]
    set_parameter("ties", [] if len(chosen) == len(Tie) else chosen or [NONE])


def months_choice() -> int:
    """How many months before and after a deal are looked at; 12 unless the address says otherwise."""
    given = (int(m) for m in page_parameter("months") if m.isascii() and m.isdigit())
    asked = next((m for m in given if 1 <= m <= MOST_MONTHS), USUAL_MONTHS)
    set_widget("months", asked)
    st.segmented_control("Months before and after", sorted({*MONTHS, asked}), key="months", required=True, on_change=_take_months)
    return asked


def _take_months() -> None:
    months = st.session_state["months"]
    set_parameter("months", [] if months == USUAL_MONTHS else [str(months)])


def place_filter_note(view: View, exposure: Exposure) -> None:
    """Say what a place filter holds back, since what hangs together here lies in several districts."""
    if not (view.selection.district or view.selection.province):
        return
    whole = exposure_shown(view.dataset, replace(view.selection, district=(), province=()))
    incidents = whole.ties["fact"].nunique() - exposure.ties["fact"].nunique()
    deals = whole.deal_ties["fact"].nunique() - exposure.deal_ties["fact"].nunique()
    if incidents + deals:
        with st.container(horizontal=True, vertical_alignment="center", key="place_filter"):
            counts = ((deals, "deal", "deals"), (incidents, "incident", "incidents"))
            left_out = " and ".join(count_words(*count) for count in counts if count[0])
            st.markdown(f"The place filter leaves out {left_out} that touch these sites from elsewhere.", width="content")
            st.button("Take the place filter out", key="no_place", on_click=_no_place_filter, args=(view.selection.district,))


def _no_place_filter(districts: tuple[str, ...]) -> None:
    behind = {"behind": districts} if len(districts) == 1 and not page_parameter("behind") else {}
    set_parameters({**behind, "district": [], "province": []})
