"""What the reader can choose on the chokepoints page: a district, a site, the links that count and the months; all in the address."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from loaders.query.parameters import NO_CLASS
from loaders.schema.derived_terms import SiteLink
from pages.drawing.exposure.summary import TIES
from pages.exposure import MOST_MONTHS
from pages.state.widgets import page_parameter, set_parameter, set_widget

MONTHS = (3, 6, 12, 24)
USUAL_MONTHS = 12
_BESIDE_EACH_OTHER = 6


def district_choice(names: Mapping[str, str], usual: str) -> str:
    """The district that is looked at: the address's, else the usual one."""
    return _choice("behind", "District", names, usual)


def site_choice(names: Mapping[str, str]) -> str:
    """The site whose route is read; the first unless the address says otherwise."""
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
    """The links that count in distances, the closest first; all unless the address says otherwise."""
    given = page_parameter("ties")
    asked = [tie.value for tie in SiteLink if tie in given]
    asked = asked if asked or NO_CLASS in given else [tie.value for tie in SiteLink]
    set_widget("ties", asked)
    st.pills("Count incidents that are", list(TIES), selection_mode="multi", key="ties", format_func=TIES.__getitem__, on_change=_take_ties)
    return tuple(asked)


def _take_ties() -> None:
    chosen = [tie.value for tie in SiteLink if tie in st.session_state["ties"]]
    set_parameter("ties", [] if len(chosen) == len(SiteLink) else chosen or [NO_CLASS])


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
