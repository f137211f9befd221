"""The one filter bar of all pages: each group of filters behind a button that tells what is chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Literal

import streamlit as st

from loaders.dataset import Dataset
from loaders.filters import ANY_PARTY, FILTERS, NO, ONE_ARTICLE, SEVERAL_ARTICLES, YES, Filter
from loaders.records import AUTHOR
from loaders.selection import SHOWN_BY_DEFAULT, Selection
from loaders.vocabulary import Kind, Party, PlaceKind
from loaders.words import day_words
from pages.shared.address import FILTERS as FILTER_NAMES
from pages.shared.address import clear_dates, filter_key, put_in_step, reset_filters, take_from_widget
from pages.shared.kept import kept
from pages.shared.palette import CERTAINTIES, KINDS, LINKS, MATCHES, words_of
from pages.shared.text import plain
from pages.shared.view import View

PARTIES: dict[str, str] = {
    Party.PAKISTANI_STATE: "Pakistani state",
    Party.US_STATE: "US state",
    Party.CHINESE_STATE: "Chinese state",
    Party.INDIAN_STATE: "Indian state",
    Party.AFGHAN_STATE: "Afghan state",
    Party.IRANIAN_STATE: "Iranian state",
    Party.AUSTRALIAN_STATE: "Australian state",
    Party.UKRAINIAN_STATE: "Ukrainian state",
    Party.BALOCH_MILITANTS: "BLA and Baloch militants",
    Party.ISLAMIST_MILITANTS: "Islamist militants",
}


def filter_bar(view: View) -> None:
    """Draw the bar, one line of it: every group by itself, folded into fewer, or as one sheet on a phone; changes go to the address."""
    put_in_step(view.query, [name for name in FILTER_NAMES if name != "q" or view.window == "narrow"])
    groups = _groups(view)
    with st.container(horizontal=True, key="filter_bar", vertical_alignment="center", gap="small"):
        if view.window == "narrow":
            _fold("Filters", groups, view, words=True)
            return
        _words(180)
        if view.window == "medium":
            _fold("Place", groups[:1], view)
            _fold("Dates", groups[1:2], view)
            _fold("More filters", groups[2:], view)
        else:
            for group in groups:
                _fold(group.title, (group,), view)
        _reset(view)


@dataclass(frozen=True)
class _Group:
    """Filters that belong together: what is chosen in them as words, and what draws them."""

    title: str
    chosen: list[str]
    draw: Callable[[], None]


def _groups(view: View) -> tuple[_Group, ...]:
    names, chosen = option_names(view.dataset), view.selection

    def group(title: str) -> _Group:
        filters = [one for one in FILTERS if one.group == title]
        dates = [_dates_words(chosen)] if title == "Dates" and chosen.dates else []

        def draw() -> None:
            if title == "Dates":
                _dates(view)
            for one in filters:
                _choices(one.name, one.label, names, _HELP.get(one.name))

        return _Group(title, [*dates, *(words for one in filters for words in _named(names, one.name, chosen))], draw)

    return tuple(map(group, GROUPS))


GROUPS = ("Place", "Dates", "Kind", "Who", "Source")
_HELP = {"district": "District-wide and more exact facts; facts of the whole province may match"}


def _fold(title: str, groups: Sequence[_Group], view: View, words: bool = False) -> None:
    """A button that tells what is chosen. It keeps no state of its own: with that, a new label would close it."""
    chosen = [*([f"“{view.selection.q}”"] if words and view.selection.q else []), *(w for group in groups for w in group.chosen)]
    told = "" if not chosen else f": {chosen[0]}" + (f" +{len(chosen) - 1}" if len(chosen) > 1 else "")
    look: Literal["primary", "secondary"] = "primary" if chosen else "secondary"
    with st.popover(title + plain(told), key=f"group_{title.split(maxsplit=1)[0].lower()}", type=look):
        if words:
            _words("stretch")
        for group in groups:
            group.draw()
        if words:
            _reset(view)


def _words(width: int | Literal["stretch"]) -> None:
    take = {"on_change": take_from_widget, "args": ("q",)}
    st.text_input("Words", key=filter_key("q"), placeholder="Search words", label_visibility="collapsed", width=width, **take)


def _reset(view: View) -> None:
    st.button("Reset", key="reset", on_click=reset_filters, icon=":material/close:")


def selection_words(selection: Selection, dataset: Dataset) -> str:
    """The selection as a sentence reads it; "all facts" when nothing is chosen."""
    names = option_names(dataset)
    parts = [f"{one.title} {_joined(one, _named(names, one.name, selection))}" for one in FILTERS if getattr(selection, one.name)]
    parts += [_dates_words(selection)] if selection.dates else []
    parts += [f"words “{selection.q}”"] if selection.q else []
    parts += [_match_words(selection)] if selection.match != SHOWN_BY_DEFAULT else []
    return "; ".join(parts) or "all facts"


def _joined(one: Filter, words: list[str]) -> str:
    return (" and " if one.how == "all" else " or ").join(words)


Names = dict[str, dict[str, str]]


@kept(1)
def option_names(dataset: Dataset) -> Names:
    """Per filter the ids that can be chosen, in the order shown, with their names; actors and parties that occur."""

    def occurring(column: str) -> set[str]:
        return {value for values in dataset.facts[column] for value in values}

    def places(kind: PlaceKind) -> dict[str, str]:
        return {p.id: p.name for p in dataset.places.values() if p.kind is kind}

    def actors(ids: Iterable[str]) -> dict[str, str]:
        found = {i: dataset.actors[i].name for i in ids if i != AUTHOR}
        return dict(sorted(found.items(), key=lambda pair: pair[1].casefold()))

    articles = {a.id: f"{a.publisher}{f', {a.author}' if a.author else ''}" for a in dataset.articles.values()}
    return {
        "province": places(PlaceKind.PROVINCE),
        "district": dict(sorted(places(PlaceKind.DISTRICT).items(), key=lambda pair: pair[1])),
        "kind": {kind.value: KINDS[kind].many.capitalize() for kind in Kind},
        "type": {t: words_of(t).capitalize() for t in sorted(occurring("types"))},
        "article": articles,
        "all_articles": articles,
        "articles": {ONE_ARTICLE: "One", SEVERAL_ARTICLES: "Two or more"},
        "actor": actors(occurring("actors")),
        "country": {country: country for country in sorted(occurring("countries"))},
        "claimant": {AUTHOR: "The article's own author"} | actors(occurring("match_claimants")),
        "party": PARTIES | {side: dataset.actors[side].name for side in dataset.sides if side not in PARTIES} | {ANY_PARTY: "Any one side"},
        "commodity": {c: words_of(c).capitalize() for c in sorted(occurring("commodities"))},
        "certainty": {c: words.capitalize() for c, words in CERTAINTIES.items()},
        "relation": {link: both[0].capitalize() for link, both in LINKS.items()},
        "dated": {YES: "Yes", NO: "No"},
        "placed": {YES: "Yes", NO: "No"},
    }


def _named(names: Names, filter_name: str, selection: Selection) -> list[str]:
    return [names[filter_name].get(value, words_of(value)) for value in getattr(selection, filter_name)]


def _match_words(selection: Selection) -> str:
    """Match types that are shown where they are not the usual ones: a view of fewer facts is not called "all facts"."""
    return f"match types shown: {', '.join(MATCHES[m] for m in selection.match) or 'none'}"


def _dates_words(selection: Selection) -> str:
    assert selection.dates
    first, last = selection.dates
    return f"{day_words(first)} – {day_words(last)}"


def _choices(name: str, label: str, names: Names, help_text: str | None = None) -> None:
    known = names[name]
    kept = [value for value in st.session_state[filter_key(name)] if value not in known]
    st.multiselect(
        label,
        options=[*known, *kept],
        format_func=partial(_label, known),
        key=filter_key(name),
        help=help_text,
        placeholder="All",
        on_change=take_from_widget,
        args=(name,),
    )


def _label(known: dict[str, str], value: str) -> str:
    return known.get(value, words_of(value))


def _dates(view: View) -> None:
    first, last = view.selection.dates or (date.today(), date.today())
    st.date_input(
        "First and last day, both included",
        key=filter_key("dates"),
        value=view.selection.dates or (),
        min_value=min(date(1900, 1, 1), first),
        max_value=max(date(date.today().year + 10, 12, 31), last),
        format="YYYY-MM-DD",
        on_change=take_from_widget,
        args=("dates",),
    )
    st.button("Any date", on_click=clear_dates, disabled=not view.selection.dates, key="any_date")
