"""What the reader is looking at: the data, the parsed address, the facts that match and those that are shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd
import streamlit as st

from loaders.frames.cache import kept
from loaders.frames.dataset import Dataset
from loaders.history.as_of import dataset_asked
from loaders.query.query_string import Query, parse_query
from loaders.query.selection import Selection, accounting, select, shown
from pages import PAGE_PARAMETERS
from pages.drawing.linked_names import LinkedNames
from pages.drawing.short_names import ShortNames
from pages.state.events import Events, events_beside
from pages.state.reading import readable_articles, with_reading_links
from pages.state.viewport import ViewportSize, current_viewport


@dataclass(frozen=True)
class View:
    """One reader's view; `selected` holds what the filters leave, `shown` the classes of it that are switched on."""

    dataset: Dataset
    query: Query
    selected: pd.DataFrame
    shown: pd.DataFrame
    dark: bool
    window: ViewportSize

    @property
    def selection(self) -> Selection:
        return self.query.selection

    @property
    def narrow(self) -> bool:
        return self.window == "narrow"

    @property
    def names(self) -> LinkedNames:
        """Links to the pages of actors, places and articles."""
        return LinkedNames(self.dataset)

    def page(self, name: str) -> list[str]:
        """A page's own choice, as the address has it."""
        return [value for parameter, value in self.query.page if parameter == name]

    @cached_property
    def events(self) -> Events | None:
        """The imported events beside the facts; None where none are served."""
        return events_beside(self.selection)

    @property
    def counts(self) -> dict[str, int]:
        """How many facts are in each class of matches."""
        return _counts(self.dataset, self.selection)


def parameters() -> Mapping[str, list[str]]:
    """The address's parameters, every value of each."""
    return {name: st.query_params.get_all(name) for name in st.query_params}


def resolve_view(today: Dataset) -> View:
    """The view that the address asks for, kept for the run: of the data of today, or with `as_of` of a recorded version."""
    dataset, fault = dataset_asked(today, parameters())
    query = parse_query(parameters(), dataset, PAGE_PARAMETERS)
    query = replace(query, faults=(*query.faults, fault)) if fault else query
    view = view_of(dataset, query, st.context.theme.type == "dark", current_viewport())
    st.session_state["view"] = view
    return view


def view_of(dataset: Dataset, query: Query, dark: bool = False, window: ViewportSize = "wide") -> View:
    """The view of these data that a parsed address asks for."""
    return View(dataset, query, *_selected(dataset, query.selection), dark, window)


def current_view() -> View:
    """The view that the frame took; only called below it."""
    view: View = st.session_state["view"]
    return view


@kept(1)
def listed_facts(dataset: Dataset) -> pd.DataFrame:
    """All facts as lists, tables and pictures tell them: who says so in the short form; shared, not to be changed.

    Texts are plain objects: rows are taken of them in a quarter of the time, and selections share the texts instead of copying them.
    """
    listed = ShortNames(dataset.articles.values()).in_frame(dataset.facts)
    return listed.astype(dict.fromkeys(listed.columns[listed.dtypes == "str"], object)).copy()


def selected_facts(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """The facts that the filters leave, of every class, as `listed_facts`; shared, not to be changed."""
    return _selected(dataset, selection)[0]


def shown_facts(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """The facts that a selection shows; shared, not to be changed."""
    return _selected(dataset, selection)[1]


@kept(128)
def _selected(dataset: Dataset, selection: Selection) -> tuple[pd.DataFrame, pd.DataFrame]:
    selected = with_reading_links(select(listed_facts(dataset), selection), readable_articles(dataset), selection)
    return selected, shown(selected, selection)


@kept(128)
def _counts(dataset: Dataset, selection: Selection) -> dict[str, int]:
    return accounting(selected_facts(dataset, selection))
